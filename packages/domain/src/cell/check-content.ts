import { isCalendarDate } from '../calendar/calendar-date.ts';
import type { CellContent } from './cell.ts';
import { compareDecimals, isDecimalText } from '../exact-decimal.ts';
import type { DataElement } from '../form/definition.ts';
import type { UnitTraits } from '../org-unit.ts';
import { matchesUnit } from '../org-unit.ts';

export type CellErrorCode =
  | 'not_a_number'
  | 'not_an_integer'
  | 'too_many_decimals'
  | 'too_small'
  | 'too_large'
  | 'too_many_digits'
  | 'not_a_boolean'
  | 'not_a_choice'
  | 'not_a_date'
  | 'too_long'
  | 'not_a_file_list'
  | 'not_applicable_refused'
  | 'reason_required'
  | 'locked';

/** `params` fill the placeholders of the message: `min`, `max`, `decimals`, `length`, `choices`. */
export interface CellError {
  readonly code: CellErrorCode;
  readonly params: Readonly<Record<string, string>>;
}

/** What PostgreSQL keeps, and more than any school counts. */
const maxIntegerDigits = 15;

const maxLengths: Readonly<Record<'text' | 'narrative', number>> = { text: 500, narrative: 10_000 };

/** Fraction digits kept: none for integers, 2 unless the element says otherwise. */
export function decimalsOf(element: DataElement): number {
  return element.type === 'integer' ? 0 : (element.decimals ?? 2);
}

/** Why a canonical content can't stand in this element's cell; null when it can. A missing cell is never wrong here. */
export function findContentError(element: DataElement, content: CellContent, unit?: UnitTraits): CellError | null {
  if (content.state === 'missing') return null;
  if (content.state === 'not_applicable') return findReasonError(element, content.value);
  const { value } = content;
  switch (element.type) {
    case 'integer':
    case 'decimal':
    case 'percent':
    case 'money':
      return findNumberError(element, value);
    case 'boolean':
      return value === 'true' || value === 'false' ? null : error('not_a_boolean');
    case 'choice':
      return (element.options ?? []).some(
        (option) => option.code === value && (!unit || matchesUnit(option.appliesTo, unit)),
      )
        ? null
        : error('not_a_choice');
    case 'date':
      return findDateError(element, value);
    case 'text':
    case 'narrative': {
      const length = maxLengths[element.type];
      return [...value].length > length ? error('too_long', { length: String(length) }) : null;
    }
    case 'attachment':
      return isFileList(value) ? null : error('not_a_file_list');
  }
}

function findReasonError(element: DataElement, reason: string): CellError | null {
  const reasons = element.notApplicable;
  if (!reasons) return error('not_applicable_refused');
  if (reasons.length === 0) return reason === '' ? null : error('not_applicable_refused');
  return reasons.some((option) => option.code === reason) ? null : error('reason_required');
}

function findNumberError(element: DataElement, value: string): CellError | null {
  if (!isDecimalText(value)) return error('not_a_number');
  const point = value.indexOf('.');
  const fraction = point < 0 ? 0 : value.length - point - 1;
  const whole = (point < 0 ? value.length : point) - (value.startsWith('-') ? 1 : 0);
  if (element.type === 'integer' && fraction > 0) return error('not_an_integer');
  if (fraction > decimalsOf(element)) return error('too_many_decimals', { decimals: String(decimalsOf(element)) });
  if (whole > maxIntegerDigits) return error('too_many_digits');
  const { min, max } = element;
  if (min !== undefined && compareDecimals(value, min) < 0) return error('too_small', { min });
  if (max !== undefined && compareDecimals(value, max) > 0) return error('too_large', { max });
  return null;
}

function findDateError(element: DataElement, value: string): CellError | null {
  if (!isCalendarDate(value)) return error('not_a_date');
  if (element.min !== undefined && value < element.min) return error('too_small', { min: element.min });
  if (element.max !== undefined && value > element.max) return error('too_large', { max: element.max });
  return null;
}

function isFileList(value: string): boolean {
  return listFileIds(value) !== undefined;
}

/** Ids in an attachment's value; undefined when it isn't a JSON array of at least one text. */
export function listFileIds(value: string): readonly string[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || parsed.length === 0) return undefined;
  const ids: readonly unknown[] = parsed;
  return ids.every((id): id is string => typeof id === 'string' && id !== '') ? ids : undefined;
}

function error(code: CellErrorCode, params: Readonly<Record<string, string>> = {}): CellError {
  return { code, params };
}
