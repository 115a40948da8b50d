import {
  elementsOf,
  localize,
  operandsOfCondition,
  registersOf,
  type FormDefinition,
  type Locale,
} from '@huibao/domain';
import { words } from './words.ts';

/** On what it depends whether an element or a register is asked, by its name; empty of what always is. */
export function askedByText(form: FormDefinition, code: string, locale: Locale): string {
  const asked = new Set(operandsOfCondition(form, code));
  if (asked.size === 0) return '';
  const labels = [...elementsOf(form), ...registersOf(form)]
    .filter((one) => asked.has(one.code))
    .map(({ label }) => localize(label, locale));
  const [opening, closing, comma] = locale === 'en' ? ['“', '”', ', '] : ['“', '”', '、'];
  return localize(words.askedBy, locale) + labels.map((label) => `${opening}${label}${closing}`).join(comma);
}
