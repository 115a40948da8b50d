import {
  collectedElements,
  keysWithin,
  operandsOf,
  type IndicatorDefinition,
  type IndicatorIssue,
} from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';

/** Why an indicator's figure can't be worked out as things stand (口径失效). */
export type IndicatorGap = Pick<IndicatorIssue, 'code' | 'params'>;

/**
 * What an indicator asks for that no form of the edition collects any more, if there is such a thing: it is a marked
 * gap by itself, and the figures of all others stand.
 */
export function gapOf(edition: Edition, { operator }: Pick<IndicatorDefinition, 'operator'>): IndicatorGap | null {
  const elements = elementsOf(edition);
  const isList = operator.op === 'list' || operator.op === 'distinct';
  for (const { element, keys = [] } of isList ? [{ element: operator.of.element, keys: [] }] : operandsOf(operator)) {
    const found = elements.get(element);
    if (!found || !edition.elementIds.has(element)) return { code: 'indicator.element_unknown', params: { element } };
    const option = keys.find((key) => keysWithin(found, key).length === 0);
    if (option !== undefined) return { code: 'indicator.option_unknown', params: { element, option } };
  }
  return null;
}

const known = new WeakMap<readonly unknown[], ReturnType<typeof collectedElements>>();

/** Forms of an edition never change: gathered once, of every issue that somebody may have answered. */
export function elementsOf({ issues }: Edition): ReturnType<typeof collectedElements> {
  const elements =
    known.get(issues) ??
    collectedElements({ forms: issues.flatMap(({ forms }) => forms.map((form) => form.definition)) });
  known.set(issues, elements);
  return elements;
}
