import { cellId, type Cell } from '@huibao/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredForm } from './form-state.ts';
import { FormStore } from './form-store.ts';
import type { KeptStorage } from '../../kept-of-tab.ts';
import { placeOf } from './places.ts';
import type { QueuedCell } from './save-queue.ts';
import type { TabChannel, TabMessage } from './tab-channel.ts';
import type { SaveResult } from './view.ts';

// Two people fill in one form, the first of them in two windows; lines break, answers are lost, sessions end, windows
// are reloaded amid all of it. Every value typed is another one, so that each can be followed to where it is.

const codes = ['a', 'b', 'c'] as const;

/** The server: cells with versions, and whatever was ever saved. */
class Server {
  readonly #cells = new Map<string, Cell & { readonly version: number; readonly by: string }>();
  readonly history: { readonly id: string; readonly value: string; readonly over: string; readonly by: string }[] = [];

  view(): StoredForm {
    const cells = [...this.#cells.values()].map((cell) => ({ ...cell, source: 'page' }));
    return { id: 'form', issueNo: 1, cells, savedAt: null, explanations: [] };
  }

  valueOf(id: string): string {
    return this.#cells.get(id)?.value ?? '';
  }

  save(by: string, cells: readonly QueuedCell[]): SaveResult {
    const saved: SaveResult['saved'][number][] = [];
    const conflicts: SaveResult['conflicts'][number][] = [];
    for (const { code, key, state, value, version: seen } of cells) {
      const id = cellId({ code, key });
      const now = this.#cells.get(id);
      const version = now?.version ?? 0;
      if (version === seen) {
        this.#cells.set(id, { code, key, state, value, version: version + 1, by });
        this.history.push({ id, value, over: now?.value ?? '', by });
        saved.push({ code, key, version: version + 1 });
      } else {
        const theirs = { state: now?.state ?? 'missing', value: now?.value ?? '', by: now?.by ?? '' } as const;
        conflicts.push({ code, key, ...theirs, version, at: '2026-11-23T06:00:00.000Z' });
      }
    }
    return { savedAt: '2026-11-23T06:03:22.000Z', saved, conflicts, refused: [], parked: [], issueNo: 1 };
  }
}

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

type Line = 'up' | 'down' | 'answers_lost' | 'signed_out';

/** One person's browser: what its windows share. */
class Browser {
  readonly person: string;
  readonly storage = createStorage();
  /** Every value of a cell that some window of the person has shown. */
  readonly seen = new Set<string>(['']);
  readonly #windows = new Set<(message: TabMessage) => void>();

  constructor(person: string) {
    this.person = person;
  }

  channel(): TabChannel {
    const own = new Set<(message: TabMessage) => void>();
    return {
      post: (message) => {
        for (const listener of [...this.#windows]) if (!own.has(listener)) listener(message);
      },
      listen: (onMessage) => {
        own.add(onMessage);
        this.#windows.add(onMessage);
        return () => {
          own.delete(onMessage);
          this.#windows.delete(onMessage);
        };
      },
    };
  }
}

let tabs = 0;

class Window {
  line: Line = 'up';
  store: FormStore;
  readonly #server: Server;
  readonly #browser: Browser;
  #timers = new Set<() => void>();
  #answers: (() => void)[] = [];
  #stop: () => void;

  constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
    [this.store, this.#stop] = this.#open();
  }

  #open(): [FormStore, () => void] {
    tabs += 1;
    const timers = new Set<() => void>();
    this.#timers = timers;
    this.#answers = [];
    const store = new FormStore(this.#server.view(), this.#browser.person, {
      send: (_source, cells) => this.#send(cells),
      explain: () => Promise.resolve(),
      failureOf: (error) =>
        (error as Error).message === 'signed_out'
          ? { code: 'session.missing', kind: 'unauthenticated', params: {} }
          : { code: 'request.failed', kind: 'unavailable', params: {} },
      later: (work) => {
        timers.add(work);
        return () => timers.delete(work);
      },
      storage: this.#browser.storage,
      channel: this.#browser.channel(),
      tab: `tab-${tabs}`,
      read: ({ text }) => ({ state: 'value', value: text }),
    });
    return [store, store.start()];
  }

  #send(cells: readonly QueuedCell[]): Promise<SaveResult> {
    const { line } = this;
    if (line === 'down' || line === 'signed_out') return Promise.reject(new Error(line));
    const result = this.#server.save(this.#browser.person, cells);
    return new Promise((resolve, reject) => {
      this.#answers.push(() => (line === 'up' ? resolve(result) : reject(new Error('answers_lost'))));
    });
  }

  answer(): void {
    const [first, ...rest] = this.#answers;
    this.#answers = rest;
    first?.();
  }

  tick(): void {
    const due = [...this.#timers];
    this.#timers.clear();
    for (const work of due) work();
  }

  /** What is on its way is cut off; the page comes anew with what the server has. */
  reload(isCrash: boolean): void {
    if (!isCrash) this.store.settle();
    this.#stop();
    [this.store, this.#stop] = this.#open();
  }

  refresh(): void {
    this.store.refresh(this.#server.view());
  }

  /** Notes what is on the screen. */
  look(): void {
    for (const code of codes) this.#browser.seen.add(this.store.contentOf(code).value);
    for (const { theirs } of this.store.getState().save.conflicts.values()) this.#browser.seen.add(theirs.value);
  }

  async calm(): Promise<void> {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  }
}

const placeIn = (code: string) =>
  placeOf('s', { code, label: { zh: code, en: code }, type: 'integer', flow: 'flow', required: true }, null, {
    code,
    key: '',
  });

type Action =
  | {
      readonly kind: 'type' | 'type_slowly' | 'keep_mine' | 'take_theirs';
      readonly window: number;
      readonly code: string;
    }
  | { readonly kind: 'line'; readonly window: number; readonly line: Line }
  | { readonly kind: 'tick' | 'answer' | 'reload' | 'crash' | 'refresh' | 'undo' | 'redo'; readonly window: number };

const window = fc.nat({ max: 2 });
const code = fc.constantFrom(...codes);
const actions = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('type' as const), window, code }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('type_slowly' as const), window, code }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom('keep_mine' as const, 'take_theirs' as const), window, code }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('line' as const),
        window,
        line: fc.constantFrom<Line>('up', 'down', 'answers_lost', 'signed_out'),
      }),
    },
    {
      weight: 9,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'tick' as const,
          'tick' as const,
          'answer' as const,
          'answer' as const,
          'reload' as const,
          'crash' as const,
          'refresh' as const,
          'undo' as const,
          'redo' as const,
        ),
        window,
      }),
    },
  ),
  { minLength: 5, maxLength: 50 },
);

async function play(script: readonly Action[]): Promise<void> {
  const server = new Server();
  const [first, second] = [new Browser('李敏'), new Browser('王强')];
  const windows = [new Window(server, first), new Window(server, first), new Window(server, second)];
  const browserOf = (index: number): Browser => (index < 2 ? first : second);
  /** Typed, and not replaced before its person's eyes. */
  const alive = new Map<string, Browser>();
  /** What a person had seen when they put in a value, or chose it over another. */
  const seenFor = new Map<string, ReadonlySet<string>>();
  const note = ({ person, seen }: Browser, id: string, value: string): void => {
    const name = `${person} ${id} ${value}`;
    seenFor.set(name, new Set([...(seenFor.get(name) ?? []), ...seen]));
  };
  let typed = 0;

  /** Whoever changes a cell sees what stood there: it is replaced, and not lost. */
  const replaceShown = (at: Window, ...shown: readonly string[]): void => {
    for (const one of shown) alive.delete(at.store.contentOf(one).value);
  };
  const act = (action: Action): void => {
    const at = windows[action.window];
    if (!at) return;
    switch (action.kind) {
      // The second is typed for a while, and the page is read anew meanwhile: that isn't seen below the editor.
      case 'type':
      case 'type_slowly': {
        typed += 1;
        const value = String(typed);
        const place = placeIn(action.code);
        note(browserOf(action.window), action.code, value);
        if (action.kind === 'type_slowly') {
          at.store.setTyping({ place, text: value });
          at.refresh();
        }
        replaceShown(at, action.code);
        alive.set(value, browserOf(action.window));
        at.store.edit([{ place, content: { state: 'value', value } }], 'page');
        at.store.setTyping(null);
        return;
      }
      case 'keep_mine':
        note(browserOf(action.window), action.code, at.store.contentOf(action.code).value);
        return at.store.queue.keepMine(action.code);
      case 'take_theirs':
        if (at.store.getState().save.conflicts.has(action.code)) replaceShown(at, action.code);
        return at.store.takeTheirs(action.code);
      case 'line':
        at.line = action.line;
        return;
      case 'undo':
      case 'redo': {
        const before = codes.map((one) => at.store.contentOf(one).value);
        at.store[action.kind]();
        codes.forEach((one, index) => {
          const now = at.store.contentOf(one).value;
          if (now === before[index]) return;
          alive.delete(before[index] ?? '');
          note(browserOf(action.window), one, now);
        });
        return;
      }
      case 'reload':
      case 'crash':
        return at.reload(action.kind === 'crash');
      default:
        return at[action.kind]();
    }
  };

  const isSomewhere = (value: string, { storage }: Browser): boolean => {
    if (server.history.some((one) => one.value === value)) return true;
    const shown = windows.some(
      ({ store }) =>
        store.queue.unsavedCells().some((cell) => cell.value === value) ||
        store.getState().leftovers.some(({ text }) => text === value),
    );
    const kept = Array.from({ length: storage.length }, (_, index) => storage.getItem(storage.key(index) ?? '') ?? '');
    return shown || kept.some((text) => text.includes(`"${value}"`));
  };

  const check = (step: string): void => {
    const lost = [...alive].filter(([value, browser]) => !isSomewhere(value, browser)).map(([value]) => value);
    expect(lost, `lost after ${step}`).toEqual([]);
    for (const { id, value, over, by } of server.history)
      expect(seenFor.get(`${by} ${id} ${value}`), `${by} wrote ${value} over what they hadn't seen`).toContain(over);
  };

  for (const one of windows) one.look();
  for (const action of script) {
    act(action);
    for (const one of windows) await one.calm();
    for (const one of windows) one.look();
    check(action.kind);
  }

  // In the end every line is up and everybody is signed in: what isn't saved is shown as what it is.
  for (let round = 0; round < 30; round += 1)
    for (const one of windows) {
      one.line = 'up';
      if (one.store.getState().save.phase === 'signed_out') void one.store.queue.resume();
      one.tick();
      one.answer();
      await one.calm();
      one.look();
    }
  check('the end');
  for (const { store } of windows) {
    const { save } = store.getState();
    expect([...save.pending.keys(), ...save.inFlight.keys()]).toEqual([]);
    expect(save.phase).toBe('idle');
    store.refresh(server.view());
    for (const one of codes) if (!save.conflicts.has(one)) expect(store.contentOf(one).value).toBe(server.valueOf(one));
  }
}

describe('two people and three windows at one form', () => {
  it('lose no typed value, and write over nothing that they haven’t seen', async () => {
    await fc.assert(fc.asyncProperty(actions, play), { numRuns: 600 });
  });
});
