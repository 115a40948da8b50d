import { isOn, partsOfIndicators, templateWithout } from '@huibao/domain';
import type { Edition } from './edition.repository.ts';

/**
 * An edition as it is where these of its parts are switched on: without the forms, indicators and sentences of the
 * others. How issues ask stays known of all: what was asked once is read by what it was handed in under.
 */
export function withParts(edition: Edition, parts: readonly string[]): Edition {
  const on = new Set(edition.programmeParts.map(({ code }) => code).filter((code) => parts.includes(code)));
  const partOf = partsOfIndicators(edition);
  const off = new Set([...partOf].flatMap(([code, part]) => (part === undefined || on.has(part) ? [] : [code])));
  return {
    ...edition,
    // What an earlier year had, and this one hasn’t, isn’t carried into it.
    parts: parts.filter((code) => on.has(code)),
    forms: edition.forms.filter(({ definition }) => isOn(definition, on)),
    indicatorGroups: edition.indicatorGroups.filter((group) => isOn(group, on)),
    indicators: edition.indicators.filter(({ code }) => !off.has(code)),
    template: templateWithout(edition.template, off),
  };
}
