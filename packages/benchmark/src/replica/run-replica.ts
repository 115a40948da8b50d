import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, ReadCounts } from '@huibao/db';
import { runUseCase, useCases, type OpenServices } from '@huibao/services';
import { addBureau, addCity, addPeople, addUnits } from '@huibao/testing';
import pg from 'pg';
import { asOwner } from '../owner.ts';
import type { Print } from '../report.ts';

const now = (): Date => new Date();
/** Changes, each read at once by who made it. */
const many = 40;
const few = 3;

interface Trial {
  readonly ctx: OpenServices;
  /** As a superuser. */
  readonly replicaUrl: string;
  readonly print: Print;
}

/**
 * Whether people see at once what they did, by reads that may go to a replica: one that follows, one that stands still,
 * and one that is killed. Whoever watches over it starts it again. Returns how much of it failed.
 */
export async function runReplica({ ctx, replicaUrl, print }: Trial): Promise<number> {
  const editor = await makeEditor(ctx);
  let failed = 0;
  let made = 0;
  /** Saves and looks so many times, and tells how the looking was answered. */
  const saveAndLook = async (times: number): Promise<{ readonly unseen: number; readonly by: ReadCounts }> => {
    const before = countsOf(ctx);
    let unseen = 0;
    for (let n = 0; n < times; n += 1) {
      made += 1;
      const name = `${made}`;
      const definition = { programme: 'rule_of_law', years: [2024], measures: [measure], ...layout } as const;
      await runUseCase(ctx, editor, useCases.saveView, { name, definition, isShared: false });
      const views = await runUseCase(ctx, editor, useCases.listViews, {});
      if (!views.some((view) => view.name === name)) unseen += 1;
    }
    const after = countsOf(ctx);
    const since = (of: keyof ReadCounts): number => after[of] - before[of];
    return { unseen, by: { replica: since('replica'), late: since('late'), away: since('away') } };
  };
  const judge = async (what: string, times: number, expected: keyof ReadCounts, least: number): Promise<void> => {
    const { unseen, by } = await saveAndLook(times);
    const holds = unseen === 0 && by[expected] >= least;
    if (!holds) failed += 1;
    print(
      `${holds ? '  [ok]    ' : '  [FAILED]'} ${what}: ${times} saved and looked for at once, ${unseen} not seen; ${by.replica} read on the replica, on the primary since it was late ${by.late}, away ${by.away}`,
    );
  };
  await judge('a replica that follows', many, 'replica', many / 2);
  await asOwner(replicaUrl, async (replica) => {
    await replica.query('select pg_wal_replay_pause()');
    await judge('one that stands still', few, 'late', few);
    await replica.query('select pg_wal_replay_resume()');
    await readAgain(ctx, saveAndLook);
  });
  await judge('one that follows again', few, 'replica', few);
  process.kill(await pidOfReplica(replicaUrl), 'SIGKILL');
  await judge('one that was killed', few, 'away', few);
  await readAgain(ctx, saveAndLook);
  await judge('one that was started again', few, 'replica', few);
  return failed;
}

const measure = { indicator: 'schools' };
const layout = { rows: 'unit', columns: 'term' } as const;

function countsOf(ctx: OpenServices): ReadCounts {
  const counts = ctx.reads();
  if (!counts) throw new Error('no replica is configured');
  return counts;
}

/** Until a read goes there. */
async function readAgain(ctx: OpenServices, look: (times: number) => Promise<unknown>): Promise<void> {
  const before = countsOf(ctx).replica;
  for (let tries = 0; countsOf(ctx).replica === before; tries += 1) {
    if (tries === 60) throw new Error('no read goes to the replica again');
    await pause(500);
    await look(1);
  }
}

async function pidOfReplica(replicaUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: replicaUrl });
  await client.connect();
  const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
  await client.end();
  const pid = Number(readFileSync(join(rows[0]?.folder ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid < 2) throw new Error('the replica’s process isn’t known');
  return pid;
}

/** Of a bureau of its own. */
async function makeEditor(ctx: OpenServices): Promise<Actor> {
  const tenant = {
    divisionCode: null,
    documentPrefix: '',
    sectionWord: 'Section',
    addressees: [],
    isDemo: false,
    opensOn: '2010-09-01',
  } as const;
  const named = (name: string) => ({
    ...tenant,
    name,
    shortName: name,
    adminUsername: `${name}.admin`,
    securityUsername: `${name}.security`,
  });
  const { system } = await addCity(ctx, named('replica.city'), [now().getFullYear()], now);
  const bureau = await addBureau(ctx, system, named('replica.bureau'));
  const { tenantId } = bureau;
  const unitId = (await addUnits(ctx, bureau.system, [])).get('') ?? 0;
  const username = 'replica.editor';
  const person = { username, name: 'Editor', role: 'bureau_editor', unitId, passwordHash: 'no password' } as const;
  const editor = (await addPeople(ctx, tenantId, [person], now)).get(username);
  if (!editor) throw new Error('nobody to read');
  return editor;
}
