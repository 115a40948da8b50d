import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '@huibao/services';
import type { Dice } from '@huibao/testing';
import type pg from 'pg';
import type { Print } from '../report.ts';
import { DeskAtWork } from './desk-at-work.ts';
import { findStuck, judgeAudit, judgeForms } from './judge.ts';
import type { Findings, FormLedger } from './ledger.ts';
import type { Machine, Wire } from './machine.ts';
import { callProgramme, yearsBefore, type Caller, type City, type Desk } from './office.ts';
import type { PersonAtWork } from './person-at-work.ts';
import { askUntilAnswered, type Talk } from './talk.ts';

/** What all scenarios of a run share. */
export interface Bench {
  readonly ctx: Context;
  readonly owner: pg.Pool;
  readonly machine: Machine;
  readonly city: City;
  /** Who fills in forms. */
  readonly desks: readonly Desk[];
  /** And who does something else beside them. */
  readonly others: readonly PersonAtWork[];
  readonly talk: Talk;
  readonly dice: Dice;
  readonly print: Print;
  /** How long people work in each scenario: milliseconds. */
  readonly window: number;
  readonly hasWorkers: boolean;
}

export interface Scenario {
  readonly name: string;
  /** Unless said those at their forms work meanwhile. */
  readonly atWork?: 'everybody' | 'nobody';
  /** While people work; they work on until it has ended. */
  readonly strike: (bench: Bench, calls: Calls) => Promise<void>;
}

/** Collections being opened: each is one message to Temporal, and one notice to each school. */
export interface Calls {
  /** The run waits for them when the fault is over; who strikes may. */
  readonly open: (count: number) => Promise<void>;
}

const wires: readonly Wire[] = ['client-api', 'api-database', 'worker-database', 'worker-temporal'];
/** Nothing may be stuck so long after everything runs again: milliseconds. */
const settlesWithin = 60_000;

/** The people, over all scenarios: what was acknowledged once must be there after all that comes. */
export class Run {
  readonly #bench: Bench;
  readonly #desks: readonly DeskAtWork[];
  readonly #talk: Talk;
  readonly #findings: Findings;
  readonly #calls: { readonly caller: Caller; readonly year: number; readonly period: number }[];
  #opened = 0;
  #notices = 0;
  readonly tally = { passed: 0, failed: 0 };

  constructor(bench: Bench) {
    this.#bench = bench;
    const { city, desks, dice } = bench;
    this.#talk = bench.talk;
    this.#findings = bench.talk.findings;
    this.#desks = desks.map((desk) => new DeskAtWork(this.#talk, desk, dice));
    this.#calls = yearsBefore(new Date().getFullYear()).flatMap((year) =>
      [1, 2].flatMap((period) => city.callers.map((caller) => ({ caller, year, period }))),
    );
  }

  async play({ name, strike, atWork: working }: Scenario): Promise<void> {
    const { bench, findings } = { bench: this.#bench, findings: this.#findings };
    const { window, machine, print } = bench;
    const before = this.#counts();
    const begun = performance.now();
    let isStriking = true;
    const isOver = (): boolean => !isStriking && performance.now() - begun > window;
    const people = [...(working === 'nobody' ? [] : this.#desks), ...(working === 'everybody' ? bench.others : [])];
    const atWork: Promise<void>[] = people.map((one) => one.workUntil(isOver));
    const open = (count: number): Promise<void> => {
      const opening = this.#open(count);
      atWork.push(opening);
      return opening;
    };
    await strike(bench, { open }).catch((error: unknown) =>
      findings.add(error instanceof Error ? error.message : String(error)),
    );
    isStriking = false;
    for (const wire of wires) await machine.setWire(wire, null);
    const mended = performance.now();
    const isDrained = await Promise.race([
      Promise.all(atWork).then(() => true),
      pause(window + settlesWithin, false, { ref: false }),
    ]);
    if (!isDrained) findings.add(`${people.filter((one) => one.isWaiting).length} people still wait`);
    const stuck = await this.#settle();
    const settled = performance.now() - Math.max(mended, begun + window);
    if (stuck) findings.add(`stuck: ${stuck}`);
    await this.#judge();
    for (const one of bench.others) await one.judge();
    const after = this.#counts();
    const news = findings.take();
    print(
      `${news.length === 0 ? '[ok]    ' : '[FAILED]'} ${name}: ${after.saves - before.saves} saves, ` +
        `${after.submissions - before.submissions} submissions, ${after.lost - before.lost} answers lost; ` +
        `at rest ${(Math.max(0, settled) / 1000).toFixed(1)} s afterwards`,
    );
    for (const line of news) print(`           ${line}`);
    this.tally[news.length === 0 ? 'passed' : 'failed'] += 1;
  }

  /** By bureaus at once, as on a term's first morning. */
  async #open(count: number): Promise<void> {
    await Promise.all(
      this.#calls.splice(0, count).map(async ({ caller, year, period }) => {
        await askUntilAnswered(this.#talk, caller.cookie, 'collection.open', {
          input: {
            programme: callProgramme,
            year,
            period,
            opensOn: `${year}-01-01`,
            dueOn: `${new Date().getFullYear() + 1}-12-30`,
            closesOn: `${new Date().getFullYear() + 1}-12-31`,
          },
          doneAlready: 'collection.already_open',
        }).catch((error: unknown) => this.#findings.add(String(error)));
        this.#opened += 1;
        this.#notices += caller.schools;
      }),
    );
  }

  /** Waits until nothing is left over, and everything that was opened has been told of; else says what is. */
  async #settle(): Promise<string | null> {
    const until = performance.now() + settlesWithin;
    let longest = '';
    for (;;) {
      const stuck = await this.#findStuck().catch((error: unknown) => `the database doesn’t answer: ${String(error)}`);
      if (stuck === null || performance.now() > until) {
        if (performance.now() > until - settlesWithin + 10_000) this.#bench.print(`         waited for: ${longest}`);
        return stuck;
      }
      longest = stuck;
      await pause(500);
    }
  }

  async #findStuck(): Promise<string | null> {
    const { owner, machine, hasWorkers } = this.#bench;
    const left = await findStuck(owner, { countsOutbox: hasWorkers });
    if (left !== null || !hasWorkers) return left;
    const isAway = (await machine.workers()).some((worker) => worker?.temporal !== 'connected');
    return isAway ? 'a worker hasn’t found Temporal again' : this.#findUntold();
  }

  async #findUntold(): Promise<string | null> {
    const { owner, city } = this.#bench;
    const { rows } = await owner.query<{ notices: number }>(
      `select count(*)::int as notices from notices where kind = 'opened' and tenant_id = any($1::int[])`,
      [city.callers.map((caller) => caller.tenantId)],
    );
    const notices = rows[0]?.notices ?? 0;
    return notices === this.#notices ? null : `${notices} schools were told of ${this.#notices}`;
  }

  async #judge(): Promise<void> {
    const { ctx, owner, city, machine, hasWorkers } = this.#bench;
    const ledgers = this.#ledgers();
    await judgeForms(owner, ledgers, this.#findings);
    await judgeAudit(ctx, owner, { auditors: city.auditors, ledgers }, this.#findings);
    const { rows } = await owner.query<{ opened: number; all: number }>(
      `select count(*) filter (where tenant_id = any($1::int[]))::int as opened, count(*)::int as all from collections`,
      [city.callers.map((caller) => caller.tenantId)],
    );
    if (rows[0]?.opened !== this.#opened)
      this.#findings.add(`${rows[0]?.opened} collections stand and ${this.#opened} were opened`);
    if (!hasWorkers) return;
    const workflows = await machine.countWorkflows('collectionWorkflow');
    if (workflows !== rows[0]?.all) this.#findings.add(`${workflows} workflows run for ${rows[0]?.all} collections`);
  }

  #ledgers(): readonly FormLedger[] {
    const { desks, others } = this.#bench;
    return [
      ...desks.flatMap(({ forms }) => forms.map(({ ledger }) => ledger)),
      ...others.flatMap(({ ledgers }) => ledgers),
    ];
  }

  #counts() {
    const ledgers = this.#ledgers();
    const saves = ledgers.reduce(
      (sum, { written }) => sum + [...written.values()].reduce((all, values) => all + values.length, 0),
      0,
    );
    const submissions = ledgers.reduce((sum, { submitted }) => sum + submitted.length, 0);
    return { saves, submissions, lost: this.#talk.lost.count };
  }

  close(): void {
    this.#talk.agent.destroy();
  }
}
