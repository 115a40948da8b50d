import { ExpressionError } from '../expression/error.ts';
import { parseExpression } from '../expression/parse.ts';
import { outermostComparisons } from '../expression/tolerance.ts';
import type { DefinitionIssue } from './definition-issue.ts';
import type { ValidationRule } from './definition.ts';

/** A tolerance is a number, and there is something that it makes a difference to. */
export function toleranceIssues({ code, tolerance, expression }: ValidationRule): readonly DefinitionIssue[] {
  if (tolerance === undefined) return [];
  const isNumber = /^\d{1,15}(?:\.\d{1,6})?$/.test(tolerance);
  if (isNumber && comparesSomething(expression)) return [];
  return [
    {
      code: isNumber ? 'definition.tolerance_of_nothing' : 'definition.tolerance_not_a_number',
      path: ['tolerance'],
      params: { tolerance },
      sentence: `rule ${code}: ${isNumber ? 'nothing is compared that could be missed by' : 'no tolerance is'} ${tolerance}`,
    },
  ];
}

/** What is wrong with an expression that can't be read is told of itself. */
function comparesSomething(expression: string): boolean {
  try {
    return outermostComparisons(parseExpression(expression).root).length > 0;
  } catch (error) {
    if (error instanceof ExpressionError) return true;
    throw error;
  }
}
