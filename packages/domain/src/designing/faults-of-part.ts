import { findFormIssues } from '../form/meaning.ts';
import { nobodyElse, type NamesOfOthers } from '../form/names-of-others.ts';
import type { FormDefinition } from '../form/definition.ts';
import { faultOf, type Fault, type PackageRefusal } from '../package/refusal.ts';
import { isFormFile } from '../package/form-file.ts';
import { shapeFaults } from '../package/shape-faults.ts';
import { partShapes } from './draft-parts.ts';
import { faultsOfFormShape } from './shape-of-form.ts';

/**
 * What is wrong with a part that is being built, by place: what the check will tell of this part alone. What parts say
 * of one another only the check tells.
 */
export function faultsOfPart(
  file: string,
  part: unknown,
  others: NamesOfOthers = nobodyElse,
): readonly PackageRefusal[] {
  const faults = isFormFile(file) ? faultsOfForm(part as FormDefinition, others) : faultsOfOther(file, part);
  return faults.map((fault) => ({ ...fault, file }));
}

function faultsOfForm(form: FormDefinition, others: NamesOfOthers): readonly Fault[] {
  return [...faultsOfFormShape(form), ...findFormIssues(form, others).map((issue) => faultOf(issue, issue.path))];
}

function faultsOfOther(file: string, part: unknown): readonly Fault[] {
  const shaped = partShapes[file]?.safeParse(part, { reportInput: true });
  return !shaped || shaped.success ? [] : shapeFaults(shaped.error.issues);
}
