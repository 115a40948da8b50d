import { defineStatement, type TenantReader } from '@huibao/db';
import { isEditable, submissionStates, type SubmissionState, type UnitTraits } from '@huibao/domain';
import { sql } from 'kysely';
import { addedToSubmission, editionIssueNo } from '../forms/added-issue.repository.ts';
import { pinnedRefOf, type EditionRef } from '../forms/edition.repository.ts';
import { traitsOf } from '../submission/submission.repository.ts';

/** One unit's form, as the board shows it. */
export interface BoardRow {
  readonly id: string;
  /** In the issues that it is pinned to. */
  readonly edition: EditionRef;
  /** Its own, of its form's owner. */
  readonly issueNo: number;
  readonly ownerTenantId: number;
  readonly unitId: number;
  readonly unitName: string;
  readonly unit: UnitTraits;
  readonly formCode: string;
  readonly state: Exclude<SubmissionState, 'retired'>;
  /** As of the last submit. */
  readonly filled: number;
  readonly required: number;
  readonly revisionNo: number;
  readonly isZeroReport: boolean;
  readonly savedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly firstSubmittedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly extendedUntil: Date | null;
  /** Explanations of warnings and comments of the revision that stands. */
  readonly explained: number;
  readonly comments: number;
  /** When the unit was last nudged about this collection. */
  readonly nudgedAt: Date | null;
}

/** Of whom a board tells: of all units of its collection, or of these. */
export interface BoardAsked {
  readonly tenantId: number;
  readonly collectionId: string;
  readonly unitIds: readonly number[] | null;
}

/** Every form that is asked, unit by unit. `editions` are the board's, as `listAskedEditions` gives them. */
export async function listBoardRows(
  trx: TenantReader,
  asked: BoardAsked,
  askedEditions: readonly AskedEdition[],
): Promise<readonly BoardRow[]> {
  const rows = await boardRows.run(trx, asked);
  const editions = new Map(askedEditions.map((one) => [keyOf(one), one.edition]));
  const comments = new Map((await commentsOn.run(trx, asked)).map((row) => [row.submission_id, row.comments]));
  const nudged = new Map((await nudgesAbout.run(trx, asked)).map((row) => [row.unit_id, row.at]));
  return rows.flatMap((row) => {
    const edition = editions.get(keyOf(row));
    return edition
      ? [{ ...shown(row), edition, comments: comments.get(row.id) ?? 0, nudgedAt: nudged.get(row.unit_id) ?? null }]
      : [];
  });
}

/** In a statement over rows with a unit: that it is among those asked about. */
const isAsked = (column: string, unitIds: readonly number[] | null) =>
  sql<boolean>`(${unitIds}::int[] is null or ${sql.ref(column)} = any(${unitIds}::int[]))`;

const boardRows = defineStatement((trx, { tenantId, collectionId, unitIds }: BoardAsked) =>
  trx
    .selectFrom('submissions as s')
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.unit_id'),
    )
    .leftJoin('revisions as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 's.tenant_id')
        .onRef('r.submission_id', '=', 's.id')
        .onRef('r.no', '=', 's.revision_no'),
    )
    .select([
      's.id',
      's.issue_no as formIssueNo',
      's.owner_tenant_id as formOwnerId',
      's.unit_id',
      's.form_code',
      's.state',
      's.filled',
      's.required',
      's.revision_no',
      's.is_zero_report',
      's.saved_at',
      's.submitted_at',
      's.first_submitted_at',
      's.decided_at',
      's.extended_until',
      'u.name',
      'u.kind',
      'u.school_type',
      'u.ownership',
      'u.section_code',
      's.asked_as',
      'r.explained',
    ])
    .where('s.tenant_id', '=', tenantId)
    .where('s.collection_id', '=', collectionId)
    .where('s.state', '<>', 'retired')
    .where(isAsked('s.unit_id', unitIds))
    .orderBy('u.kind')
    .orderBy('u.id'),
);

type Row = Awaited<ReturnType<typeof boardRows.run>>[number];

function shown(row: Row): Omit<BoardRow, 'edition' | 'comments' | 'nudgedAt'> {
  return {
    id: row.id,
    issueNo: row.formIssueNo,
    ownerTenantId: row.formOwnerId,
    unitId: row.unit_id,
    unitName: row.name,
    unit: traitsOf(row),
    formCode: row.form_code,
    state: row.state as BoardRow['state'],
    filled: row.filled,
    required: row.required,
    revisionNo: row.revision_no,
    isZeroReport: row.is_zero_report,
    savedAt: row.saved_at,
    submittedAt: row.submitted_at,
    firstSubmittedAt: row.first_submitted_at,
    decidedAt: row.decided_at,
    extendedUntil: row.extended_until,
    explained: row.explained ?? 0,
  };
}

/** What forms go by: a handful for a whole collection. */
export interface AskedEdition extends Pick<Row, 'formOwnerId' | 'formIssueNo'> {
  readonly edition: EditionRef;
  readonly formCodes: readonly string[];
  /** How many of them are drafts, or were sent back. */
  readonly open: number;
}

export async function listAskedEditions(
  trx: TenantReader,
  tenantId: number,
  collectionId: string,
): Promise<readonly AskedEdition[]> {
  const rows = await editionsAsked.run(trx, { tenantId, collectionId });
  return rows.map((row) => ({ ...row, edition: pinnedRefOf(row) }));
}

const openStates = submissionStates.filter(isEditable);

const editionsAsked = defineStatement((trx, { tenantId, collectionId }: Omit<BoardAsked, 'unitIds'>) =>
  trx
    .selectFrom('collections as c')
    .innerJoin(
      (eb) =>
        eb
          .selectFrom('submissions')
          .select([
            'owner_tenant_id',
            'issue_no',
            sql<readonly string[]>`array_agg(distinct form_code)`.as('formCodes'),
            sql<number>`(count(*) filter (where state in (${sql.join(openStates.map((state) => sql.lit(state)))})))::int`.as(
              'open',
            ),
          ])
          .where('tenant_id', '=', tenantId)
          .where('collection_id', '=', collectionId)
          .where('state', '<>', 'retired')
          .groupBy(['owner_tenant_id', 'issue_no'])
          .as('s'),
      (join) => join.onTrue(),
    )
    .select([
      's.owner_tenant_id as formOwnerId',
      's.issue_no as formIssueNo',
      's.formCodes',
      's.open',
      editionIssueNo.as('issue_no'),
      'c.owner_tenant_id',
      'c.edition_id',
      addedToSubmission(tenantId).as('pinned'),
    ])
    .where('c.tenant_id', '=', tenantId)
    .where('c.id', '=', collectionId),
);

function keyOf({ formOwnerId, formIssueNo }: Pick<Row, 'formOwnerId' | 'formIssueNo'>): string {
  return `${formOwnerId}/${formIssueNo}`;
}

/** Comments on the revision that stands. */
const commentsOn = defineStatement((trx, { tenantId, collectionId, unitIds }: BoardAsked) =>
  trx
    .selectFrom('submissions as s')
    .innerJoin('revisions as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 's.tenant_id')
        .onRef('r.submission_id', '=', 's.id')
        .onRef('r.no', '=', 's.revision_no'),
    )
    .innerJoin('review_comments as k', (join) =>
      join
        .onRef('k.tenant_id', '=', 'r.tenant_id')
        .onRef('k.submission_id', '=', 'r.submission_id')
        .onRef('k.revision_id', '=', 'r.id'),
    )
    .select(['r.submission_id', sql<number>`count(*)::int`.as('comments')])
    .where('s.tenant_id', '=', tenantId)
    .where('s.collection_id', '=', collectionId)
    .where(isAsked('s.unit_id', unitIds))
    .groupBy('r.submission_id'),
);

const nudgesAbout = defineStatement((trx, { tenantId, collectionId, unitIds }: BoardAsked) =>
  trx
    .selectFrom('notices')
    .select(['unit_id', sql<Date>`max(created_at)`.as('at')])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', sql.lit('nudge'))
    .where(sql<boolean>`params ->> 'collectionId' = ${collectionId}::text`)
    .where(isAsked('unit_id', unitIds))
    .groupBy('unit_id'),
);

const retiredForms = defineStatement((trx, { tenantId, collectionId, unitIds }: BoardAsked) =>
  trx
    .selectFrom('submissions')
    .select(['unit_id', 'form_code'])
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', collectionId)
    .where('state', '=', 'retired')
    .where(isAsked('unit_id', unitIds)),
);

/**
 * Forms that were asked of a unit and are asked no more, and in which nobody had sent anything: their codes, by the
 * unit's id.
 */
export async function listRetired(
  trx: TenantReader,
  asked: BoardAsked,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const byUnit = Map.groupBy(await retiredForms.run(trx, asked), (row) => row.unit_id);
  return new Map([...byUnit].map(([unitId, rows]) => [unitId, rows.map((row) => row.form_code)]));
}
