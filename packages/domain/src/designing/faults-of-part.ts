import { findFormIssues } from '../form/meaning.ts';
import { nobodyElse, type NamesOfOthers } from '../form/names-of-others.ts';
import type { FormDefinition } from '../form/definition.ts';
import { faultOf, type PackageRefusal } from '../package/refusal.ts';
import { isFormFile, formFileSchema, partNames, partSchemas } from '../package/package-files.ts';
import { shapeFaults } from '../package/shape-faults.ts';

/**
 * What is wrong with a part that is being built, by place: what the check will tell of this part alone. What parts say
 * of one another only the check tells.
 */
export function faultsOfPart(
  file: string,
  part: unknown,
  others: NamesOfOthers = nobodyElse,
): readonly PackageRefusal[] {
  const name = partNames.find((one) => one === file);
  const shaped = (name ? partSchemas[name] : formFileSchema).safeParse(part, { reportInput: true });
  const shape = shaped.success ? [] : shapeFaults(shaped.error.issues);
  const meaning = isFormFile(file)
    ? findFormIssues(part as FormDefinition, others).map((issue) => faultOf(issue, issue.path))
    : [];
  return [...shape, ...meaning].map((fault) => ({ ...fault, file }));
}
