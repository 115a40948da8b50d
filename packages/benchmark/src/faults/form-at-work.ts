import { setTimeout as pause } from 'node:timers/promises';
import type { Dice } from '@huibao/testing';
import { standing, type FormLedger } from './ledger.ts';
import { askOnce, askUntilAnswered, waitAfter, type Talk } from './talk.ts';

export interface FormCell {
  readonly code: string;
  readonly isYesNo: boolean;
}

interface Shown {
  readonly cells: readonly { readonly code: string; readonly value: string }[];
}

interface Saved {
  readonly saved: readonly { readonly code: string; readonly version: number }[];
  readonly conflicts: readonly { readonly code: string; readonly version: number; readonly value: string }[];
  readonly refused: readonly { readonly code: string; readonly error: string }[];
}

/** A form in somebody's window. */
export class FormAtWork {
  readonly ledger: FormLedger;
  readonly #cells: readonly FormCell[];
  readonly #talk: Talk;
  readonly #cookie: string;
  readonly #dice: Dice;

  constructor(talk: Talk, cookie: string, dice: Dice, form: { ledger: FormLedger; cells: readonly FormCell[] }) {
    this.#talk = talk;
    this.#cookie = cookie;
    this.#dice = dice;
    this.ledger = form.ledger;
    this.#cells = form.cells;
  }

  /** Shows the page: it holds what was acknowledged. */
  async open(): Promise<void> {
    const { submissionId, written } = this.ledger;
    const reply = await askOnce<Shown>(this.#talk, this.#cookie, 'submission.get', { submissionId }, 'GET');
    if (reply.kind !== 'done') throw new Error(`a form can’t be opened: ${reply.kind}`);
    const { cells } = reply.data;
    const isAsSaved = cells.every(({ code, value }) => written.get(code)?.at(-1) === value);
    if (cells.length !== written.size || !isAsSaved) throw new Error('a page shows something else than was saved');
  }

  /** Changes some of its cells, all where it is new, and stays until the server has them. */
  async change(): Promise<void> {
    const isNew = this.ledger.written.size < this.#cells.length;
    const some = isNew ? this.#cells : this.#dice.some(this.#cells).slice(0, 10);
    await this.#save(new Map(some.map((cell) => [cell.code, this.#typed(cell)])));
  }

  /**
   * As save-queue.ts: each cell with the version that was seen; what comes back as somebody else's is ours where an
   * answer was lost to just that value.
   */
  async #save(pending: Map<string, string>): Promise<void> {
    const unanswered = new Map<string, string[]>();
    for (let failures = 0; pending.size > 0;) {
      const sent = new Map(pending);
      const cells = [...sent].map(([code, value]) => ({
        code,
        key: '',
        state: 'value',
        value,
        version: this.ledger.written.get(code)?.length ?? 0,
      }));
      const input = { submissionId: this.ledger.submissionId, source: 'page', cells };
      const reply = await askOnce<Saved>(this.#talk, this.#cookie, 'submission.save', input);
      if (reply.kind === 'refused') throw new Error(`a save was refused: ${reply.code}`);
      if (reply.kind === 'lost') {
        failures += 1;
        for (const [code, value] of sent) unanswered.set(code, [...(unanswered.get(code) ?? []), value]);
        // Somebody goes on typing while the page says that it waits.
        for (const cell of this.#cells)
          if (pending.has(cell.code) && this.#dice.chance(20)) pending.set(cell.code, this.#typed(cell));
        await pause(waitAfter(failures));
        continue;
      }
      failures = 0;
      const { saved, conflicts, refused } = reply.data;
      for (const { code, error } of refused) throw new Error(`the cell ${code} was refused: ${error}`);
      for (const { code, version } of saved) {
        this.#note(code, version, sent.get(code) ?? '');
        pending.delete(code);
      }
      for (const { code, version, value } of conflicts) {
        const tried = [...(unanswered.get(code) ?? []), sent.get(code)];
        if (!tried.includes(value)) throw new Error(`the cell ${code} holds ${value}, which nobody typed`);
        this.#note(code, version, value);
        if (value === sent.get(code)) pending.delete(code);
      }
      for (const code of sent.keys()) unanswered.delete(code);
    }
  }

  #note(code: string, version: number, value: string): void {
    const values = this.ledger.written.get(code) ?? [];
    values.push(value);
    this.ledger.written.set(code, values);
    if (values.length !== version) throw new Error(`the cell ${code} is in version ${version}, not ${values.length}`);
  }

  /** Never what stands there: a value says which save it came by. */
  #typed({ code, isYesNo }: FormCell): string {
    const before = this.ledger.written.get(code)?.at(-1);
    if (isYesNo) return before === 'true' ? 'false' : 'true';
    return String(this.#dice.below(1_000_000_000));
  }

  async submit(): Promise<number> {
    const { submissionId, submitted } = this.ledger;
    const answer = await askUntilAnswered<{ readonly revisionNo: number }>(
      this.#talk,
      this.#cookie,
      'submission.submit',
      { input: { submissionId, revisionNo: submitted.length }, doneAlready: 'submission.already_submitted' },
    );
    submitted.push(standing(this.ledger));
    if (answer !== 'done before' && answer.revisionNo !== submitted.length)
      throw new Error(`revision ${answer.revisionNo} came of submission ${submitted.length}`);
    return submitted.length;
  }

  async withdraw(): Promise<void> {
    await askUntilAnswered(this.#talk, this.#cookie, 'submission.withdraw', {
      input: { submissionId: this.ledger.submissionId, revisionNo: this.ledger.submitted.length },
      doneAlready: 'submission.wrong_state',
    });
    this.ledger.withdrawn += 1;
  }

  /** By the bureau, of the revision that was last submitted. */
  async accept(editorCookie: string): Promise<void> {
    await this.acceptAt(this.#talk, editorCookie);
  }

  /** The same by another's connections. */
  async acceptAt(talk: Talk, editorCookie: string): Promise<void> {
    const items = [{ submissionId: this.ledger.submissionId, revisionNo: this.ledger.submitted.length }];
    await askUntilAnswered(talk, editorCookie, 'review.accept', {
      input: { items },
      doneAlready: 'submission.wrong_state',
    });
    this.ledger.accepted += 1;
  }

  async return(editorCookie: string): Promise<void> {
    const { submissionId, submitted } = this.ledger;
    await askUntilAnswered(this.#talk, editorCookie, 'review.return', {
      input: { submissionId, revisionNo: submitted.length, reason: 'Once more.', comments: [] },
      doneAlready: 'submission.wrong_state',
    });
    this.ledger.returned += 1;
  }
}
