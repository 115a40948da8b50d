import type { Cell, DataElement } from '@huibao/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FormStoreParts, StoredForm } from './form-state.ts';
import { FormStore } from './form-store.ts';
import type { KeptStorage } from '../../kept-of-tab.ts';
import type { Leftover } from './leftover.ts';
import { placeOf, readText } from './places.ts';
import { noChannel } from './tab-channel.ts';
import type { SaveResult } from './view.ts';

const element = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: { zh: code, en: code },
  type: 'integer',
  flow: 'flow',
  required: true,
  ...more,
});
const place = (code: string) => placeOf('s', element(code), null, { code, key: '' });
const edit = (code: string, value: string) => ({ place: place(code), content: { state: 'value' as const, value } });
const stored = (code: string, value: string, version = 1): StoredForm['cells'][number] => ({
  code,
  key: '',
  state: 'value',
  value,
  version,
  source: 'page',
});

function createStorage(): KeptStorage {
  const items = new Map<string, string>();
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}

let storage: KeptStorage;
let tabs = 0;
beforeEach(() => {
  storage = createStorage();
});

/** A window of the form; `answer` is what the server says to a save, and without one it is away. */
function open(
  cells: StoredForm['cells'] = [],
  more: Partial<FormStoreParts> & { explanations?: StoredForm['explanations'] } = {},
) {
  tabs += 1;
  let answer: ((cells: readonly Cell[]) => Partial<SaveResult>) | null = null;
  const { explanations = [], ...parts } = more;
  const store = new FormStore({ id: 'form', issueNo: 1, cells, savedAt: null, explanations }, 'person', {
    send: async (_source, sent) => {
      await Promise.resolve();
      if (!answer) throw new Error('away');
      return {
        savedAt: '2026-11-23T06:03:22.000Z',
        issueNo: 1,
        parked: [],
        saved: [],
        conflicts: [],
        refused: [],
        ...answer(sent),
      };
    },
    explain: () => Promise.resolve(),
    failureOf: () => ({ code: 'request.failed', kind: 'unavailable', params: {} }),
    later: (work) => {
      const timer = setTimeout(work, 0);
      return () => clearTimeout(timer);
    },
    storage,
    channel: noChannel,
    tab: `tab-${tabs}`,
    read: ({ code, text }) => {
      const reading = readText(element(code), text, 2024);
      return reading.ok ? reading.content : reading.error;
    },
    ...parts,
  });
  return {
    store,
    answers: (next: typeof answer) => {
      answer = next;
    },
  };
}
const taken = (cells: readonly Cell[]) => ({ saved: cells.map(({ code, key }) => ({ code, key, version: 1 })) });
const refusing = (cells: readonly Cell[]) => ({
  refused: cells.map(({ code, key }) => ({ code, key, error: 'submission.too_many_rows' as const, params: {} })),
});
const leftover = (text: string): Leftover => ({ id: text, row: 1, col: 1, text, at: null, why: 'outside' });

describe('nothing unsaved looks saved', () => {
  it('counts the text that is still in an editor, and keeps it over a crash', async () => {
    const { store } = open();
    store.setTyping({ place: place('a'), text: '1' });
    expect(store.unsaved).toBe(1);
    store.setTyping({ place: place('a'), text: '12' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const again = open().store;
    await again.gather();
    expect(again.contentOf('a').value).toBe('12');
    expect(again.unsaved).toBe(1);
    store.setTyping(null);
    expect(store.unsaved).toBe(0);
  });

  it('puts what is in an editor into its cell before saving all', async () => {
    const { store, answers } = open();
    answers(taken);
    store.setTyping({ place: place('a'), text: '7' });
    store.onSettle(() => {
      store.edit([edit('a', '7')], 'page');
      store.setTyping(null);
    });
    await store.saveAll();
    expect(store.unsaved).toBe(0);
    expect(store.getState().save.savedAt).not.toBeNull();
  });

  it('counts what the server refused, keeps it over a reload, and takes it out for what the server has', async () => {
    const { store, answers } = open([stored('a', '5')]);
    answers(refusing);
    store.edit([edit('a', '7')], 'page');
    await store.queue.flush();
    expect(store.unsaved).toBe(1);
    expect(store.failureAt('a')?.code).toBe('submission.too_many_rows');
    const again = open([stored('a', '5')]);
    again.answers(refusing);
    await again.store.saveAll();
    await again.store.queue.flush();
    expect(again.store.contentOf('a').value).toBe('7');
    again.store.takeOutRefused('a');
    expect([again.store.contentOf('a').value, again.store.unsaved]).toEqual(['5', 0]);
  });

  it('shows mine and theirs again after a reload amid a conflict', async () => {
    const theirs = { ...stored('a', '9', 4), by: '李敏', at: '2026-11-23T06:00:00.000Z' };
    const conflicting = () => ({ conflicts: [theirs] });
    const { store, answers } = open([stored('a', '5', 3)]);
    answers(conflicting);
    store.edit([edit('a', '7')], 'page');
    await store.queue.flush();
    expect(store.getState().save.conflicts.get('a')).toMatchObject({ mine: { value: '7' }, theirs: { value: '9' } });
    const again = open([theirs]);
    again.answers(conflicting);
    await again.store.gather();
    await again.store.queue.flush();
    expect(again.store.getState().save.conflicts.get('a')).toMatchObject({
      mine: { value: '7' },
      theirs: { value: '9', by: '李敏' },
    });
    expect(again.store.unsaved).toBe(1);
  });

  it('keeps the queues of two windows apart, and neither says that all is saved before both are', async () => {
    const first = open();
    const second = open();
    first.store.edit([edit('a', '1')], 'page');
    second.store.edit([edit('b', '2')], 'page');
    await first.store.queue.flush();
    first.store.countElsewhere();
    second.store.countElsewhere();
    expect([first.store.getState().elsewhere, second.store.getState().elsewhere]).toEqual([1, 1]);
    first.answers(taken);
    await first.store.queue.flush();
    first.store.countElsewhere();
    expect([first.store.unsaved, first.store.getState().elsewhere]).toEqual([0, 1]);
    // Both windows are closed before the second one’s line is back: the next one saves what it kept.
    const third = open();
    third.answers(taken);
    await third.store.gather();
    expect(third.store.contentOf('b').value).toBe('2');
    await third.store.queue.flush();
    expect([third.store.unsaved, third.store.getState().elsewhere]).toEqual([0, 0]);
  });

  it('shows both texts where two windows have one for the same cell', async () => {
    open().store.edit([edit('a', '1')], 'page');
    const { store } = open();
    store.edit([edit('a', '2')], 'page');
    await store.gather();
    expect(store.contentOf('a').value).toBe('2');
    expect(store.getState().leftovers).toMatchObject([{ text: '1', at: { code: 'a' }, why: 'other_window' }]);
  });

  it('keeps texts that can’t be read and texts without a place over a reload, until they are taken out', async () => {
    const { store } = open([stored('a', '5')]);
    const error = { code: 'not_a_number', params: {} } as const;
    store.put(
      { edits: [], refused: [{ place: place('a'), text: '3\n4', error }], leftovers: [leftover('x')] },
      'paste',
    );
    expect(store.unsaved).toBe(2);
    const again = open([stored('a', '5')]).store;
    await again.gather();
    expect(again.getState().rejected.get('a')).toEqual({ text: '3\n4', error });
    expect(again.getState().leftovers).toEqual([leftover('x')]);
    again.takeOut(['x']);
    again.takeOutRejected('a');
    expect([again.unsaved, again.contentOf('a').value]).toEqual([0, '5']);
  });

  it('says so where the computer keeps nothing', () => {
    const { store } = open([], { storage: null });
    store.edit([edit('a', '1')], 'page');
    expect(store.getState().isKept).toBe(false);
  });
});

describe('an explanation', () => {
  it('is unsaved from its first letter on, and over a reload', async () => {
    const away = { explain: () => Promise.reject(new Error('away')), later: () => () => undefined };
    const { store } = open([], away);
    store.explanations.write('rule', '经核实');
    expect(store.unsaved).toBe(1);
    await store.explanations.saveAll();
    expect(store.unsaved).toBe(1);
    const again = open().store;
    await again.gather();
    expect(again.explanations.textOf('rule')).toBe('经核实');
    await again.explanations.saveAll();
    expect([again.unsaved, [...again.explanations.explained]]).toEqual([0, ['rule']]);
  });

  it('that the server couldn’t take is sent again by itself', async () => {
    let isAway = true;
    const { store } = open([], { explain: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve()) });
    store.explanations.write('rule', '经核实');
    await store.explanations.save('rule');
    expect([store.unsaved, store.getState().explanations.failure?.code]).toEqual([1, 'request.failed']);
    isAway = false;
    await expect.poll(() => store.unsaved).toBe(0);
    expect(store.getState().explanations.failure).toBeNull();
  });

  it('that somebody else has written meanwhile is shown, and replaced only by saving once more', async () => {
    const sent: string[] = [];
    const { store } = open([], {
      explain: (_finding, text, seen) => {
        sent.push(`${text} over ${seen}`);
        return seen === '他的' ? Promise.resolve() : Promise.reject(new Error('changed'));
      },
      failureOf: () => ({ code: 'submission.explanation_changed', kind: 'conflict', params: { theirs: '他的' } }),
    });
    store.explanations.write('rule', '我的');
    await store.explanations.save('rule');
    expect(store.getState().explanations.failure?.params).toEqual({ theirs: '他的' });
    expect([store.unsaved, store.explanations.textOf('rule')]).toEqual([1, '我的']);
    await store.explanations.save('rule');
    expect(sent).toEqual(['我的 over ', '我的 over 他的']);
    expect(store.unsaved).toBe(0);
  });
});

describe('undoing', () => {
  it('takes back a paste as one step: values, texts that couldn’t be read, texts without a place', () => {
    const { store } = open([stored('a', '5')]);
    const error = { code: 'not_a_number', params: {} } as const;
    store.put(
      { edits: [edit('a', '7')], refused: [{ place: place('b'), text: '多', error }], leftovers: [leftover('x')] },
      'paste',
    );
    expect(store.undo()).toEqual(['a', 'b']);
    expect([store.contentOf('a').value, store.getState().rejected.size, store.getState().leftovers]).toEqual([
      '5',
      0,
      [],
    ]);
    store.redo();
    expect([store.contentOf('a').value, store.getState().rejected.get('b')?.text]).toEqual(['7', '多']);
    expect(store.getState().leftovers).toEqual([leftover('x')]);
  });

  it('leaves alone what somebody has changed since', async () => {
    const { store, answers } = open([stored('a', '5'), stored('b', '5')]);
    answers((cells) => ({ saved: cells.map(({ code, key }) => ({ code, key, version: 2 })) }));
    store.edit([edit('a', '7'), edit('b', '8')], 'page');
    await store.queue.flush();
    store.refresh({ id: 'form', issueNo: 1, cells: [stored('a', '9', 3)], savedAt: null, explanations: [] });
    expect(store.undo()).toEqual(['b']);
    expect([store.contentOf('a').value, store.contentOf('b').value]).toEqual(['9', '5']);
  });

  it('says when the server took something last, whoever brought it', async () => {
    const { store, answers } = open([stored('a', '5')]);
    const readAnew = (savedAt: string | null): void =>
      store.refresh({ id: 'form', issueNo: 1, cells: [stored('a', '9', 2)], savedAt, explanations: [] });
    // From a workbook, which doesn't go through the queue.
    readAnew('2026-11-23T06:01:00.000Z');
    expect(store.getState().save.savedAt).toBe('2026-11-23T06:01:00.000Z');
    answers((cells) => ({ saved: cells.map(({ code, key }) => ({ code, key, version: 3 })) }));
    store.edit([edit('a', '7')], 'page');
    await store.queue.flush();
    // Read before that save.
    readAnew('2026-11-23T06:01:00.000Z');
    readAnew(null);
    expect(store.getState().save.savedAt).toBe('2026-11-23T06:03:22.000Z');
  });

  it('brings mine back after theirs was taken', async () => {
    const theirs = { ...stored('a', '9', 4), by: '李敏', at: '2026-11-23T06:00:00.000Z' };
    const { store, answers } = open([stored('a', '5', 3)]);
    answers(() => ({ conflicts: [theirs] }));
    store.edit([edit('a', '7')], 'page');
    await store.queue.flush();
    store.takeTheirs('a');
    expect([store.contentOf('a').value, store.unsaved]).toEqual(['9', 0]);
    store.undo();
    expect(store.contentOf('a').value).toBe('7');
  });
});

describe('a form that is amended while it is filled in', () => {
  const amended = (cells: StoredForm['cells']): StoredForm => ({
    id: 'form',
    issueNo: 2,
    cells,
    savedAt: null,
    explanations: [],
  });
  /** The amended form has `b` and no `a`. */
  const hasCell = (id: string): boolean => id !== 'a';

  it('is read anew once a save says so; what is on its way goes as what it was typed into', async () => {
    const issues: (number | undefined)[] = [];
    let reads = 0;
    const { store } = open([stored('a', '1'), stored('b', '1')], {
      send: (_source, cells, issueNo) => {
        issues.push(issueNo);
        return Promise.resolve({
          savedAt: '2026-11-23T06:03:22.000Z',
          issueNo: 2,
          parked: cells.filter((cell) => cell.code === 'a').map(({ code, key }) => ({ code, key })),
          saved: cells.filter((cell) => cell.code === 'b').map(({ code, key }) => ({ code, key, version: 2 })),
          conflicts: [],
          refused: [],
        });
      },
      onAmended: () => {
        reads += 1;
      },
    });
    store.edit([edit('a', '2'), edit('b', '3')], 'page');
    await store.saveAll();
    expect([issues, reads, store.unsaved]).toEqual([[1], 1, 0]);
    store.refresh(amended([stored('b', '3', 2)]), hasCell);
    store.edit([edit('b', '4')], 'page');
    await store.saveAll();
    expect(issues).toEqual([1, 2]);
    expect(reads).toBe(1);
  });

  it('puts in what an editor still holds before it is shown', () => {
    const { store } = open([stored('a', '1')]);
    store.onSettle(() => store.edit([edit('a', '7')], 'page'));
    store.refresh(amended([]), hasCell);
    expect(store.queue.unsavedCells()).toMatchObject([{ code: 'a', value: '7', issueNo: 1 }]);
  });

  it('lists a text that couldn’t be read where its cell is gone, and keeps it where it isn’t', () => {
    const { store } = open([stored('a', '1'), stored('b', '1')]);
    store.reject(place('a'), 'about 3', { code: 'not_a_number', params: {} });
    store.reject(place('b'), 'about 4', { code: 'not_a_number', params: {} });
    store.refresh(amended([stored('b', '1')]), hasCell);
    expect(store.getState().leftovers).toMatchObject([{ text: 'about 3', at: { code: 'a' }, why: 'amended' }]);
    expect([...store.getState().rejected.keys()]).toEqual(['b']);
    expect(store.unsaved).toBe(2);
  });

  it('undoes nothing in the form that was', () => {
    const { store } = open([stored('a', '1')]);
    store.edit([edit('a', '2')], 'page');
    store.refresh(amended([]), hasCell);
    expect(store.undo()).toEqual([]);
  });
});
