import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '@huibao/services';
import { createDice, type Dice } from '@huibao/testing';
import pg from 'pg';
import { FormAtWork } from '../faults/form-at-work.ts';
import { judgeAudit, judgeForms } from '../faults/judge.ts';
import { Findings } from '../faults/ledger.ts';
import type { Machine } from '../faults/machine.ts';
import { leastShape, makeCity, type City, type Desk } from '../faults/office.ts';
import { byTurns, createAgent, type Talk } from '../faults/talk.ts';
import { asOwner } from '../owner.ts';
import type { Print } from '../report.ts';
import { isFlat, Minutes } from './minutes.ts';

/** Of each school. */
const forms = 3;

export interface SoakOptions {
  readonly ctx: Context;
  readonly machine: Machine;
  readonly ownerUrl: string;
  readonly doors: readonly string[];
  readonly webOrigin: string;
  readonly sessionKey: Buffer;
  readonly seed: number;
  readonly schools: number;
  readonly minutes: number;
  /** Asserts that nothing is lost, and nothing about time. */
  readonly isShort: boolean;
  readonly print: Print;
}

/**
 * A term's last hour: each school opens its forms one after the other, fills them in bit by bit and submits; the bureau
 * accepts most and returns some, which are mended and submitted again. An hour may be told in fewer minutes.
 */
export async function runSoak(options: SoakOptions): Promise<{ readonly passed: number; readonly failed: number }> {
  const { ctx, machine, ownerUrl, schools, minutes, print, seed, isShort } = options;
  print(`${schools} schools, an hour in ${minutes} minutes, --seed ${seed}`);
  const bureaus = Math.ceil(schools / 100);
  const city = await asOwner(ownerUrl, (owner) =>
    makeCity(ctx, owner, options.sessionKey, {
      name: 'soak',
      schools: Array.from({ length: bureaus }, () => Math.ceil(schools / bureaus)),
      callers: 0,
      shape: { ...leastShape, forms },
    }),
  );
  await machine.started();
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  const findings = new Findings();
  const measured = new Minutes(minutes * 60_000);
  const talk: Talk = {
    ...options,
    door: byTurns(options.doors),
    agent: createAgent(schools),
    patience: 60_000,
    findings,
    lost: { count: 0 },
    onAnswer: (_procedure, milliseconds) => measured.answered(milliseconds),
  };
  const watching = new AbortController();
  const watch = measured.watch(machine, owner, watching.signal);
  await Promise.all(
    city.desks.map((desk) => spendTheHour(talk, desk, createDiceOf(seed, city, desk), minutes * 60_000)),
  );
  watching.abort();
  await watch;
  for (const line of measured.lines()) print(line);
  const ledgers = city.desks.flatMap(({ forms }) => forms.map(({ ledger }) => ledger));
  await judgeForms(owner, ledgers, findings);
  await judgeAudit(ctx, owner, { auditors: city.auditors, ledgers }, findings);
  if (ledgers.some((ledger) => ledger.accepted !== 1)) findings.add('a form was not accepted');
  if (talk.lost.count > 0) findings.add(`${talk.lost.count} answers were lost`);
  if (!isShort) for (const text of isFlat(measured)) findings.add(text);
  await owner.end();
  talk.agent.destroy();
  const wrong = findings.take();
  const saves = ledgers.reduce(
    (sum, { written }) => [...written.values()].reduce((all, one) => all + one.length, sum),
    0,
  );
  const submissions = ledgers.reduce((sum, { submitted }) => sum + submitted.length, 0);
  print(`${saves} values saved, ${submissions} submissions, ${ledgers.length} forms accepted`);
  for (const text of wrong) print(`[FAILED] ${text}`);
  if (wrong.length === 0) print(isShort ? '[ok]     nothing lost' : '[ok]     nothing lost, and everything flat');
  return { passed: wrong.length === 0 ? 1 : 0, failed: wrong.length };
}

const createDiceOf = (seed: number, city: City, desk: Desk): Dice => createDice(seed + city.desks.indexOf(desk));

/** By which each form passes, in its order. */
type Visit = (form: FormAtWork, desk: Desk, dice: Dice) => Promise<void>;

const change: Visit = async (form) => {
  await form.open();
  await form.change();
};

const visits: readonly Visit[] = [
  change,
  change,
  async (form) => {
    await form.submit();
  },
  // What was submitted goes back once: a third is returned, the others are taken back.
  (form, { editorCookie }, dice) => (dice.chance(33) ? form.return(editorCookie) : form.withdraw()),
  change,
  async (form) => {
    await form.submit();
  },
  (form, { editorCookie }) => form.accept(editorCookie),
];

/**
 * One form after the other, each for a fourth of the hour, begun at a moment of the school's own in its first fourth:
 * from then to the last fourth as much of each kind of work is done at any time.
 */
async function spendTheHour(talk: Talk, desk: Desk, dice: Dice, hour: number): Promise<void> {
  const begun = performance.now() + (dice.below(1000) / 1000) * (hour / (forms + 1));
  const work = desk.forms.flatMap((own) => {
    const form = new FormAtWork(talk, desk.cookie, dice, own);
    return visits.map((visit) => () => visit(form, desk, dice));
  });
  const pace = (hour * forms) / (forms + 1) / work.length;
  try {
    for (const [n, visit] of work.entries()) {
      await pause(Math.max(0, begun + n * pace - performance.now()));
      await visit();
    }
  } catch (error) {
    talk.findings.add(error instanceof Error ? error.message : String(error));
  }
}
