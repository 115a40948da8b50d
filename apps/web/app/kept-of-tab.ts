import type { TabChannel } from './form/sync/tab-channel.ts';

export type KeptStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** How much is in a piece of work, and how it is read back: a text that isn't ours holds nothing. */
export interface KeptShape<Work> {
  readonly count: (work: Work) => number;
  readonly read: (text: string) => Work;
}

/**
 * Work kept across a reload or a crash, only for the person who did it: each tab has its own, so that two tabs of one
 * form or draft don't overwrite each other's.
 */
export class KeptOfTab<Work> {
  readonly #storage: KeptStorage | null;
  /** Whose it is, and of what. */
  readonly #prefix: string;
  readonly #tab: string;
  readonly #shape: KeptShape<Work>;

  constructor(storage: KeptStorage | null, prefix: string, tab: string, shape: KeptShape<Work>) {
    this.#storage = storage;
    this.#prefix = prefix;
    this.#tab = tab;
    this.#shape = shape;
  }

  /** False where the browser keeps nothing: then the page itself is the only place that holds it. */
  write(work: Work): boolean {
    try {
      const name = `${this.#prefix}/${this.#tab}`;
      if (this.#shape.count(work) === 0) this.#storage?.removeItem(name);
      else this.#storage?.setItem(name, JSON.stringify(work));
      return this.#storage !== null;
    } catch {
      // Storage that is off or full.
      return this.#shape.count(work) === 0;
    }
  }

  /** What other tabs keep, or kept when they were closed, by tab. */
  others(): ReadonlyMap<string, Work> {
    const found = new Map<string, Work>();
    try {
      for (let index = 0; index < (this.#storage?.length ?? 0); index += 1) {
        const name = this.#storage?.key(index) ?? '';
        if (!name.startsWith(`${this.#prefix}/`) || name === `${this.#prefix}/${this.#tab}`) continue;
        const work = this.#shape.read(this.#storage?.getItem(name) ?? '');
        if (this.#shape.count(work) > 0) found.set(name.slice(this.#prefix.length + 1), work);
      }
    } catch {
      // Storage that is off: nothing was kept.
      return new Map();
    }
    return found;
  }

  /** A closed tab's work, which is this one's now. */
  forget(tab: string): void {
    this.#storage?.removeItem(`${this.#prefix}/${tab}`);
  }
}

/** Other tabs of the same thing have this long to say that they are there. */
const answerTime = 300;

/** What those tabs keep that don't answer: they were closed, or the browser crashed. */
export async function keptOfClosedTabs<Work>(
  kept: KeptOfTab<Work>,
  channel: TabChannel,
  later: (work: () => void, milliseconds: number) => unknown,
): Promise<ReadonlyMap<string, Work>> {
  if (kept.others().size === 0) return new Map();
  const here = new Set<string>();
  const stop = channel.listen((message) => {
    if (message.kind === 'here') here.add(message.tab);
  });
  channel.post({ kind: 'who_is_here' });
  await new Promise<void>((resolve) => later(resolve, answerTime));
  stop();
  return new Map([...kept.others()].filter(([tab]) => !here.has(tab)));
}

/** Null on the server, and where the browser is told to keep nothing. */
export function browserStorage(): Storage | null {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage;
  } catch {
    return null;
  }
}
