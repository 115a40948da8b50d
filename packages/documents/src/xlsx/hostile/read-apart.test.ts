import { describe, expect, it } from 'vitest';
import { RefusedFile } from '../../refused-file.ts';
import { handmadeWorkbook } from './handmade-workbook.ts';
import { FrameReader, frameOf } from '../../apart/frames.ts';
import { defaultWorkbookLimits as limits } from '../read/limits.ts';
import { readApart } from '../../apart/read-apart.ts';
import { fileOf } from '../../streamed-file.ts';
import type { WorkbookAnswer, WorkbookTask } from '../read/workbook-task.ts';

const good = handmadeWorkbook();
const parse = async (bytes: Uint8Array, bounds = limits) => {
  const task: WorkbookTask = { kind: 'workbook', limits: bounds };
  const { sheets } = await readApart<WorkbookAnswer>(fileOf(bytes), task, {
    milliseconds: bounds.milliseconds,
    beyond: 'workbook.too_large',
    party: 'one',
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
