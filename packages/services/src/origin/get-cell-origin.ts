import {
  cellId,
  cellIdSchema,
  crossingElements,
  HuibaoError,
  operandsOfElement,
  parseCellId,
  periodOf,
  type FormDefinition,
  type Localized,
  type Period,
} from '@huibao/domain';
import { z } from 'zod';
import { listCellChanges, type CellChange } from '../submission/draft-cell.repository.ts';
import { listFiles, type FileEntry } from '../submission/file.repository.ts';
import { originOf } from '../submission/prefill/origin-of-prefill.ts';
import type { RevisionDocument } from '../submission/revision-document.ts';
import { getSubmission } from '../submission/submission.repository.ts';
import { formOf, getWholeEdition, type Edition } from '../forms/edition.repository.ts';
import { getFormIn } from '../forms/pinned-form.ts';
import { defineQuery } from '../use-case.ts';
import { findOriginRevision, listOriginComments, type OriginComment } from './cell-origin.repository.ts';
import { listMovedFigures, type MovedFigure } from './moved-figures.ts';
import { listMovedReports, type MovedReport } from './moved-reports.ts';
import { findPlace, operandCells, type OriginCell } from '../submission/place-of-cell.ts';

/**
 * Where one reported cell comes from, down to the person and the file, and what it moves, up to the published report.
 */
export interface CellOrigin {
  readonly unitName: string;
  /** Its name, for addresses. */
  readonly programme: string;
  readonly year: number;
  readonly period: Period;
  readonly form: { readonly code: string; readonly number: Localized; readonly title: Localized };
  readonly revision: {
    readonly no: number;
    readonly state: string;
    readonly submittedAt: string;
    readonly submittedBy: string;
    readonly decidedAt: string | null;
    readonly decidedBy: string | null;
    readonly hash: string;
    readonly signOff: RevisionDocument['signOff'];
  };
  readonly cell: OriginCell & { readonly unit: Localized | null };
  /**
   * What a calculated or taken cell comes from; a register by its number of rows. Empty where it was typed. Of another
   * form: which, and in which of its revisions, null where none stood.
   */
  readonly workedOutFrom: readonly (OriginCell & {
    readonly from: {
      readonly number: Localized;
      readonly title: Localized;
      readonly revision: { readonly submissionId: string; readonly no: number } | null;
    } | null;
  })[];
  /** Up to this revision, newest first. */
  readonly changes: readonly (Omit<CellChange, 'version' | 'at' | 'fileName'> & {
    readonly at: string;
    /** The workbook's, where it came by one. */
    readonly fileName: string | null;
    /** From which programme's form it was filled in. */
    readonly filledFrom: Localized | null;
  })[];
  readonly explanations: readonly { readonly message: Localized; readonly text: string }[];
  readonly comments: readonly OriginComment[];
  readonly files: readonly FileEntry[];
  /** Whether its revision's facts count now. */
  readonly counts: boolean;
  readonly figures: readonly MovedFigure[];
  readonly reports: readonly MovedReport[];
}

/** More than anybody asks of one cell. */
const mostChanges = 20;

export const getCellOrigin = defineQuery({
  permission: 'rollup.read',
  input: z.object({ submissionId: z.uuid(), revisionNo: z.int32().min(1), cell: cellIdSchema }),
  async run(scope, { submissionId, revisionNo, cell: id }): Promise<CellOrigin> {
    const { trx, actor } = scope;
    const { tenantId } = actor;
    const submission = await getSubmission(trx, tenantId, submissionId);
    const edition = await getWholeEdition(trx, tenantId, submission.edition);
    const revision = await findOriginRevision(trx, tenantId, submissionId, revisionNo);
    if (!revision) throw new HuibaoError('cell.unknown');
    const form = getFormIn(edition, submission, revision.issueNo).definition;
    const { code, key } = parseCellId(id);
    const place = findPlace(form, code, key);
    if (!place) throw new HuibaoError('cell.unknown');
    const { document } = revision;
    const cell = document.cells.find((one) => cellId(one) === id) ?? { code, key, state: 'missing', value: '' };
    const reading = { until: revision.submittedAt, limit: mostChanges };
    const changes = await listCellChanges(trx, tenantId, submissionId, { code, key }, reading);
    const comments = await listOriginComments(trx, tenantId, submissionId, id);
    // What comes from another form counts there.
    const counts = revision.state === 'accepted' && !crossingElements(form).has(code);
    const figures = await listMovedFigures(scope, edition, form, submission, { id, code, key }, counts);
    const moved = new Set(figures.map((figure) => figure.indicator));
    return {
      unitName: document.unit.name,
      programme: edition.programmeName,
      year: submission.year,
      period: periodOf(edition.calendar, submission.year, submission.period),
      form: { code: form.code, number: form.number, title: form.title },
      revision: {
        no: revisionNo,
        state: revision.state,
        submittedAt: revision.submittedAt.toISOString(),
        submittedBy: revision.submittedBy,
        decidedAt: revision.decidedAt?.toISOString() ?? null,
        decidedBy: revision.decidedBy,
        hash: revision.hash,
        signOff: document.signOff,
      },
      cell: { id, label: place.label, unit: place.unit, state: cell.state, value: cell.value },
      workedOutFrom: operandsOfElement(form, code).flatMap((operand) =>
        operandsIn(edition, form, operand, key, document),
      ),
      changes: changes.map(({ version: _version, at, fileName, ...change }) => {
        const filledFrom = originOf({ ...change, fileName });
        return { ...change, at: at.toISOString(), filledFrom, fileName: filledFrom ? null : fileName };
      }),
      explanations: explanationsOf(id, form, document),
      comments,
      files: await listFiles(trx, tenantId, submissionId),
      counts,
      figures,
      reports: await listMovedReports(scope, edition, { revisionId: revision.id, period: submission.period }, moved),
    };
  },
});

/** An operand in the form itself, or as it was read of another one. */
function operandsIn(
  edition: Edition,
  form: FormDefinition,
  operand: string,
  key: string,
  document: RevisionDocument,
): CellOrigin['workedOutFrom'] {
  const read = document.reads?.find(({ codes }) => codes.includes(operand));
  if (!read) return operandCells(form, operand, key, document.cells).map((cell) => ({ ...cell, from: null }));
  const { definition: other } = formOf(edition, read.formCode);
  const { number, title } = other;
  const from = {
    number,
    title,
    revision: read.revisionNo === null ? null : { submissionId: read.submissionId ?? '', no: read.revisionNo },
  };
  const cells = operandCells(other, operand, key, read.cells);
  const label = findPlace(other, operand, '')?.label ?? { zh: operand, en: operand };
  if (cells.length === 0) return [{ id: operand, label, state: 'missing', value: '', from }];
  return cells.map((cell) => ({ ...cell, from }));
}

/** What the reporter said of the rules that the cell didn't meet. */
function explanationsOf(id: string, form: FormDefinition, document: RevisionDocument): CellOrigin['explanations'] {
  const texts = new Map(document.explanations.map((one) => [one.finding, one.text]));
  return document.findings.flatMap((finding) => {
    const text = texts.get(finding.rule);
    const rule = form.rules.find((one) => one.code === finding.rule);
    return text !== undefined && rule && finding.cells.includes(id) ? [{ message: rule.message, text }] : [];
  });
}
