import type { CellContent, DataElement, Locale, Localized, Option, UnitTraits } from '@huibao/domain';
import { decimalsOf, isNumeric, isWorkedOut, localize, matchesUnit, printCell } from '@huibao/domain';
import { toRef } from '../cell/ref.ts';
import type { ChoiceLists } from './choice-lists.ts';
import { words } from './words.ts';
import { numberFormat, numberValue, percentFormat, percentValue } from '../write/number-cell.ts';
import type { CellStyle, CellValidation, SheetCell } from '../write/model.ts';
import { textCell, textFormat } from '../write/model.ts';

/** May a workbook change it? Calculated cells, counts of sensitive registers and attachments are the system's. */
export function isWritable(element: DataElement): boolean {
  return !isWorkedOut(element) && element.fromSensitiveRegister === undefined && element.type !== 'attachment';
}

/** What stands above a register's column. */
export function headOf({ label, unit, required, ...column }: DataElement): Localized {
  const mark = required && isWritable({ label, required, ...column }) ? ' *' : '';
  const head = (locale: Locale): string => {
    const measure = unit ? localize(unit, locale) : '';
    return `${localize(label, locale)}${measure === '' ? '' : ` (${measure})`}${mark}`;
  };
  return { zh: head('zh-CN'), en: head('en') };
}

/** An element's content as a spreadsheet's own kind of value, styled for its type. */
export function contentCell(
  element: DataElement,
  content: CellContent,
  locale: Locale,
  look: Pick<CellStyle, 'fill' | 'isUnlocked'>,
): SheetCell {
  const style: CellStyle = {
    ...look,
    isBordered: true,
    format: formatOf(element),
    align: isNumeric(element.type) ? 'right' : 'left',
    isWrapped: element.type === 'narrative' || element.type === 'text',
  };
  if (content.state === 'missing') return { style };
  if (content.state === 'value') {
    const value = isNumeric(element.type)
      ? element.type === 'percent'
        ? percentValue(content.value)
        : numberValue(content.value)
      : element.type === 'date'
        ? dateValue(content.value)
        : undefined;
    if (value) return { value, style: value.kind === 'text' ? { ...style, format: textFormat } : style };
  }
  return textCell(
    printCell(element, content, locale),
    element.type === 'text' || element.type === 'narrative'
      ? style
      : { ...style, format: content.state === 'value' ? textFormat : (style.format ?? textFormat) },
  );
}

/** The number format of an element's cells. */
export function formatOf(element: DataElement): string {
  switch (element.type) {
    case 'integer':
    case 'decimal':
    case 'money':
      return numberFormat(decimalsOf(element));
    case 'percent':
      return percentFormat(decimalsOf(element));
    case 'date':
      return 'yyyy-mm-dd';
    case 'boolean':
    case 'choice':
    case 'text':
    case 'narrative':
    case 'attachment':
      return textFormat;
  }
}

/** Days since 1899-12-30; before March 1900 spreadsheets count a day that never was, so those dates stand as text. */
function dateValue(date: string): SheetCell['value'] {
  const days = Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
  return days >= 61 ? { kind: 'number', digits: String(days) } : { kind: 'text', text: date };
}

/** The texts of a drop-down list; undefined where anything may be typed. */
export function choicesOf(element: DataElement, unit: UnitTraits, locale: Locale): readonly string[] | undefined {
  const answers =
    element.type === 'boolean'
      ? [localize(words.yes, locale), localize(words.no, locale)]
      : element.type === 'choice'
        ? (element.options ?? [])
            .filter((option) => matchesUnit(option.appliesTo, unit))
            .map((option) => localize(option.label, locale))
        : undefined;
  return answers && [...answers, ...notApplicableTexts(element, locale)];
}

function notApplicableTexts(element: DataElement, locale: Locale): readonly string[] {
  const reasons: readonly (Option | null)[] | undefined =
    element.notApplicable?.length === 0 ? [null] : element.notApplicable;
  return (reasons ?? []).map((reason) =>
    printCell(element, { state: 'not_applicable', value: reason?.code ?? '' }, locale),
  );
}

/** What may be typed into one cell, by its element's type and limits. */
export function validationsOf(
  element: DataElement,
  { column, row }: { readonly column: number; readonly row: number },
  unit: UnitTraits,
  locale: Locale,
  choices: ChoiceLists,
): readonly CellValidation[] {
  const at = { column, firstRow: row, lastRow: row };
  const list = choicesOf(element, unit, locale);
  if (list) return [{ ...at, rule: choices.ruleFor(list), message: localize(words.wrongChoice, locale) }];
  const rule = typedRule(element, toRef(column, row));
  if (!rule) return [];
  return [{ ...at, rule, ...(rule.kind === 'length' ? {} : { message: typedMessage(element, locale) }) }];
}

/** The limits of a number or date as the program's own check. Where 不适用 may be answered, a formula lets it pass. */
export function typedRule(element: DataElement, ref: string): CellValidation['rule'] | undefined {
  if (element.type === 'text' || element.type === 'narrative')
    return { kind: 'length', max: element.type === 'text' ? 500 : 10_000 };
  const kind =
    element.type === 'integer'
      ? 'whole'
      : element.type === 'date'
        ? 'date'
        : isNumeric(element.type)
          ? 'decimal'
          : undefined;
  if (!kind) return undefined;
  const [min, max] = [limit(element, element.min), limit(element, element.max)];
  if (!element.notApplicable)
    return {
      kind,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(min === undefined && max === undefined ? { min: kind === 'date' ? '1' : '-999999999999999' } : {}),
    };
  const tests = [
    `ISNUMBER(${ref})`,
    ...(kind === 'whole' ? [`${ref}=INT(${ref})`] : []),
    ...(min === undefined ? [] : [`${ref}>=${min}`]),
    ...(max === undefined ? [] : [`${ref}<=${max}`]),
  ];
  return {
    kind: 'custom',
    formula: `IF(ISTEXT(${ref}),OR(LEFT(${ref},3)="${words.notApplicable.zh}",LEFT(${ref},3)="${words.notApplicable.en}"),AND(${tests.join(',')}))`,
  };
}

function limit(element: DataElement, bound: string | undefined): string | undefined {
  if (bound === undefined) return undefined;
  const value =
    element.type === 'date' ? dateValue(bound) : element.type === 'percent' ? percentValue(bound) : numberValue(bound);
  return value?.kind === 'number' ? value.digits : undefined;
}

export function typedMessage(element: DataElement, locale: Locale): string {
  const base =
    element.type === 'integer' ? words.wrongInteger : element.type === 'date' ? words.wrongDate : words.wrongNumber;
  return [localize(base, locale), limitsText(element, locale)].filter((part) => part !== '').join(' ');
}

export function limitsText(element: DataElement, locale: Locale): string {
  if (element.min === undefined && element.max === undefined) return '';
  const sign = element.type === 'percent' ? '%' : '';
  const range =
    element.max === undefined
      ? `≥ ${element.min}${sign}`
      : element.min === undefined
        ? `≤ ${element.max}${sign}`
        : `${element.min}${sign} – ${element.max}${sign}`;
  return `${localize(words.limits, locale)}${range}`;
}
