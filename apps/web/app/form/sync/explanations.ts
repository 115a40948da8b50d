import { storableText } from '@huibao/domain';
import { waitAfter } from '../../another-try.ts';
import type { Failure } from '../../client.ts';

export interface ExplanationsState {
  readonly drafts: ReadonlyMap<string, { readonly text: string; readonly seen: string }>;
  readonly saved: ReadonlyMap<string, string>;
  readonly failure: Failure | null;
}

export interface ExplanationsParts {
  readonly send: (finding: string, text: string, seen: string) => Promise<unknown>;
  readonly failureOf: (error: unknown) => Failure;
  readonly onChange: (state: ExplanationsState) => void;
  readonly onSignedOut: () => void;
  readonly later: (work: () => void, milliseconds: number) => () => void;
}

const patience = 5000;

/** Explanations of warned values: typed here, saved when left, kept while they can't be saved. */
export class Explanations {
  readonly #parts: ExplanationsParts;
  #state: ExplanationsState;
  #callOff: () => void = () => undefined;

  constructor(parts: ExplanationsParts, saved: readonly { readonly finding: string; readonly text: string }[]) {
    this.#parts = parts;
    this.#state = {
      drafts: new Map(),
      saved: new Map(saved.map(({ finding, text }) => [finding, text])),
      failure: null,
    };
  }

  get state(): ExplanationsState {
    return this.#state;
  }

  textOf(finding: string): string {
    return this.#state.drafts.get(finding)?.text ?? this.#state.saved.get(finding) ?? '';
  }

  /** Findings with an explanation that the server has. */
  get explained(): ReadonlySet<string> {
    return new Set([...this.#state.saved].flatMap(([finding, text]) => (text === '' ? [] : [finding])));
  }

  unsaved(): readonly { readonly finding: string; readonly text: string; readonly seen: string }[] {
    return [...this.#state.drafts].map(([finding, draft]) => ({ finding, ...draft }));
  }

  write(finding: string, text: string): void {
    const drafts = new Map(this.#state.drafts);
    const seen = drafts.get(finding)?.seen ?? this.#state.saved.get(finding) ?? '';
    if (text.trim() === seen && seen === (this.#state.saved.get(finding) ?? '')) drafts.delete(finding);
    else drafts.set(finding, { text, seen });
    this.#set({ drafts });
  }

  /** What the server has, as read anew; what is being written stays, and meets it when it is saved. */
  refresh(saved: readonly { readonly finding: string; readonly text: string }[]): void {
    const now = new Map(saved.map(({ finding, text }) => [finding, text]));
    for (const finding of this.#state.drafts.keys()) {
      const seen = this.#state.saved.get(finding);
      if (seen === undefined) now.delete(finding);
      else now.set(finding, seen);
    }
    this.#set({ saved: now });
  }

  /** What was typed before a reload. */
  restore(finding: string, text: string, seen: string): void {
    if (this.#state.drafts.has(finding) || text.trim() === this.#state.saved.get(finding)) return;
    this.#set({ drafts: new Map(this.#state.drafts).set(finding, { text, seen }) });
  }

  async save(finding: string): Promise<void> {
    const draft = this.#state.drafts.get(finding);
    if (!draft) return;
    const text = storableText(draft.text).trim();
    try {
      await this.#parts.send(finding, text, draft.seen);
      this.#acknowledge(finding, draft, text, null);
    } catch (error) {
      const failure = this.#parts.failureOf(error);
      const theirs = failure.params.theirs;
      // Somebody else's is shown with the failure; who saves once more has seen it.
      if (failure.code === 'submission.explanation_changed' && typeof theirs === 'string')
        this.#set({
          drafts: new Map(this.#state.drafts).set(finding, { text: this.textOf(finding), seen: theirs }),
          saved: new Map(this.#state.saved).set(finding, theirs),
          failure,
        });
      else this.#set({ failure });
      if (failure.code === 'session.missing') this.#parts.onSignedOut();
      const wait = waitAfter(failure, patience);
      if (wait === null) return;
      this.#callOff();
      this.#callOff = this.#parts.later(() => void this.saveAll(), wait);
    }
  }

  async saveAll(): Promise<void> {
    for (const finding of this.#state.drafts.keys()) await this.save(finding);
  }

  #acknowledge(finding: string, sent: { readonly text: string }, text: string, failure: Failure | null): void {
    const drafts = new Map(this.#state.drafts);
    const now = drafts.get(finding);
    // What was typed while it was on its way is still to be saved.
    if (now && now.text !== sent.text) drafts.set(finding, { text: now.text, seen: text });
    else drafts.delete(finding);
    this.#set({ drafts, saved: new Map(this.#state.saved).set(finding, text), failure });
  }

  #set(change: Partial<ExplanationsState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.onChange(this.#state);
  }
}
