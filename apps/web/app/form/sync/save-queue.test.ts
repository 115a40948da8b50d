import { storableText, type Cell } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { SaveQueue, type QueuedCell } from './save-queue.ts';
import type { SaveResult } from './view.ts';

/** A server with versions, whose answers can be lost, and a clock that runs when asked. */
function createWorld() {
  const stored = new Map<string, { value: string; version: number }>();
  const timers: { work: () => void; milliseconds: number }[] = [];
  let trouble: 'none' | 'away' | 'answer_lost' | 'no_answer' | 'signed_out' | 'paced' = 'none';
  let batches = 0;
  const send = async (_source: string, cells: readonly QueuedCell[]): Promise<SaveResult> => {
    batches += 1;
    await Promise.resolve();
    if (trouble === 'away' || trouble === 'signed_out' || trouble === 'paced') throw new Error(trouble);
    const saved: SaveResult['saved'][number][] = [];
    const conflicts: SaveResult['conflicts'][number][] = [];
    for (const { code, key, value, version } of cells) {
      const now = stored.get(code);
      if ((now?.version ?? 0) === version) {
        stored.set(code, { value: storableText(value), version: version + 1 });
        saved.push({ code, key, version: version + 1 });
      } else
        conflicts.push({
          code,
          key,
          state: 'value',
          value: now?.value ?? '',
          version: now?.version ?? 0,
          by: '李敏',
          at: '2026-11-23T06:00:00.000Z',
        });
    }
    if (trouble === 'answer_lost') throw new Error('away');
    if (trouble === 'no_answer') await new Promise<never>(() => undefined);
    return { savedAt: '2026-11-23T06:03:22.000Z', saved, conflicts, refused: [], parked: [], issueNo: 1 };
  };
  const queue = new SaveQueue(
    {
      send,
      failureOf: (error) => {
        switch ((error as Error).message) {
          case 'signed_out':
            return { code: 'session.missing', kind: 'unauthenticated', params: {} };
          case 'paced':
            return { code: 'quota.requests', kind: 'limit', params: { limit: 6000, seconds: 46 } };
          default:
            return { code: 'request.failed', kind: 'unavailable', params: {} };
        }
      },
      onChange: () => undefined,
      later: (work, milliseconds) => {
        const timer = { work, milliseconds };
        timers.push(timer);
        return () => {
          timers.splice(timers.indexOf(timer), 1);
        };
      },
    },
    new Map(),
    { savedAt: null, issueNo: 1 },
  );
  return {
    queue,
    stored,
    timers,
    batches: () => batches,
    set: (next: typeof trouble) => {
      trouble = next;
    },
  };
}

const cell = (code: string, value: string): Cell => ({ code, key: '', state: 'value', value });

describe('save queue', () => {
  it('sends what was typed within a moment as one batch, the last text of each cell', async () => {
    const { queue, stored, timers, batches } = createWorld();
    queue.add([cell('a', '1')], 'page');
    queue.add([cell('a', '2')], 'page');
    queue.add([cell('b', '3')], 'page');
    expect(timers.map((timer) => timer.milliseconds)).toEqual([600]);
    await queue.flush();
    expect(batches()).toBe(1);
    expect([...stored].map(([code, { value }]) => code + value)).toEqual(['a2', 'b3']);
    expect(queue.unsaved).toBe(0);
    expect(queue.state.savedAt).toBe('2026-11-23T06:03:22.000Z');
  });

  it('goes on by itself once the minute is over in which too much was asked', async () => {
    const { queue, stored, timers, set, batches } = createWorld();
    set('paced');
    queue.add([cell('a', '1')], 'page');
    await queue.flush();
    expect([queue.state.phase, queue.unsaved]).toEqual(['paced', 1]);
    // What is typed meanwhile isn't sent before.
    queue.add([cell('b', '2')], 'page');
    expect(timers.map((timer) => timer.milliseconds)).toEqual([46_000]);
    expect(batches()).toBe(1);
    set('none');
    timers[0]?.work();
    await expect.poll(() => queue.unsaved).toBe(0);
    expect([...stored.keys()]).toEqual(['a', 'b']);
    expect(queue.state).toMatchObject({ phase: 'idle', failure: null });
  });

  it('keeps cells while the server is away, waiting longer each time', async () => {
    const { queue, stored, timers, set } = createWorld();
    set('away');
    queue.add([cell('a', '1')], 'page');
    await queue.flush();
    await queue.flush();
    await queue.flush();
    expect(queue.state.phase).toBe('offline');
    expect(timers.at(-1)?.milliseconds).toBe(4000);
    expect(queue.unsaved).toBe(1);
    set('none');
    await queue.flush();
    expect(stored.get('a')?.value).toBe('1');
    expect(queue.state.phase).toBe('idle');
  });

  it('knows its own value again when only the answer was lost, and saves what came after', async () => {
    const { queue, stored, set } = createWorld();
    set('answer_lost');
    queue.add([cell('a', '1')], 'page');
    await queue.flush();
    set('none');
    queue.add([cell('a', '2')], 'page');
    await queue.flush();
    expect(queue.state.conflicts.size).toBe(0);
    expect(stored.get('a')).toEqual({ value: '2', version: 2 });
    expect(queue.unsaved).toBe(0);
  });

  it('asks again where no answer comes and nobody says that none will', async () => {
    const { queue, stored, timers, set } = createWorld();
    set('no_answer');
    queue.add([cell('a', '1')], 'page');
    const flushed = queue.flush();
    await Promise.resolve();
    timers.find(({ milliseconds }) => milliseconds === 45_000)?.work();
    await flushed;
    expect(queue.state.phase).toBe('offline');
    set('none');
    await queue.flush();
    expect([queue.unsaved, queue.state.conflicts.size, stored.get('a')?.version]).toEqual([0, 0, 1]);
  });

  it('knows it again without what can’t be stored, which a clipboard leaves in a text', async () => {
    const { queue, stored, set } = createWorld();
    set('answer_lost');
    queue.add([cell('a', '山教\0办\u{d800}')], 'paste');
    await queue.flush();
    set('none');
    await queue.flush();
    expect(stored.get('a')).toEqual({ value: '山教办\ufffd', version: 1 });
    expect([queue.state.conflicts.size, queue.unsaved]).toEqual([0, 0]);
  });

  it('shows another person’s value and overwrites it only when told to', async () => {
    const { queue, stored } = createWorld();
    stored.set('a', { value: '9', version: 4 });
    queue.add([cell('a', '1')], 'page');
    await queue.flush();
    expect(queue.state.conflicts.get('a')).toMatchObject({ mine: { value: '1' }, theirs: { value: '9', by: '李敏' } });
    expect(stored.get('a')?.value).toBe('9');
    queue.keepMine('a');
    await queue.flush();
    expect(stored.get('a')).toEqual({ value: '1', version: 5 });
  });

  it('takes theirs, and the next change builds on it', async () => {
    const { queue, stored } = createWorld();
    stored.set('a', { value: '9', version: 4 });
    queue.add([cell('a', '1')], 'page');
    await queue.flush();
    expect(queue.takeTheirs('a')?.theirs.value).toBe('9');
    expect(queue.unsaved).toBe(0);
    queue.add([cell('a', '10')], 'page');
    await queue.flush();
    expect(stored.get('a')?.value).toBe('10');
  });

  it('holds everything while the session is gone, and goes on after it is renewed', async () => {
    const { queue, stored, timers, set } = createWorld();
    set('signed_out');
    queue.add([cell('a', '1')], 'page');
    await queue.flush();
    queue.add([cell('b', '2')], 'page');
    expect(queue.state.phase).toBe('signed_out');
    expect(timers).toEqual([]);
    set('none');
    await queue.resume();
    expect([stored.get('a')?.value, stored.get('b')?.value]).toEqual(['1', '2']);
    expect(queue.state.phase).toBe('idle');
  });

  it('reports a conflict for cells kept from before a reload whose place was changed meanwhile', async () => {
    const { queue, stored } = createWorld();
    stored.set('a', { value: '9', version: 4 });
    queue.restore([{ ...cell('a', '1'), source: 'page', version: 3 }]);
    await queue.flush();
    expect(queue.state.conflicts.has('a')).toBe(true);
  });
});
