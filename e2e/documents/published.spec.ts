import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findDoubledWords } from '@huibao/domain';
import type { TestInfo } from '@playwright/test';
import { ask } from '../journeys/gate.ts';
import { expect, test, type Page } from '../people.ts';

const run = promisify(execFile);

interface Publication {
  readonly id: string;
  readonly issuer: string;
  readonly title: string;
  readonly year: number;
  readonly annulledOn: string | null;
}

/** What was due, where it came from and what became of it, in one sentence, as it is printed. */
const settling = { campaigns: settledAs('自查发现'), inspections: settledAs('本年发现') } as const;

/** Where one of the two is nought, the sentence says so in words. */
function settledAs(found: string): RegExp {
  const from = `（(?:上年结转(?<carried>\\d+)项、${found}(?<found>\\d+)项|均为(?<only>${found}|上年结转))）`;
  const fixed = '(?:整改到位(?<settled>\\d+)项，整改率(?<share>[\\d.]+)%|尚未整改到位)';
  return new RegExp(`应整改问题(?<due>\\d+)项${from}，${fixed}`, 'u');
}

interface Settled {
  readonly due: number;
  readonly carried: number;
  readonly found: number;
  readonly settled: number;
  readonly share: string | null;
}

function readSettled(text: string, sentence: RegExp): Settled {
  const groups = sentence.exec(text)?.groups;
  // 未发现需整改的问题.
  if (!groups) return { due: 0, carried: 0, found: 0, settled: 0, share: null };
  const due = Number(groups['due']);
  const only = groups['only'];
  return {
    due,
    carried: only === undefined ? Number(groups['carried']) : only === '上年结转' ? due : 0,
    found: only === undefined ? Number(groups['found']) : only === '上年结转' ? 0 : due,
    settled: Number(groups['settled'] ?? 0),
    share: groups['share'] ?? null,
  };
}

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

const city = '焦作市教育局';

/** A report's PDF as its reader has it: without what a layout puts between the characters, and the pages' numbers. */
async function readPublished(page: Page, info: TestInfo, { id }: Publication): Promise<string> {
  const file = info.outputPath(`${id}.pdf`);
  await writeFile(file, await (await page.request.get(`/published/${id}.pdf`)).body());
  const { stdout } = await run('pdftotext', ['-layout', file, '-']);
  return stdout.replace(/^\s*—\s*\d+\s*—\s*$/gmu, '').replace(/\s+/gu, '');
}

async function listStanding(page: Page): Promise<readonly Publication[]> {
  const { publications } = await ask<{ readonly publications: readonly Publication[] }>(page, 'publication.list');
  // Its sentences are those of one programme; another stands among them.
  return publications.filter((one) => one.annulledOn === null && one.title.includes('法治政府建设'));
}

// Every published report, read by another program as its reader reads it: one sentence beside the next, one year after
// the other.
test('every published report foots, year after year', async ({ visitor }, info) => {
  const page = await visitor();
  const publications = await listStanding(page);
  expect(publications.length).toBeGreaterThanOrEqual(31);
  const open = new Map<string, number>();
  const carried: (readonly [string, number])[] = [];
  for (const publication of publications) {
    const { issuer, year } = publication;
    const where = `${issuer} ${year}`;
    const text = await readPublished(page, info, publication);
    expect(findDoubledWords(text), where).toEqual([]);
    expect(text, where).not.toMatch(/(?:率|余额|其中|发现|到位|决定|《|、)—/u);
    // Nought is told in words, or not at all; of penalties and compulsory measures the number itself is asked.
    expect(text, where).not.toMatch(/(?<![\d.]|行政处罚|行政强制)0(?:项|件|所|次|场|人|个|份|处|课时|万元|%)/u);
    for (const [kind, sentence] of Object.entries(settling)) {
      const { due, carried: before, found, settled, share } = readSettled(text, sentence);
      expect(before + found, `${where} ${kind}`).toBe(due);
      if (due === 0) expect(text, where).toContain('未发现需整改的问题');
      if (share !== null)
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

/** Counts that a city's report gives of its districts, as both print them. */
const added: Readonly<Record<string, RegExp>> = {
  decisions: /学校决策“三重一大”事项(\d+)项/u,
  collective: /学校决策“三重一大”事项\d+项，其中集体研究决定(\d+)项/u,
  vicePrincipalsDue: /应配备法治副校长的学校(\d+)所/u,
  vicePrincipals: /应配备法治副校长的学校\d+所，已配备(\d+)所/u,
  hours: /全年授课(\d+)课时/u,
  complaints: /受理招生投诉(\d+)件/u,
  charters: /(\d+)所学校完成章程修订/u,
  screenings: /警示教育片，?(?:观看场次)?(\d+)场/u,
  mailboxes: /设置110举报信箱(\d+)个/u,
};

test('the city’s report says of how many districts it is, and is their sum', async ({ visitor }, info) => {
  const page = await visitor();
  const publications = await listStanding(page);
  const own = publications.find(({ issuer }) => issuer === city);
  if (!own) throw new Error('the city has published nothing');
  const text = await readPublished(page, info, own);
  const [, owed, received] = /应报送(\d+)个县（市、区），已报送并接收(\d+)个/u.exec(text) ?? [];
  const districts = publications.filter(({ issuer, year }) => year === own.year && issuer !== city);
  expect(Number(owed)).toBe(districts.length);
  // Who is still out is named at the end, and the sentence says that they aren’t in it.
  const note = /数据说明：(?:.*?)截至定稿，(.*?)等(\d+)个单位未报送或未经接收/u.exec(text);
  const missing = districts.filter(({ issuer }) => note?.[1]?.includes(issuer));
  expect(missing).toHaveLength(Number(owed) - Number(received));
  expect(text.includes('未报送或未经接收的不在其内')).toBe(missing.length > 0);

  const inIt = districts.filter((one) => !missing.includes(one));
  const texts = [];
  for (const one of inIt) texts.push(await readPublished(page, info, one));
  const countIn = (of: string, pattern: RegExp): number => Number(pattern.exec(of)?.[1] ?? 0);
  for (const [name, pattern] of Object.entries(added)) {
    expect(countIn(text, pattern), name).toBe(texts.reduce((sum, one) => sum + countIn(one, pattern), 0));
    expect(countIn(text, pattern), name).toBeGreaterThan(0);
  }
  for (const [kind, sentence] of Object.entries(settling))
    for (const part of ['due', 'carried', 'found', 'settled'] as const)
      expect(readSettled(text, sentence)[part], `${kind} ${part}`).toBe(
        texts.reduce((sum, one) => sum + readSettled(one, sentence)[part], 0),
      );
});
