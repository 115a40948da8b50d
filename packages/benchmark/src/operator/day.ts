import { setTimeout as pause } from 'node:timers/promises';
import { createDice } from '@huibao/testing';
import { FormAtWork } from '../faults/form-at-work.ts';
import { openLedger, type Findings } from '../faults/ledger.ts';
import type { Talk } from '../faults/talk.ts';
import { openNumbers, type FormView, type FoundCity } from '../install/found-city.ts';
import type { FirstPassword, Site, Visitor } from '../install/visitor.ts';
import type { OperatedMachine } from './operated-machine.ts';
import type { Seen, Watch } from './watch.ts';
import { until } from './watch.ts';

export type Enter = (who: FirstPassword) => Promise<{ readonly visitor: Visitor }>;

/** What a trouble is played with. */
export interface Day {
  readonly machine: OperatedMachine;
  readonly watch: Watch;
  readonly city: FoundCity;
  readonly operator: Visitor;
  /** By a browser at which nobody was before, at another address than the schools'. */
  readonly enter: Enter;
  readonly stranger: () => Visitor;
  readonly findings: Findings;
  /** By performance.now(). */
  readonly begun: number;
}

export interface Trouble {
  readonly name: string;
  /** Where an operator sees it; nothing where who is concerned is told by their page. */
  readonly seen: Seen;
  /** Whether nobody who works may notice; else `waits` says that saves may wait. */
  readonly saves: 'go on' | 'wait';
  /** It is there since the product was built. */
  readonly isFromTheStart?: true;
  readonly cause: (day: Day) => Promise<void>;
  /** By the guide's words. */
  readonly mend: (day: Day) => Promise<void>;
  /** What must have come of it once all is calm. */
  readonly after?: (day: Day) => Promise<void>;
}

/** A clerk at a form of theirs, who goes on whatever happens. */
export class ClerkAtWork {
  readonly #form: FormAtWork;
  readonly #talk: Talk;

  private constructor(form: FormAtWork, talk: Talk) {
    this.#form = form;
    this.#talk = talk;
  }

  static async sit({ clerks }: FoundCity, site: Site, agent: Talk['agent'], findings: Findings): Promise<ClerkAtWork> {
    const talk = {
      door: () => site.origin,
      webOrigin: site.origin,
      agent,
      patience: 30_000,
      findings,
      lost: { count: 0 },
    };
    const [clerk] = clerks;
    for (const submissionId of clerk?.forms ?? []) {
      const { form } = await (clerk as typeof clerk & object).visitor.query<FormView>('submission.get', {
        submissionId,
      });
      const cells = openNumbers(form).map(({ code }) => ({ code, isYesNo: false }));
      if (clerk && cells.length > 0)
        return new ClerkAtWork(
          new FormAtWork(talk, clerk.visitor.cookie, createDice(1), { ledger: openLedger(submissionId, 0), cells }),
          talk,
        );
    }
    throw new Error('no form has a number that may stand alone');
  }

  /** Answers, once the work is over, how many saves were lost on the way; each was sent again until it was taken. */
  async workUntil(isOver: () => boolean): Promise<number> {
    const before = this.#talk.lost.count;
    while (!isOver()) {
      await this.#form.change();
      await pause(500);
    }
    return this.#talk.lost.count - before;
  }

  /** A new page holds what was acknowledged. */
  async judge(): Promise<void> {
    await this.#form.open();
  }

  get saved(): number {
    return [...this.#form.ledger.written.values()].reduce((sum, values) => sum + values.length, 0);
  }
}

export async function openTerm({ editor, programme }: FoundCity, year: number, period: number): Promise<void> {
  await editor.call('collection.open', {
    programme,
    year,
    period,
    opensOn: `${year}-01-01`,
    dueOn: `${new Date().getFullYear() + 1}-12-30`,
    closesOn: `${new Date().getFullYear() + 1}-12-31`,
  });
}

/** Every school's clerk has been told that so many terms are open, each once. */
export async function areTold({ city, findings }: Day, terms: number): Promise<void> {
  const count = async (visitor: Visitor): Promise<number> => {
    const notices = await visitor.query<readonly { readonly kind: string }[]>('todo.notices');
    return notices.filter(({ kind }) => kind === 'opened').length;
  };
  await until('the schools are told', async () =>
    (await Promise.all(city.clerks.map(({ visitor }) => count(visitor)))).every((told) => told >= terms),
  );
  for (const { visitor, username } of city.clerks)
    if ((await count(visitor)) !== terms) findings.add(`${username} was told of more than ${terms} terms`);
}
