import pg from 'pg';
import type { Clerk } from './load-world.ts';

/**
 * The least that PostgreSQL can be asked for a save: the same rows written, checked, locked and kept, by one prepared
 * statement in a transaction over a bare connection as the product's role.
 */
export class RawSaves {
  readonly #client: pg.Client;
  readonly #clerk: Clerk;
  #round = 0;

  private constructor(client: pg.Client, clerk: Clerk) {
    this.#client = client;
    this.#clerk = clerk;
  }

  static async open(appUrl: string, clerk: Clerk): Promise<RawSaves> {
    const client = new pg.Client({ connectionString: appUrl });
    await client.connect();
    return new RawSaves(client, clerk);
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  async save(count: number): Promise<void> {
    this.#round += 1;
    const { actor, submissionId, cells } = this.#clerk;
    const codes = cells.slice(0, count).map(({ code }) => code);
    const settings = `set local app.tenant = '${actor.tenantId}'; set local app.lineage = '{${actor.lineage.join(',')}}'; set local app.units = '{${(actor.units ?? []).join(',')}}'`;
    await this.#client.query(`start transaction; ${settings}`);
    await this.#client.query({
      name: 'save',
      text: `with edit as (
          select code, $5::text as value from unnest($1::text[]) as e(code)
        ), locked as (
          update submissions set saved_at = now(), saved_by = $4 where tenant_id = $2 and id = $3 returning unit_id
        ), saved as (
          insert into draft_cells as d (tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at)
          select $2, $3, unit_id, code, '', 'value', value, 1, 'page', $4, now() from edit, locked
          on conflict (tenant_id, submission_id, code, key) do update set value = excluded.value, version = d.version + 1
          returning unit_id, code, value, version
        )
        insert into cell_saves (tenant_id, submission_id, unit_id, source, changed_by, changed_at, codes, keys, versions, states, "values")
        select $2, $3, unit_id, 'page', $4, now(), array_agg(code), array_agg(''::text), array_agg(version), array_agg('value'::text), array_agg(value)
        from saved group by unit_id`,
      values: [codes, actor.tenantId, submissionId, actor.userId, String(this.#round)],
    });
    await this.#client.query('commit');
  }
}
