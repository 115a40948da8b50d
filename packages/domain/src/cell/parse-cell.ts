import type { CellContent } from './cell.ts';
import { missingCell } from './cell.ts';
import type { CellError, CellErrorCode } from './check-content.ts';
import { decimalsOf, findContentError, listFileIds } from './check-content.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import { isNumeric, isWorkedOut, type DataElement, type Option } from '../form/definition.ts';
import { formatNumber } from '../figure/format-figure.ts';
import type { Locale } from '../localized.ts';
import { localize } from '../localized.ts';
import { readDate } from './read-date.ts';

export type ParsedCell =
  /** `emptied`: the text was a sign for “nothing” (—, 无, /): the cell is empty, not zero, and the user should know. */
  | { readonly ok: true; readonly content: CellContent; readonly notice?: 'emptied' }
  | ({ readonly ok: false } & CellError);

const emptySigns: ReadonlySet<string> = new Set(['—', '——', '-', '－', '–', '/', '／', '无', '無', '\\']);
const yesWords: ReadonlySet<string> = new Set(['是', 'yes', 'y', 'true', '1', '√', '✓', '✔']);
const noWords: ReadonlySet<string> = new Set(['否', 'no', 'n', 'false', '0', '×', '✗', 'x']);
const notApplicableWords: ReadonlySet<string> = new Set(['不适用', 'n/a', 'na', 'not applicable']);
const notApplicableWithReason = /^(?:不适用|not applicable|n\/a)\s*[(:]\s*(.*?)\s*\)?$/i;

/**
 * Reads what a person typed, pasted or imported into an element's cell, to canonical text. Nothing is rounded or
 * guessed: what can't be read exactly is refused with a code.
 * @param year of the period reported on, which a date may leave out
 */
export function parseCell(element: DataElement, text: string, year?: number): ParsedCell {
  if (isWorkedOut(element) || element.fromSensitiveRegister !== undefined) return refuse('locked');
  // Digits alone, as most cells are, say one thing only.
  if (isNumeric(element.type) && digits.test(text)) return checked(element, canonicalNumber(element, text, false));
  const trimmed = text.replace(/^[\s\u3000\ufeff]+|[\s\u3000\ufeff]+$/g, '');
  if (trimmed === '') return { ok: true, content: missingCell };
  if (emptySigns.has(trimmed)) return { ok: true, content: missingCell, notice: 'emptied' };
  const plain = trimmed.normalize('NFKC');
  const notApplicable = parseNotApplicable(element, plain);
  if (notApplicable) return notApplicable;
  const value = readValue(element, trimmed, plain, year);
  if (typeof value !== 'string') return { ok: false, ...value };
  return checked(element, value);
}

function checked(element: DataElement, value: string): ParsedCell {
  const content: CellContent = { state: 'value', value };
  const error = findContentError(element, content);
  return error ? { ok: false, ...error } : { ok: true, content };
}

/** The text of a cell as screens and workbooks show it; `parseCell` reads it back to the same content. */
export function printCell(element: DataElement, content: CellContent, locale: Locale): string {
  if (content.state === 'missing') return '';
  if (content.state === 'not_applicable') return printNotApplicable(element, content.value, locale);
  const { value } = content;
  switch (element.type) {
    case 'integer':
    case 'decimal':
    case 'money':
      return formatNumber(value, locale, decimalsOf(element));
    case 'percent':
      return `${formatNumber(value, locale, decimalsOf(element))}%`;
    case 'boolean':
      if (locale === 'en') return value === 'true' ? 'Yes' : 'No';
      return value === 'true' ? '是' : '否';
    case 'choice': {
      const option = element.options?.find((candidate) => candidate.code === value);
      return option ? localize(option.label, locale) : value;
    }
    case 'attachment': {
      const count = listFileIds(value)?.length ?? 0;
      if (locale === 'en') return count === 1 ? '1 file' : `${count} files`;
      return `${count}个文件`;
    }
    case 'date':
    case 'text':
    case 'narrative':
      return value;
  }
}

function printNotApplicable(element: DataElement, reason: string, locale: Locale): string {
  const option = element.notApplicable?.find((candidate) => candidate.code === reason);
  if (locale === 'en') return option ? `N/A (${option.label.en})` : 'N/A';
  return option ? `不适用（${option.label.zh}）` : '不适用';
}

function parseNotApplicable(element: DataElement, plain: string): ParsedCell | null {
  const { notApplicable: reasons } = element;
  const isBare = notApplicableWords.has(plain.toLowerCase());
  const given = isBare ? '' : notApplicableWithReason.exec(plain)?.[1];
  if (given === undefined || (!reasons && (element.type === 'text' || element.type === 'narrative'))) return null;
  if (!reasons) return refuse('not_applicable_refused');
  const only = given === '' && reasons.length <= 1 ? (reasons[0]?.code ?? '') : undefined;
  const reason = only ?? findOption(reasons, given)?.code;
  if (reason === undefined) return refuse('reason_required', { choices: labelsOf(reasons) });
  return { ok: true, content: { state: 'not_applicable', value: reason } };
}

function readValue(element: DataElement, trimmed: string, plain: string, year: number | undefined): string | CellError {
  switch (element.type) {
    case 'integer':
    case 'decimal':
    case 'percent':
    case 'money':
      return readNumber(element, plain);
    case 'boolean': {
      const word = plain.toLowerCase();
      if (yesWords.has(word)) return 'true';
      return noWords.has(word) ? 'false' : { code: 'not_a_boolean', params: {} };
    }
    case 'choice':
      return (
        findOption(element.options ?? [], plain)?.code ?? {
          code: 'not_a_choice',
          params: { choices: labelsOf(element.options ?? []) },
        }
      );
    case 'date':
      return readDate(plain, year) ?? { code: 'not_a_date', params: {} };
    case 'text':
      return inLines(trimmed).replace(/\t/g, ' ');
    case 'narrative':
      return inLines(trimmed);
    case 'attachment':
      return listFileIds(trimmed) ? trimmed : { code: 'not_a_file_list', params: {} };
  }
}

/** A cell of several lines keeps them, whatever ended them: Excel, Word's line break within a paragraph, a web page. */
function inLines(text: string): string {
  return text.replace(/\r\n?|[\v\u2028\u2029]/g, '\n');
}

function findOption(options: readonly Option[], text: string): Option | undefined {
  const named = (read: (label: string) => string): Option | undefined =>
    options.find(({ label }) => [label.zh, label.en].some((name) => read(name) === read(text)));
  return options.find((option) => option.code === text) ?? named((label) => label) ?? named(fold);
}

/** Typed or pasted, quotes and dashes come in either width, straight or curly: they tell no two options apart. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[“”„‟«»「」『』〝〞＂]/gu, '"')
    .replace(/[‘’‚‛`´]/gu, "'")
    .replace(/[‐‑‒–—―−－─]+|-{2,}/gu, '-')
    .replace(/\s*([-"'(),:;/、])\s*/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function labelsOf(options: readonly Option[]): string {
  return options.map((option) => option.label.zh).join('、');
}

const digits = /^[0-9]+$/;
const grouped = /^\d{1,3}(?:[, ]\d{3})+(?:\.\d*)?$/;
const ungrouped = /^(?:\d+\.?\d*|\.\d+)$/;

/** `text` is NFKC: full-width digits, brackets, commas, signs and spaces are plain ones. */
function readNumber(element: DataElement, text: string): string | CellError {
  let rest = withoutUnit(element, text)
    .replace(/^[¥$]\s*/, '')
    .replace(/\u2212/g, '-');
  let isNegative = false;
  const bracketed = /^\((.*)\)$/.exec(rest);
  if (bracketed) {
    // Excel's accounting format: (5) is −5.
    isNegative = true;
    rest = bracketed[1]?.trim() ?? '';
  } else if (/^[+-]/.test(rest)) {
    isNegative = rest.startsWith('-');
    rest = rest.slice(1).trim();
  }
  if (rest.endsWith('%')) {
    if (element.type !== 'percent') return { code: 'not_a_number', params: {} };
    rest = rest.slice(0, -1).trim();
  }
  if (!grouped.test(rest) && !ungrouped.test(rest)) return { code: 'not_a_number', params: {} };
  return canonicalNumber(element, rest.replace(/[, ]/g, ''), isNegative);
}

/** 27场 where the unit is 场. */
function withoutUnit(element: DataElement, text: string): string {
  for (const unit of [element.unit?.zh, element.unit?.en]) {
    if (unit !== undefined && unit !== '' && unit !== '%' && text.endsWith(unit) && text.length > unit.length)
      return text.slice(0, -unit.length).trim();
  }
  return text;
}

/** Digits kept as written: zeros after the point may go, other digits may not. */
function canonicalNumber(element: DataElement, digits: string, isNegative: boolean): string {
  const point = digits.indexOf('.');
  const whole = point < 0 ? digits : digits.slice(0, point);
  const kept = point < 0 ? '' : digits.slice(point + 1).replace(/0+$/, '');
  const decimals = Math.max(kept.length, decimalsOf(element));
  const number = `${whole.replace(/^0+(?=\d)/, '') || '0'}${decimals > 0 ? `.${kept.padEnd(decimals, '0')}` : ''}`;
  return isNegative && /[1-9]/.test(number) ? `-${number}` : number;
}

function refuse(code: CellErrorCode, params: Readonly<Record<string, string>> = {}): ParsedCell {
  return { ok: false, code, params };
}

/** The total of a disaggregated number's cells; null while none is answered. */
export function totalOf(values: readonly CellContent[]): string | null {
  const answered = values.filter((content) => content.state === 'value');
  if (answered.length === 0) return null;
  return answered.reduce((sum, content) => sum.plus(content.value), new ExactDecimal(0)).toFixed();
}
