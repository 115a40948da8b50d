import { setTimeout as pause } from 'node:timers/promises';
import { runUseCase, useCases, type Context } from '@huibao/services';
import { createDice, type Dice } from '@huibao/testing';
import pg from 'pg';
import { FormAtWork } from '../faults/form-at-work.ts';
import { findStuck, judgeAudit, judgeForms } from '../faults/judge.ts';
import { Findings, type FormLedger } from '../faults/ledger.ts';
import { callProgramme, leastShape, makeCity, type Caller, type City, type Desk } from '../faults/office.ts';
import { askUntilAnswered, createAgent, type Talk } from '../faults/talk.ts';
import { asOwner } from '../owner.ts';
import type { Print } from '../report.ts';
import type { DrillMachine, Script } from './drill-machine.ts';

export interface DrillOptions {
  readonly ctx: Context;
  readonly machine: DrillMachine;
  readonly ownerUrl: string;
  readonly apiUrl: string;
  readonly webOrigin: string;
  readonly sessionKey: Buffer;
  /** How long people go on after the moment that is restored to: milliseconds. */
  readonly afterwards: number;
  readonly print: Print;
}

/** Nothing may be left over so long after the product runs again. */
const settlesWithin = 60_000;
/** While people go on: milliseconds. */
const savesApart = 500;
/** What row 19 of docs/security.md allows to be lost of the end: seconds. */
const mostLost = 60;

/** Returns how much of it failed. */
export async function runDrill(options: DrillOptions): Promise<number> {
  const { ctx, machine, ownerUrl, print } = options;
  const city = await asOwner(ownerUrl, (owner) =>
    makeCity(ctx, owner, options.sessionKey, {
      name: 'restore',
      schools: [5],
      callers: 3,
      shape: { ...leastShape, forms: 2 },
    }),
  );
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  const findings = new Findings();
  const talk = {
    ...options,
    door: () => options.apiUrl,
    agent: createAgent(20),
    patience: 8000,
    findings,
    lost: { count: 0 },
  };
  let failed = 0;
  const tell = (what: string): void => {
    const news = findings.take();
    print(`${news.length === 0 ? '[ok]    ' : '[FAILED]'} ${what}`);
    for (const line of news) print(`           ${line}`);
    failed += news.length === 0 ? 0 : 1;
  };
  const day = new Day(talk, city, createDice(1), owner, machine);
  try {
    const copy = await machine.backUp();
    tell(`base copy while the product runs: ${copy.seconds.toFixed(1)} s; ${copy.output.split('\n')[0]}`);

    await day.workBefore();
    const { to, point, ledgers } = await day.markMoment();
    const acknowledged = await day.workAfter(options.afterwards);
    const lostAt = performance.now();
    await machine.lose();

    const toEnd = await machine.restore({ to: 'end' });
    const secondsLost = (lostAt - (await lastThere(owner, acknowledged))) / 1000;
    if (secondsLost > mostLost) findings.add(`${secondsLost.toFixed(1)} s of work are lost`);
    tell(
      `machine lost, restored to the archive's end in ${toEnd.seconds.toFixed(1)} s: the last ` +
        `${secondsLost.toFixed(1)} s of work are lost (${mostLost} at most)`,
    );

    const never = await machine.tryRestore({ to: '2020-01-01 00:00:00+08' });
    if (never.code === 0 || !never.output.includes('there is no copy from before'))
      findings.add(`a moment before every copy: ${never.output}`);
    const unmade = await machine.tryRestore({ point: `never-${point}` });
    if (unmade.code === 0 || !unmade.output.includes('the archive has no point'))
      findings.add(`a point that was never made: ${unmade.output}`);
    tell('a moment before every copy is refused, and a point that was never made');

    const moment = await machine.restore({ to });
    await judgeForms(owner, ledgers, findings);
    if (momentToNote(moment) !== to) findings.add(`another moment is to be noted: ${moment.output}`);
    tell(
      `restored to ${to} in ${moment.seconds.toFixed(1)} s: ${count(ledgers)} marked before it are there, ` +
        `${count(day.ledgers()) - count(ledgers)} saved after it are not`,
    );

    const midst = acknowledged[Math.floor(acknowledged.length / 2)]?.at ?? 0;
    const later = new Date(performance.timeOrigin + midst + savesApart / 2).toISOString();
    const again = await machine.restore({ to: later });
    const behind = (await lastThere(owner, acknowledged)) - midst;
    if (behind < 0 || behind > savesApart / 2) findings.add(`what was saved ${behind.toFixed(0)} ms away stands last`);
    tell(`restored to ${later} in ${again.seconds.toFixed(1)} s, which the restore before had given up`);

    const begun = performance.now();
    const back = await machine.restore({ point });
    await judgeForms(owner, ledgers, findings);
    const reached = momentToNote(back);
    tell(`restored to the point ${point}, which was made shortly before, in ${back.seconds.toFixed(1)} s: the same`);

    const broken = await verdicts(ctx, city);
    if (broken.every(({ isIntact }) => isIntact)) findings.add('no chain says that entries are gone');
    const noted = await machine.note(reached);
    await judgeAudit(ctx, owner, { auditors: city.auditors, ledgers }, findings);
    for (const { restorations } of await verdicts(ctx, city))
      if (restorations.length !== 1 || restorations[0]?.to !== new Date(reached).toISOString())
        findings.add('a chain doesn’t tell of the restore');
    tell(
      `${broken.filter(({ isIntact }) => !isIntact).length} chains miss entries, and hold once it is noted: ${noted.output}`,
    );

    await machine.startProduct();
    const down = (performance.now() - begun) / 1000;
    const settled = await day.settle();
    if (settled !== null) findings.add(`stuck: ${settled}`);
    await day.judgeWorkflows();
    tell(
      `the product runs ${down.toFixed(1)} s after the restore was begun; the outbox is empty, what is gone has no ` +
        'workflow, what stands has one, every school was told once',
    );

    await day.goOn(ledgers);
    const left = await day.settle();
    if (left !== null) findings.add(`stuck: ${left}`);
    await judgeForms(owner, ledgers, findings);
    await judgeAudit(ctx, owner, { auditors: city.auditors, ledgers }, findings);
    await day.judgeWorkflows();
    tell('people go on: saved, submitted, opened and told of; chains hold');

    const dumped = await machine.dump();
    const [there, restored] = [await contentsOf(ownerUrl), await contentsOf(dumped.url)];
    for (const [table, rows] of there) if (restored.get(table) !== rows) findings.add(`${table} differs in the dump`);
    tell(`dumped and restored without an error in ${dumped.seconds.toFixed(1)} s: ${there.size} tables are the same`);
  } finally {
    talk.agent.destroy();
    await owner.end();
  }
  print(failed === 0 ? 'the restore held' : `${failed} parts failed`);
  return failed;
}

const count = (ledgers: readonly FormLedger[]): number =>
  ledgers.reduce((sum, { written }) => sum + [...written.values()].reduce((all, values) => all + values.length, 0), 0);

/** Of each table how many rows, and a sum over them; but of what processes say of themselves all the time. */
function contentsOf(url: string): Promise<ReadonlyMap<string, string>> {
  return asOwner(url, async (owner) => {
    const { rows } = await owner.query<{ name: string; sum: string }>(
      `select relname as name, query_to_xml(format(
         'select count(*), md5(string_agg(md5(t::text), '''' order by md5(t::text))) from %I t', relname
       ), false, true, '')::text as sum
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'processes'`,
    );
    return new Map(rows.map(({ name, sum }) => [name, sum]));
  });
}

/** As the script says it. */
function momentToNote({ output }: Script): string {
  const said = /note-restore\.ts --to (\S+) --by/.exec(output)?.[1];
  if (said === undefined) throw new Error(`no moment to note: ${output}`);
  return said;
}

function verdicts(ctx: Context, { auditors }: City) {
  return Promise.all(auditors.map((auditor) => runUseCase(ctx, auditor, useCases.checkAuditChain, undefined)));
}

interface Acknowledged {
  readonly submissionId: string;
  readonly code: string;
  readonly version: number;
  /** By performance.now(). */
  readonly at: number;
}

/** When the last save was acknowledged that the database has. */
async function lastThere(owner: pg.Pool, acknowledged: readonly Acknowledged[]): Promise<number> {
  const { rows } = await owner.query<{ submission_id: string; code: string; version: number }>(
    'select submission_id, code, version::int from draft_cells where submission_id = any($1::uuid[])',
    [acknowledged.map((one) => one.submissionId)],
  );
  const versions = new Map(rows.map((row) => [`${row.submission_id} ${row.code}`, row.version]));
  const there = acknowledged.filter((one) => (versions.get(`${one.submissionId} ${one.code}`) ?? 0) >= one.version);
  const last = there.at(-1);
  if (!last) throw new Error('nothing of the last minute is there');
  return last.at;
}

/** What people do in it, and what must have come of it. */
class Day {
  readonly #talk: Talk;
  readonly #desks: readonly Desk[];
  readonly #callers: readonly Caller[];
  readonly #dice: Dice;
  readonly #owner: pg.Pool;
  readonly #machine: DrillMachine;
  /** Collections that stand: whose schools are told of them. */
  #told = 0;

  constructor(talk: Talk, city: City, dice: Dice, owner: pg.Pool, machine: DrillMachine) {
    this.#talk = talk;
    this.#desks = city.desks;
    this.#callers = city.callers;
    this.#dice = dice;
    this.#owner = owner;
    this.#machine = machine;
  }

  ledgers(): readonly FormLedger[] {
    return this.#desks.flatMap(({ forms }) => forms.map(({ ledger }) => ledger));
  }

  /** Each has saved, the first has submitted, a collection is open whose reminders are still to come. */
  async workBefore(): Promise<void> {
    for (const n of this.#desks.keys()) await this.#form(n, 0).change();
    await this.#form(0, 0).submit();
    await this.#open(0);
    const stuck = await this.settle();
    if (stuck !== null) throw new Error(`before anything was lost: ${stuck}`);
  }

  /** A moment at which a message waits that is sent a little later. */
  async markMoment(): Promise<{
    readonly to: string;
    readonly point: string;
    readonly ledgers: readonly FormLedger[];
  }> {
    await this.#machine.holdWorker();
    await this.#open(1);
    const ledgers = structuredClone(this.ledgers());
    const point = await this.#machine.makePoint();
    await pause(1500);
    const to = new Date().toISOString();
    await pause(1500);
    await this.#machine.letWorkerGo();
    return { to, point, ledgers };
  }

  /** What is to be gone: saves, a submission, an accepted one, a collection of which its schools were told. */
  async workAfter(afterwards: number): Promise<readonly Acknowledged[]> {
    const told = this.#told;
    await this.#form(1, 0).submit();
    await this.#form(0, 0).accept(this.#desks[0]?.editorCookie ?? '');
    await this.#open(2);
    const stuck = await this.settle();
    if (stuck !== null) throw new Error(`before anything was lost: ${stuck}`);
    this.#told = told;
    const acknowledged: Acknowledged[] = [];
    const form = this.#form(2, 0);
    const { submissionId, written } = form.ledger;
    for (const until = performance.now() + afterwards; performance.now() < until; await pause(savesApart)) {
      const before = new Map([...written].map(([code, values]) => [code, values.length]));
      await form.change();
      for (const [code, { length: version }] of written)
        if (version > (before.get(code) ?? 0))
          acknowledged.push({ submissionId, code, version, at: performance.now() });
    }
    return acknowledged;
  }

  /** By the windows that people open anew. */
  async goOn(ledgers: readonly FormLedger[]): Promise<void> {
    const at = (n: number): FormAtWork => this.#form(n, 0, ledgers);
    await at(1).change();
    await at(1).submit();
    await at(0).accept(this.#desks[0]?.editorCookie ?? '');
    await at(2).open();
    await this.#open(2);
  }

  /** Null once nothing waits and everybody was told; else what is left over. */
  async settle(): Promise<string | null> {
    for (const until = performance.now() + settlesWithin; ; await pause(500)) {
      const left = (await findStuck(this.#owner, { countsOutbox: true })) ?? (await this.#untold());
      if (left === null || performance.now() > until) return left;
    }
  }

  async #untold(): Promise<string | null> {
    const { rows } = await this.#owner.query<{ notices: number }>(
      `select count(*)::int as notices from notices where kind = 'opened' and tenant_id = any($1::int[])`,
      [this.#callers.map(({ tenantId }) => tenantId)],
    );
    const notices = rows[0]?.notices ?? 0;
    return notices === this.#told ? null : `${notices} schools were told of ${this.#told}`;
  }

  /** Each collection that stands has one workflow that runs, and nothing else has. */
  async judgeWorkflows(): Promise<void> {
    const { rows } = await this.#owner.query<{ id: string }>(
      `select 'collection/' || tenant_id || '/' || id as id from collections where closes_at > now() order by 1`,
    );
    // Temporal's list follows a moment later.
    const due = rows.map(({ id }) => id).join(' ');
    let running = '';
    for (const until = performance.now() + 10_000; performance.now() < until && running !== due; await pause(500))
      running = [...(await this.#machine.running())].sort().join(' ');
    if (running !== due) this.#talk.findings.add(`workflows run: ${running}; they should: ${due}`);
  }

  /** As somebody's page, new: what it holds is what the ledger says. */
  #form(desk: number, form: number, ledgers = this.ledgers()): FormAtWork {
    const { cookie, forms } = this.#desks[desk] ?? { cookie: '', forms: [] };
    const found = forms[form];
    const ledger = ledgers.find(({ submissionId }) => submissionId === found?.ledger.submissionId);
    if (!found || !ledger) throw new Error('there are fewer desks');
    return new FormAtWork(this.#talk, cookie, this.#dice, { ...found, ledger });
  }

  async #open(caller: number): Promise<void> {
    const { cookie, schools } = this.#callers[caller] ?? { cookie: '', schools: 0 };
    const year = new Date().getFullYear();
    await askUntilAnswered(this.#talk, cookie, 'collection.open', {
      input: {
        programme: callProgramme,
        year,
        period: 1,
        opensOn: `${year}-01-01`,
        dueOn: `${year + 1}-12-30`,
        closesOn: `${year + 1}-12-31`,
      },
      doneAlready: 'collection.already_open',
    });
    this.#told += schools;
  }
}
