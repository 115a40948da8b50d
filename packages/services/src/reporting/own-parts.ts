import { levelOfCode, type DeliveredAddition, type TenantKind } from '@huibao/domain';
import type { Report } from './report.repository.ts';

/**
 * What the report's level has added of its own, by name: the superior sees that it is there, not what it holds. A form
 * that is asked no more is none of it. Of paragraphs in its own words their section is named.
 */
export function ownParts(
  { edition, frozen }: Report,
  { tenantId, level }: { readonly tenantId: number; readonly level: TenantKind },
): readonly DeliveredAddition[] {
  const isOwn = ({ code }: { readonly code: string }): boolean => levelOfCode(code) === level;
  const reworded = new Set(edition.reworded?.get(tenantId));
  const sections = frozen?.sections ?? [];
  const named = (part: 'section' | 'wording') => (section: { readonly code: string; readonly heading: string }) => ({
    part,
    code: section.code,
    label: { zh: section.heading, en: section.heading },
  });
  const forms = edition.forms.filter((form) => !form.isRetired).map((form) => form.definition);
  return [
    ...forms.filter(isOwn).map(({ code, title }) => ({ part: 'form' as const, code, label: title })),
    ...edition.indicators.filter(isOwn).map(({ code, label }) => ({ part: 'indicator' as const, code, label })),
    ...sections.filter(isOwn).map(named('section')),
    ...sections.filter(({ code }) => reworded.has(code)).map(named('wording')),
  ];
}
