import { codesReadOfOthers, namesOfForms, type FormDefinition } from '@huibao/domain';
import type { Edition, EditionForm } from './edition.repository.ts';

/** A form of which another reads something, with the codes that are read. */
export interface ReadForm {
  readonly form: EditionForm;
  readonly codes: ReadonlySet<string>;
}

const homes = new WeakMap<Edition, ReadonlyMap<FormDefinition, EditionForm>>();

/** The forms of which a form's rules, calculations and taken cells read something: of its owner's, or from above. */
export function formsReadBy(edition: Edition, form: FormDefinition): readonly ReadForm[] {
  const codes = codesReadOfOthers(form);
  if (codes.size === 0) return [];
  const byDefinition = homes.get(edition) ?? new Map(edition.forms.map((one) => [one.definition, one]));
  homes.set(edition, byDefinition);
  const names = namesOfForms([...byDefinition.keys()]);
  const read = Map.groupBy(codes, (code) => names.get(code)?.form);
  return [...read].flatMap(([definition, of]) => {
    const home = definition && byDefinition.get(definition);
    return home ? [{ form: home, codes: new Set(of) }] : [];
  });
}

const readers = new WeakMap<Edition, Map<string, readonly string[]>>();

/** Codes of the forms that read something of this one, in any issue by which submissions of the year may go. */
export function formsReading(edition: Edition, formCode: string): readonly string[] {
  const known = readers.get(edition) ?? new Map<string, readonly string[]>();
  readers.set(edition, known);
  const found = known.get(formCode);
  if (found) return found;
  const forms = [...edition.forms, ...edition.issues.flatMap((issue) => issue.forms)];
  const codes = new Set(
    forms
      .filter(({ definition }) => formsReadBy(edition, definition).some(({ form }) => isForm(form, formCode)))
      .map(({ definition }) => definition.code),
  );
  known.set(formCode, [...codes]);
  return [...codes];
}

function isForm({ definition }: EditionForm, formCode: string): boolean {
  return definition.code === formCode;
}
