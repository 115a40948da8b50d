import {
  elementsOf,
  findContentError,
  HuibaoError,
  isEditable,
  matchesUnit,
  phaseOf,
  registersOf,
  columnCode,
  type DataElement,
  type ErrorCode,
  type ErrorParams,
  type FormDefinition,
  type UnitTraits,
} from '@huibao/domain';
import { z } from 'zod';
import { formOf, getEdition } from '../forms/edition.repository.ts';
import { defineMutation } from '../use-case.ts';
import { writeCells, type CellEdit, type WrittenCells } from './draft-cell.repository.ts';
import { refreshSensitiveCounts } from './sensitive-counts.ts';
import { lockSubmission, type Submission } from './submission.repository.ts';

export const cellSources = ['page', 'paste', 'excel'] as const;

const cellInput = z.object({
  code: z.string().max(80),
  key: z.string().max(64),
  state: z.enum(['missing', 'not_applicable', 'value']),
  value: z.string().max(20_000),
  /** The version that was seen; 0 for a cell never saved. */
  version: z.int().min(0),
});

export interface SaveResult extends WrittenCells {
  readonly savedAt: string;
  readonly refused: readonly {
    readonly code: string;
    readonly key: string;
    readonly error: ErrorCode;
    readonly params: ErrorParams;
  }[];
}

export const saveCells = defineMutation({
  permission: 'submission.fill',
  input: z.object({
    submissionId: z.uuid(),
    source: z.enum(cellSources),
    cells: z.array(cellInput).min(1).max(5000),
    /** The workbook's, for `excel`. */ fileName: z.string().trim().max(200).optional(),
  }),
  async run(scope, { submissionId, source, cells, fileName }): Promise<SaveResult> {
    const submission = await lockSubmission(scope.trx, scope.actor.tenantId, submissionId, 'update');
    requireEditable(submission, scope.now);
    const form = formOf(
      await getEdition(scope.trx, submission.ownerTenantId, submission.editionId),
      submission.formCode,
    ).definition;
    // Looking at the page has shown them; from the first save on they count as filled in.
    if (submission.savedAt === null) await refreshSensitiveCounts(scope, submission, form);
    const edits: CellEdit[] = [];
    const refused: SaveResult['refused'][number][] = [];
    for (const cell of lastOfEach(cells)) {
      const problem = problemOf(form, submission.unit, cell);
      if (problem) refused.push({ code: cell.code, key: cell.key, ...problem });
      else edits.push(cell.state === 'missing' ? { ...cell, value: '' } : cell);
    }
    return {
      savedAt: scope.now.toISOString(),
      refused,
      ...(await writeCells(scope, submission, source, edits, fileName)),
    };
  },
});

export function requireEditable(submission: Submission, now: Date): void {
  if (submission.state === 'submitted' || submission.state === 'confirming')
    throw new HuibaoError('submission.already_submitted');
  if (!isEditable(submission.state)) throw new HuibaoError('submission.locked');
  const phase = phaseOf(submission.window, now);
  if (phase === 'scheduled') throw new HuibaoError('collection.not_open');
  // A returned one may be mended after the window has closed: the bureau asked for it.
  if (phase === 'closed' && submission.state !== 'returned') throw new HuibaoError('collection.closed');
}

function lastOfEach(cells: readonly CellEdit[]): readonly CellEdit[] {
  return [...new Map(cells.map((cell) => [`${cell.code} ${cell.key}`, cell])).values()];
}

const rowKey = /^[0-9a-f-]{36}$/;

/** Why a cell can't be saved at all. Values out of their range are saved, and found by the check. */
function problemOf(
  form: FormDefinition,
  unit: UnitTraits,
  cell: CellEdit,
): { error: ErrorCode; params: ErrorParams } | null {
  const place = findPlace(form, unit, cell);
  if (place === 'unknown') return { error: 'cell.unknown', params: {} };
  if (place === 'register') {
    const isAnswer =
      cell.state === 'missing' || (cell.state === 'value' && (cell.value === 'rows' || cell.value === 'nothing'));
    return isAnswer ? null : { error: 'cell.not_a_choice', params: {} };
  }
  if (place.calculated !== undefined || place.fromSensitiveRegister !== undefined)
    return { error: 'cell.locked', params: {} };
  const error = findContentError(place, cell, unit);
  if (!error || error.code === 'too_small' || error.code === 'too_large') return null;
  return { error: `cell.${error.code}`, params: error.params };
}

function findPlace(
  form: FormDefinition,
  unit: UnitTraits,
  { code, key }: CellEdit,
): DataElement | 'register' | 'unknown' {
  const registers = registersOf(form);
  if (key === '' && registers.some((register) => register.code === code)) return 'register';
  for (const register of registers) {
    const column = register.columns.find((one) => columnCode(register, one) === code);
    if (column) return rowKey.test(key) ? column : 'unknown';
  }
  const element = elementsOf(form).find((one) => one.code === code);
  if (!element || !matchesUnit(element.appliesTo, unit)) return 'unknown';
  if (!element.dimension) return key === '' ? element : 'unknown';
  const option = element.dimension.options.find((one) => one.code === key);
  return option && matchesUnit(option.appliesTo, unit) ? element : 'unknown';
}
