import { placed, type DefinitionPath } from '../form/definition-issue.ts';
import type { FormDefinition } from '../form/definition.ts';
import { placedElements, placedRegisters } from '../form/placed-parts.ts';
import { formFileName } from './form-file.ts';
import { pathOf } from './refusal.ts';

/** A code that a package gives to something, with its place. */
export interface PlacedCode {
  readonly code: string;
  readonly file: string;
  readonly path: string;
}

/** Of forms, and of what facts are kept of; a form's sections, rules and columns are known within it alone. */
export function codesOfForms(forms: readonly FormDefinition[]): readonly PlacedCode[] {
  return forms.flatMap((form) => {
    const file = formFileName(form.code);
    return [
      { code: form.code, file, path: '$.code' },
      ...[...placedElements(form), ...placedRegisters(form)].map(({ item: { code }, path }) => ({
        code,
        file,
        path: pathOf([...path, 'code']),
      })),
    ];
  });
}

export function codesIn(
  file: string,
  items: readonly { readonly code: string }[],
  path: DefinitionPath,
): readonly PlacedCode[] {
  return placed(items, path).map(({ item: { code }, path: at }) => ({ code, file, path: pathOf([...at, 'code']) }));
}
