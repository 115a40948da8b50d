import {
  HuibaoError,
  termOf,
  type Cell,
  type CellMap,
  type CellState,
  type FormDefinition,
  type Period,
  type SubmissionState,
  type UnitTraits,
} from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { formOf, getEdition } from '../forms/edition.repository.ts';
import { defineQuery, noInput, type QueryScope } from '../use-case.ts';
import { listProgress } from './draft-progress.ts';
import { listCurrentCells } from './sensitive-counts.ts';
import { type DraftCell } from './draft-cell.repository.ts';
import { getSubmission, listReportedTerms, loadHistory, type Submission, traitsOf } from './submission.repository.ts';

export interface CollectionTimes {
  readonly opensAt: string;
  readonly dueAt: string;
  readonly closesAt: string;
}

export interface Comment {
  readonly cell: string;
  readonly text: string;
  readonly by: string;
  readonly at: string;
  readonly revisionNo: number;
}

export interface FileEntry {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

/** Everything that the form's page works with; the browser runs `evaluateForm` on it as it is. */
export interface SubmissionView {
  readonly id: string;
  readonly collectionId: string;
  readonly state: SubmissionState;
  readonly reason: string | null;
  readonly revisionNo: number;
  readonly savedAt: string | null;
  readonly submittedAt: string | null;
  readonly serverNow: string;
  readonly times: CollectionTimes;
  readonly year: number;
  readonly period: Period;
  readonly unit: UnitTraits & { readonly id: number; readonly name: string };
  readonly hasHeadStep: boolean;
  readonly formVersion: number;
  readonly form: FormDefinition;
  readonly cells: readonly DraftCell[];
  readonly previous: readonly Cell[] | null;
  readonly lastYear: readonly Cell[] | null;
  readonly earlierThisYear: readonly (readonly Cell[])[];
  readonly explanations: readonly { readonly finding: string; readonly text: string }[];
  /** Of the latest returned revision: what to mend. */
  readonly comments: readonly Comment[];
  readonly files: readonly FileEntry[];
  /** The other forms of the unit's term, for the steps across the top and the way on. */
  readonly siblings: readonly { readonly id: string; readonly formCode: string; readonly state: SubmissionState }[];
}

export function timesOf(window: Submission['window']): CollectionTimes {
  return {
    opensAt: window.opensAt.toISOString(),
    dueAt: window.dueAt.toISOString(),
    closesAt: window.closesAt.toISOString(),
  };
}

export const getSubmissionView = defineQuery({
  permission: 'submission.read',
  input: z.object({ submissionId: z.uuid() }),
  async run(scope, { submissionId }): Promise<SubmissionView> {
    const { trx, actor, now } = scope;
    const submission = await getSubmission(trx, actor.tenantId, submissionId);
    const { definition: form, version } = formOf(
      await getEdition(trx, submission.ownerTenantId, submission.editionId),
      submission.formCode,
    );
    const history = await loadHistory(trx, actor.tenantId, submission);
    const list = (cells: CellMap | null): readonly Cell[] | null => cells && [...cells.values()];
    const explanations = await trx
      .selectFrom('explanations')
      .select(['finding', 'text'])
      .where('tenant_id', '=', actor.tenantId)
      .where('submission_id', '=', submissionId)
      .execute();
    const siblings = await trx
      .selectFrom('submissions')
      .select(['id', 'form_code', 'state'])
      .where('tenant_id', '=', actor.tenantId)
      .where('collection_id', '=', submission.collectionId)
      .where('unit_id', '=', submission.unitId)
      .orderBy('form_code')
      .execute();
    return {
      id: submission.id,
      collectionId: submission.collectionId,
      state: submission.state,
      reason: submission.reason,
      revisionNo: submission.revisionNo,
      savedAt: submission.savedAt?.toISOString() ?? null,
      submittedAt: submission.submittedAt?.toISOString() ?? null,
      serverNow: now.toISOString(),
      times: timesOf(submission.window),
      year: submission.year,
      period: termOf(submission.year, submission.period),
      unit: { ...submission.unit, id: submission.unitId, name: submission.unitName },
      hasHeadStep: submission.hasHeadStep,
      formVersion: version,
      form,
      cells: await listCurrentCells(scope, submission, form),
      previous: list(history.previous),
      lastYear: list(history.lastYear),
      earlierThisYear: history.earlierThisYear.map((cells) => [...cells.values()]),
      explanations,
      comments: await listComments(scope, submissionId),
      files: await listFiles(scope, submissionId),
      siblings: siblings.map((row) => ({ id: row.id, formCode: row.form_code, state: row.state as SubmissionState })),
    };
  },
});

/** Comments on the newest revision that has any. */
export async function listComments({ trx, actor }: QueryScope, submissionId: string): Promise<readonly Comment[]> {
  const rows = await trx
    .selectFrom('review_comments as c')
    .innerJoin('revisions as r', (join) =>
      join.onRef('r.tenant_id', '=', 'c.tenant_id').onRef('r.id', '=', 'c.revision_id'),
    )
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'c.tenant_id').onRef('u.id', '=', 'c.written_by'))
    .select(['c.cell', 'c.text', 'u.name', 'c.written_at', 'r.no'])
    .where('c.tenant_id', '=', actor.tenantId)
    .where('c.submission_id', '=', submissionId)
    .orderBy('r.no', 'desc')
    .orderBy('c.written_at')
    .execute();
  const newest = rows[0]?.no;
  return rows
    .filter((row) => row.no === newest)
    .map((row) => ({
      cell: row.cell,
      text: row.text,
      by: row.name,
      at: row.written_at.toISOString(),
      revisionNo: row.no,
    }));
}

export async function listFiles({ trx, actor }: QueryScope, submissionId: string): Promise<readonly FileEntry[]> {
  const rows = await trx
    .selectFrom('files')
    .select(['id', 'name', 'media_type', 'size'])
    .where('tenant_id', '=', actor.tenantId)
    .where('submission_id', '=', submissionId)
    .orderBy('uploaded_at')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, mediaType: row.media_type, size: row.size }));
}

/** One cell's changes, newest first, and its values of the last four terms: the side panel's history. */
export const getCellHistory = defineQuery({
  permission: 'submission.read',
  input: z.object({ submissionId: z.uuid(), code: z.string().max(80), key: z.string().max(64) }),
  async run({ trx, actor }, { submissionId, code, key }) {
    const submission = await getSubmission(trx, actor.tenantId, submissionId);
    const changes = await trx
      .selectFrom('cell_changes as h')
      .leftJoin('users as u', (join) =>
        join.onRef('u.tenant_id', '=', 'h.tenant_id').onRef('u.id', '=', 'h.changed_by'),
      )
      .select(['h.version', 'h.state', 'h.value', 'h.source', 'h.changed_at', 'u.name'])
      .where('h.tenant_id', '=', actor.tenantId)
      .where('h.submission_id', '=', submissionId)
      .where('h.code', '=', code)
      .where('h.key', '=', key)
      .orderBy('h.version', 'desc')
      .limit(20)
      .execute();
    const at = 2 * submission.year + submission.period;
    const terms = await listReportedTerms(trx, actor.tenantId, submission, at - 4);
    return {
      changes: changes.map((row) => ({
        version: row.version,
        state: row.state as CellState,
        value: row.value,
        source: row.source,
        at: row.changed_at.toISOString(),
        by: row.name ?? '',
      })),
      terms: [4, 3, 2, 1].map((back) => {
        const ordinal = at - back;
        const period = ordinal % 2 === 1 ? 1 : 2;
        const cell = terms.get(ordinal)?.get(key === '' ? code : `${code}[${key}]`);
        return {
          year: (ordinal - period) / 2,
          period,
          state: cell?.state ?? ('missing' as const),
          value: cell?.value ?? '',
        };
      }),
    };
  },
});

/** The unit's terms, newest first, each with its forms: what to do, until when, how far it is. */
export const listTasks = defineQuery({
  permission: 'submission.read',
  input: noInput,
  async run(scope) {
    const { trx, actor, now } = scope;
    const unitId = actor.units?.[0];
    if (unitId === undefined) throw new HuibaoError('access.denied');
    const rows = await trx
      .selectFrom('submissions as s')
      .innerJoin('collections as c', (join) =>
        join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
      )
      .innerJoin('org_units as u', (join) =>
        join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.unit_id'),
      )
      .select([
        'u.kind',
        'u.school_type',
        'u.ownership',
        'u.section_code',
        's.id',
        's.form_code',
        's.state',
        's.reason',
        's.filled',
        's.required',
        's.saved_at',
        's.submitted_at',
        's.revision_no',
        's.extended_until',
        's.is_zero_report',
        'c.id as collectionId',
        'c.year',
        'c.period',
        'c.opens_at',
        'c.due_at',
        'c.closes_at',
        'c.owner_tenant_id',
        'c.edition_id',
      ])
      .where('s.tenant_id', '=', actor.tenantId)
      .where('s.unit_id', '=', unitId)
      .orderBy('c.year', 'desc')
      .orderBy('c.period', 'desc')
      .execute();
    const comments = await trx
      .selectFrom('review_comments as k')
      .innerJoin('revisions as r', (join) =>
        join.onRef('r.tenant_id', '=', 'k.tenant_id').onRef('r.id', '=', 'k.revision_id'),
      )
      .innerJoin('submissions as s', (join) =>
        join
          .onRef('s.tenant_id', '=', 'k.tenant_id')
          .onRef('s.id', '=', 'k.submission_id')
          .onRef('s.revision_no', '=', 'r.no'),
      )
      .select(['s.id', sql<number>`count(*)::int`.as('count')])
      .where('k.tenant_id', '=', actor.tenantId)
      .where('k.unit_id', '=', unitId)
      .where('s.state', '=', 'returned')
      .groupBy('s.id')
      .execute();
    const pinned = new Map(comments.map((row) => [row.id, row.count]));
    const terms = [];
    for (const group of Map.groupBy(rows, (row) => row.collectionId).values()) {
      const first = group[0];
      if (!first) continue;
      const edition = await getEdition(trx, first.owner_tenant_id, first.edition_id);
      const order = edition.forms.map((form) => form.definition.code);
      const progress = await listProgress(
        { trx, actor },
        edition,
        first.period,
        group.map((row) => ({ ...row, formCode: row.form_code, unit: traitsOf(row) })),
      );
      const extended = group.map((row) => row.extended_until).find((date) => date !== null) ?? null;
      const dueAt = extended && extended > first.due_at ? extended : first.due_at;
      terms.push({
        collectionId: first.collectionId,
        title: edition.title,
        year: first.year,
        period: termOf(first.year, first.period),
        times: timesOf({ opensAt: first.opens_at, dueAt, closesAt: dueAt > first.closes_at ? dueAt : first.closes_at }),
        forms: group
          .sort((a, b) => order.indexOf(a.form_code) - order.indexOf(b.form_code))
          .map((row) => {
            const form = formOf(edition, row.form_code).definition;
            const { filled, required } = progress.get(row.id) ?? row;
            return {
              submissionId: row.id,
              formCode: row.form_code,
              number: form.number,
              title: form.title,
              state: row.state as SubmissionState,
              reason: row.reason,
              comments: pinned.get(row.id) ?? 0,
              filled,
              required,
              isZeroReport: row.is_zero_report,
              revisionNo: row.revision_no,
              savedAt: row.saved_at?.toISOString() ?? null,
              submittedAt: row.submitted_at?.toISOString() ?? null,
            };
          }),
      });
    }
    return { serverNow: now.toISOString(), terms };
  },
});
