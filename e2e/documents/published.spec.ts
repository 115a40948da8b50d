import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findDoubledWords } from '@huibao/domain';
import { ask } from '../journeys/gate.ts';
import { expect, test } from '../people.ts';

const run = promisify(execFile);

interface Publication {
  readonly id: string;
  readonly issuer: string;
  readonly year: number;
  readonly annulledOn: string | null;
}

/** What was carried over, found and put right, in one sentence, as it is printed. */
const settling = {
  campaigns:
    /应整改问题(?<due>\d+)项（上年结转(?<carried>\d+)项、自查发现(?<found>\d+)项），整改到位(?<settled>\d+)项，整改率(?<share>[\d.]+)%/u,
  inspections:
    /应整改问题(?<due>\d+)项（上年结转(?<carried>\d+)项、本年发现(?<found>\d+)项），整改到位(?<settled>\d+)项，整改率(?<share>[\d.]+)%/u,
} as const;
/** A count, a part of it, and the share of the one in the other. */
const shares = [
  /决策“三重一大”事项(?<whole>\d+)项，其中集体研究决定(?<part>\d+)项，集体决策率(?<share>[\d.]+)%/gu,
  /应配备法治副校长的学校(?<whole>\d+)所，已配备(?<part>\d+)所，配备率(?<share>[\d.]+)%/gu,
] as const;

/** Whether a printed share can be that of two printed counts: within the rounding of its own last digit. */
function canBe(share: string, part: number, whole: number): boolean {
  const digits = share.split('.')[1]?.length ?? 0;
  return Math.abs((100 * part) / whole - Number(share)) <= 0.5 * 10 ** -digits + 1e-9;
}

// Every published report, read by another program as its reader reads it: one sentence beside the next, one year after
// the other.
test('every published report foots, year after year', async ({ visitor }, info) => {
  const page = await visitor();
  const publications = (await ask<readonly Publication[]>(page, 'publication.list')).filter(
    (one) => one.annulledOn === null,
  );
  expect(publications.length).toBeGreaterThanOrEqual(30);
  const open = new Map<string, number>();
  const carried: (readonly [string, number])[] = [];
  for (const { id, issuer, year } of publications) {
    const where = `${issuer} ${year}`;
    const file = info.outputPath(`${id}.pdf`);
    await writeFile(file, await (await page.request.get(`/published/${id}.pdf`)).body());
    const { stdout } = await run('pdftotext', ['-layout', file, '-']);
    // Without the numbers of the pages, which stand between the lines.
    const text = stdout.replace(/^\s*—\s*\d+\s*—\s*$/gmu, '').replace(/\s+/gu, '');
    expect(findDoubledWords(text), where).toEqual([]);
    expect(text, where).not.toMatch(/(?:率|余额|其中|发现|到位|决定)—/u);
    for (const [kind, sentence] of Object.entries(settling)) {
      const [due = 0, before = 0, found = 0, settled = 0] = ['due', 'carried', 'found', 'settled'].map((name) =>
        Number(sentence.exec(text)?.groups?.[name] ?? Number.NaN),
      );
      const share = sentence.exec(text)?.groups?.['share'] ?? '';
      expect(before + found, `${where} ${kind}`).toBe(due);
      expect(canBe(share, settled, due), `${where} ${kind} ${share}% of ${settled}/${due}`).toBe(true);
      open.set(`${issuer} ${year} ${kind}`, due - settled);
      carried.push([`${issuer} ${year - 1} ${kind}`, before]);
    }
    for (const sentence of shares) {
      const found = [...text.matchAll(sentence)];
      expect(found.length, `${where} ${sentence.source}`).toBeGreaterThan(0);
      for (const { groups = {} } of found)
        expect(canBe(groups['share'] ?? '', Number(groups['part']), Number(groups['whole'])), where).toBe(true);
    }
  }
  // What a year carried over is what the year before left open.
  const chained = carried.filter(([before]) => open.has(before));
  expect(chained.length).toBeGreaterThanOrEqual(40);
  expect(chained.filter(([before, count]) => open.get(before) !== count)).toEqual([]);
});
