import type pg from 'pg';

/** Years beyond this one whose facts have a place of their own; later ones share the last. */
const ahead = 2;

/** As they come, that figures are read from the index alone (decision 118). */
const vacuumed = 'with (autovacuum_vacuum_insert_scale_factor = 0.01)';

/**
 * Divides the last partition of `facts`, which takes all later years, until the years to come have each their own.
 * Facts that lie there already go along. As the owner.
 *
 * @param thisYear by the server's clock where it isn't given
 */
export async function dividePartitions(owner: pg.Client, thisYear?: number): Promise<readonly number[]> {
  const made: number[] = [];
  for (;;) {
    const { rows } = await owner.query<{ from: number; now: number }>(
      `select max(substring(c.relname from '^facts_from_(\\d{4})$')::int) as from, extract(year from now())::int as now
       from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'facts'::regclass`,
    );
    const [{ from: year, now } = { from: null, now: 0 }] = rows as { from: number | null; now: number }[];
    if (year === null || year > (thisYear ?? now) + ahead) return made;
    // Row security binds the owner, too: lifted within the transaction, which nobody sees into. No figure changes.
    const statements = [
      'begin',
      `set local lock_timeout = '5s'`,
      // Where the database is divided (decision 101): triggers may be switched, shards follow one after the other.
      'set local citus.enable_unsafe_triggers = on',
      `set local citus.multi_shard_modify_mode = 'sequential'`,
      'alter table facts no force row level security',
      'alter table facts disable trigger user',
      `alter table facts detach partition facts_from_${year}`,
      `create table facts_${year} partition of facts for values from (${year}) to (${year + 1}) ${vacuumed}`,
      `create table facts_from_${year + 1} partition of facts for values from (${year + 1}) to (maxvalue) ${vacuumed}`,
      `insert into facts select * from facts_from_${year}`,
      `drop table facts_from_${year}`,
      'alter table facts enable trigger user',
      'alter table facts force row level security',
      'commit',
    ];
    try {
      for (const statement of statements) await owner.query(statement);
    } catch (error) {
      await owner.query('rollback');
      throw error;
    }
    made.push(year);
  }
}
