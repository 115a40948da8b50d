import { monitorEventLoopDelay } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../document-error.ts';
import { parseWorkbook } from '../read/parse-workbook.ts';
import { RefusedFile } from '../../refused-file.ts';
import { checkWorkbookFile } from '../read/check-file.ts';
import { openFormWorkbook, readTableWorkbook, writeTableWorkbook } from '../index.ts';
import { defaultWorkbookLimits } from '../read/limits.ts';
import { handmadeWorkbook } from './handmade-workbook.ts';
import { listHostileWorkbooks } from './hostile-workbooks.ts';

const files = listHostileWorkbooks();

/** Both steps in this process, so that two hundred files take no two hundred processes. */
function readHere(bytes: Uint8Array) {
  checkWorkbookFile(bytes, defaultWorkbookLimits);
  return [...parseWorkbook(bytes, defaultWorkbookLimits)];
}

function refusalOf(bytes: Uint8Array): string | undefined {
  try {
    readHere(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof RefusedFile) return error.code;
    throw error;
  }
}

describe('files from outside', () => {
  it('the good one, of which the others are made, is read', () => {
    expect(readHere(handmadeWorkbook())).toEqual([
      {
        name: '表',
        isHidden: false,
        cells: [
          [0, 0, '好'],
          [0, 1, '1.5'],
        ],
      },
    ]);
  });

  it('are more than 150', () => {
    expect(files.length).toBeGreaterThan(150);
  });

  it.each(files)('$name', ({ bytes, codes }) => {
    expect(codes).toContain(refusalOf(bytes));
  });

  it('are refused through the other process as well, without holding up this one', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const chosen = files.filter((_, index) => index % 9 === 0);
    const answers = await Promise.allSettled(chosen.map(({ bytes }) => openFormWorkbook(bytes)));
    delay.disable();
    for (const [index, answer] of answers.entries()) {
      if (answer.status === 'fulfilled' || !(answer.reason instanceof DocumentError))
        throw new Error(`${chosen[index]?.name} was not refused`, { cause: answer });
      expect(chosen[index]?.codes).toContain(answer.reason.code);
    }
    expect(delay.percentile(99) / 1e6).toBeLessThan(500);
  });

  it('are given up when they take too long or too much', async () => {
    const slow = await writeTableWorkbook({
      sheets: [
        {
          name: '表',
          columns: [{ header: 'a', kind: 'text' }],
          rows: Array.from({ length: 20_000 }, (_, index) => [`行${index}`]),
        },
      ],
    });
    await expect(
      readTableWorkbook(slow, { limits: { ...defaultWorkbookLimits, milliseconds: 1 } }),
    ).rejects.toMatchObject({
      code: 'workbook.too_large',
      kind: 'limit',
    });
    await expect(readTableWorkbook(slow, { limits: { ...defaultWorkbookLimits, cells: 100 } })).rejects.toMatchObject({
      code: 'workbook.too_large',
    });
    await expect(
      readTableWorkbook(slow, { limits: { ...defaultWorkbookLimits, fileBytes: slow.length - 1 } }),
    ).rejects.toMatchObject({ code: 'workbook.too_large' });
    expect((await readTableWorkbook(slow)).rows).toHaveLength(20_001);
  });

  it('a workbook of ours without identity is told from one that has it', async () => {
    const table = await writeTableWorkbook({ sheets: [{ name: '表', columns: [], rows: [] }] });
    await expect(openFormWorkbook(table)).rejects.toMatchObject({ code: 'workbook.no_identity' });
  });

  it('with any bytes changed or cut are read or refused, never anything else', async () => {
    const whole = await writeTableWorkbook({
      sheets: [
        {
          name: '表',
          title: '题',
          columns: [
            { header: 'a', kind: 'text' },
            { header: 'b', kind: 'number' },
          ],
          rows: [
            ['𠮷', '1.5'],
            ['=1', '2'],
          ],
        },
      ],
    });
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(changes, fc.nat(whole.length), (bytes, cut) => {
        const copy = Buffer.from(whole);
        for (const [at, value] of bytes) copy[at] = value;
        refusalOf(copy);
        refusalOf(copy.subarray(0, cut));
      }),
      { numRuns: 400 },
    );
  });
});
