import { defineStatement, type TenantTransaction } from '@huibao/db';
import { cellId, type CellAddress } from '@huibao/domain';
import { sql } from 'kysely';
import {
  cellsGiven,
  type CellEdit,
  type CellsGiven,
  type CellWriter,
  type WrittenCells,
} from './draft-cell.repository.ts';
import type { Submission } from './submission.repository.ts';

/** What is written, and what the rows must still be. */
interface KnownToSave extends CellsGiven {
  readonly tenantId: number;
  readonly submissionId: string;
  readonly unitId: number;
  readonly userId: string;
  readonly at: Date;
  readonly state: string;
  readonly formVersionId: string;
  readonly issueNo: number;
  readonly askedAs: string | null;
  readonly kind: string;
  readonly schoolType: string | null;
  readonly ownership: string | null;
  readonly sectionCode: string | null;
  /** How many cells there are. */
  readonly asked: number;
}

/** How many were saved, and which, unless all. */
interface SavedOfKnown {
  readonly count: number;
  readonly codes: readonly string[] | null;
  readonly keys: readonly string[] | null;
}

/** Whether there are cells among them that were never saved: most saves have none. */
const savingKnown = (hasNew: boolean) =>
  defineStatement<KnownToSave, SavedOfKnown>((_, given) => {
    const of = sql`${given.tenantId}::int, ${given.submissionId}::uuid`;
    const [by, at] = [sql`${given.userId}::uuid`, sql`${given.at}::timestamptz`];
    const edit = sql`unnest(
        ${given.codes}::text[], ${given.keys}::text[], ${given.states}::text[], ${given.values}::text[],
        ${given.versions}::int[]
      ) as e(code, key, state, value, seen)`;
    const added = sql`, added as (
      insert into draft_cells (
        tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at
      )
      select s.tenant_id, s.id, s.unit_id, e.code, e.key, e.state, e.value, 1, ${given.source}, ${by}, ${at}
      from submissions s, stands, ${edit}
      where (s.tenant_id, s.id) = (${of}) and e.seen = 0
      on conflict (tenant_id, submission_id, code, key) do nothing
      returning code, key, state, value, version
    )`;
    return sql<SavedOfKnown>`
    with stands as (
      update submissions s set saved_at = ${at}, saved_by = ${by}
      from collections c, org_units u, submission_parts p
      where (s.tenant_id, s.id) = (${of}) and s.saved_at is not null and s.state = ${given.state}
        and s.form_version_id = ${given.formVersionId}::uuid and s.issue_no = ${given.issueNo}::int
        and s.asked_as is not distinct from ${given.askedAs}::text
        and c.tenant_id = s.tenant_id and c.id = s.collection_id and c.opens_at <= ${at}
        and greatest(c.closes_at, s.extended_until, s.mend_until) > ${at}
        and u.tenant_id = s.tenant_id and u.id = s.unit_id and u.kind = ${given.kind}
        and u.school_type is not distinct from ${given.schoolType}::text
        and u.ownership is not distinct from ${given.ownership}::text
        and u.section_code is not distinct from ${given.sectionCode}::text
        and p.tenant_id = s.tenant_id and p.submission_id = s.id and p.user_id = ${by} and p.part = 'reporting'
      returning s.id
    ), changed as (
      update draft_cells d set state = e.state, value = e.value, version = d.version + 1, source = ${given.source},
        updated_by = ${by}, updated_at = ${at}
      from ${edit}, stands
      where (d.tenant_id, d.submission_id) = (${of}) and d.code = e.code and d.key = e.key
        and e.seen > 0 and d.version = e.seen
      returning d.code, d.key, d.state, d.value, d.version
    )${hasNew ? added : sql``}, kept as (
      insert into cell_saves (
        tenant_id, submission_id, id, unit_id, source, file_name, changed_by, changed_at,
        codes, keys, versions, states, "values"
      )
      select s.tenant_id, s.id, ${given.saveId}::uuid, s.unit_id, ${given.source}, ${given.fileName}::text, ${by}, ${at},
        array_agg(code), array_agg(key), array_agg(version), array_agg(w.state), array_agg(value)
      from submissions s, (select * from changed ${hasNew ? sql`union all select * from added` : sql``}) w
      where (s.tenant_id, s.id) = (${of}) group by s.tenant_id, s.id, s.unit_id
      -- There is none: without this Citus 13.2 sends a shard columns of a table that it doesn't name.
      on conflict do nothing
      returning codes, keys
    )
    select coalesce(cardinality(codes), 0) as count,
      case when cardinality(codes) < ${given.asked}::int then codes end as codes,
      case when cardinality(codes) < ${given.asked}::int then keys end as keys
    from stands left join kept on true`;
  });

const [amending, adding] = [savingKnown(false), savingKnown(true)];

/**
 * `writeCells` for who has taken part already, where the form, its window and its unit are still as `submission` says:
 * one statement locks, asks, writes and keeps the history, and the commit goes out with it. The rows are asked once the
 * lock is had: whoever changes a submission's state or issue locks it.
 * @returns undefined where something is otherwise, and nothing was written; else what was saved, and where somebody
 *   else had changed something, which stands
 */
export async function writeKnownCells(
  trx: TenantTransaction,
  tenantId: number,
  { id, unitId, state, formVersionId, issueNo, unit }: Submission,
  edits: readonly CellEdit[],
  { actor, at, source, fileName }: CellWriter,
): Promise<{ readonly saved: WrittenCells['saved']; readonly lost: readonly CellAddress[] } | undefined> {
  const saving = edits.every((edit) => edit.version > 0) ? amending : adding;
  const [row] = await saving.runLast(trx, {
    ...cellsGiven(edits, { source, fileName }),
    tenantId,
    submissionId: id,
    unitId,
    userId: actor.userId,
    at,
    state,
    formVersionId,
    issueNo,
    askedAs: unit.askedAs ?? null,
    kind: unit.kind,
    schoolType: unit.schoolType,
    ownership: unit.ownership,
    sectionCode: unit.sectionCode,
    asked: edits.length,
  });
  if (!row) return undefined;
  const { count, codes, keys } = row;
  const written = new Set(codes?.map((code, n) => cellId({ code, key: keys?.[n] ?? '' })));
  const isSaved = (edit: CellEdit): boolean => count === edits.length || written.has(cellId(edit));
  return {
    saved: edits.filter(isSaved).map(({ code, key, version }) => ({ code, key, version: version + 1 })),
    lost: edits.filter((edit) => !isSaved(edit)),
  };
}
