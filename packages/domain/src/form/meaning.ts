import { isCalendarDate } from '../calendar/calendar-date.ts';
import { ExactDecimal, isDecimalText } from '../exact-decimal.ts';
import type { ScalarType, TypeScope } from '../expression/check.ts';
import { checkExpression } from '../expression/check.ts';
import { ExpressionError } from '../expression/error.ts';
import { ownRow, readsOtherPeriods, reservedNames } from '../expression/node.ts';
import { parseExpression } from '../expression/parse.ts';
import { onceEach } from '../once-each.ts';
import { findCircles } from './circles.ts';
import { awaitedByCondition, placedConditions, type Conditional } from './conditional.ts';
import { fixedIssues } from './fixed-issues.ts';
import { gridIssues } from './grid-issues.ts';
import { blocksOf, placedCodes, placedElements, placedRegisters, placedRetired } from './placed-parts.ts';
import { toleranceIssues } from './tolerance-issues.ts';
import { scalarTypeOf, typeOfRow } from './type-scope.ts';
import { unitFilters } from './unit-filters.ts';
import { unitIssues } from './unit-issues.ts';
import { dimensionJudgedBy, dimensionsOf } from './breakdown.ts';
import type { DataElement, FormBlock, FormDefinition, Register, ValidationRule } from './definition.ts';
import { isNumeric, isWorkedOut, registersOf } from './definition.ts';
import { NamesOfForm } from './names-of-form.ts';
import {
  codesNamedNow,
  codesReadOfOthers,
  nobodyElse,
  readableExpression,
  type NamesOfOthers,
} from './names-of-others.ts';
import {
  issuesWithin,
  placed,
  repeated,
  unknownReference,
  type DefinitionIssue,
  type DefinitionPath,
  type Placed,
} from './definition-issue.ts';

/**
 * What a form's shape can't say: what is wrong with its meaning, nothing when it is right.
 *
 * @param others what it may name of other forms, its own among them
 */
export function findFormIssues(form: FormDefinition, others: NamesOfOthers = nobodyElse): readonly DefinitionIssue[] {
  // What reads other forms is right or wrong by them, too.
  return codesReadOfOthers(form).size === 0 ? ownIssues(form) : issuesAmong(form, others);
}

const ownIssues = onceEach((form: FormDefinition) => issuesAmong(form, nobodyElse));

function issuesAmong(form: FormDefinition, others: NamesOfOthers): readonly DefinitionIssue[] {
  const elements = placedElements(form);
  const registers = placedRegisters(form);
  const names = new NamesOfForm(form, others);
  return [
    ...repeated('section', placed(form.sections, ['sections'])),
    ...repeated('element or register', placedCodes(form)),
    ...retiredColumns(form),
    ...repeated('rule', placed(form.rules, ['rules'])),
    ...elements.flatMap(({ item, path }) => issuesWithin(path, elementIssues(item))),
    ...registers.flatMap(({ item, path }) => issuesWithin(path, registerIssues(item))),
    ...blocksOf(form).flatMap(({ item, path }) => (item.kind === 'grid' ? issuesWithin(path, issuesOfGrid(item)) : [])),
    ...circleIssues(form, elements),
    ...partOfGroupIssues(form),
    ...elements.flatMap(({ item, path }) => issuesWithin(path, calculationIssues(item, names))),
    ...placedConditions(form).flatMap(({ item, path }) => issuesWithin(path, conditionIssues(item, names))),
    ...placed(form.rules, ['rules']).flatMap(({ item, path }) => issuesWithin(path, ruleIssues(item, names))),
  ];
}

/**
 * A form is given to a group as a whole, when it is opened. A part of it that asked for one would be another form
 * whenever the group changed.
 */
function partOfGroupIssues(form: FormDefinition): readonly DefinitionIssue[] {
  return blocksOf(form).flatMap(({ item, path }) => issuesWithin(path, groupsAsked(item)));
}

const groupsAsked = onceEach((block: FormBlock): readonly DefinitionIssue[] =>
  [...unitFilters(block, [])]
    .filter(({ filter }) => filter.group !== undefined)
    .map(({ filter: { group = '' }, path }) => ({
      code: 'definition.group_of_a_part',
      path: [...path, 'group'],
      params: { group },
      sentence: `a part of the form asks for the group ${group}`,
    })),
);

const issuesOfGrid = onceEach(gridIssues);
const elementIssues = onceEach(judgeElement);
const registerIssues = onceEach(judgeRegister);

/** Of a register that is still asked a retired column is none of those that it has. */
function retiredColumns(form: FormDefinition): readonly DefinitionIssue[] {
  const asked = new Map(registersOf(form).map((register) => [register.code, register]));
  return placedRetired(form).registers.flatMap(({ item, path }) => {
    const live = asked.get(item.code)?.columns ?? [];
    return repeated(`column of ${item.code}`, [...placed(live, []), ...placed(item.columns, [...path, 'columns'])]);
  });
}

function judgeElement(element: DataElement): readonly DefinitionIssue[] {
  const { code, type, options, dimension, min, max } = element;
  const crossedBy = placed(element.crossedBy ?? [], ['crossedBy']);
  const issues = [
    ...repeated(`option of ${code}`, placed(options ?? [], ['options'])),
    ...repeated(`option of ${code}`, [
      ...placed(dimension?.options ?? [], ['dimension', 'options']),
      ...crossedBy.flatMap(({ item, path }) => placed(item.options, [...path, 'options'])),
    ]),
    ...repeated(`dimension of ${code}`, [
      ...(dimension ? [{ item: dimension, path: ['dimension'] }] : []),
      ...crossedBy,
    ]),
    ...repeated(`reason of ${code}`, placed(element.notApplicable ?? [], ['notApplicable'])),
    ...reservedCode(code),
  ];
  const refuse = (isWrong: boolean, found: Unfit, key: string, sentence: string, params = {}): void => {
    if (isWrong)
      issues.push({ code: `definition.${found}`, path: [key], params, sentence: `${code}: ${sentence}` } as const);
  };
  refuse(
    (type === 'choice') !== (options?.length ?? 0) > 0,
    'options_unfit',
    'options',
    'a choice has options, and nothing else has',
  );
  refuse(
    element.decimals !== undefined && (!isNumeric(type) || type === 'integer'),
    'decimals_unfit',
    'decimals',
    'decimals belong to decimal numbers',
  );
  refuse(
    dimension !== undefined && !isNumeric(type) && type !== 'boolean',
    'dimension_unfit',
    'dimension',
    'only numbers and questions are broken down',
  );
  refuse(
    element.crossedBy !== undefined && (dimension === undefined || element.fromSensitiveRegister !== undefined),
    'crossing_unfit',
    'crossedBy',
    'only what is broken down is crossed, and no count of a register',
  );
  refuse(
    element.countsPersons === true && type !== 'integer',
    'persons_unfit',
    'countsPersons',
    'persons are counted in whole numbers',
  );
  refuse(
    element.flow === 'flow' && ['boolean', 'choice', 'date'].includes(type),
    'flow_unfit',
    'flow',
    'only numbers and texts can be a flow',
  );
  refuse(
    element.fromSensitiveRegister !== undefined && type !== 'integer',
    'register_count_unfit',
    'fromSensitiveRegister',
    'a sensitive register gives counts',
  );
  refuse(
    element.calculated !== undefined && ['narrative', 'attachment'].includes(type),
    'calculated_unfit',
    'calculated',
    'a narrative or file can’t be calculated',
  );
  refuse(
    element.takenFrom !== undefined &&
      (element.calculated !== undefined || element.fromSensitiveRegister !== undefined || type === 'attachment'),
    'taken_unfit',
    'takenFrom',
    'what is taken from another form is neither calculated nor counted, and no file',
  );
  refuse(
    element.prefilledFrom !== undefined &&
      (isWorkedOut(element) || element.fromSensitiveRegister !== undefined || type === 'attachment'),
    'prefill_unfit',
    'prefilledFrom',
    'what nobody types isn’t filled in from another programme, nor is a file',
  );
  for (const [key, limit] of Object.entries({ min, max })) {
    if (limit === undefined) continue;
    const params = { limit };
    if (isNumeric(type))
      refuse(!isDecimalText(limit), 'limit_not_a_number', key, `limit ${limit} is not a number`, params);
    else if (type === 'date')
      refuse(!isCalendarDate(limit), 'limit_not_a_date', key, `limit ${limit} is not a date`, params);
    else refuse(true, 'limit_unfit', key, 'limits belong to numbers and dates');
  }
  issues.push(...unitIssues(element), ...fixedIssues(element));
  refuse(isCrossed(element), 'limits_crossed', 'max', 'no answer lies within its limits', { min, max });
  return issues;
}

type Unfit =
  | 'options_unfit'
  | 'decimals_unfit'
  | 'dimension_unfit'
  | 'crossing_unfit'
  | 'persons_unfit'
  | 'flow_unfit'
  | 'register_count_unfit'
  | 'calculated_unfit'
  | 'taken_unfit'
  | 'prefill_unfit'
  | 'limit_not_a_number'
  | 'limit_not_a_date'
  | 'limit_unfit'
  | 'limits_crossed';

/** Whatever is answered would be refused. */
function isCrossed({ type, min, max }: DataElement): boolean {
  if (min === undefined || max === undefined) return false;
  if (!isNumeric(type)) return min > max;
  return isDecimalText(min) && isDecimalText(max) && new ExactDecimal(min).greaterThan(max);
}

function reservedCode(code: string): readonly DefinitionIssue[] {
  if (!reservedNames.has(code)) return [];
  const sentence = `${code}: the code is a reserved word`;
  return [{ code: 'definition.code_reserved', path: ['code'], params: { code }, sentence }];
}

function judgeRegister(register: Register): readonly DefinitionIssue[] {
  const { code } = register;
  const columns = placed(register.columns, ['columns']);
  return [
    ...reservedCode(code),
    ...repeated(`column of ${code}`, columns),
    ...columns
      .filter(
        ({ item }) =>
          item.dimension ?? item.calculated ?? item.takenFrom ?? item.fromSensitiveRegister ?? item.prefilledFrom,
      )
      .map(({ item, path }) => ({
        code: 'definition.column_unfit' as const,
        path,
        params: { code: item.code },
        sentence: `${code}.${item.code}: a column is neither disaggregated nor calculated`,
      })),
    ...columns.flatMap(({ item, path }) => issuesWithin(path, elementIssues(item))),
    ...(register.columns.some((column) => column.required && column.when === undefined)
      ? []
      : [
          {
            code: 'definition.column_required' as const,
            path: ['columns'],
            params: {},
            sentence: `${code}: at least one column is always required`,
          },
        ]),
  ];
}

function calculationIssues(element: DataElement, names: NamesOfForm): readonly DefinitionIssue[] {
  if (element.calculated === undefined) return [];
  return typeIssues(
    `calculated ${element.code}`,
    { item: element.calculated, path: ['calculated'] },
    names.scope(dimensionsOf(element)),
    scalarTypeOf(element),
  );
}

/** A condition is judged on every board, of drafts: by what is typed, and by nothing that must be worked out first. */
function conditionIssues({ code, when, within }: Conditional, names: NamesOfForm): readonly DefinitionIssue[] {
  const scope = within ? new Map(names.ownScope).set(ownRow, typeOfRow(within)) : names.ownScope;
  const issues = typeIssues(`when ${code}`, { item: when, path: ['when'] }, scope, 'boolean');
  if (issues.length > 0) return issues;
  const read = parseExpression(when);
  const calculated = [...read.names].find((name) => {
    const element = names.elements.get(name);
    return element !== undefined && isWorkedOut(element);
  });
  if (calculated === undefined && !readsOtherPeriods(read.root)) return [];
  return [
    {
      code: 'definition.condition_reads_more',
      path: ['when'],
      params: { code },
      sentence: `when ${code}: a condition reads what is typed into the same form in the same period`,
    },
  ];
}

function ruleIssues(rule: ValidationRule, names: NamesOfForm): readonly DefinitionIssue[] {
  const dimension = dimensionJudgedBy(rule, names.elements.get(rule.elements[0] ?? ''));
  return [
    ...placed(rule.elements, ['elements'])
      .filter(({ item }) => !names.codes.has(item))
      .map(({ item, path }) => unknownReference(path, item, `rule ${rule.code}: there is no ${item}`)),
    ...(rule.perOption !== undefined && rule.perOption !== false && !dimension
      ? [
          {
            code: 'definition.no_options_to_judge' as const,
            path: ['perOption'],
            params: {},
            sentence: `rule ${rule.code}: its first element has no options to be judged by`,
          },
        ]
      : []),
    ...toleranceIssues(rule),
    ...typeIssues(
      `rule ${rule.code}`,
      { item: rule.expression, path: ['expression'] },
      names.scope(dimension ? [dimension] : []),
      'boolean',
    ),
  ];
}

const wrongResult = {
  number: 'definition.result_not_a_number',
  boolean: 'definition.result_not_yes_or_no',
  string: 'definition.result_not_a_text',
} as const satisfies Record<ScalarType, string>;

function typeIssues(
  what: string,
  { item: source, path }: Placed<string>,
  scope: TypeScope,
  wanted: ScalarType,
): readonly DefinitionIssue[] {
  try {
    const type = checkExpression(parseExpression(source), scope);
    if (type === wanted) return [];
    return [{ code: wrongResult[wanted], path, params: {}, sentence: `${what}: the result is not a ${wanted}` }];
  } catch (error) {
    if (error instanceof ExpressionError) return [expressionIssue(what, path, error)];
    throw error;
  }
}

function expressionIssue(what: string, path: DefinitionPath, error: ExpressionError): DefinitionIssue {
  return {
    code: `definition.expression_${error.code}`,
    path,
    params: { detail: error.detail },
    sentence: `${what}: ${error.message}`,
  };
}

function circleIssues(form: FormDefinition, elements: readonly Placed<DataElement>[]): readonly DefinitionIssue[] {
  const calculated = elements.filter(({ item }) => item.calculated !== undefined);
  const conditions = placedConditions(form);
  const steps = new Map<string, readonly string[]>(
    calculated.map(({ item }) => [item.code, codesNamedNow(item.calculated)]),
  );
  const registers = new Map(registersOf(form).map((register) => [register.code, register]));
  for (const { item } of conditions) {
    const read = readableExpression(item.when);
    const awaited = read ? awaitedByCondition(item, read.names, read.ownColumns, registers) : [];
    steps.set(item.code, [...(steps.get(item.code) ?? []), ...awaited]);
  }
  const circles = findCircles(steps);
  return [
    ...calculated.map(({ item, path }) => ({ code: item.code, path, key: 'calculated' })),
    ...conditions
      .filter(({ item }) => item.element?.calculated === undefined)
      .map(({ item, path }) => ({ code: item.code, path, key: 'when' })),
  ]
    .filter(({ code }) => circles.has(code))
    .map(({ path, code, key }) => ({
      code: 'definition.circular' as const,
      path: [...path, key],
      params: { code },
      sentence: `${code} is calculated from itself`,
    }));
}
