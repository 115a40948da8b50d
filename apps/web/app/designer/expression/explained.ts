import {
  columnCode,
  elementsOf,
  registersOf,
  type DataElement,
  type ExplainedExpression,
  type FormDefinition,
  type Register,
  type ValidationRule,
} from '@huibao/domain';
import { valueAt, type PartPath } from '@huibao/domain/designing';
import { codesRead } from './use-marked-cells.ts';

/** An expression of the chosen piece, as it is written. */
export interface WrittenExpression extends ExplainedExpression {
  readonly source: string;
}

/**
 * What is chosen and can be tried: a rule, or what a question or a register is calculated or asked by. Nothing of what
 * isn't there, or not yet.
 */
export function explainedAt(form: FormDefinition, path: PartPath): readonly WrittenExpression[] {
  if (path[0] === 'retired') return [];
  const item = valueAt(form, path);
  const rule = ruleAt(form, path);
  if (rule) return [{ of: 'rule', code: rule.code, source: rule.expression }];
  if (path.at(-2) === 'columns') {
    const register = valueAt(form, path.slice(0, -2)) as Register | undefined;
    const column = item as DataElement | undefined;
    if (!register || column?.when === undefined) return [];
    return [{ of: 'when', code: columnCode(register, column), source: column.when }];
  }
  const isElement = path.at(-2) === 'elements';
  const asked = isElement
    ? (item as DataElement | undefined)
    : (item as { readonly register?: Register } | undefined)?.register;
  if (!asked) return [];
  const { code, when } = asked;
  const calculated = 'calculated' in asked ? asked.calculated : undefined;
  return [
    ...(calculated === undefined ? [] : [{ of: 'calculated' as const, code, source: calculated }]),
    ...(when === undefined ? [] : [{ of: 'when' as const, code, source: when }]),
  ];
}

/** The form that is tried is drawn a moment after the one that is edited: it may not have what was just added. */
function ruleAt(form: FormDefinition, path: PartPath): ValidationRule | undefined {
  return path[0] === 'rules' && path.length === 2 ? form.rules[Number(path[1])] : undefined;
}

/** The section in which a rule is tried: the first that has something of what it reads. */
export function sectionOfRule(form: FormDefinition, path: PartPath): number {
  const rule = ruleAt(form, path);
  if (!rule) return 0;
  const { expression, elements } = rule;
  const named = codesRead(expression);
  const read = named.size > 0 ? named : new Set(elements);
  const found = form.sections.findIndex((section) =>
    [...elementsOf({ ...form, sections: [section] }), ...registersOf({ ...form, sections: [section] })].some(
      ({ code }) => read.has(code),
    ),
  );
  return Math.max(0, found);
}
