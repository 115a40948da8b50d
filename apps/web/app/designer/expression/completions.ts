import {
  elementsOf,
  isWorkedOut,
  localize,
  namedKeysOf,
  ownRow,
  registersOf,
  type DataElement,
  type FormDefinition,
  type Locale,
  type Option,
  type Register,
} from '@huibao/domain';
import type { UnitType } from '../../outputs.ts';

/** What an expression is written about, and from which forms it may read. */
export interface ExpressionNames {
  readonly form: FormDefinition;
  /** All of the programme, this one among them. */
  readonly forms: readonly FormDefinition[];
  readonly unitTypes: readonly Pick<UnitType, 'code' | 'label'>[];
  /** Of a register's column, whose condition reads its own row. */
  readonly register: Register | null;
}

/** A condition reads what is typed into its own form in this period, and nothing else. */
export type ExpressionKind = 'rule' | 'calculated' | 'when';

export type CompletionGroup = 'element' | 'register' | 'column' | 'option' | 'function' | 'field' | 'row';

export interface Completion {
  /** What is put in; the cursor goes to `caret` of it. */
  readonly text: string;
  readonly caret: number;
  /** As the programme calls it; what is the language's own is explained. */
  readonly label: string | null;
  readonly explained: ExplainedCode | null;
  readonly code: string;
  readonly group: CompletionGroup;
  /** The number of the form whose it is, where that isn't the one that is written about. */
  readonly form: string | null;
}

export interface Completing {
  /** What is replaced. */
  readonly from: number;
  readonly to: number;
  readonly found: readonly Completion[];
}

const most = 40;
const macros = ['filter', 'map', 'exists', 'all'] as const;
const listFunctions = ['size', 'sum', 'distinct'] as const;
const earlier = ['previous', 'lastYear', 'yearToDate'] as const;
const now = ['valueAt', 'isAnswered', 'isNotApplicable'] as const;
const unitFields = ['kind', 'schoolType', 'ownership', 'sectionCode'] as const;
const periodFields = ['ordinal', 'startsOn', 'endsOn', 'yearStartsOn'] as const;
const unitKinds = ['school', 'section', 'bureau', 'root'] as const;
const ownerships = ['public', 'private'] as const;

/** What the language itself has: its words are in the locales, under the same code. */
export type ExplainedCode =
  | (typeof macros | typeof listFunctions | typeof earlier | typeof now | typeof unitKinds | typeof ownerships)[number]
  | `unit_${(typeof unitFields)[number]}`
  | `period_${(typeof periodFields)[number]}`
  | 'year'
  | 'row'
  | 'ownRow';

/**
 * What may be written where the cursor stands.
 *
 * @param isAsked by its shortcut: then also before anything is typed
 */
export function completionsAt(
  source: string,
  caret: number,
  names: ExpressionNames,
  kind: ExpressionKind,
  locale: Locale,
  isAsked: boolean,
): Completing | null {
  const before = source.slice(0, caret);
  const quoted = quotedText(before);
  const typed = quoted?.typed ?? /[\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? '';
  const from = caret - typed.length;
  const after = (quoted ? /^[\p{L}\p{N}_.-]*/u : /^\w*/).exec(source.slice(caret))?.[0].length ?? 0;
  const isMember = !quoted && before.slice(0, from).endsWith('.');
  if (!quoted && /^\d/.test(typed)) return null;
  if (!isAsked && typed === '' && !isMember && !quoted) return null;
  const offered = quoted
    ? offeredTexts(before.slice(0, from - 1), names, kind, locale)
    : isMember
      ? offeredMembers(before.slice(0, from - 1), names, locale)
      : offeredNames(before, names, kind, locale);
  const found = ranked(offered, typed);
  const isWritten = found.some(({ code, text }) => code === typed || text === typed);
  return found.length === 0 || (isWritten && !isAsked) ? null : { from, to: caret + after, found };
}

/** The text that is being written between quotation marks, if one is. */
function quotedText(before: string): { readonly typed: string } | null {
  let open: string | null = null;
  let start = 0;
  for (const [index, char] of [...before].entries()) {
    if (open === null && (char === '"' || char === "'")) {
      open = char;
      start = index;
    } else if (char === open) open = null;
  }
  return open === null ? null : { typed: [...before].slice(start + 1).join('') };
}

function ranked(offered: readonly Completion[], typed: string): readonly Completion[] {
  const wanted = typed.toLowerCase();
  const rank = ({ code, label, form }: Completion): number => {
    const texts = [code.toLowerCase(), label?.toLowerCase() ?? ''];
    const place = texts.some((text) => text.startsWith(wanted))
      ? 0
      : texts.some((text) => text.includes(wanted))
        ? 1
        : 9;
    return place + (form === null ? 0 : 2);
  };
  return offered
    .map((one) => [rank(one), one] as const)
    .filter(([place]) => place < 9)
    .sort(([a], [b]) => a - b)
    .slice(0, most)
    .map(([, one]) => one);
}

function named(code: string, group: CompletionGroup, label: string, form: string | null = null): Completion {
  return { text: code, caret: code.length, label, explained: null, code, group, form };
}

function own(code: string, group: CompletionGroup, explained: ExplainedCode): Completion {
  return { text: code, caret: code.length, label: null, explained, code, group, form: null };
}

/** The cursor goes between its brackets. */
function call(
  code: (typeof macros | typeof listFunctions | typeof earlier | typeof now)[number],
  within: string,
): Completion {
  const text = `${code}(${within})`;
  return { ...own(code, 'function', code), text, caret: text.length - (within === '""' ? 2 : 1) };
}

function unitField(field: (typeof unitFields)[number]): Completion {
  return own(`unit.${field}`, 'field', `unit_${field}`);
}

function periodField(field: (typeof periodFields)[number]): Completion {
  return own(`period.${field}`, 'field', `period_${field}`);
}

interface Asked {
  readonly element: DataElement | null;
  readonly register: Register | null;
  readonly completion: Completion;
}

/** Elements and registers that may be named. */
function askedOf({ form, forms }: ExpressionNames, kind: ExpressionKind, locale: Locale): readonly Asked[] {
  const of = (one: FormDefinition): readonly Asked[] => {
    const number = one.code === form.code ? null : localize(one.number, locale);
    return [
      ...elementsOf(one)
        .filter(({ type }) => type !== 'attachment')
        .map((element) => ({
          element,
          register: null,
          completion: named(element.code, 'element', localize(element.label, locale), number),
        })),
      ...registersOf(one).map((register) => ({
        element: null,
        register,
        completion: named(register.code, 'register', localize(register.label, locale), number),
      })),
    ];
  };
  if (kind === 'when') return of(form).filter(({ element }) => element === null || !isWorkedOut(element));
  return [...of(form), ...forms.flatMap((one) => (one.code === form.code ? [] : of(one)))];
}

function offeredNames(
  before: string,
  names: ExpressionNames,
  kind: ExpressionKind,
  locale: Locale,
): readonly Completion[] {
  return [
    ...rowsAt(before).map(({ variable }) => own(variable, 'row', 'row')),
    ...(kind === 'when' && names.register ? [own(ownRow, 'row', 'ownRow')] : []),
    ...askedOf(names, kind, locale).map(({ completion }) => completion),
    ...listFunctions.map((code) => call(code, '')),
    ...(kind === 'when' ? now : [...now, ...earlier]).map((code) => call(code, '""')),
    ...unitFields.map(unitField),
    ...(kind === 'when' ? [] : [...periodFields.map(periodField), own('year', 'field', 'year')]),
  ];
}

/** After a point: what the thing before it has. */
function offeredMembers(before: string, names: ExpressionNames, locale: Locale): readonly Completion[] {
  const word = /\w+$/.exec(before)?.[0] ?? '';
  const fields = word === 'unit' ? unitFields.map(unitField) : word === 'period' ? periodFields.map(periodField) : null;
  if (fields) return fields.map((field) => ({ ...field, ...afterPoint(field.code) }));
  const row = rowCalled(word, before, names);
  const register = registerOf(names, row ? row.list : before.endsWith(')') || word !== '' ? listBefore(before) : null);
  if (row) return (register?.columns ?? []).map(({ code, label }) => named(code, 'column', localize(label, locale)));
  return register || before.endsWith(']') ? macros.map((code) => call(code, 'r, ')) : [];
}

function afterPoint(code: string): Pick<Completion, 'text' | 'caret'> {
  const text = code.slice(code.indexOf('.') + 1);
  return { text, caret: text.length };
}

function registerOf({ forms }: ExpressionNames, code: string | null): Register | undefined {
  return code === null ? undefined : forms.flatMap(registersOf).find((register) => register.code === code);
}

/** The row of that name; the one in which a column stands has its own. */
function rowCalled(
  word: string,
  before: string,
  { register }: ExpressionNames,
): { readonly list: string | null } | undefined {
  const named = rowsAt(before).find(({ variable }) => variable === word);
  return named ?? (word === ownRow && register ? { list: register.code } : undefined);
}

/** Names of rows that stand for something at the end of a text, the innermost first, and the list that each is of. */
function rowsAt(before: string): readonly { readonly variable: string; readonly list: string | null }[] {
  return [...before.matchAll(/\.(?:filter|map|exists|all)\(\s*([A-Za-z_]\w*)\s*,/g)]
    .filter(({ 0: found, index }) => isOpen(before.slice(index + found.indexOf('(') + 1)))
    .map(({ 1: variable = '', index }) => ({ variable, list: listBefore(before.slice(0, index)) }))
    .reverse();
}

/** Whether a bracket before this text isn't closed in it. */
function isOpen(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return true;
}

/** The name with which a chain like `rows.filter(r, …)` begins. */
function listBefore(text: string): string | null {
  if (!text.endsWith(')')) return /[A-Za-z_]\w*$/.exec(text)?.[0] ?? null;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ')') depth += 1;
    else if (text[at] === '(') depth -= 1;
    if (depth === 0) {
      const name = /\.(?:filter)$/.exec(text.slice(0, at));
      return name ? listBefore(text.slice(0, name.index)) : null;
    }
  }
  return null;
}

/** Between quotation marks: a code, a key of one, or what something may be. */
function offeredTexts(
  before: string,
  names: ExpressionNames,
  kind: ExpressionKind,
  locale: Locale,
): readonly Completion[] {
  const asked = askedOf(names, kind, locale);
  const argument =
    /\b(valueAt|previous|lastYear|yearToDate|isAnswered|isNotApplicable)\(\s*(?:["'](\w+)["']\s*,\s*)?$/.exec(before);
  if (argument) {
    const [, name = '', code] = argument;
    if (code === undefined)
      return asked
        .filter(({ register }) => register === null || name.startsWith('is'))
        .map(({ completion }) => completion);
    const element = asked.find((one) => one.completion.code === code)?.element;
    return element ? optionsAs(namedKeysOf(element), locale) : [];
  }
  const compared = /([\w.]+)\s*(?:==|!=|in\s*\[(?:\s*(?:"[^"]*"|'[^']*')\s*,)*)\s*$/.exec(before)?.[1] ?? '';
  const { unitTypes } = names;
  if (compared === 'unit.kind') return unitKinds.map((code) => own(code, 'option', code));
  if (compared === 'unit.ownership') return ownerships.map((code) => own(code, 'option', code));
  if (compared === 'unit.schoolType')
    return unitTypes.map(({ code, label }) => named(code, 'option', localize(label, locale)));
  const [variable = '', column] = compared.split('.');
  const element =
    column === undefined
      ? asked.find(({ completion }) => completion.code === compared)?.element
      : registerOf(names, rowCalled(variable, before, names)?.list ?? null)?.columns.find(
          ({ code }) => code === column,
        );
  return optionsAs(element?.options ?? [], locale);
}

function optionsAs(options: readonly Option[], locale: Locale): readonly Completion[] {
  return options.map(({ code, label }) => named(code, 'option', localize(label, locale)));
}
