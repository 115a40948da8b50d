import { levelOfCode, type DeliveredAddition, type TenantKind } from '@huibao/domain';
import type { Report } from './report.repository.ts';

/**
 * What the report's level has added of its own, by name: the superior sees that it is there, not what it holds. A form
 * that is asked no more is none of it.
 */
export function ownParts({ edition, frozen }: Report, level: TenantKind): readonly DeliveredAddition[] {
  const isOwn = ({ code }: { readonly code: string }): boolean => levelOfCode(code) === level;
  const forms = edition.forms.filter((form) => !form.isRetired).map((form) => form.definition);
  return [
    ...forms.filter(isOwn).map(({ code, title }) => ({ part: 'form' as const, code, label: title })),
    ...edition.indicators.filter(isOwn).map(({ code, label }) => ({ part: 'indicator' as const, code, label })),
    ...(frozen?.sections ?? [])
      .filter(isOwn)
      .map(({ code, heading }) => ({ part: 'section' as const, code, label: { zh: heading, en: heading } })),
  ];
}
