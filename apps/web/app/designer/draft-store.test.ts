import { describe, expect, it } from 'vitest';
import { DraftStore, type DraftStorePorts, type SentPart } from './draft-store.ts';

const standing = (name: string, content: unknown, version = 1) => ({ name, version, by: '周岩', at: '', content });

/** A server that takes what is sent in turn; `later` is done when it is asked for. */
function opened(answers: DraftStorePorts['save'][] = []) {
  const sent: (readonly SentPart[])[] = [];
  const kept: (readonly SentPart[])[] = [];
  let waiting: (() => void) | null = null;
  const store = new DraftStore([standing('a', 1), standing('b', 2)], {
    save: async (parts) => {
      sent.push(parts);
      const answer = answers.shift();
      if (answer) return answer(parts);
      const versions = parts.map(({ name, version }) => ({ name, version: version + 1 }));
      return { ok: true, savedAt: '2024-02-01T01:00:00.000Z', versions };
    },
    failureOf: () => ({ code: 'request.failed', params: {} }),
    keep: (unsaved) => kept.push(unsaved),
    later: (work) => {
      waiting = work;
      return () => (waiting = null);
    },
  });
  const change = (name: string, content: unknown, of: string | null = null): void =>
    store.edit(new Map([[name, content]]), of);
  const shown = () => Object.fromEntries(store.getState().parts);
  return { store, sent, kept, change, shown, isWaiting: () => waiting !== null };
}

describe('a draft in a window', () => {
  it('saves all that changed together, on the versions that were seen', async () => {
    const { store, sent, change } = opened();
    change('a', 3);
    store.edit(
      new Map<string, unknown>([
        ['b', null],
        ['c', 5],
      ]),
    );
    expect([store.getState().phase, store.unsaved]).toEqual(['waiting', 3]);
    expect(await store.saveAll()).toBe(true);
    change('a', 4);
    await store.saveAll();
    expect(sent.map((parts) => parts.map(({ name, version, content }) => [name, version, content]))).toEqual([
      [
        ['a', 1, 3],
        ['b', 1, null],
        ['c', 0, 5],
      ],
      [['a', 2, 4]],
    ]);
    expect(store.getState()).toMatchObject({ phase: 'saved', savedAt: '2024-02-01T01:00:00.000Z' });
  });

  it('saves once what several ask for while a save is on its way', async () => {
    const held = Promise.withResolvers<undefined>();
    const { store, sent, change } = opened([
      async (parts) => {
        await held.promise;
        return { ok: true, savedAt: '', versions: parts.map(({ name }) => ({ name, version: 2 })) };
      },
    ]);
    change('a', 3);
    const first = store.saveAll();
    change('a', 4);
    const others = [store.saveAll(), store.saveAll(), store.saveAll()];
    held.resolve(undefined);
    expect(await Promise.all([first, ...others])).toEqual([false, true, true, true]);
    expect(sent.map((parts) => parts.map(({ version, content }) => [version, content]))).toEqual([[[1, 3]], [[2, 4]]]);
  });

  it('goes on saving what was changed while a save was on its way', async () => {
    const { store, change, isWaiting } = opened([
      async (parts) => {
        change('a', 4);
        return { ok: true, savedAt: '', versions: parts.map(({ name }) => ({ name, version: 2 })) };
      },
    ]);
    change('a', 3);
    expect(await store.saveAll()).toBe(false);
    expect([store.getState().phase, isWaiting()]).toEqual(['waiting', true]);
  });

  it('undoes and does again step by step; what is typed on into one field is one', () => {
    const { store, change, shown } = opened();
    change('a', 'x', 'label');
    change('a', 'xy', 'label');
    change('b', 3);
    expect(store.getState()).toMatchObject({ canUndo: true, canRedo: false });
    store.undo();
    store.undo();
    expect(shown()).toEqual({ a: 1, b: 2 });
    store.undo();
    store.redo();
    expect(shown()).toEqual({ a: 'xy', b: 2 });
    change('a', 'z');
    expect(store.getState().canRedo).toBe(false);
  });

  it('shows both texts of a part that a colleague has changed, and saves none until one is chosen', async () => {
    const conflict = { theirs: standing('a', 9, 5), yours: 3, isOwn: false };
    const refuse = async () => ({ ok: false, conflicts: [conflict] }) as const;
    const { store, sent, change, shown } = opened([refuse, refuse]);
    change('a', 3);
    change('b', 4);
    expect(await store.saveAll()).toBe(false);
    expect(store.getState()).toMatchObject({ phase: 'conflict', conflicts: [conflict] });
    await store.saveAll();
    expect(sent).toHaveLength(1);
    store.settle('a', 'theirs');
    expect(shown()).toEqual({ a: 9, b: 4 });
    store.undo();
    expect(shown()).toEqual({ a: 3, b: 4 });
    await store.saveAll();
    store.settle('a', 'mine');
    expect(await store.saveAll()).toBe(true);
    expect(sent.at(-1)?.map(({ name, version, content }) => [name, version, content])).toContainEqual(['a', 5, 3]);
  });

  it('takes over what a colleague saved, but not over a change of its own, and steps back no further', () => {
    const { store, change, shown } = opened();
    change('a', 3);
    expect(store.isBehind([{ name: 'a', version: 2 }])).toBe(false);
    expect(store.isBehind([{ name: 'b', version: 2 }])).toBe(true);
    store.adopt([standing('a', 8, 2), standing('b', 9, 2), standing('c', 7)]);
    expect(shown()).toEqual({ a: 3, b: 9, c: 7 });
    store.undo();
    expect(shown()).toEqual({ a: 1, b: 9, c: 7 });
    expect(store.getState().canUndo).toBe(false);
  });

  it('tries again where there is no answer', async () => {
    const { store, change, isWaiting } = opened([() => Promise.reject(new Error('away'))]);
    change('a', 3);
    expect(await store.saveAll()).toBe(false);
    expect(store.getState()).toMatchObject({ phase: 'failed', failure: { code: 'request.failed' } });
    expect(isWaiting()).toBe(true);
    expect(await store.saveAll()).toBe(true);
  });

  it('keeps what the server has not, until it has it', async () => {
    const { store, kept, change } = opened();
    change('a', 3);
    change('b', 4);
    expect(kept.at(-1)).toEqual([
      { name: 'a', version: 1, content: 3 },
      { name: 'b', version: 1, content: 4 },
    ]);
    await store.saveAll();
    expect(kept.at(-1)).toEqual([]);
  });

  it('takes up what a closed window had not saved, on the version that it was made on, as one step', async () => {
    const theirs = standing('a', 9, 2);
    const { store, sent, shown } = opened([
      () => Promise.resolve({ ok: false, conflicts: [{ theirs, yours: 3, isOwn: false }] }),
    ]);
    store.adopt([theirs]);
    store.takeUp([
      { name: 'a', version: 1, content: 3 },
      { name: 'b', version: 1, content: 2 },
    ]);
    expect(shown()).toEqual({ a: 3, b: 2 });
    await store.saveAll();
    expect(sent).toEqual([[{ name: 'a', version: 1, content: 3 }]]);
    expect(store.getState()).toMatchObject({ phase: 'conflict', conflicts: [{ yours: 3 }] });
    store.settle('a', 'theirs');
    expect(shown()).toEqual({ a: 9, b: 2 });
    store.undo();
    expect(shown()).toEqual({ a: 3, b: 2 });
  });
});
