import { namesOfForms } from '@huibao/domain';
import { faultsOfPart, formsOf, isInheritedForm, type DraftParts } from '@huibao/domain/designing';
import { useDeferredValue, useMemo } from 'react';

/** What is wrong with each form of the draft's own, worked out after what was typed has been drawn. */
export function useFaults(parts: DraftParts): ReadonlyMap<string, ReturnType<typeof faultsOfPart>> {
  const settled = useDeferredValue(parts);
  return useMemo(() => {
    const forms = formsOf(settled);
    const names = namesOfForms(forms.map(([, form]) => form));
    return new Map(
      forms
        .filter(([part]) => !isInheritedForm(settled, part))
        .map(([part, form]) => [part, faultsOfPart(part, form, names)] as const),
    );
  }, [settled]);
}
