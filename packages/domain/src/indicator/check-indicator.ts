import type { ErrorCode } from '../error-codes.ts';
import { isDecimalText } from '../exact-decimal.ts';
import { keysWithin } from '../form/breakdown.ts';
import { isNumeric, type DataElement, type ElementType } from '../form/definition.ts';
import type { IndicatorDefinition, IndicatorOperator, Predicate, Term } from './definition.ts';

/** A definition that has no code yet. */
export type IndicatorDraft = Omit<IndicatorDefinition, 'code'>;

/** Which part of a definition an issue is about. */
export type IndicatorPart = 'of' | 'per' | 'weight' | 'format' | 'children' | 'group' | 'label';

/**
 * What a definition asks for that isn't collected, or not so: an error code, the part it is about, and a sentence for a
 * programme's author.
 */
export interface IndicatorIssue {
  readonly code: Extract<ErrorCode, `indicator.${string}`>;
  readonly part: IndicatorPart;
  readonly params: Readonly<Record<string, string>>;
  readonly sentence: string;
}

/** What an indicator needs to know of an element. */
export interface Askable extends Pick<DataElement, 'type' | 'options' | 'dimension' | 'crossedBy'> {
  /** It shows or is worked out from what another form asks: it makes no facts, and is read where it is filled in. */
  readonly crossesForms?: true;
}

type Elements = ReadonlyMap<string, Askable>;
type Issue = Omit<IndicatorIssue, 'part'>;

const orderComparisons: readonly Predicate['op'][] = ['gt', 'gte', 'lt', 'lte'];

export function findIndicatorIssues(
  { operator, format }: Pick<IndicatorDraft, 'operator' | 'format'>,
  elements: Elements,
): readonly IndicatorIssue[] {
  return [
    ...operandIssues(operator, elements),
    ...(format.style === 'list' && operator.op !== 'list'
      ? [
          {
            code: 'indicator.format_needs_list' as const,
            part: 'format' as const,
            params: {},
            sentence: 'only a list prints as one',
          },
        ]
      : []),
  ];
}

function operandIssues(operator: IndicatorOperator, elements: Elements): readonly IndicatorIssue[] {
  const about = (part: IndicatorPart, issues: readonly Issue[]): readonly IndicatorIssue[] =>
    issues.map((issue) => ({ ...issue, part }));
  switch (operator.op) {
    case 'list':
    case 'distinct':
      return about('of', listedIssues(operator.of.element, elements));
    case 'total':
      return about('of', termIssues(operator.of, elements));
    case 'ratio':
      return [...about('of', termIssues(operator.of, elements)), ...about('per', termIssues(operator.per, elements))];
    case 'weighted_mean':
      return [
        ...about('of', spreadIssues(operator.of, elements)),
        ...about('weight', spreadIssues(operator.weight, elements)),
      ];
    case 'mean':
    case 'min':
    case 'max':
    case 'median':
      return about('of', spreadIssues(operator.of, elements));
  }
}

/** Sentences of what an indicator asks for that isn't collected, or not so. */
export function checkIndicator(indicator: IndicatorDefinition, elements: Elements): readonly string[] {
  return findIndicatorIssues(indicator, elements).map(({ sentence }) => `indicator ${indicator.code}: ${sentence}`);
}

/** Whether its texts can be listed and told apart, and may be: names of persons stay in their submission. */
export function namesThings({ type, isPersonal }: Pick<DataElement, 'type' | 'isPersonal'>): boolean {
  return (type === 'text' || type === 'choice') && isPersonal !== true;
}

/** Whether its answers are facts that can be counted; numbers and yes/no can be summed as well. */
export function isCountable(type: ElementType): boolean {
  return isSummable(type) || type === 'choice';
}

export function isSummable(type: ElementType): boolean {
  return isNumeric(type) || type === 'boolean';
}

/** Somebody is still building it. */
const unchosen = issue('indicator.element_unchosen', {}, 'no element is chosen');

function listedIssues(code: string, elements: Elements): readonly Issue[] {
  const element = elements.get(code);
  if (code === '') return [unchosen];
  if (!element) return [issue('indicator.element_unknown', { element: code }, `there is no ${code}`)];
  if (element.crossesForms) return [ofAnotherForm(code)];
  return namesThings(element) ? [] : [issue('indicator.names_nothing', { element: code }, `${code} names nothing`)];
}

function termIssues(term: Term, elements: Elements): readonly Issue[] {
  const code = term.element;
  const element = elements.get(code);
  if (code === '') return [unchosen];
  // Columns of registers have no numbers of their own: a form counts over them in calculated cells.
  if (!element || code.includes('.'))
    return [issue('indicator.element_unknown', { element: code }, `there is no element ${code}`)];
  if (element.crossesForms) return [ofAnotherForm(code)];
  const unknown = (term.keys ?? []).filter((key) => keysWithin(element, key).length === 0);
  return [
    ...unknown.map((key) =>
      issue('indicator.option_unknown', { element: code, option: key }, `${code} has no option ${key}`),
    ),
    ...(term.take === 'sum' && !isSummable(element.type)
      ? [issue('indicator.not_summable', { element: code }, `${code} can’t be summed`)]
      : []),
    ...(term.take === 'count' && !isCountable(element.type)
      ? [issue('indicator.not_countable', { element: code }, `${code} can’t be counted`)]
      : []),
    ...(element.type === 'choice' && term.over !== undefined && term.over !== 'latest'
      ? [issue('indicator.over_latest_only', { element: code }, `of ${code} only the latest answer counts`)]
      : []),
    ...(term.where ? conditionIssues(term, term.where, element) : []),
  ];
}

function ofAnotherForm(code: string): Issue {
  return issue(
    'indicator.element_of_another_form',
    { element: code },
    `${code} shows what another form asks, and makes no facts`,
  );
}

/** Means, extremes and medians are over each reporter's number: nothing is counted, no condition asked. */
function spreadIssues(term: Term, elements: Elements): readonly Issue[] {
  if (term.take === 'count' || term.where)
    return [
      issue(
        'indicator.spread_of_numbers',
        { element: term.element },
        `a mean, an extreme or a median is over the numbers of ${term.element}`,
      ),
    ];
  return termIssues(term, elements);
}

function conditionIssues(term: Term, where: Predicate, { type, options }: Askable): readonly Issue[] {
  const params = { element: term.element, value: where.value };
  if (term.take === 'sum')
    return [
      issue(
        'indicator.condition_counts_only',
        { element: term.element },
        `a condition counts reporters; ${term.element} is summed`,
      ),
    ];
  if (isNumeric(type))
    return isDecimalText(where.value)
      ? []
      : [
          issue(
            'indicator.condition_not_a_number',
            params,
            `${term.element} is compared with ${where.value}, which is no number`,
          ),
        ];
  if (type !== 'boolean' && type !== 'choice') return [];
  if (orderComparisons.includes(where.op))
    return [
      issue('indicator.condition_has_no_order', { element: term.element }, `answers to ${term.element} have no order`),
    ];
  if (type === 'boolean')
    return ['true', 'false'].includes(where.value)
      ? []
      : [
          issue(
            'indicator.condition_not_yes_or_no',
            params,
            `${term.element} is answered by true or false, not ${where.value}`,
          ),
        ];
  return options?.some((option) => option.code === where.value)
    ? []
    : [issue('indicator.condition_not_a_choice', params, `${term.element} has no choice ${where.value}`)];
}

function issue(code: IndicatorIssue['code'], params: Readonly<Record<string, string>>, sentence: string): Issue {
  return { code, params, sentence };
}
