import type { District, DistrictElement, DistrictSubmission } from './district.ts';
import type { Dice } from './seeded-dice.ts';

/**
 * The same district, whose programme got a second issue within the year: it asks some elements more, and some no more,
 * or an option more of one; some submissions go by it, others stayed with the first.
 */
export function amendDistrict(dice: Dice, district: District): District {
  return { ...district, ...amendParts(dice, district) };
}

/** Elements of one owner's, and the submissions of its forms. */
export function amendParts(
  dice: Dice,
  parts: Pick<District, 'elements' | 'submissions'>,
): Pick<District, 'elements' | 'submissions'> {
  const elements = parts.elements.map((element) => amendElement(dice, element));
  const byCode = new Map(elements.map((element) => [element.code, element]));
  return { elements, submissions: parts.submissions.map((submission) => pin(dice, submission, byCode)) };
}

function amendElement(dice: Dice, element: DistrictElement): DistrictElement {
  const { keys } = element;
  const change = dice.weighted<'none' | 'added' | 'retired' | 'option'>([
    [4, 'none'],
    [2, 'added'],
    [2, 'retired'],
    [keys.length > 1 ? 3 : 0, 'option'],
  ]);
  const asked = (of: readonly string[], issue: number): DistrictElement => ({
    ...element,
    askedBy: Object.fromEntries(of.map((key) => [key, [issue]])),
  });
  switch (change) {
    case 'none':
      return element;
    case 'added':
      return asked(keys, 2);
    case 'retired':
      return asked(keys, 1);
    case 'option':
      return asked([dice.pick(keys)], 2);
  }
}

/** Who reported in spring mostly did so by the first issue; nobody answers what isn't asked. */
function pin(
  dice: Dice,
  submission: DistrictSubmission,
  elements: ReadonlyMap<string, DistrictElement>,
): DistrictSubmission {
  const issue = dice.chance(submission.period === 1 ? 70 : 35) ? 1 : 2;
  return {
    ...submission,
    issue,
    revisions: submission.revisions.map((revision) => ({
      ...revision,
      cells: revision.cells.filter(
        ({ element, key }) => elements.get(element)?.askedBy?.[key]?.includes(issue) ?? true,
      ),
    })),
  };
}
