import type { FormDefinition } from '../form/definition.ts';
import { placedCodes } from '../form/placed-parts.ts';
import { formFileName } from '../package/form-file.ts';
import { FreeCodes, freeCode, takenCodes } from './codes-of-draft.ts';
import type { DraftParts } from './draft-parts.ts';
import { recodeAsked } from './codes/rename.ts';

/** `programme.json` as it lists forms. */
interface Head {
  readonly forms: readonly string[];
}

/** What changes is saved together: a form, and the list that it stands in. A part that goes is null. */
export function addForm(parts: DraftParts, form: FormDefinition, after: string | null = null): DraftParts {
  const head = headOf(parts);
  const index = after === null ? head.forms.length : head.forms.indexOf(after) + 1;
  return new Map<string, unknown>([
    ['programme.json', { ...head, forms: head.forms.toSpliced(index, 0, form.code) }],
    [formFileName(form.code), form],
  ]);
}

export function removeForm(parts: DraftParts, code: string): DraftParts {
  const head = headOf(parts);
  return new Map<string, unknown>([
    ['programme.json', { ...head, forms: head.forms.filter((one) => one !== code) }],
    [formFileName(code), null],
  ]);
}

/** The same form once more behind it; what it asks has codes of its own, since each stands once in a programme. */
export function duplicateForm(parts: DraftParts, code: string): { readonly parts: DraftParts; readonly code: string } {
  const form = parts.get(formFileName(code)) as FormDefinition;
  const copy = freeCode(new Set(headOf(parts).forms), code);
  const codes = new FreeCodes(takenCodes(parts));
  const { retired: _retired, ...asking } = form;
  const names = new Map(placedCodes(asking).map(({ item }) => [item.code, codes.take(item.code)] as const));
  return { parts: addForm(parts, { ...recodeAsked(formFileName(code), asking, names), code: copy }, code), code: copy };
}

function headOf(parts: DraftParts): Head {
  return parts.get('programme.json') as Head;
}
