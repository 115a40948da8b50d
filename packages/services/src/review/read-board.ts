import { periodOf } from '@huibao/domain';
import { extendWindow, timesOf } from '../submission/window.ts';
import { getCollection, type Collection } from '../collection/collection.repository.ts';
import { measureProgress, type Progress } from '../submission/measure-progress.ts';
import { getEdition } from '../forms/edition.repository.ts';
import type { QueryScope } from '../use-case.ts';
import { readWaiting } from './adoption/read-waiting.ts';
import { listExtensionRequests, type ExtensionRequest } from '../extensions/extension-request.repository.ts';
import {
  isTellable,
  listChangedUnits,
  listUnitsAsked,
  readPosition,
  type BoardPosition,
} from './board-position.repository.ts';
import { listAskedEditions, listBoardRows, listRetired, type BoardRow } from './board.repository.ts';

/**
 * Units × forms of one collection: who is in, late, missing, returned, flagged. After an answer whose position is
 * given: the units about which another could say something else, and the order of all.
 */
export async function readBoard({ trx, actor, now }: QueryScope, collectionId: string, since?: string) {
  const of = { tenantId: actor.tenantId, collectionId };
  const collection = await getCollection(trx, actor.tenantId, collectionId);
  const position = await readPosition(trx, of, now);
  const from = since === undefined ? undefined : positionOf(since);
  const unitIds = from && isTellable(from, position) ? await listChangedUnits(trx, of, from, now) : null;
  const asked = { ...of, unitIds };
  const editions = await listAskedEditions(trx, actor.tenantId, collectionId);
  const isNothingNew = unitIds?.length === 0;
  const rows = isNothingNew ? [] : await listBoardRows(trx, asked, editions);
  const retired = isNothingNew ? new Map<number, readonly string[]>() : await listRetired(trx, asked);
  const requests = isNothingNew ? [] : await listExtensionRequests(trx, actor.tenantId, { collectionId });
  const waiting = new Map(requests.flatMap((one) => (one.state === 'pending' ? [[one.unitId, one]] : [])));
  const progress = await measureProgress(trx, actor.tenantId, rows);
  const edition = await getEdition(trx, collection.edition);
  const formCodes = new Set(editions.flatMap((one) => one.formCodes));
  const forms = edition.forms.filter((form) => formCodes.has(form.definition.code));
  const units = [...Map.groupBy(rows, (row) => row.unitId).values()].flatMap((group) => {
    const [first] = group;
    return first
      ? [
          {
            ...showUnit(first, group, collection, progress, now),
            asks: asksOf(waiting.get(first.unitId)),
            /** Forms that it was asked and isn't any more: others still have them. */
            retired: retired.get(first.unitId) ?? [],
          },
        ]
      : [];
  });
  return {
    id: collection.id,
    serverNow: now.toISOString(),
    year: collection.year,
    period: periodOf(edition.calendar, collection.year, collection.period),
    programme: edition.programmeName,
    title: edition.title,
    ...(await readWaiting(trx, collection, editions)),
    times: timesOf(collection.window),
    forms: forms.map(({ definition: { code, number, title, shortTitle } }) => ({ code, number, title, shortTitle })),
    /** Given back as `since`, it brings what changed after this answer. */
    position: `${position.startedAt}-${position.finished}-${position.at}`,
    /** Null where `units` are all; else ids of all: those that aren't in `units` stand as they were. */
    order: unitIds === null ? null : await listUnitsAsked(trx, of),
    units,
  };
}

function positionOf(text: string): BoardPosition {
  const [startedAt = '', finished = '', at = ''] = text.split('-');
  return { startedAt, finished, at: Number(at) };
}

/** What a unit asks for more time for, while nobody has answered. */
function asksOf(request: ExtensionRequest | undefined) {
  return request ? { reason: request.reason, by: request.askedBy, at: request.askedAt.toISOString() } : null;
}

function showUnit(
  first: BoardRow,
  group: readonly BoardRow[],
  collection: Collection,
  progress: ReadonlyMap<string, Progress>,
  now: Date,
) {
  const nudgedAt = group.map((row) => row.nudgedAt).find((date) => date !== null);
  const sum = (side: keyof Progress): number =>
    group.reduce((total, row) => total + (progress.get(row.id)?.[side] ?? 0), 0);
  return {
    id: first.unitId,
    name: first.unitName,
    kind: first.unit.kind,
    schoolType: first.unit.schoolType,
    ownership: first.unit.ownership,
    nudgedAt: nudgedAt?.toISOString() ?? null,
    extendedUntil: first.extendedUntil?.toISOString() ?? null,
    filled: sum('filled'),
    required: sum('required'),
    forms: group.map((row) => showForm(row, collection, now)),
  };
}

function showForm(row: BoardRow, { window }: Collection, now: Date) {
  const { dueAt } = extendWindow(window, row.extendedUntil);
  const isIn = row.state === 'submitted' || row.state === 'accepted';
  return {
    submissionId: row.id,
    formCode: row.formCode,
    state: row.state,
    isStarted: row.savedAt !== null,
    revisionNo: row.revisionNo,
    isZeroReport: row.isZeroReport,
    filled: row.filled,
    required: row.required,
    explained: row.explained,
    comments: row.comments,
    isOverdue: !isIn && dueAt <= now,
    wasLate: row.firstSubmittedAt !== null && row.firstSubmittedAt >= dueAt,
    savedAt: row.savedAt?.toISOString() ?? null,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}
