import type { DataElement, Register, SensitiveRegister, ValidationRule } from '../../form/definition.ts';
import type { Term } from '../../indicator/definition.ts';

/** All that has a code in a programme. What is asked: an element or a register, of which no two share one. */
export type CodeKind =
  | 'programme'
  | 'period'
  | 'step'
  | 'part'
  | 'form'
  | 'formSection'
  | 'asked'
  | 'column'
  | 'dimension'
  | 'option'
  | 'reason'
  | 'rule'
  | 'indicatorGroup'
  | 'indicator'
  | 'section'
  | 'unitGroup'
  | 'sensitiveRegister'
  | 'category'
  | 'template'
  | 'reportSection'
  | 'balance'
  | 'node'
  | 'term';

/** Whom a code is known to: '' of the whole programme, or what it is of (a register, an element, a form). */
export interface CodeName {
  readonly kind: CodeKind;
  readonly owner: string;
  readonly code: string;
}

/** What is around a place, from the part's root inwards. */
export interface Around {
  readonly file: string;
  readonly above: readonly unknown[];
}

export interface CodePlace {
  /** The part; `forms` of every form. */
  readonly in: string;
  /** The end of its path, `*` for a place in a list and `$` for the part's root. */
  readonly at: string;
  readonly does: 'declares' | 'refers';
  readonly kind: CodeKind;
  readonly owner?: (around: Around) => string;
  /** How codes stand there; absent: one by itself. */
  readonly as?: 'dotted' | 'keys';
}

/** Expressions: what each names it says itself. */
export interface ExpressionPlaceInForm {
  readonly at: string;
  /** Whose value it works out, if it does. */
  readonly result?: (around: Around) => string;
}

/** The element that a place is in, as others name it: a register's column with its register. */
function elementAround({ above }: Around): string {
  const at = above.findLastIndex((one) => is<DataElement>(one, 'flow'));
  const element = above[at] as DataElement;
  const register = above.slice(0, at).findLast((one): one is Register => is<Register>(one, 'columns'));
  return register ? `${register.code}.${element.code}` : element.code;
}

const registerAround = ({ above }: Around): string =>
  above.findLast((one): one is Register => is<Register>(one, 'columns'))?.code ?? '';
const sensitiveAround = ({ above }: Around): string =>
  above.findLast((one): one is SensitiveRegister => is<SensitiveRegister>(one, 'categories'))?.code ?? '';
const termAround = ({ above }: Around): string =>
  above.findLast((one): one is Term => is<Term>(one, 'element'))?.element ?? '';
const ruleAround = ({ above }: Around): string =>
  above.findLast((one): one is ValidationRule => is<ValidationRule>(one, 'expression'))?.elements[0] ?? '';
const fileAround = ({ file }: Around): string => file;

function is<Item extends object>(value: unknown, key: keyof Item & string): value is Item {
  return typeof value === 'object' && value !== null && key in value;
}

const declares = (part: string, at: string, kind: CodeKind, owner?: CodePlace['owner']): CodePlace => ({
  in: part,
  at,
  does: 'declares',
  kind,
  ...(owner ? { owner } : {}),
});
const refers = (part: string, at: string, kind: CodeKind, more: Partial<CodePlace> = {}): CodePlace => ({
  in: part,
  at,
  does: 'refers',
  kind,
  ...more,
});

const unitsAsked = (part: string, key: string): readonly CodePlace[] => [
  refers(part, `${key}.sectionCodes.*`, 'section'),
  refers(part, `${key}.group`, 'unitGroup'),
];

/** Where each kind of code is declared, and where it is referred to: a rename carries all of it. */
export const codePlaces: readonly CodePlace[] = [
  declares('programme.json', '$.code', 'programme'),
  declares('programme.json', 'periods.*.code', 'period'),
  declares('programme.json', 'chain.*.code', 'step'),
  refers('programme.json', '$.forms.*', 'form'),
  declares('programme.json', '$.parts.*.code', 'part'),
  refers('programme.json', 'indicatorGroups.*.part', 'part'),
  declares('programme.json', 'indicatorGroups.*.code', 'indicatorGroup'),
  declares('programme.json', '$.sections.*.code', 'section'),
  declares('programme.json', 'unitGroups.*.code', 'unitGroup'),

  declares('registers.json', 'sensitiveRegisters.*.code', 'sensitiveRegister'),
  declares('registers.json', 'categories.*.code', 'category', sensitiveAround),
  ...unitsAsked('registers.json', 'appliesTo'),

  declares('indicators.json', 'indicators.*.code', 'indicator'),
  refers('indicators.json', 'indicators.*.group', 'indicatorGroup'),
  refers('indicators.json', 'scale.per', 'indicator'),
  ...['of', 'per', 'weight'].flatMap((side) => [
    refers('indicators.json', `${side}.element`, 'asked', { as: 'dotted' }),
    refers('indicators.json', `${side}.keys.*`, 'option', { as: 'keys', owner: termAround }),
  ]),
  refers('indicators.json', 'where.value', 'option', { owner: termAround }),
  ...unitsAsked('indicators.json', 'children'),

  declares('template.json', '$.code', 'template'),
  declares('template.json', '$.sections.*.code', 'reportSection'),
  refers('template.json', '$.overview.*.code', 'reportSection'),
  declares('template.json', 'attrs.id', 'node'),
  declares('template.json', 'balances.*.code', 'balance'),
  ...['left.*', 'right.*', 'attrs.indicator', 'all.*.indicator', 'any.*.indicator'].map((at) =>
    refers('template.json', at, 'indicator'),
  ),
  refers('template.json', 'scope.period', 'period'),

  declares('glossary.json', 'terms.*.code', 'term'),

  declares('forms', '$.code', 'form'),
  refers('forms', '$.part', 'part'),
  declares('forms', '$.sections.*.code', 'formSection', fileAround),
  declares('forms', 'elements.*.code', 'asked'),
  declares('forms', 'register.code', 'asked'),
  declares('forms', 'columns.*.code', 'column', registerAround),
  declares('forms', 'dimension.code', 'dimension', elementAround),
  declares('forms', 'crossedBy.*.code', 'dimension', elementAround),
  declares('forms', 'options.*.code', 'option', elementAround),
  declares('forms', 'notApplicable.*.code', 'reason', elementAround),
  // A column has neither, but its shape may, until the check refuses it.
  ...['elements', 'columns'].flatMap((list) => [
    refers('forms', `${list}.*.takenFrom`, 'asked'),
    refers('forms', `${list}.*.fromSensitiveRegister`, 'sensitiveRegister'),
  ]),
  ...unitsAsked('forms', 'appliesTo'),
  declares('forms', 'rules.*.code', 'rule', fileAround),
  refers('forms', 'rules.*.elements.*', 'asked', { as: 'dotted' }),
  refers('forms', 'rules.*.perOption', 'dimension', { owner: ruleAround }),
];

export const expressionPlaces: readonly ExpressionPlaceInForm[] = [
  ...['elements', 'columns'].flatMap((list): readonly ExpressionPlaceInForm[] => [
    { at: `${list}.*.calculated`, result: elementAround },
    { at: `${list}.*.when` },
  ]),
  { at: 'register.when' },
  { at: 'rules.*.expression' },
];
