import { decidedBy, localize, type FormDefinition, type Locale } from '@huibao/domain';
import { words } from './words.ts';

/** On what it depends whether an element, a register or a column is asked, by its name; empty of what always is. */
export function askedByText(form: FormDefinition, code: string, locale: Locale): string {
  const labels = decidedBy(form, code).map((label) => `“${localize(label, locale)}”`);
  return labels.length === 0 ? '' : localize(words.askedBy, locale) + labels.join(locale === 'en' ? ', ' : '、');
}
