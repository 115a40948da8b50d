import type { TenantReader } from '@huibao/db';
import { codesReadOfOthers, type FormDefinition } from '@huibao/domain';
import { sql } from 'kysely';
import { jsonOf } from '../json-column.ts';
import { programmeOf, tally, type Waits } from './waiting.repository.ts';

/**
 * Submitted forms that were judged by numbers of others which say something else since, and which no reviewer has said
 * to have seen: what `review/moved-read.ts` finds of one revision. By submission. Documents are opened only of forms
 * that read others, and compared only where another revision stands than the one that was read.
 */
export async function countMovedReads(trx: TenantReader, tenantId: number): Promise<readonly Waits[]> {
  const readers = await versionsReadingOthers(trx, tenantId);
  if (readers.length === 0) return [];
  return tally(
    trx,
    sql`select s.id::text as place, ${programmeOf('c')} as programme
      from submissions s
      join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
      join revisions r on r.tenant_id = s.tenant_id and r.submission_id = s.id and r.no = s.revision_no
      where s.tenant_id = ${tenantId} and s.state = 'submitted' and s.form_version_id = any (${readers}::uuid[])
        and exists (
          select from jsonb_array_elements(r.document -> 'reads') read
          left join (
            submissions o
            join revisions standing on standing.tenant_id = ${tenantId} and standing.submission_id = o.id
              and standing.no = o.revision_no and standing.state in ('submitted', 'accepted')
          ) on o.tenant_id = ${tenantId} and o.collection_id = s.collection_id and o.unit_id = s.unit_id
            and o.id <> s.id and o.form_code = read ->> 'formCode'
            and o.owner_tenant_id = (read ->> 'ownerTenantId')::int
          where standing.id is distinct from (read ->> 'revisionId')::uuid
            and not exists (
              select from read_acknowledgements seen
              where seen.tenant_id = ${tenantId} and seen.revision_id = r.id
                and seen.form_owner_tenant_id = (read ->> 'ownerTenantId')::int
                and seen.form_code = read ->> 'formCode'
                and seen.seen_revision_id is not distinct from standing.id)
            and (
              select jsonb_object_agg(cell ->> 'code' || '/' || (cell ->> 'key'), cell - 'code' - 'key')
              from jsonb_array_elements(read -> 'cells') cell
            ) is distinct from (
              select jsonb_object_agg(cell ->> 'code' || '/' || (cell ->> 'key'), cell - 'code' - 'key')
              from jsonb_array_elements(standing.document -> 'cells') cell
              where cell ->> 'state' <> 'missing' and read -> 'codes' ? split_part(cell ->> 'code', '.', 1)))`,
  );
}

// A form version never changes once it is published, so each process looks at one once.
const known = new Map<string, boolean>();

/** Of the forms that are submitted and wait for review. */
async function versionsReadingOthers(trx: TenantReader, tenantId: number): Promise<readonly string[]> {
  const submitted = await trx
    .selectFrom('submissions')
    .select(['owner_tenant_id', 'form_version_id'])
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'submitted')
    .execute();
  const unknown = submitted.filter(({ form_version_id: id }) => !known.has(id));
  if (unknown.length > 0) {
    const versions = await trx
      .selectFrom('form_versions')
      .select(['id', 'definition'])
      .where('owner_tenant_id', 'in', [...new Set(unknown.map((one) => one.owner_tenant_id))])
      .where('id', 'in', [...new Set(unknown.map((one) => one.form_version_id))])
      .execute();
    for (const { id, definition } of versions)
      known.set(id, codesReadOfOthers(jsonOf<FormDefinition>(definition)).size > 0);
  }
  return submitted.flatMap(({ form_version_id: id }) => (known.get(id) === true ? [id] : []));
}
