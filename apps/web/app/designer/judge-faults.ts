import { namesOfForms } from '@huibao/domain';
import { faultsOfPart, formsOf, isInheritedForm, type DraftParts } from '@huibao/domain/designing';
import type { PackageRefusal } from '@huibao/domain/package';

export type FaultsByPart = ReadonlyMap<string, readonly PackageRefusal[]>;

/** What is wrong with each form of the draft's own. */
export function judgeFaults(parts: DraftParts): FaultsByPart {
  const forms = formsOf(parts);
  const names = namesOfForms(forms.map(([, form]) => form));
  return new Map(
    forms
      .filter(([part]) => !isInheritedForm(parts, part))
      .map(([part, form]) => [part, faultsOfPart(part, form, names)] as const),
  );
}
