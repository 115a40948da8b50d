import { placedElements } from '../form/placed-parts.ts';
import { placedConditions, type Conditional } from '../form/conditional.ts';
import { readableExpression } from '../form/names-of-others.ts';
import { placed } from '../form/definition-issue.ts';
import type { IndicatorDefinition } from '../indicator/definition.ts';
import type { Localized } from '../localized.ts';
import { formsOf } from './codes-of-draft.ts';
import type { DraftParts } from './draft-parts.ts';
import type { PartPath } from './place-in-part.ts';
import { isRead } from './rename-in-expression.ts';

/** Something that reads an element or a register, and where it stands. */
export interface CodeUse {
  readonly kind: 'calculated' | 'taken' | 'condition' | 'rule' | 'indicator';
  readonly part: string;
  readonly path: PartPath;
  readonly label: Localized;
}

/** Whether it is a column of the row that the condition reads. */
function isOwnColumn({ within, when }: Conditional, code: string): boolean {
  const [register, column = ''] = code.split('.');
  return within?.code === register && readableExpression(when)?.ownColumns.has(column) === true;
}

/** What an element or a register feeds. */
export function usesOfCode(parts: DraftParts, code: string): readonly CodeUse[] {
  const isMeant = (one: unknown): boolean => typeof one === 'string' && (one === code || one.startsWith(`${code}.`));
  const inForms = formsOf(parts).flatMap(([part, form]): readonly CodeUse[] => [
    ...placedElements(form)
      .filter(({ item }) => item.calculated !== undefined && isRead(item.calculated, code))
      .map(({ item, path }) => ({ kind: 'calculated' as const, part, path, label: item.label })),
    ...placedElements(form)
      .filter(({ item }) => item.takenFrom === code)
      .map(({ item, path }) => ({ kind: 'taken' as const, part, path, label: item.label })),
    ...placedConditions(form)
      .filter(({ item }) => isRead(item.when, code) || isOwnColumn(item, code))
      .map(({ item, path }) => ({ kind: 'condition' as const, part, path, label: item.label })),
    ...placed(form.rules, ['rules'])
      .filter(({ item }) => isRead(item.expression, code) || item.elements.some(isMeant))
      .map(({ item, path }) => ({ kind: 'rule' as const, part, path, label: item.message })),
  ]);
  const { indicators } = (parts.get('indicators.json') ?? { indicators: [] }) as {
    readonly indicators: readonly IndicatorDefinition[];
  };
  const inIndicators = placed(indicators, ['indicators'])
    .filter(({ item }) =>
      Object.values(item.operator).some(
        (term: unknown) => typeof term === 'object' && term !== null && 'element' in term && isMeant(term.element),
      ),
    )
    .map(({ item, path }) => ({ kind: 'indicator' as const, part: 'indicators.json', path, label: item.label }));
  return [...inForms, ...inIndicators];
}
