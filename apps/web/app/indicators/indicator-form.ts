import {
  ExactDecimal,
  findIndicatorIssues,
  isCountable,
  isDecimalText,
  isSummable,
  namesThings,
  type AskableElement,
  type ErrorCode,
  type FigureFormat,
  type IndicatorDraft,
  type IndicatorOperator,
  type BaseName,
  type Ownership,
  type PeriodOperator,
  type Predicate,
  type Term,
  type UnitFilter,
  type IndicatorScale,
} from '@huibao/domain';

// A definition as its form holds it: plain texts and choices, which may still be wrong.

export const operatorChoices = [
  'sum',
  'count',
  'ratio',
  'mean',
  'weighted_mean',
  'min',
  'max',
  'median',
  'list',
  'distinct',
] as const;

export type OperatorChoice = (typeof operatorChoices)[number];

export interface TermForm {
  readonly element: string;
  /** None: all of them. */
  readonly keys: readonly string[];
  /** Empty: as the element has it. */
  readonly over: PeriodOperator | '';
  readonly take: 'sum' | 'count';
  /** Empty: any answer. */
  readonly op: Predicate['op'] | '';
  readonly value: string;
}

export interface IndicatorForm {
  readonly labelZh: string;
  readonly labelEn: string;
  readonly group: string;
  readonly unitZh: string;
  readonly unitEn: string;
  readonly operator: OperatorChoice;
  readonly of: TermForm;
  /** Denominator or weight. */
  readonly second: TermForm;
  readonly factor: string;
  readonly kind: 'all' | 'school' | 'section';
  readonly typesMode: 'all' | 'only' | 'except';
  readonly types: readonly string[];
  readonly ownership: Ownership | '';
  readonly sections: readonly string[];
  readonly unitGroup: string;
  readonly decimals: string;
  readonly style: FigureFormat['style'];
  readonly step: string;
  readonly shareDecimals: string;
  readonly most: string;
  /** Per cent. */
  readonly floor: string;
  readonly comparable: boolean;
  readonly better: 'good' | 'bad' | 'neither';
  /** What totals set against it are called; kept as it is. */
  readonly asBase: readonly BaseName[];
  /** `own`, `not_ranked`, a base as `per/times`; '' leaves it to what the operator is. */
  readonly scale: string;
}

export type Side = 'of' | 'second';
export type ProblemField =
  | 'labelZh'
  | 'labelEn'
  | 'group'
  | Side
  | 'ofValue'
  | 'secondValue'
  | 'factor'
  | 'types'
  | 'sections'
  | 'decimals'
  | 'style'
  | 'step'
  | 'shareDecimals'
  | 'most'
  | 'floor';
/** A key of `indicators:problems`, or an error as the server would refuse it. */
export type Problem =
  | 'empty'
  | 'choose'
  | 'factor'
  | 'decimals'
  | 'floor'
  | 'step'
  | 'most'
  | 'value'
  | { readonly code: ErrorCode; readonly params: Readonly<Record<string, string>> };
export type Problems = Readonly<Partial<Record<ProblemField, Problem>>>;

const emptyTerm: TermForm = { element: '', keys: [], over: '', take: 'sum', op: '', value: '' };

export function emptyForm(group: string): IndicatorForm {
  return {
    labelZh: '',
    labelEn: '',
    group,
    unitZh: '',
    unitEn: '',
    operator: 'sum',
    of: emptyTerm,
    second: emptyTerm,
    factor: '1',
    kind: 'school',
    typesMode: 'all',
    types: [],
    ownership: '',
    sections: [],
    unitGroup: '',
    decimals: '0',
    style: 'exact',
    step: '10',
    shareDecimals: '1',
    most: '5',
    floor: '90',
    comparable: true,
    better: 'neither',
    asBase: [],
    scale: '',
  };
}

export function isListing(operator: OperatorChoice): boolean {
  return operator === 'list' || operator === 'distinct';
}

export function hasSecond(operator: OperatorChoice): boolean {
  return operator === 'ratio' || operator === 'weighted_mean';
}

/** How a side is taken: only a ratio leaves the choice. */
export function takeOf(operator: OperatorChoice, term: TermForm): 'sum' | 'count' {
  if (operator === 'count') return 'count';
  return operator === 'ratio' ? term.take : 'sum';
}

/** Whether an element can stand at a side. */
export function fits({ type, code }: AskableElement, operator: OperatorChoice, take: 'sum' | 'count'): boolean {
  if (isListing(operator)) return namesThings({ type });
  if (code.includes('.')) return false;
  return take === 'count' ? isCountable(type) : isSummable(type);
}

function termOf(operator: OperatorChoice, form: TermForm): Term {
  const take = takeOf(operator, form);
  return {
    element: form.element,
    take,
    ...(form.keys.length > 0 ? { keys: form.keys } : {}),
    ...(form.over === '' ? {} : { over: form.over }),
    ...(take === 'count' && form.op !== '' ? { where: { op: form.op, value: form.value } } : {}),
  };
}

function operatorOf({ operator, of, second, factor }: IndicatorForm): IndicatorOperator {
  const times = factor === '1' ? {} : { factor };
  switch (operator) {
    case 'list':
    case 'distinct':
      return { op: operator, of: { element: of.element } };
    case 'ratio':
      return { op: 'ratio', of: termOf(operator, of), per: termOf(operator, second), factor };
    case 'weighted_mean':
      return { op: 'weighted_mean', of: termOf(operator, of), weight: termOf(operator, second), ...times };
    case 'sum':
    case 'count':
      return { op: 'total', of: termOf(operator, of), ...times };
    default:
      return { op: operator, of: termOf(operator, of), ...times };
  }
}

function childrenOf({ kind, typesMode, types, ownership, sections, unitGroup }: IndicatorForm): UnitFilter {
  return {
    ...(kind === 'all' ? {} : { kinds: [kind] }),
    ...(kind === 'school' && typesMode === 'only' ? { schoolTypes: types } : {}),
    ...(kind === 'school' && typesMode === 'except' ? { exceptSchoolTypes: types } : {}),
    ...(kind === 'school' && ownership !== '' ? { ownership } : {}),
    ...(kind === 'section' && sections.length > 0 ? { sectionCodes: sections } : {}),
    ...(unitGroup === '' ? {} : { group: unitGroup }),
  };
}

function formatOf({ style, step, shareDecimals, most }: IndicatorForm): FigureFormat {
  switch (style) {
    case 'approximate':
    case 'over':
      return { style, step };
    case 'percent':
    case 'permille':
      return { style, decimals: Number(shareDecimals) };
    case 'list':
      return { style, most: Number(most) };
    default:
      return { style };
  }
}

/** What the form says. It is a right definition only where `problemsOf` finds nothing. */
export function draftOf(form: IndicatorForm): IndicatorDraft {
  const children = childrenOf(form);
  return {
    group: form.group,
    label: { zh: form.labelZh.trim(), en: form.labelEn.trim() },
    unit: { zh: form.unitZh.trim(), en: form.unitEn.trim() },
    operator: operatorOf(form),
    ...(Object.keys(children).length > 0 ? { children } : {}),
    decimals: Number(form.decimals),
    coverageFloor: isDecimalText(form.floor) ? new ExactDecimal(form.floor).dividedBy(100).toFixed() : '',
    format: formatOf(form),
    comparable: form.comparable,
    ...(form.asBase.length > 0 ? { asBase: form.asBase } : {}),
    ...(form.scale === '' ? {} : { scale: scaleOfText(form.scale) }),
    moreIsBetter: form.better === 'neither' ? null : form.better === 'good',
  };
}

function scaleOfText(text: string): IndicatorScale {
  const [per = '', times] = text.split('/');
  if (times !== undefined) return { per, times };
  return text === 'own' ? 'own' : 'not_ranked';
}

function termForm(term: Term): TermForm {
  return {
    element: term.element,
    keys: term.keys ?? [],
    over: term.over ?? '',
    take: term.take,
    op: term.where?.op ?? '',
    value: term.where?.value ?? '',
  };
}

/** A definition to be shown or changed. */
export function formOf({
  label,
  group,
  unit,
  operator,
  children,
  decimals,
  coverageFloor,
  format,
  comparable,
  asBase = [],
  scale,
  moreIsBetter,
}: IndicatorDraft): IndicatorForm {
  const empty = emptyForm(group);
  const [kind] = children?.kinds ?? [];
  return {
    ...empty,
    labelZh: label.zh,
    labelEn: label.en,
    unitZh: unit.zh,
    unitEn: unit.en,
    operator: operator.op === 'total' ? (operator.of.take === 'sum' ? 'sum' : 'count') : operator.op,
    of: 'take' in operator.of ? termForm(operator.of) : { ...emptyTerm, element: operator.of.element },
    second:
      operator.op === 'ratio'
        ? termForm(operator.per)
        : operator.op === 'weighted_mean'
          ? termForm(operator.weight)
          : emptyTerm,
    factor: 'factor' in operator && operator.factor !== undefined ? operator.factor : '1',
    kind: kind === 'school' || kind === 'section' ? kind : 'all',
    typesMode: children?.schoolTypes ? 'only' : children?.exceptSchoolTypes ? 'except' : 'all',
    types: children?.schoolTypes ?? children?.exceptSchoolTypes ?? [],
    ownership: children?.ownership ?? '',
    sections: children?.sectionCodes ?? [],
    unitGroup: children?.group ?? '',
    decimals: String(decimals),
    style: format.style,
    step: 'step' in format ? format.step : empty.step,
    shareDecimals: 'decimals' in format ? String(format.decimals) : empty.shareDecimals,
    most: 'most' in format ? String(format.most) : empty.most,
    floor: new ExactDecimal(coverageFloor).times(100).toFixed(),
    comparable,
    asBase,
    scale: typeof scale === 'object' ? `${scale.per}/${scale.times}` : (scale ?? ''),
    better: moreIsBetter === null ? 'neither' : moreIsBetter ? 'good' : 'bad',
  };
}

/** What has to be mended before it can be previewed or saved, by field. */
export function problemsOf(form: IndicatorForm, elements: ReadonlyMap<string, AskableElement>): Problems {
  const found: [ProblemField, Problem][] = [];
  const check = (field: ProblemField, problem: Problem, isRight: boolean): void => {
    if (!isRight) found.push([field, problem]);
  };
  check('labelZh', 'empty', form.labelZh.trim() !== '');
  check('labelEn', 'empty', form.labelEn.trim() !== '');
  check('group', 'choose', form.group !== '');
  check('decimals', 'decimals', /^[0-6]$/.test(form.decimals));
  check('floor', 'floor', isDecimalText(form.floor) && Number(form.floor) >= 0 && Number(form.floor) <= 100);
  check('factor', 'factor', /^(?=.*[1-9])(0|[1-9]\d*)(\.\d+)?$/.test(form.factor));
  check('types', 'choose', form.kind !== 'school' || form.typesMode === 'all' || form.types.length > 0);
  check('step', 'step', (form.style !== 'approximate' && form.style !== 'over') || /^[1-9]\d*$/.test(form.step));
  check(
    'shareDecimals',
    'decimals',
    (form.style !== 'percent' && form.style !== 'permille') || /^[0-4]$/.test(form.shareDecimals),
  );
  check('most', 'most', form.style !== 'list' || /^([1-9]\d?|100)$/.test(form.most));
  for (const side of hasSecond(form.operator) ? (['of', 'second'] as const) : (['of'] as const)) {
    const term = form[side];
    check(side, 'choose', term.element !== '');
    if (takeOf(form.operator, term) === 'count') check(`${side}Value`, 'value', term.op === '' || term.value !== '');
  }
  if (found.length === 0) {
    const [issue] = findIndicatorIssues(draftOf(form), elements);
    if (issue)
      found.push([
        issue.part === 'of' ? 'of' : issue.part === 'format' ? 'style' : 'second',
        { code: issue.code, params: issue.params },
      ]);
  }
  return Object.fromEntries(found);
}
