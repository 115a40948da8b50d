import type { FormDefinition } from '../form/definition.ts';
import type { IndicatorDefinition, Term } from '../indicator/definition.ts';
import type { DraftParts } from './draft-parts.ts';
import { renameInExpression } from './rename-in-expression.ts';

/**
 * The parts that change where an element or a register of a form is called otherwise: the form itself, with its
 * calculations and rules, and the indicators that read it. They are saved together or not at all.
 */
export function renameCode(parts: DraftParts, name: string, from: string, to: string): DraftParts {
  const form = parts.get(name) as FormDefinition;
  const { indicators } = parts.get('indicators.json') as { readonly indicators: readonly IndicatorDefinition[] };
  const renamed = indicators.map((indicator) => renameInIndicator(indicator, from, to));
  const isRead = renamed.some((indicator, index) => indicator !== indicators[index]);
  return new Map<string, unknown>([
    [name, renameInForm(form, from, to)],
    ...(isRead ? [['indicators.json', { indicators: renamed }] as const] : []),
  ]);
}

export function renameInForm(form: FormDefinition, from: string, to: string): FormDefinition {
  const code = (one: string): string => renamedCode(one, from, to);
  const expression = <Key extends 'calculated' | 'when'>(of: { readonly [K in Key]?: string }, key: Key) =>
    of[key] === undefined ? {} : { [key]: renameInExpression(of[key], from, to) };
  const blocks = (list: FormDefinition['sections'][number]['blocks']) =>
    list.map((block) =>
      block.kind === 'fields'
        ? {
            ...block,
            elements: block.elements.map((element) => ({
              ...element,
              code: code(element.code),
              ...expression(element, 'calculated'),
              ...expression(element, 'when'),
            })),
          }
        : {
            ...block,
            register: {
              ...block.register,
              code: code(block.register.code),
              ...expression(block.register, 'when'),
            },
          },
    );
  return {
    ...form,
    sections: form.sections.map((section) => ({ ...section, blocks: blocks(section.blocks) })),
    rules: form.rules.map((rule) => ({
      ...rule,
      expression: renameInExpression(rule.expression, from, to),
      elements: rule.elements.map(code),
    })),
    ...(form.retired ? { retired: blocks(form.retired) } : {}),
  };
}

function renameInIndicator(indicator: IndicatorDefinition, from: string, to: string): IndicatorDefinition {
  const operator = Object.entries(indicator.operator).map(([key, value]) => {
    if (typeof value !== 'object') return [key, value] as const;
    const term = value as Term;
    const element = renamedCode(term.element, from, to);
    return [key, element === term.element ? value : { ...term, element }] as const;
  });
  const isSame = operator.every(([key, value]) => indicator.operator[key as 'op'] === value);
  return isSame
    ? indicator
    : { ...indicator, operator: Object.fromEntries(operator) as unknown as IndicatorDefinition['operator'] };
}

/** Of a register's columns, too (`register.column`). */
function renamedCode(code: string, from: string, to: string): string {
  if (code === from) return to;
  return code.startsWith(`${from}.`) ? `${to}${code.slice(from.length)}` : code;
}
