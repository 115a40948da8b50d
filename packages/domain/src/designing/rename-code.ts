import { holdsElements, type FormBlock, type FormDefinition } from '../form/definition.ts';
import type { IndicatorDefinition, Term } from '../indicator/definition.ts';
import { codesReadOfOthers } from '../form/names-of-others.ts';
import { formsOf } from './codes-of-draft.ts';
import type { DraftParts } from './draft-parts.ts';
import { renameInExpression } from './rename-in-expression.ts';

/**
 * The parts that change where an element or a register of a form is called otherwise: the form itself, with its
 * calculations and rules, other forms that read it, and the indicators. They are saved together or not at all.
 */
export function renameCode(parts: DraftParts, name: string, from: string, to: string): DraftParts {
  const form = parts.get(name) as FormDefinition;
  const { indicators } = parts.get('indicators.json') as { readonly indicators: readonly IndicatorDefinition[] };
  const names = new Map([[from, to]]);
  const renamed = indicators.map((indicator) => renameInIndicator(indicator, (code) => renamedCode(code, names)));
  const isRead = renamed.some((indicator, index) => indicator !== indicators[index]);
  const readers = formsOf(parts).filter(([part, other]) => part !== name && codesReadOfOthers(other).has(from));
  return new Map<string, unknown>([
    [name, renameInForm(form, names)],
    ...readers.map(([part, other]) => [part, renameInForm(other, names)] as const),
    ...(isRead ? [['indicators.json', { indicators: renamed }] as const] : []),
  ]);
}

/** All names in one pass: a form has hundreds of them. */
export function renameInForm(form: FormDefinition, names: ReadonlyMap<string, string>): FormDefinition {
  return {
    ...form,
    sections: form.sections.map((section) => ({ ...section, blocks: renameInBlocks(section.blocks, names) })),
    rules: form.rules.map((rule) => ({
      ...rule,
      expression: renameInExpression(rule.expression, names),
      elements: rule.elements.map((code) => renamedCode(code, names)),
    })),
    ...(form.retired ? { retired: renameInBlocks(form.retired, names) } : {}),
  };
}

export function renameInBlocks(blocks: readonly FormBlock[], names: ReadonlyMap<string, string>): readonly FormBlock[] {
  const expression = <Key extends 'calculated' | 'when'>(of: { readonly [K in Key]?: string }, key: Key) =>
    of[key] === undefined ? {} : { [key]: renameInExpression(of[key], names) };
  return blocks.map((block) =>
    holdsElements(block)
      ? {
          ...block,
          elements: block.elements.map((element) => ({
            ...element,
            code: renamedCode(element.code, names),
            ...expression(element, 'calculated'),
            ...(element.takenFrom === undefined ? {} : { takenFrom: renamedCode(element.takenFrom, names) }),
            ...expression(element, 'when'),
          })),
        }
      : {
          ...block,
          register: {
            ...block.register,
            code: renamedCode(block.register.code, names),
            ...expression(block.register, 'when'),
            columns: block.register.columns.map((column) => ({ ...column, ...expression(column, 'when') })),
          },
        },
  );
}

/** @param codeOf what a code is called now */
export function renameInIndicator(
  indicator: IndicatorDefinition,
  codeOf: (code: string) => string,
): IndicatorDefinition {
  const operator = Object.entries(indicator.operator).map(([key, value]) => {
    if (typeof value !== 'object') return [key, value] as const;
    const term = value as Term;
    const element = codeOf(term.element);
    return [key, element === term.element ? value : { ...term, element }] as const;
  });
  const isSame = operator.every(([key, value]) => indicator.operator[key as 'op'] === value);
  return isSame
    ? indicator
    : { ...indicator, operator: Object.fromEntries(operator) as unknown as IndicatorDefinition['operator'] };
}

/** Of a register’s columns, too (`register.column`). */
function renamedCode(code: string, names: ReadonlyMap<string, string>): string {
  const [owner = '', column] = code.split('.');
  const to = names.get(owner) ?? owner;
  return column === undefined ? to : `${to}.${column}`;
}
