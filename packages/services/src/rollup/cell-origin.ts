import {
  cellId,
  cellLabel,
  columnCode,
  elementsMoved,
  elementsOf,
  HuibaoError,
  operandsOfElement,
  registersOf,
  type Cell,
  type CellState,
  type FormDefinition,
  type Localized,
  type ReportState,
} from '@huibao/domain';
import { z } from 'zod';
import { listFiles, type FileEntry } from '../collection/file.repository.ts';
import type { RevisionDocument } from '../collection/revision-document.ts';
import { getSubmission, type Submission } from '../collection/submission.repository.ts';
import { formOf, getWholeEdition, type Edition } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';
import { usedIndicators } from '../reporting/figures-of-text.ts';
import { listSections } from '../reporting/report.repository.ts';
import { defineQuery, type QueryScope } from '../use-case.ts';
import { elementsRead, listLineage } from './lineage.ts';

/** Where one reported cell comes from, down to the person and the file, and what it moves, up to the published report. */
export interface CellOrigin {
  readonly unitName: string;
  readonly year: number;
  readonly period: number;
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
  readonly cell: {
    readonly id: string;
    readonly label: Localized;
    readonly unit: Localized | null;
    readonly state: CellState;
    readonly value: string;
  };
  /** What a calculated cell was worked out from; a register by its number of rows. Empty where it was typed. */
  readonly workedOutFrom: readonly {
    readonly id: string;
    readonly label: Localized;
    readonly state: CellState;
    readonly value: string;
  }[];
  /** Up to this revision, newest first. */
  readonly changes: readonly {
    readonly state: CellState;
    readonly value: string;
    readonly by: string;
    readonly at: string;
    readonly source: string;
    readonly fileName: string | null;
  }[];
  readonly explanations: readonly { readonly message: Localized; readonly text: string }[];
  readonly comments: readonly { readonly text: string; readonly by: string; readonly at: string }[];
  readonly files: readonly FileEntry[];
  /** Whether its revision's facts count now. */
  readonly counts: boolean;
  readonly figures: readonly { readonly indicator: string; readonly label: Localized; readonly side: 'of' | 'per' }[];
  readonly reports: readonly {
    readonly reportId: string;
    readonly version: number;
    readonly state: ReportState;
    readonly number: string | null;
    readonly figures: readonly string[];
    readonly sentAt: string | null;
    readonly publicationId: string | null;
  }[];
}

export const getCellOrigin = defineQuery({
  permission: 'rollup.read',
  input: z.object({ submissionId: z.uuid(), revisionNo: z.int().min(1), cell: z.string().max(160) }),
  async run(scope, { submissionId, revisionNo, cell: id }): Promise<CellOrigin> {
    const { trx, actor } = scope;
    const submission = await getSubmission(trx, actor.tenantId, submissionId);
    const edition = await getWholeEdition(trx, submission.ownerTenantId, submission.editionId);
    const form = formOf(edition, submission.formCode).definition;
    const revision = await trx
      .selectFrom('revisions as r')
      .leftJoin('users as p', (join) =>
        join.onRef('p.tenant_id', '=', 'r.tenant_id').onRef('p.id', '=', 'r.submitted_by'),
      )
      .leftJoin('users as d', (join) =>
        join.onRef('d.tenant_id', '=', 'r.tenant_id').onRef('d.id', '=', 'r.decided_by'),
      )
      .select([
        'r.id',
        'r.document',
        'r.hash',
        'r.state',
        'r.submitted_at',
        'r.decided_at',
        'p.name as by',
        'd.name as decidedBy',
      ])
      .where('r.tenant_id', '=', actor.tenantId)
      .where('r.submission_id', '=', submissionId)
      .where('r.no', '=', revisionNo)
      .executeTakeFirst();
    const [, code = '', key = ''] = /^([^[\]]+)(?:\[([^[\]]*)\])?$/.exec(id) ?? [];
    const place = placeOf(form, code, key);
    if (!revision || !place) throw new HuibaoError('cell.unknown');
    const document = jsonOf<RevisionDocument>(revision.document);
    const cells = new Map(document.cells.map((one) => [cellId(one), one]));
    const changes = await trx
      .selectFrom('cell_changes as h')
      .leftJoin('users as u', (join) =>
        join.onRef('u.tenant_id', '=', 'h.tenant_id').onRef('u.id', '=', 'h.changed_by'),
      )
      .select(['h.state', 'h.value', 'h.source', 'h.file_name', 'h.changed_at', 'u.name'])
      .where('h.tenant_id', '=', actor.tenantId)
      .where('h.submission_id', '=', submissionId)
      .where('h.code', '=', code)
      .where('h.key', '=', key)
      .where('h.changed_at', '<=', revision.submitted_at)
      .orderBy('h.version', 'desc')
      .limit(20)
      .execute();
    const comments = await trx
      .selectFrom('review_comments as c')
      .leftJoin('users as u', (join) =>
        join.onRef('u.tenant_id', '=', 'c.tenant_id').onRef('u.id', '=', 'c.written_by'),
      )
      .select(['c.text', 'u.name', 'c.written_at'])
      .where('c.tenant_id', '=', actor.tenantId)
      .where('c.submission_id', '=', submissionId)
      .where('c.cell', '=', id)
      .orderBy('c.written_at')
      .execute();
    const explained = new Map(document.explanations.map((one) => [one.finding, one.text]));
    const value = cells.get(id) ?? { code, key, state: 'missing' as const, value: '' };
    const counts = revision.state === 'accepted';
    const figures = await figuresMoved(scope, edition, form, submission, { id, code, key }, counts);
    return {
      unitName: document.unit.name,
      year: submission.year,
      period: submission.period,
      form: { code: form.code, number: form.number, title: form.title },
      revision: {
        no: revisionNo,
        state: revision.state,
        submittedAt: revision.submitted_at.toISOString(),
        submittedBy: revision.by ?? '',
        decidedAt: revision.decided_at?.toISOString() ?? null,
        decidedBy: revision.decidedBy,
        hash: revision.hash,
        signOff: document.signOff,
      },
      cell: { id, label: place.label, unit: place.unit, state: value.state, value: value.value },
      workedOutFrom: operandsOfElement(form, code).flatMap((operand) =>
        operandCells(form, operand, key, document.cells),
      ),
      changes: changes.map((row) => ({
        state: row.state as CellState,
        value: row.value,
        by: row.name ?? '',
        at: row.changed_at.toISOString(),
        source: row.source,
        fileName: row.file_name,
      })),
      explanations: document.findings.flatMap((finding) => {
        const text = explained.get(finding.rule);
        const rule = form.rules.find((one) => one.code === finding.rule);
        return text !== undefined && rule && finding.cells.includes(id) ? [{ message: rule.message, text }] : [];
      }),
      comments: comments.map((row) => ({ text: row.text, by: row.name ?? '', at: row.written_at.toISOString() })),
      files: await listFiles(trx, actor.tenantId, submissionId),
      counts,
      figures,
      reports: await reportsMoved(
        scope,
        edition,
        submission,
        revision.id,
        new Set(figures.map((one) => one.indicator)),
      ),
    };
  },
});

function placeOf(
  form: FormDefinition,
  code: string,
  key: string,
): { readonly label: Localized; readonly unit: Localized | null } | undefined {
  const element = elementsOf(form).find((one) => one.code === code);
  if (element)
    return {
      label: cellLabel(element.label, element.dimension?.options.find((option) => option.code === key)?.label ?? null),
      unit: element.unit ?? null,
    };
  for (const register of registersOf(form)) {
    if (register.code === code) return { label: register.label, unit: null };
    const column = register.columns.find((one) => columnCode(register, one) === code);
    if (column) return { label: cellLabel(register.label, column.label), unit: column.unit ?? null };
  }
  return undefined;
}

/** An operand as it stood: the same option's cell where it has one, else all its cells; a register by its number of rows. */
function operandCells(
  form: FormDefinition,
  operand: string,
  key: string,
  cells: readonly Cell[],
): CellOrigin['workedOutFrom'] {
  if (registersOf(form).some((register) => register.code === operand)) {
    const rows = new Set(cells.filter((cell) => cell.code.startsWith(`${operand}.`)).map((cell) => cell.key)).size;
    return [
      {
        id: operand,
        label: placeOf(form, operand, '')?.label ?? { zh: '', en: '' },
        state: 'value',
        value: String(rows),
      },
    ];
  }
  const own = cells.filter((cell) => cell.code === operand);
  const wanted = own.some((cell) => cell.key === key) ? own.filter((cell) => cell.key === key) : own;
  return wanted.flatMap((cell) => {
    const place = placeOf(form, cell.code, cell.key);
    return place ? [{ id: cellId(cell), label: place.label, state: cell.state, value: cell.value }] : [];
  });
}

/** The figures that read it, or what is worked out from it: those that count it now, or, of what isn't accepted, would. */
async function figuresMoved(
  scope: QueryScope,
  edition: Edition,
  form: FormDefinition,
  submission: Submission,
  cell: { readonly id: string; readonly code: string; readonly key: string },
  counts: boolean,
): Promise<CellOrigin['figures']> {
  const moved = elementsMoved(form, cell.code);
  const candidates = edition.indicators.filter((indicator) => elementsRead(indicator).some((code) => moved.has(code)));
  if (!counts)
    return candidates.map((indicator) => ({ indicator: indicator.code, label: indicator.label, side: 'of' as const }));
  const rows = await listLineage(scope, edition, candidates, { unitId: submission.unitId });
  const seen = rows.filter((row) => {
    const [code = ''] = row.cell.split('[');
    // Its own cell, or a calculated one that it moves, of the same option where both have options.
    return (
      row.period === submission.period &&
      moved.has(code) &&
      (code !== cell.code || row.cell === cell.id || cell.code.includes('.'))
    );
  });
  return candidates.flatMap((indicator) => {
    const row = seen.find((one) => one.indicator === indicator.code);
    return row ? [{ indicator: indicator.code, label: indicator.label, side: row.side }] : [];
  });
}

/** Issued reports that were worked out from this revision, and drafts whose figures move with it. */
async function reportsMoved(
  { trx, actor }: QueryScope,
  edition: Edition,
  submission: Submission,
  revisionId: string,
  figures: ReadonlySet<string>,
): Promise<CellOrigin['reports']> {
  const reports = await trx
    .selectFrom('reports as r')
    .leftJoin('publications as p', (join) =>
      join.onRef('p.tenant_id', '=', 'r.tenant_id').onRef('p.report_id', '=', 'r.id'),
    )
    .leftJoin('deliveries as d', (join) =>
      join.onRef('d.sender_tenant_id', '=', 'r.tenant_id').onRef('d.sender_report_id', '=', 'r.id'),
    )
    .select(['r.id', 'r.version', 'r.state', 'r.number', 'p.id as publicationId', 'd.sent_at'])
    .where('r.tenant_id', '=', actor.tenantId)
    .where('r.year', '=', submission.year)
    .orderBy('r.version')
    .execute();
  const lineage = await trx
    .selectFrom('report_lineage')
    .select(['report_id', 'indicator'])
    .distinct()
    .where('tenant_id', '=', actor.tenantId)
    .where('report_id', 'in', reports.length > 0 ? reports.map((row) => row.id) : [revisionId])
    .where('source_id', '=', revisionId)
    .execute();
  const moved = await Promise.all(
    reports.map(async (row) => {
      const isLive = row.state === 'drafting' || row.state === 'in_approval';
      const used = isLive
        ? usedIndicators(edition, await listSections(trx, actor.tenantId, row.id)).map((one) => one.code)
        : lineage.filter((one) => one.report_id === row.id).map((one) => one.indicator);
      return {
        reportId: row.id,
        version: row.version,
        state: row.state as ReportState,
        number: row.number,
        figures: used.filter((code) => figures.has(code)),
        sentAt: row.sent_at?.toISOString() ?? null,
        publicationId: row.publicationId,
      };
    }),
  );
  return moved.filter((row) => row.figures.length > 0);
}
