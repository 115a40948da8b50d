import { findFormIssues } from '../form/meaning.ts';
import type { DefinitionIssue, DefinitionPath } from '../form/definition-issue.ts';
import type { NamesOfOthers } from '../form/names-of-others.ts';
import { holdsElements, type ElementBlock, type FormDefinition, type Register } from '../form/definition.ts';

/**
 * The form without the rules, calculations and conditions that can't be judged yet, so that what is left can be tried
 * out while they are written.
 */
export function judgeableForm(form: FormDefinition, others: NamesOfOthers): FormDefinition {
  const issues = findFormIssues(form, others);
  if (issues.length === 0) return form;
  const rules = new Set(issues.flatMap(({ path }) => (path[0] === 'rules' ? [path[1]] : [])));
  return {
    ...form,
    rules: form.rules.filter((_, index) => !rules.has(index)),
    sections: form.sections.map((section, at) => ({
      ...section,
      blocks: section.blocks.map((block, blockAt) => {
        const path = ['sections', at, 'blocks', blockAt];
        return holdsElements(block)
          ? {
              ...(isWrongGrid(block, issues, path) ? { kind: 'fields' as const, title: block.title } : block),
              elements: block.elements.map((element, elementAt) =>
                withoutWrong(element, issues, [...path, 'elements', elementAt]),
              ),
            }
          : { ...block, register: judgeableRegister(block.register, issues, [...path, 'register']) };
      }),
    })),
  };
}

function judgeableRegister(register: Register, issues: readonly DefinitionIssue[], at: DefinitionPath): Register {
  const columns = register.columns.map((column, index) => withoutWrong(column, issues, [...at, 'columns', index]));
  return { ...withoutWrong(register, issues, at), columns };
}

/** What isn't one table yet stands as lines until it is. */
function isWrongGrid(block: ElementBlock, issues: readonly DefinitionIssue[], at: DefinitionPath): boolean {
  return (
    block.kind === 'grid' &&
    issues.some(
      ({ code, path }) => code.startsWith('definition.grid_') && at.every((key, place) => path[place] === key),
    )
  );
}

/** Without its calculation or condition where that isn't right yet. */
function withoutWrong<Asked extends object>(
  asked: Asked,
  issues: readonly DefinitionIssue[],
  at: DefinitionPath,
): Asked {
  const wrong = ['calculated', 'when'].filter((key) => issues.some(({ path }) => path.join() === [...at, key].join()));
  return wrong.length === 0
    ? asked
    : (Object.fromEntries(Object.entries(asked).filter(([key]) => !wrong.includes(key))) as Asked);
}
