import { createDice } from '@huibao/testing';
import type { Context } from '@huibao/services';
import pg from 'pg';
import { asOwner } from '../owner.ts';
import type { Print } from '../report.ts';
import { Run, type Scenario } from './bench.ts';
import { amidResets, breaking, faults } from './broken-wires.ts';
import { dyingAnywhere, dyingBetween } from './dying-relays.ts';
import { fillingTheDisk } from './full-disk.ts';
import { killing, pairsOf } from './kills.ts';
import type { Machine, Part, Wire } from './machine.ts';
import { leastShape, makeCity } from './office.ts';

export interface FaultOptions {
  readonly ctx: Context;
  readonly machine: Machine;
  readonly ownerUrl: string;
  readonly apiUrl: string;
  readonly webOrigin: string;
  readonly sessionKey: Buffer;
  readonly seed: number;
  readonly clients: number;
  /** Milliseconds of work in each scenario. */
  readonly window: number;
  /** Words that a scenario's name holds. */
  readonly only: string;
  /** Only `long` has workers. */
  readonly part: keyof typeof scenarios;
  readonly print: Print;
}

const parts: readonly Part[] = ['worker-1', 'api', 'temporal', 'postgres'];

const wires: readonly Wire[] = ['client-api', 'api-database', 'worker-database', 'worker-temporal'];

const long: readonly Scenario[] = [
  ...parts.map((part) => killing([part])),
  ...pairsOf(parts).map(killing),
  ...wires.flatMap((wire) => faults.map((fault) => breaking(wire, fault))),
  dyingBetween,
  dyingAnywhere,
];

/** What `npm test` has of it. */
const short: readonly Scenario[] = [amidResets(killing(['api', 'postgres']))];

const scenarios = { long, disk: [fillingTheDisk], short };

export async function runFaults(options: FaultOptions): Promise<{ readonly passed: number; readonly failed: number }> {
  const { ctx, machine, ownerUrl, part, print, seed, clients, only } = options;
  print(`${clients} clients, --seed ${seed}`);
  const hasWorkers = part === 'long';
  const bureaus = Math.ceil(clients / 50);
  const city = await asOwner(ownerUrl, (owner) =>
    makeCity(ctx, owner, options.sessionKey, {
      name: 'faults',
      bureaus,
      schools: Math.ceil(clients / bureaus),
      callers: hasWorkers ? 14 : 0,
      shape: { ...leastShape, forms: 4 },
    }),
  );
  await machine.started();
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  const run = new Run({
    ...options,
    city,
    owner,
    hasWorkers,
    patience: clients > 100 ? 8000 : 3000,
    dice: createDice(seed),
  });
  try {
    for (const scenario of scenarios[part]) if (scenario.name.includes(only)) await run.play(scenario);
  } finally {
    run.close();
    await owner.end();
  }
  print(`${run.tally.passed} scenarios held, ${run.tally.failed} failed (--seed ${seed})`);
  return run.tally;
}
