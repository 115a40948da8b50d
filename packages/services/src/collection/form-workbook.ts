import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { readFormWorkbook, writeFormWorkbook, type WorkbookIdentity } from '@huibao/documents/xlsx';
import {
  cellId,
  cellMap,
  columnCode,
  contentAt,
  elementsOf,
  evaluateForm,
  HuibaoError,
  localize,
  parseCell,
  registersOf,
  termOf,
  type Cell,
  type CellContent,
  type DataElement,
  type ErrorCode,
  type ErrorParams,
  type FormDefinition,
} from '@huibao/domain';
import { z } from 'zod';
import { formOf, getEdition } from '../forms/edition.repository.ts';
import { defineQuery, type QueryScope } from '../use-case.ts';
import { requireEditable } from './save-cells.ts';
import { type DraftCell, listDraftCells } from './draft-cell.repository.ts';
import { evaluationContext, getSubmission, type Submission } from './submission.repository.ts';

async function identityOf(
  { trx }: QueryScope,
  submission: Submission,
): Promise<{ form: FormDefinition; identity: WorkbookIdentity }> {
  const { definition: form } = formOf(
    await getEdition(trx, submission.ownerTenantId, submission.editionId),
    submission.formCode,
  );
  return {
    form,
    identity: {
      form: form.code,
      formVersion: submission.formVersionId,
      unitId: String(submission.unitId),
      unitName: submission.unitName,
      submissionId: submission.id,
      collectionId: submission.collectionId,
      periodLabel: termOf(submission.year, submission.period).label.zh,
      year: submission.year,
      periodOrdinal: submission.period,
    },
  };
}

/** The form as a workbook, with what is saved so far. */
export const downloadWorkbook = defineQuery({
  permission: 'submission.read',
  input: z.object({ submissionId: z.uuid(), locale: z.enum(['zh-CN', 'en']) }),
  async run(scope, { submissionId, locale }): Promise<RenderedFile> {
    const { trx, actor } = scope;
    const submission = await getSubmission(trx, actor.tenantId, submissionId);
    const { form, identity } = await identityOf(scope, submission);
    const context = await evaluationContext(
      trx,
      actor.tenantId,
      submission,
      cellMap(await listDraftCells(trx, actor.tenantId, submissionId)),
    );
    const bytes = await writeFormWorkbook({
      form,
      identity,
      locale,
      cells: evaluateForm(form, context).cells,
      lastYear: context.lastYear,
      unit: submission.unit,
    });
    return {
      name: `${localize(form.number, locale)} ${localize(form.title, locale)} ${submission.unitName} ${identity.periodLabel}.xlsx`,
      mediaType: mediaTypes.xlsx,
      bytes,
    };
  },
});

export interface WorkbookPreview {
  /** Ready to be saved with source `excel`, with the version that was seen. */
  readonly changes: readonly (Cell & {
    readonly version: number;
    readonly ref: string;
    readonly sheet: string;
    readonly before: CellContent;
    readonly notice: 'emptied' | null;
  })[];
  readonly refused: readonly {
    readonly code: string;
    readonly key: string;
    readonly sheet: string;
    readonly ref: string;
    readonly text: string;
    readonly error: ErrorCode;
    readonly params: ErrorParams;
  }[];
  readonly unchanged: number;
}

/** Reads an uploaded workbook into what it would change, cell by cell; nothing is saved. */
export const previewWorkbook = defineQuery({
  permission: 'submission.fill',
  input: z.object({ submissionId: z.uuid(), content: z.instanceof(Uint8Array) }),
  async run(scope, { submissionId, content }): Promise<WorkbookPreview> {
    const { trx, actor, now } = scope;
    const submission = await getSubmission(trx, actor.tenantId, submissionId);
    requireEditable(submission, now);
    const { form, identity } = await identityOf(scope, submission);
    const workbook = await readFormWorkbook(content);
    requireSame(workbook.identity, identity);
    const stored = new Map(
      (await listDraftCells(trx, actor.tenantId, submissionId)).map((cell) => [cellId(cell), cell]),
    );
    return compare(form, stored, workbook.cells);
  },
});

/** Another form's, version's, unit's or term's workbook is refused, saying which. */
function requireSame(found: WorkbookIdentity, wanted: WorkbookIdentity): void {
  if (found.form !== wanted.form) throw new HuibaoError('workbook.other_form', { form: found.form });
  if (found.unitId !== wanted.unitId) throw new HuibaoError('workbook.other_unit', { unit: found.unitName });
  if (found.year !== wanted.year || found.periodOrdinal !== wanted.periodOrdinal)
    throw new HuibaoError('workbook.other_period', { period: found.periodLabel });
  if (found.formVersion !== wanted.formVersion) throw new HuibaoError('workbook.other_version');
  if (found.submissionId !== wanted.submissionId)
    throw new HuibaoError('workbook.other_unit', { unit: found.unitName });
}

function compare(
  form: FormDefinition,
  stored: ReadonlyMap<string, DraftCell>,
  cells: readonly { code: string; key: string; sheet: string; ref: string; text: string }[],
): WorkbookPreview {
  const elements = new Map<string, DataElement | 'register'>([
    ...elementsOf(form).map((element) => [element.code, element] as const),
    ...registersOf(form).map((register) => [register.code, 'register'] as const),
    ...registersOf(form).flatMap((register) =>
      register.columns.map((column) => [columnCode(register, column), column] as const),
    ),
  ]);
  const changes: WorkbookPreview['changes'][number][] = [];
  const refused: WorkbookPreview['refused'][number][] = [];
  let unchanged = 0;
  const seen = new Set<string>();
  for (const cell of cells) {
    const place = elements.get(cell.code);
    const id = cellId(cell);
    seen.add(id);
    const before = stored.get(id);
    const parsed =
      place === undefined
        ? { ok: false as const, code: 'unknown' as const, params: {} }
        : place === 'register'
          ? registerAnswer(cell.text)
          : parseCell(place, cell.text);
    if (!parsed.ok) {
      refused.push({ ...cell, error: `cell.${parsed.code}`, params: parsed.params });
      continue;
    }
    const old = before ?? { state: 'missing' as const, value: '' };
    if (old.state === parsed.content.state && old.value === parsed.content.value) unchanged += 1;
    else {
      changes.push({
        code: cell.code,
        key: cell.key,
        ...parsed.content,
        version: before?.version ?? 0,
        ref: cell.ref,
        sheet: cell.sheet,
        before: { state: old.state, value: old.value },
        notice: 'notice' in parsed && parsed.notice === 'emptied' ? 'emptied' : null,
      });
    }
  }
  // Rows deleted in the workbook are deleted here.
  for (const cell of stored.values()) {
    if (cell.code.includes('.') && cell.state !== 'missing' && !seen.has(cellId(cell))) {
      changes.push({
        code: cell.code,
        key: cell.key,
        state: 'missing',
        value: '',
        version: cell.version,
        ref: '',
        sheet: '',
        before: contentAt(new Map([[cellId(cell), cell]]), cell.code, cell.key),
        notice: null,
      });
    }
  }
  return { changes, refused, unchanged };
}

function registerAnswer(text: string): { ok: true; content: CellContent } {
  return {
    ok: true,
    content: text.trim() === 'nothing' ? { state: 'value', value: 'nothing' } : { state: 'missing', value: '' },
  };
}
