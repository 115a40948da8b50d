import {
  elementsOf,
  localize,
  operandsOfCondition,
  registersOf,
  type FormDefinition,
  type Locale,
} from '@huibao/domain';

/** Names of what decides whether an element or a register is asked; none where it always is. */
export function askedBy(form: FormDefinition, code: string, locale: Locale): readonly string[] {
  const names = new Set(operandsOfCondition(form, code));
  if (names.size === 0) return [];
  return [...elementsOf(form), ...registersOf(form)]
    .filter((one) => names.has(one.code))
    .map(({ label }) => `“${localize(label, locale)}”`);
}
