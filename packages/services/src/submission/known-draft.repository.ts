import { defineStatement, type Actor, type DB } from '@huibao/db';
import { cellId, type CellAddress } from '@huibao/domain';
import { sql, type Kysely } from 'kysely';
import type { StandingSession } from '../standing-session.ts';
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
  /** An object by code and key: of each cell its state, its value and the version that was seen. */
  readonly cells: string;
  /** How many cells there are. */
  readonly asked: number;
}

type KnownToSaveInSession = KnownToSave & StandingSession;

/** How many were saved, and which, unless all. */
interface SavedOfKnown {
  readonly count: number;
  readonly codes: readonly string[] | null;
  readonly keys: readonly string[] | null;
}

/** That the session stands as `sessionRepository` found it, and that its person may what they might then. */
const sessionStands = (given: KnownToSaveInSession) => sql`and exists (
        select from sessions n
        where n.tenant_id = ${given.tenantId}::int and n.id_hash = ${given.idHash}
          and n.user_id = ${given.userId}::uuid and n.membership_id = ${given.membershipId}::uuid
          and n.seen_at > ${given.seenSince}::timestamptz and n.created_at > ${given.begunSince}::timestamptz
      ) and exists (
        select from users a
        where a.tenant_id = ${given.tenantId}::int and a.id = ${given.userId}::uuid
          and a.access_version = ${given.accessVersion}::int and a.disabled_at is null
      )`;

/**
 * @param hasNew whether there are cells among them that were never saved: most saves have none
 * @param inSession whether it is asked of the session, too
 */
const savingKnown = (hasNew: boolean, inSession: boolean) =>
  defineStatement<KnownToSave | KnownToSaveInSession, SavedOfKnown>((_, given) => {
    const of = sql`${given.tenantId}::int, ${given.submissionId}::uuid`;
    const [by, at] = [sql`${given.userId}::uuid`, sql`${given.at}::timestamptz`];
    // By a name: Citus would send a shard the whole of what is given in each place where it stands.
    const cell = sql`g.cells -> (d.code || '[' || d.key)`;
    const added = sql`, added as (
      insert into draft_cells (
        tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at
      )
      select s.tenant_id, s.id, s.unit_id, e.code, e.key, e.state, e.value, 1, ${given.source}, ${by}, ${at}
      from submissions s, stands, unnest(
        ${given.codes}::text[], ${given.keys}::text[], ${given.states}::text[], ${given.values}::text[],
        ${given.versions}::int[]
      ) as e(code, key, state, value, seen)
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
        ${inSession ? sessionStands(given as KnownToSaveInSession) : sql``}
      returning s.id
    ), changed as (
      update draft_cells d set state = ${cell} ->> 0, value = ${cell} ->> 1, version = d.version + 1,
        source = ${given.source}, updated_by = ${by}, updated_at = ${at}
      from stands, (select ${given.cells}::jsonb as cells) g
      -- Found by one search of the index, and each looked up among what is given: joined, each is searched for; by keys
      -- as well, each pair of a code and a key (before PostgreSQL 17).
      where (d.tenant_id, d.submission_id) = (${of}) and d.code = any(${given.codes}::text[])
        and d.version = (${cell} ->> 2)::int
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

/** No code has a bracket in it. */
function byAddress(edits: readonly CellEdit[]): string {
  const cells: Record<string, readonly [state: string, value: string, version: number]> = {};
  for (const { code, key, state, value, version } of edits) cells[`${code}[${key}`] = [state, value, version];
  return JSON.stringify(cells);
}

const [amending, adding] = [savingKnown(false, false), savingKnown(true, false)];
const [amendingInSession, addingInSession] = [savingKnown(false, true), savingKnown(true, true)];

/**
 * `writeCells` for who has taken part already, where the form, its window and its unit are still as `submission` says:
 * one statement locks, asks, writes and keeps the history, in a transaction of its own. The rows are asked once the
 * lock is had: whoever changes a submission's state or issue locks it.
 * @param session null where the actor was asked for with this request
 * @returns undefined where something is otherwise, and nothing was written; else what was saved, and where somebody
 *   else had changed something, which stands
 */
export async function writeKnownCells(
  db: Kysely<DB>,
  { id, unitId, state, formVersionId, issueNo, unit }: Submission,
  edits: readonly CellEdit[],
  { actor, at, source, fileName }: CellWriter & { readonly actor: Actor },
  session: StandingSession | null,
): Promise<{ readonly saved: WrittenCells['saved']; readonly lost: readonly CellAddress[] } | undefined> {
  const hasNew = edits.some((edit) => edit.version === 0);
  const given: KnownToSave = {
    ...cellsGiven(edits, { source, fileName }),
    tenantId: actor.tenantId,
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
    cells: byAddress(edits),
    asked: edits.length,
  };
  const [row] = session
    ? await (hasNew ? addingInSession : amendingInSession).runAlone(db, actor, { ...given, ...session })
    : await (hasNew ? adding : amending).runAlone(db, actor, given);
  if (!row) return undefined;
  const { count, codes, keys } = row;
  const written = new Set(codes?.map((code, n) => cellId({ code, key: keys?.[n] ?? '' })));
  const isSaved = (edit: CellEdit): boolean => count === edits.length || written.has(cellId(edit));
  return {
    saved: edits.filter(isSaved).map(({ code, key, version }) => ({ code, key, version: version + 1 })),
    lost: edits.filter((edit) => !isSaved(edit)),
  };
}
