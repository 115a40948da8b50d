import { isDecimalText } from '../exact-decimal.ts';
import type { ExpressionType, ScalarType, TypeScope } from '../expression/check.ts';
import { checkExpression } from '../expression/check.ts';
import { ExpressionError } from '../expression/error.ts';
import { reservedNames } from '../expression/node.ts';
import { parseExpression } from '../expression/parse.ts';
import type { DataElement, FormDefinition, Register, ValidationRule } from './definition.ts';
import { elementsOf, isNumeric, registersOf } from './definition.ts';

/** What a form's shape can't say: the sentences of what is wrong with its meaning, none when it is right. */
export function checkFormMeaning(form: FormDefinition): readonly string[] {
  const elements = elementsOf(form);
  const registers = registersOf(form);
  return [
    ...repeated(
      'section',
      form.sections.map((section) => section.code),
    ),
    ...repeated(
      'element or register',
      [...elements, ...registers].map((item) => item.code),
    ),
    ...repeated(
      'rule',
      form.rules.map((rule) => rule.code),
    ),
    ...elements.flatMap(checkElement),
    ...registers.flatMap(checkRegister),
    ...checkCircles(elements),
    ...elements.flatMap((element) => checkCalculation(form, element)),
    ...form.rules.flatMap((rule) => checkRule(form, rule)),
  ];
}

/** Types of everything that an expression of the form may name, while an option of `dimension` is chosen or none is. */
export function typeScopeOf(form: FormDefinition, dimension: string | null): TypeScope {
  const scope = new Map<string, ExpressionType>();
  for (const element of elementsOf(form)) {
    const type = scalarTypeOf(element);
    const isList = element.dimension && element.dimension.code !== dimension && type !== 'number';
    scope.set(element.code, isList ? { list: type } : type);
  }
  for (const register of registersOf(form)) {
    scope.set(register.code, {
      list: { row: new Map(register.columns.map((column) => [column.code, scalarTypeOf(column)])) },
    });
  }
  return scope;
}

function scalarTypeOf(element: DataElement): ScalarType {
  if (isNumeric(element.type)) return 'number';
  return element.type === 'boolean' ? 'boolean' : 'string';
}

function checkElement(element: DataElement): readonly string[] {
  const { code, type, options, dimension, min, max } = element;
  const issues = [
    ...repeated(
      `option of ${code}`,
      (options ?? []).map((option) => option.code),
    ),
    ...repeated(
      `option of ${code}`,
      (dimension?.options ?? []).map((option) => option.code),
    ),
    ...repeated(
      `reason of ${code}`,
      (element.notApplicable ?? []).map((option) => option.code),
    ),
  ];
  const refuse = (isWrong: boolean, sentence: string): void => {
    if (isWrong) issues.push(`${code}: ${sentence}`);
  };
  refuse(reservedNames.has(code), 'the code is a reserved word');
  refuse((type === 'choice') !== (options?.length ?? 0) > 0, 'a choice has options, and nothing else has');
  refuse(
    element.decimals !== undefined && (!isNumeric(type) || type === 'integer'),
    'decimals belong to decimal numbers',
  );
  refuse(
    dimension !== undefined && !isNumeric(type) && type !== 'boolean',
    'only numbers and questions are broken down',
  );
  refuse(element.countsPersons === true && type !== 'integer', 'persons are counted in whole numbers');
  refuse(
    element.flow === 'flow' && ['boolean', 'choice', 'date'].includes(type),
    'only numbers and texts can be a flow',
  );
  refuse(element.fromSensitiveRegister !== undefined && type !== 'integer', 'a sensitive register gives counts');
  refuse(
    element.calculated !== undefined && ['narrative', 'attachment'].includes(type),
    'a narrative or file can’t be calculated',
  );
  for (const limit of [min, max])
    refuse(limit !== undefined && isNumeric(type) && !isDecimalText(limit), `limit ${limit} is not a number`);
  refuse(
    (min !== undefined || max !== undefined) && !isNumeric(type) && type !== 'date',
    'limits belong to numbers and dates',
  );
  return issues;
}

function checkRegister(register: Register): readonly string[] {
  const unfit = register.columns.filter(
    (column) => column.dimension ?? column.calculated ?? column.fromSensitiveRegister,
  );
  return [
    ...repeated(
      `column of ${register.code}`,
      register.columns.map((column) => column.code),
    ),
    ...unfit.map((column) => `${register.code}.${column.code}: a column is neither disaggregated nor calculated`),
    ...register.columns.flatMap(checkElement),
    ...(register.columns.some((column) => column.required)
      ? []
      : [`${register.code}: at least one column is required`]),
  ];
}

function checkCalculation(form: FormDefinition, element: DataElement): readonly string[] {
  if (element.calculated === undefined) return [];
  return checkTyped(
    `calculated ${element.code}`,
    element.calculated,
    typeScopeOf(form, element.dimension?.code ?? null),
    scalarTypeOf(element),
  );
}

function checkRule(form: FormDefinition, rule: ValidationRule): readonly string[] {
  const elements = elementsOf(form);
  const known = new Set([
    ...elements.map((element) => element.code),
    ...registersOf(form).flatMap((register) => [
      register.code,
      ...register.columns.map((column) => `${register.code}.${column.code}`),
    ]),
  ]);
  const dimension = rule.perOption
    ? elements.find((element) => element.code === rule.elements[0])?.dimension
    : undefined;
  return [
    ...rule.elements.filter((code) => !known.has(code)).map((code) => `rule ${rule.code}: there is no ${code}`),
    ...(rule.perOption && !dimension ? [`rule ${rule.code}: its first element has no options to be judged by`] : []),
    ...checkTyped(`rule ${rule.code}`, rule.expression, typeScopeOf(form, dimension?.code ?? null), 'boolean'),
  ];
}

function checkTyped(what: string, source: string, scope: TypeScope, wanted: ScalarType): readonly string[] {
  try {
    const type = checkExpression(parseExpression(source), scope);
    return type === wanted ? [] : [`${what}: the result is not a ${wanted}`];
  } catch (error) {
    if (error instanceof ExpressionError) return [`${what}: ${error.message}`];
    throw error;
  }
}

function checkCircles(elements: readonly DataElement[]): readonly string[] {
  const operands = new Map(elements.map((element) => [element.code, operandsOf(element)]));
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (operands.get(from) ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
  return elements
    .filter((element) => reaches(element.code, element.code, new Set()))
    .map((element) => `${element.code} is calculated from itself`);
}

/** Names of this term's cells: earlier terms can't close a circle. */
function operandsOf(element: DataElement): readonly string[] {
  if (element.calculated === undefined) return [];
  try {
    return [...parseExpression(element.calculated).names];
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}

export function repeated(what: string, codes: readonly string[]): readonly string[] {
  return [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))].map(
    (code) => `${what} ${code} is there twice`,
  );
}
