import { createHash } from 'node:crypto';
import type { TenantReader } from '@huibao/db';
import { sql } from 'kysely';

/** A narrative of an accepted revision, to quote in a report. */
export interface Narrative {
  readonly unitId: number;
  readonly unitName: string;
  readonly revisionId: string;
  readonly period: number;
  readonly code: string;
  readonly cell: string;
  readonly text: string;
  /** SHA-256 of the text: whoever quotes it says which. */
  readonly hash: string;
}

/** More than anybody reads through. */
const mostNarratives = 300;

/** Cells of these codes that say something, unit by unit. */
export async function listNarratives(
  trx: TenantReader,
  tenantId: number,
  year: number,
  codes: readonly string[],
): Promise<readonly Narrative[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql<{
    unit_id: number;
    unit_name: string;
    revision_id: string;
    period: number;
    code: string;
    key: string;
    value: string;
  }>`
    select r.unit_id, u.name as unit_name, r.id as revision_id, c.period,
      x ->> 'code' as code, x ->> 'key' as key, x ->> 'value' as value
    from revisions r
    join submissions s on s.tenant_id = r.tenant_id and s.id = r.submission_id
    join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
    join org_units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
    cross join lateral jsonb_array_elements(r.document -> 'cells') x
    where r.tenant_id = ${tenantId} and c.year = ${year} and r.state = 'accepted'
      and x ->> 'code' = any(${[...codes]}::text[]) and x ->> 'state' = 'value' and x ->> 'value' <> ''
    order by u.id, c.period limit ${sql.lit(mostNarratives)}`.execute(trx);
  return rows.map((row) => ({
    unitId: row.unit_id,
    unitName: row.unit_name,
    revisionId: row.revision_id,
    period: row.period,
    code: row.code,
    cell: row.key === '' ? row.code : `${row.code}[${row.key}]`,
    text: row.value,
    hash: createHash('sha256').update(row.value).digest('hex'),
  }));
}

/** Which of these revisions stand as accepted. */
export async function listStanding(
  trx: TenantReader,
  tenantId: number,
  revisionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (revisionIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('revisions')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...revisionIds])
    .where('state', '=', 'accepted')
    .execute();
  return new Set(rows.map((row) => row.id));
}
