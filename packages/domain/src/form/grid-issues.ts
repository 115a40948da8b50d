import { canonicalJson } from '../canonical-json.ts';
import { dimensionsOf } from './breakdown.ts';
import { isNumeric, type DataElement, type Grid } from './definition.ts';
import { placed, type DefinitionIssue, type DefinitionPath } from './definition-issue.ts';

/** What keeps elements from being one table: each of its places is a cell, and each sum a sum of like numbers. */
export function gridIssues(grid: Grid): readonly DefinitionIssue[] {
  const [first] = grid.elements;
  if (!first) return [];
  const refuse = (found: Unfit, path: DefinitionPath, { code }: DataElement, sentence: string): DefinitionIssue => ({
    code: `definition.${found}`,
    path,
    params: { code },
    sentence: `${code}: ${sentence}`,
  });
  const elements = placed(grid.elements, ['elements']);
  const broken = breakdownText(first);
  return [
    ...elements
      .filter(({ item }) => breakdownText(item) !== broken)
      .map(({ item, path }) =>
        refuse('grid_uneven', [...path, 'dimension'], item, 'all of a grid is broken down alike'),
      ),
    ...elements
      .filter(({ item }) => ['narrative', 'attachment'].includes(item.type))
      .map(({ item, path }) => refuse('grid_type_unfit', [...path, 'type'], item, 'a grid has no room for it')),
    ...(grid.across === 'options' && !first.dimension
      ? [refuse('grid_undivided', ['across'], first, 'it has no options to be columns')]
      : []),
    ...(grid.total === undefined
      ? []
      : grid.elements
          .filter(({ type, dimension }) => !dimension || !isNumeric(type) || type === 'percent')
          .slice(0, 1)
          .map((element) => refuse('grid_total_unfit', ['total'], element, 'its cells have no sum'))),
  ];
}

type Unfit = 'grid_uneven' | 'grid_type_unfit' | 'grid_undivided' | 'grid_total_unfit';

/** Labels may differ; heads are those of the first element. */
function breakdownText(element: DataElement): string {
  return canonicalJson(
    dimensionsOf(element).map(({ code, options }) => ({
      code,
      options: options.map((option) => ({ code: option.code, appliesTo: option.appliesTo ?? {} })),
    })),
  );
}
