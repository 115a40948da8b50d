import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { RefusedFile } from '../../refused-file.ts';
import { handmadeWorkbook } from './handmade-workbook.ts';
import { FrameReader, frameOf } from '../../apart/frames.ts';
import { defaultWorkbookLimits as limits } from '../read/limits.ts';
import { readApart } from '../../apart/read-apart.ts';
import { fileOf } from '../../streamed-file.ts';
import type { ParsedSheet } from '../read/parsed-workbook.ts';
import type { WorkbookMessage, WorkbookTask } from '../read/workbook-task.ts';

const good = handmadeWorkbook();
const parse = async (bytes: Uint8Array, bounds = limits) => {
  const sheets: ParsedSheet[] = [];
  const task: WorkbookTask = { kind: 'workbook', limits: bounds };
  const { milliseconds } = bounds;
  const asked = { milliseconds, beyond: 'workbook.too_large', party: 'one' } as const;
  await readApart(fileOf(bytes), task, asked, (message: WorkbookMessage) => {
    if ('isAll' in message) return message;
    sheets.push(message.sheet);
    return undefined;
  });
  return sheets;
};
const noise = new Uint8Array(5000).fill(7);

describe('files that are read apart', () => {
  it('each have their own answer, however many wait, and whatever became of those before', async () => {
    const answers = await Promise.allSettled([
      parse(good),
      parse(noise),
      parse(good, { ...limits, cells: 1 }),
      parse(good),
      parse(good),
    ]);
    const said = answers.map((answer) =>
      answer.status === 'fulfilled'
        ? answer.value.map(({ cells }) => cells.length)
        : answer.reason instanceof RefusedFile && answer.reason.code,
    );
    expect(said).toEqual([[2], 'workbook.unreadable', 'workbook.too_large', [2], [2]]);
  });
});

describe('files that come in pieces', () => {
  const size = 12_000_000;
  const arrive = async (each: (at: number) => Promise<void> | void, milliseconds = 20_000) => {
    async function* pieces() {
      for (let at = 0; at < size; at += 40_000) {
        await each(at);
        yield new Uint8Array(40_000).fill(7);
      }
    }
    const bounds = { milliseconds, beyond: 'workbook.too_large', party: 'one' } as const;
    const read = (message: WorkbookMessage) => ('isAll' in message ? message : undefined);
    return readApart({ size, pieces }, { kind: 'workbook', limits } as WorkbookTask, bounds, read).then(
      () => 'read',
      (error: Error) => (error instanceof RefusedFile ? error.code : error.message),
    );
  };

  it('are sent as fast as they are taken, and spoil no other where they break off or take too long', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): number => warnings.push(warning);
    process.on('warning', onWarning);
    expect(await arrive(() => undefined)).toBe('workbook.unreadable');
    const breaksOff = (at: number): void => {
      if (at > 1_000_000) throw new Error('the disk is away');
    };
    expect(await arrive(breaksOff)).toBe('the disk is away');
    expect(await arrive(() => pause(20), 300)).toBe('workbook.too_large');
    expect(await parse(good)).toHaveLength(1);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });
});

describe('messages in a pipe', () => {
  const messages = ['', 'a', '一二三', 'x'.repeat(300)].map((text) => Buffer.from(text));
  const stream = Buffer.concat(messages.flatMap(frameOf));

  it.each([1, 3, 7, 64, stream.length])('arrive whole in pieces of %i bytes', (size) => {
    const reader = new FrameReader(300);
    const arrived: Buffer[] = [];
    for (let at = 0; at < stream.length; at += size) arrived.push(...reader.take(stream.subarray(at, at + size)));
    expect(arrived).toEqual(messages);
  });

  it('are refused by their length, before they are held', () => {
    expect(() => [...new FrameReader(299).take(stream)]).toThrow(RangeError);
  });
});
