import { createDice } from '@huibao/testing';
import type { Context } from '@huibao/services';
import pg from 'pg';
import { asOwner } from '../owner.ts';
import type { Print } from '../report.ts';
import { startSessions } from '../sessions.ts';
import { Run, type Scenario } from './bench.ts';
import { amidResets, breaking, faults } from './broken-wires.ts';
import { dyingAnywhere, dyingBetween } from './dying-relays.ts';
import { fillingTheDisk } from './full-disk.ts';
import { killing, pairsOf } from './kills.ts';
import { Findings } from './ledger.ts';
import type { Machine, Part, Wire } from './machine.ts';
import { leastShape, makeCity } from './office.ts';
import { agreeing, losing, makePasswordHash, othersAtWork, rolling, withOthers } from './several.ts';
import { byTurns, createAgent, type Talk } from './talk.ts';

export interface FaultOptions {
  readonly ctx: Context;
  readonly machine: Machine;
  readonly ownerUrl: string;
  readonly doors: readonly string[];
  readonly webOrigin: string;
  readonly sessionKey: Buffer;
  readonly seed: number;
  readonly clients: number;
  /** Milliseconds of work in each scenario. */
  readonly window: number;
  /** Words that a scenario's name holds. */
  readonly only: string;
  /** Only `long` and `several` have workers, and only `several` webs. */
  readonly part: keyof typeof scenarios;
  readonly print: Print;
}

const parts: readonly Part[] = ['worker-1', 'api-1', 'temporal', 'postgres'];

const wires: readonly Wire[] = ['client-api', 'api-database', 'worker-database', 'worker-temporal'];

const long: readonly Scenario[] = [
  ...parts.map((part) => killing([part])),
  ...pairsOf(parts).map(killing),
  ...wires.flatMap((wire) => faults.map((fault) => breaking(wire, fault))),
  dyingBetween,
  dyingAnywhere,
];

const ended: readonly Part[] = ['web-1', 'web-2', 'api-1', 'api-2', 'worker-1', 'worker-2'];

const several: readonly Scenario[] = [
  agreeing,
  ...[...ended.map(losing), rolling(ended), dyingBetween, dyingAnywhere].map(withOthers),
];

/** What `npm test` has of it. */
const short: readonly Scenario[] = [agreeing, amidResets(killing(['api-1', 'postgres']))];

const scenarios = { long, disk: [fillingTheDisk], several, short };

/** Of bureaus whose people do other things than to fill in forms (`othersAtWork`). */
const othersSchools: Readonly<Record<keyof typeof scenarios, readonly number[]>> = {
  long: [],
  disk: [],
  several: [30, 5, 20],
  short: [2, 3],
};

export async function runFaults(options: FaultOptions): Promise<{ readonly passed: number; readonly failed: number }> {
  const { ctx, machine, ownerUrl, part, print, seed, clients, only } = options;
  print(`${clients} clients, --seed ${seed}`);
  const hasWorkers = part === 'long' || part === 'several';
  const bureaus = Math.ceil(clients / 50);
  const sizes = Array.from({ length: bureaus }, () => Math.ceil(clients / bureaus));
  const passwordHash = await makePasswordHash();
  const city = await asOwner(ownerUrl, (owner) =>
    makeCity(ctx, owner, options.sessionKey, {
      name: 'faults',
      schools: [...sizes, ...othersSchools[part]],
      callers: hasWorkers ? 14 : 0,
      shape: { ...leastShape, forms: 4 },
      passwordHash,
    }),
  );
  await machine.started();
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  const dice = createDice(seed);
  const talk: Talk = {
    door: byTurns(options.doors),
    webOrigin: options.webOrigin,
    agent: createAgent(clients + 30),
    patience: clients > 100 || part === 'several' ? 8000 : 3000,
    findings: new Findings(),
    lost: { count: 0 },
  };
  const [atForms, theirs] = [city.offices.slice(0, bureaus), city.offices.slice(bureaus)];
  const cookieOf = await startSessions(ctx, options.sessionKey);
  const bench = { ...options, city, owner, hasWorkers, dice, talk };
  const others = theirs.length > 0 ? othersAtWork(theirs, { ...bench, passwordHash, cookieOf }) : [];
  const run = new Run({ ...bench, desks: atForms.flatMap(({ desks }) => desks), others });
  try {
    for (const scenario of scenarios[part]) if (scenario.name.includes(only)) await run.play(scenario);
  } finally {
    run.close();
    await owner.end();
  }
  // In words of what held.
  if (run.tally.failed === 0) for (const one of others) print(`  ${one.told()}`);
  print(`${run.tally.passed} scenarios held, ${run.tally.failed} failed (--seed ${seed})`);
  return run.tally;
}
