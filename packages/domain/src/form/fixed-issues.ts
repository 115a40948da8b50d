import { ExactDecimal, isDecimalText } from '../exact-decimal.ts';
import { dimensionsOf } from './breakdown.ts';
import { isNumeric, isWorkedOut, type DataElement } from './definition.ts';
import { placed, type DefinitionIssue } from './definition-issue.ts';

/** What a cell holds for everybody is one of the answers that it takes, and nothing else fills it in. */
export function fixedIssues(element: DataElement): readonly DefinitionIssue[] {
  const isFilled = isWorkedOut(element) || element.fromSensitiveRegister !== undefined;
  return placed(dimensionsOf(element), []).flatMap(({ item: { options }, path: [place] }) =>
    placed(options, place === 0 ? ['dimension', 'options'] : ['crossedBy', Number(place) - 1, 'options'])
      .filter(({ item: { fixed } }) => fixed !== undefined && (isFilled || !isTaken(element, fixed)))
      .map(({ item: { fixed = '' }, path }) => ({
        code: 'definition.fixed_unfit' as const,
        path: [...path, 'fixed'],
        params: { value: fixed },
        sentence: `${element.code}: ${fixed} is fixed, and is no answer that it takes`,
      })),
  );
}

/** Only numbers and questions are broken down. */
function isTaken({ type, min, max, decimals = 2 }: DataElement, text: string): boolean {
  if (!isNumeric(type)) return text === 'true' || text === 'false';
  const digits = text.split('.')[1]?.length ?? 0;
  if (!isDecimalText(text) || digits > (type === 'integer' ? 0 : decimals)) return false;
  const value = new ExactDecimal(text);
  const isWithin = (limit: string | undefined, order: 1 | -1): boolean =>
    limit === undefined || !isDecimalText(limit) || value.comparedTo(limit) !== -order;
  return isWithin(min, 1) && isWithin(max, -1);
}
