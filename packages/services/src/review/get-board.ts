import {
  localDate,
  termOf,
  termsOf,
  type Ownership,
  type Period,
  type SchoolType,
  type SubmissionState,
  type UnitKind,
} from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { listProgress } from '../collection/draft-progress.ts';
import { timesOf } from '../collection/get-submission.ts';
import { traitsOf } from '../collection/submission.repository.ts';
import { windowOf } from '../collection/open-collection.ts';
import { getEdition } from '../forms/edition.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';
import { getCollection } from './collection.repository.ts';

export interface CollectionProposal {
  readonly year: number;
  readonly period: Period;
  /** Local dates, each inclusive. */
  readonly opensOn: string;
  readonly dueOn: string;
  readonly closesOn: string;
}

/** The bureau's collections, newest first, and the periods that could be opened with the calendar's dates. */
export const listCollections = defineQuery({
  permission: 'collection.read',
  input: noInput,
  async run({ trx, actor, now }) {
    const rows = await trx
      .selectFrom('collections as c')
      .leftJoin('submissions as s', (join) =>
        join.onRef('s.tenant_id', '=', 'c.tenant_id').onRef('s.collection_id', '=', 'c.id'),
      )
      .select([
        'c.id',
        'c.year',
        'c.period',
        'c.opens_at',
        'c.due_at',
        'c.closes_at',
        sql<number>`count(s.id)::int`.as('expected'),
        sql<number>`count(*) filter (where s.state in ('submitted', 'accepted'))::int`.as('submitted'),
        sql<number>`count(*) filter (where s.state = 'accepted')::int`.as('accepted'),
      ])
      .where('c.tenant_id', '=', actor.tenantId)
      .groupBy(['c.tenant_id', 'c.id'])
      .orderBy('c.year', 'desc')
      .orderBy('c.period', 'desc')
      .execute();
    const editions = await trx
      .selectFrom('editions')
      .select(['owner_tenant_id', 'id', 'year'])
      .where('owner_tenant_id', 'in', [...actor.lineage])
      .where('published_at', 'is not', null)
      .orderBy('year', 'desc')
      .execute();
    const proposals: CollectionProposal[] = [];
    for (const { owner_tenant_id: owner, id, year } of editions) {
      const { calendar } = await getEdition(trx, owner, id);
      for (const period of termsOf(year)) {
        if (rows.some((row) => row.year === year && row.period === period.ordinal)) continue;
        const window = windowOf(calendar, year, period.ordinal, {});
        // Ends are exclusive instants: the day named is the one before.
        const lastDay = (end: Date): string => localDate(new Date(end.getTime() - 1));
        proposals.push({
          year,
          period,
          opensOn: localDate(window.opensAt),
          dueOn: lastDay(window.dueAt),
          closesOn: lastDay(window.closesAt),
        });
      }
    }
    return {
      serverNow: now.toISOString(),
      proposals,
      collections: rows.map((row) => ({
        id: row.id,
        year: row.year,
        period: termOf(row.year, row.period),
        times: timesOf({ opensAt: row.opens_at, dueAt: row.due_at, closesAt: row.closes_at }),
        expected: row.expected,
        submitted: row.submitted,
        accepted: row.accepted,
      })),
    };
  },
});

/** Units × forms of one collection: who is in, late, missing, returned, flagged. */
export const getBoard = defineQuery({
  permission: 'collection.read',
  input: z.object({ collectionId: z.uuid() }),
  async run({ trx, actor, now }, { collectionId }) {
    const collection = await getCollection(trx, actor.tenantId, collectionId);
    const edition = await getEdition(trx, collection.ownerTenantId, collection.editionId);
    const rows = await trx
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
        sql<number>`coalesce(jsonb_array_length(r.document -> 'explanations'), 0)`.as('explained'),
        sql<number>`(select count(*)::int from review_comments k where k.tenant_id = s.tenant_id and k.revision_id = r.id)`.as(
          'comments',
        ),
        sql<Date | null>`(select max(n.created_at) from notices n where n.tenant_id = s.tenant_id and n.unit_id = s.unit_id and n.kind = 'nudge' and n.params ->> 'collectionId' = s.collection_id::text)`.as(
          'nudgedAt',
        ),
      ])
      .where('s.tenant_id', '=', actor.tenantId)
      .where('s.collection_id', '=', collectionId)
      .orderBy('u.kind')
      .orderBy('u.id')
      .execute();
    const forms = edition.forms.filter((form) => rows.some((row) => row.form_code === form.definition.code));
    const progress = await listProgress(
      { trx, actor },
      edition,
      collection.period,
      rows.map((row) => ({ ...row, formCode: row.form_code, unit: traitsOf(row) })),
    );
    const units = [...Map.groupBy(rows, (row) => row.unit_id).values()].flatMap((group) => {
      const first = group[0];
      if (!first) return [];
      const nudged = group.map((row) => row.nudgedAt).find((date) => date !== null) ?? null;
      return [
        {
          id: first.unit_id,
          name: first.name,
          kind: first.kind as UnitKind,
          schoolType: first.school_type as SchoolType | null,
          ownership: first.ownership as Ownership | null,
          nudgedAt: nudged?.toISOString() ?? null,
          extendedUntil: first.extended_until?.toISOString() ?? null,
          filled: group.reduce((sum, row) => sum + (progress.get(row.id)?.filled ?? 0), 0),
          required: group.reduce((sum, row) => sum + (progress.get(row.id)?.required ?? 0), 0),
          forms: group.map((row) => {
            const due =
              row.extended_until && row.extended_until > collection.window.dueAt
                ? row.extended_until
                : collection.window.dueAt;
            const isIn = row.state === 'submitted' || row.state === 'accepted';
            return {
              submissionId: row.id,
              formCode: row.form_code,
              state: row.state as SubmissionState,
              isStarted: row.saved_at !== null,
              revisionNo: row.revision_no,
              isZeroReport: row.is_zero_report,
              filled: row.filled,
              required: row.required,
              explained: row.explained,
              comments: row.comments,
              isOverdue: !isIn && due <= now,
              wasLate: row.first_submitted_at !== null && row.first_submitted_at >= due,
              savedAt: row.saved_at?.toISOString() ?? null,
              submittedAt: row.submitted_at?.toISOString() ?? null,
              decidedAt: row.decided_at?.toISOString() ?? null,
            };
          }),
        },
      ];
    });
    return {
      id: collection.id,
      serverNow: now.toISOString(),
      year: collection.year,
      period: termOf(collection.year, collection.period),
      title: edition.title,
      times: timesOf(collection.window),
      forms: forms.map((form) => ({
        code: form.definition.code,
        number: form.definition.number,
        title: form.definition.title,
        shortTitle: form.definition.shortTitle,
      })),
      units,
    };
  },
});
