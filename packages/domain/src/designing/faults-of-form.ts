import { findFormIssues } from '../form/meaning.ts';
import type { DefinitionIssue } from '../form/definition-issue.ts';
import type { FormDefinition } from '../form/definition.ts';
import { formFileName, formFileSchema } from '../package/package-files.ts';
import { faultOf, type PackageRefusal } from '../package/refusal.ts';
import { shapeFaults } from '../package/shape-faults.ts';

/** What is wrong with a form that is being built, by place: what the check will tell of this part alone. */
export function faultsOfForm(form: FormDefinition): readonly PackageRefusal[] {
  const file = formFileName(form.code);
  const shaped = formFileSchema.safeParse(form, { reportInput: true });
  const shape = shaped.success ? [] : shapeFaults(shaped.error.issues);
  return [...shape, ...findFormIssues(form).map((issue) => faultOf(issue, issue.path))].map((fault) => ({
    ...fault,
    file,
  }));
}

/**
 * The form without the rules and calculations that can't be judged yet, so that what is left can be tried out while
 * they are written.
 */
export function judgeableForm(form: FormDefinition): FormDefinition {
  const issues = findFormIssues(form);
  if (issues.length === 0) return form;
  const rules = new Set(issues.flatMap(({ path }) => (path[0] === 'rules' ? [path[1]] : [])));
  return {
    ...form,
    rules: form.rules.filter((_, index) => !rules.has(index)),
    sections: form.sections.map((section, at) => ({
      ...section,
      blocks: section.blocks.map((block, blockAt) =>
        block.kind === 'fields'
          ? {
              ...block,
              elements: block.elements.map((element, elementAt) => {
                const { calculated, ...rest } = element;
                const isWrong =
                  calculated !== undefined &&
                  issues.some((issue) => isCalculationAt(issue, [at, blockAt, elementAt] as const));
                return isWrong ? rest : element;
              }),
            }
          : block,
      ),
    })),
  };
}

function isCalculationAt(
  { path }: DefinitionIssue,
  [section, block, element]: readonly [number, number, number],
): boolean {
  return (
    path[0] === 'sections' &&
    path[1] === section &&
    path[3] === block &&
    path[5] === element &&
    path.at(-1) === 'calculated'
  );
}
