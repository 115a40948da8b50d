import { findFormIssues } from '../form/meaning.ts';
import type { DefinitionIssue } from '../form/definition-issue.ts';
import type { FormDefinition } from '../form/definition.ts';

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
