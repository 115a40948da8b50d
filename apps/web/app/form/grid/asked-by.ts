import { decidedBy, localize, type FormDefinition, type Locale } from '@huibao/domain';

/** Names of what decides whether an element, a register or a column of it is asked; none where it always is. */
export function askedBy(form: FormDefinition, code: string, locale: Locale): readonly string[] {
  return decidedBy(form, code).map((label) => `“${localize(label, locale)}”`);
}
