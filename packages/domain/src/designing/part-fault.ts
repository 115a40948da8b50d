import { formTooLarge } from '../package/form-size.ts';
import { isFormFile } from '../package/form-file.ts';
import { formFileSchema } from '../package/package-files.ts';
import type { Fault } from '../package/refusal.ts';
import { shapeFaults } from '../package/shape-faults.ts';
import { isPartName, partShapes } from './draft-parts.ts';

/** What a draft may have that a package may not: it is being written. */
const unfinished: ReadonlySet<Fault['code']> = new Set([
  'package.too_little',
  'package.too_much',
  'package.code_malformed',
  'package.option_code_malformed',
  'package.text_malformed',
  'package.text_blank',
  'package.day_malformed',
]);

/**
 * Why this can't be a part of a draft. Its shape is that of the package's file, so that whoever opens it finds every
 * key and list where it belongs; a text may be missing, a list empty, a code not yet one: those are told by the check.
 */
export function partFault(name: string, value: unknown): Fault | undefined {
  if (!isPartName(name)) return { code: 'package.file_unknown', path: '$', params: { name } };
  if (isFormFile(name)) {
    const tooLarge = formTooLarge(value);
    if (tooLarge) return tooLarge;
  }
  const parsed = (partShapes[name] ?? formFileSchema).safeParse(value, { reportInput: true });
  return parsed.success ? undefined : shapeFaults(parsed.error.issues).find(({ code }) => !unfinished.has(code));
}
