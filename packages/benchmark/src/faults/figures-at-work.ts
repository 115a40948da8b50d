import type { Dice } from '@huibao/testing';
import { elementCode } from '../programme.ts';
import { FormAtWork } from './form-at-work.ts';
import { standing, type FormLedger } from './ledger.ts';
import type { Office } from './office.ts';
import { PersonAtWork } from './person-at-work.ts';
import { readUntilAnswered, type Talk } from './talk.ts';

export interface FiguresOptions {
  readonly talk: Talk;
  readonly doors: readonly string[];
  readonly office: Office;
  readonly programme: string;
  readonly dice: Dice;
}

interface Rollup {
  readonly indicators: readonly {
    readonly code: string;
    readonly value?: { readonly numerator: string | null; readonly answered: number } | null;
  }[];
}

interface Board {
  readonly position: string;
  readonly order: readonly number[] | null;
  readonly units: readonly { readonly forms: readonly { readonly submissionId: string; readonly state: string }[] }[];
}

/** What an indicator of `syntheticProgramme` adds up. */
const [indicator, element] = ['sum_stock_1', elementCode.stock(1)];

/**
 * A bureau of its own: what is accepted at one api stands in the figures and on the board of every other at once, which
 * had read them just before (90); the board is followed by what any of them answered last.
 */
export class FiguresAtWork extends PersonAtWork {
  readonly ledgers: readonly FormLedger[];
  readonly #options: FiguresOptions;
  readonly #forms: FormAtWork[];
  readonly #states = new Map<string, string>();
  #position: string | undefined;
  #turn = 0;
  #accepted = 0;
  #read = 0;

  constructor(options: FiguresOptions) {
    super(options.talk);
    this.#options = options;
    const asked = options.office.desks.flatMap(({ cookie, forms }) =>
      forms.filter(({ cells }) => cells.some(({ code }) => code === element)).map((form) => ({ cookie, ...form })),
    );
    this.ledgers = asked.map(({ ledger }) => ledger);
    this.#forms = asked.map((form) => new FormAtWork(options.talk, form.cookie, options.dice, form));
  }

  told(): string {
    return `${this.#accepted} forms accepted at one api, read at the others ${this.#read} times: each time in figures and board at once`;
  }

  /** Once at each door. */
  override round(): Promise<void> {
    return this.try(async () => {
      for (let n = 0; n < this.#options.doors.length; n += 1) await this.step();
    });
  }

  async step(): Promise<void> {
    const { office, doors } = this.#options;
    const form = this.#forms[this.#accepted];
    if (!form) return;
    await this.#look('before an acceptance');
    await form.change();
    await form.submit();
    const at = doors[this.#accepted % doors.length] ?? '';
    await form.acceptAt({ ...this.talk, door: () => at }, office.editorCookie);
    this.#accepted += 1;
    await this.#look('after an acceptance elsewhere');
  }

  /** At each door, the one that was asked last comes first no more. */
  async #look(when: string): Promise<void> {
    const { doors, office, programme } = this.#options;
    this.#turn += 1;
    for (const n of doors.keys()) {
      const door = doors[(n + this.#turn) % doors.length] ?? '';
      const at = { ...this.talk, door: () => door };
      const { indicators } = await readUntilAnswered<Rollup>(at, office.editorCookie, 'rollup.get', {
        programme,
        year: new Date().getFullYear(),
      });
      const value = indicators.find(({ code }) => code === indicator)?.value;
      const accepted = this.ledgers.filter((ledger) => ledger.accepted > 0);
      const sum = accepted.reduce((total, ledger) => total + Number(standing(ledger).get(element)), 0);
      if (value?.answered !== accepted.length || Number(value.numerator ?? 0) !== sum)
        this.talk.findings.add(
          `${when} an api says ${value?.numerator} of ${value?.answered} schools, not ${sum} of ${accepted.length}`,
        );
      await this.#follow(at, when);
      this.#read += 1;
    }
  }

  async #follow(at: Talk, when: string): Promise<void> {
    const { collectionId, editorCookie } = this.#options.office;
    const board = await readUntilAnswered<Board>(at, editorCookie, 'collection.board', {
      collectionId,
      ...(this.#position === undefined ? {} : { since: this.#position }),
    });
    this.#position = board.position;
    for (const { forms } of board.units)
      for (const { submissionId, state } of forms) this.#states.set(submissionId, state);
    for (const { submissionId, accepted } of this.ledgers)
      if ((this.#states.get(submissionId) === 'accepted') !== accepted > 0)
        this.talk.findings.add(`${when} a board says that a form is ${this.#states.get(submissionId)}`);
  }
}
