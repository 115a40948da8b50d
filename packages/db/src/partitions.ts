import type pg from 'pg';

/** Years beyond this one whose facts have a place of their own; later ones share the last. */
const ahead = 2;

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
    await owner
      .query(
        `
      begin;
      set local lock_timeout = '5s';
      alter table facts no force row level security, disable trigger user;
      alter table facts detach partition facts_from_${year};
      create table facts_${year} partition of facts for values from (${year}) to (${year + 1});
      create table facts_from_${year + 1} partition of facts for values from (${year + 1}) to (maxvalue);
      insert into facts select * from facts_from_${year};
      drop table facts_from_${year};
      alter table facts force row level security, enable trigger user;
      commit`,
      )
      .catch(async (error: unknown) => {
        await owner.query('rollback');
        throw error;
      });
    made.push(year);
  }
}
