import { waitAfter } from '../another-try.ts';
import type { Failure } from '../client.ts';
import type { AddingLens, DraftParts } from '@huibao/domain/designing';

/** A part as it stands on the server. */
export interface StandingPart {
  readonly name: string;
  readonly version: number;
  readonly by: string;
  readonly at: string;
  /** Null of one that was taken out. */
  readonly content?: unknown;
}

export interface PartConflict {
  readonly theirs: StandingPart;
  readonly yours?: unknown;
  /** The same person saved it, in another window. */
  readonly isOwn: boolean;
}

type SaveAnswer =
  | {
      readonly ok: true;
      readonly savedAt: string;
      readonly versions: readonly { readonly name: string; readonly version: number }[];
    }
  | { readonly ok: false; readonly conflicts: readonly PartConflict[] };

export interface SentPart {
  readonly name: string;
  readonly version: number;
  readonly content: unknown;
}

export interface DraftStorePorts {
  readonly save: (parts: readonly SentPart[]) => Promise<SaveAnswer>;
  readonly failureOf: (error: unknown) => Failure;
  /** What the server hasn't, for where a reload finds it. */
  readonly keep: (unsaved: readonly SentPart[]) => void;
  /** Does it later; answers what calls it off. */
  readonly later: (work: () => void, milliseconds: number) => () => void;
}

export interface DraftState {
  /** As they are worked on: of additions, the programme that they make with what they are added to. */
  readonly parts: DraftParts;
  /** As they are saved. */
  readonly held: DraftParts;
  readonly phase: 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';
  readonly savedAt: string | null;
  readonly failure: Failure | null;
  readonly conflicts: readonly PartConflict[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What parts were before a change and after it: null of one that isn't there. */
interface Step {
  /** What is typed on into one field is one step. */
  readonly of: string | null;
  readonly before: ReadonlyMap<string, unknown>;
  readonly after: ReadonlyMap<string, unknown>;
}

const pause = 800;
const retry = 5000;
const mostSteps = 500;

/**
 * A draft in one window, of a programme or, by a lens, of additions to one: what its person sees, undoes and saves.
 * Its saves go one at a time, all changed parts at once; while two texts of a part are in conflict nothing goes, since
 * a code may have been renamed across several. React reads it as an external store.
 */
export class DraftStore {
  readonly #ports: DraftStorePorts;
  readonly #lens: AddingLens | null;
  readonly #listeners = new Set<() => void>();
  readonly #versions: Map<string, number>;
  /** Parts that the server hasn't as they are here. */
  readonly #unsaved = new Set<string>();
  #undone: Step[] = [];
  #done: Step[] = [];
  #running: Promise<void> | null = null;
  #callOff: () => void = () => undefined;
  #state: DraftState;

  constructor(parts: readonly StandingPart[], ports: DraftStorePorts, lens: AddingLens | null = null) {
    this.#ports = ports;
    this.#lens = lens;
    this.#versions = new Map(parts.map((part) => [part.name, part.version]));
    const held = new Map(parts.map((part) => [part.name, part.content]));
    this.#state = {
      parts: lens ? lens.show(held) : held,
      held,
      phase: 'saved',
      savedAt: null,
      failure: null,
      conflicts: [],
      canUndo: false,
      canRedo: false,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): DraftState => this.#state;

  get unsaved(): number {
    return this.#unsaved.size;
  }

  /** Changes parts as one step that can be undone; changes of one field after another are one. */
  edit(changed: DraftParts, of: string | null = null): void {
    this.editHeld(this.#lens ? this.#lens.take(this.#state.held, changed) : changed, of);
  }

  /** The same of parts as they are saved. */
  editHeld(changed: DraftParts, of: string | null = null): void {
    const after = new Map([...changed].filter(([name, content]) => content !== this.#at(name)));
    if (after.size === 0) return;
    const before = new Map([...after.keys()].map((name) => [name, this.#at(name)]));
    const last = this.#done.at(-1);
    const isOn = of !== null && last?.of === of && [...after.keys()].every((name) => last.before.has(name));
    if (isOn) this.#done[this.#done.length - 1] = { ...last, after: new Map([...last.after, ...after]) };
    else this.#done.push({ of, before, after });
    if (this.#done.length > mostSteps) this.#done.shift();
    this.#undone = [];
    this.#put(after);
  }

  undo(): void {
    const step = this.#done.pop();
    if (!step) return;
    this.#undone.push(step);
    this.#put(step.before);
  }

  redo(): void {
    const step = this.#undone.pop();
    if (!step) return;
    this.#done.push(step);
    this.#put(step.after);
  }

  /**
   * What a closed window hadn't saved, as one step, on the versions that it was made on: where a colleague has saved
   * since, the next save says so, and both texts are shown.
   */
  takeUp(kept: readonly SentPart[]): void {
    const own = kept.filter(({ name, content }) => content !== this.#at(name));
    for (const { name, version } of own) this.#versions.set(name, version);
    this.editHeld(new Map(own.map(({ name, content }) => [name, content])));
  }

  /** Saves what waits now. False where something is unsaved after it. */
  readonly saveAll = async (): Promise<boolean> => {
    this.#callOff();
    // Of several who waited for a save the first may have begun the next: two at once would be in conflict.
    while (this.#running) await this.#running;
    if (this.#unsaved.size > 0 && this.#state.conflicts.length === 0) {
      this.#running = this.#send();
      await this.#running;
    }
    return this.#unsaved.size === 0;
  };

  /** Of two texts of a part theirs stands, and undoing brings mine back; or mine is saved on top of it. */
  settle(name: string, whose: 'theirs' | 'mine'): void {
    const conflict = this.#state.conflicts.find(({ theirs }) => theirs.name === name);
    if (!conflict) return;
    const { version, content = null } = conflict.theirs;
    this.#versions.set(name, version);
    this.#set({ conflicts: this.#state.conflicts.filter((one) => one !== conflict) });
    if (whose === 'theirs') {
      this.editHeld(new Map([[name, content]]));
      this.#unsaved.delete(name);
    }
    this.#ports.keep(this.waiting());
    this.#set({ phase: this.#phaseNow() });
    if (this.#state.phase === 'waiting') this.#saveSoon(pause);
  }

  /** What a colleague has saved: it stands here too, except where this window has a change of its own on its way. */
  adopt(parts: readonly StandingPart[]): void {
    const newer = parts.filter(
      ({ name, version }) => version > (this.#versions.get(name) ?? 0) && !this.#unsaved.has(name) && !this.#running,
    );
    if (newer.length === 0) return;
    for (const { name, version } of newer) this.#versions.set(name, version);
    const names = new Set(newer.map((part) => part.name));
    // A step back would take the colleague's work with it.
    const isOwn = (step: Step): boolean => ![...step.after.keys()].some((name) => names.has(name));
    this.#done = this.#done.filter(isOwn);
    this.#undone = this.#undone.filter(isOwn);
    this.#show(new Map(newer.map(({ name, content = null }) => [name, content])));
  }

  /** Whether a colleague has saved a part that is older here. */
  isBehind(heads: readonly Pick<StandingPart, 'name' | 'version'>[]): boolean {
    return heads.some(({ name, version }) => version > (this.#versions.get(name) ?? 0) && !this.#unsaved.has(name));
  }

  /** What waits was saved elsewhere. */
  letGo(): void {
    this.#callOff();
    this.#unsaved.clear();
    this.#ports.keep([]);
    this.#set({ phase: 'saved', failure: null });
  }

  #at(name: string): unknown {
    return this.#state.held.get(name) ?? null;
  }

  #put(contents: ReadonlyMap<string, unknown>): void {
    for (const name of contents.keys()) this.#unsaved.add(name);
    this.#show(contents);
    this.#ports.keep(this.waiting());
    this.#set({ phase: this.#phaseNow() });
    if (this.#state.phase === 'waiting') this.#saveSoon(pause);
  }

  /** What the server hasn't. */
  waiting(): readonly SentPart[] {
    return [...this.#unsaved].map((name) => ({
      name,
      version: this.#versions.get(name) ?? 0,
      content: this.#at(name),
    }));
  }

  #phaseNow(): DraftState['phase'] {
    if (this.#state.conflicts.length > 0) return 'conflict';
    if (this.#running) return 'saving';
    return this.#unsaved.size > 0 ? 'waiting' : 'saved';
  }

  #show(contents: ReadonlyMap<string, unknown>): void {
    const held = new Map(this.#state.held);
    for (const [name, content] of contents) {
      if (content === null) held.delete(name);
      else held.set(name, content);
    }
    this.#set({ held, parts: this.#lens ? this.#lens.show(held) : held });
  }

  #saveSoon(milliseconds: number): void {
    this.#callOff();
    this.#callOff = this.#ports.later(() => void this.saveAll(), milliseconds);
  }

  async #send(): Promise<void> {
    const sent = this.waiting();
    this.#set({ phase: 'saving', failure: null });
    try {
      const answer = await this.#ports.save(sent);
      this.#running = null;
      if (answer.ok) this.#learn(sent, answer);
      else this.#set({ phase: 'conflict', conflicts: answer.conflicts });
    } catch (error) {
      this.#running = null;
      const failure = this.#ports.failureOf(error);
      this.#set({ phase: 'failed', failure });
      const wait = waitAfter(failure, retry);
      if (wait !== null) this.#saveSoon(wait);
    }
  }

  #learn(sent: readonly SentPart[], { savedAt, versions }: Extract<SaveAnswer, { ok: true }>): void {
    for (const { name, version } of versions) this.#versions.set(name, version);
    // What was changed meanwhile is still to be saved.
    for (const { name, content } of sent) if (this.#at(name) === content) this.#unsaved.delete(name);
    this.#ports.keep(this.waiting());
    this.#set({ savedAt, failure: null });
    this.#set({ phase: this.#phaseNow() });
    if (this.#unsaved.size > 0) this.#saveSoon(pause);
  }

  #set(change: Partial<DraftState>): void {
    const steps = { canUndo: this.#done.length > 0, canRedo: this.#undone.length > 0 };
    this.#state = { ...this.#state, ...change, ...steps };
    for (const listener of this.#listeners) listener();
  }
}
