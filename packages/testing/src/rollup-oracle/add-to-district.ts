import { amendParts } from './amend-district.ts';
import type { District, DistrictElement, DistrictIndicator } from './district.ts';
import { generateElements, generateIndicators } from './generate-questions.ts';
import { generateSubmissions } from './generate-submissions.ts';
import { createDice, type Dice } from './seeded-dice.ts';

const levels = ['city', 'bureau'] as const;

/**
 * The same district with what its city and its bureau have added to the programme, each some years and not others:
 * forms of their own, answered or not like any other, and figures that read those, and the programme's, and what the
 * level above has added. All of the district's own stays as it was.
 */
export function addToDistrict(seed: number, district: District): District {
  const dice = createDice(seed ^ 0x5bd1e995);
  return levels.filter(() => dice.chance(70)).reduce((line, level) => addLevel(dice, line, level), district);
}

function addLevel(dice: Dice, district: District, level: (typeof levels)[number]): District {
  const elements = generateElements(dice).map((element): DistrictElement => ({
    ...element,
    code: `${level}_1_${element.code}`,
    form: `${level}_1_${element.form}`,
  }));
  const submissions = generateSubmissions(dice, district.year, district.units, elements);
  // What a level adds has issues of its own within the year, whether or not the programme has.
  const added = dice.chance(50) ? amendParts(dice, { elements, submissions }) : { elements, submissions };
  const known = [...district.elements, ...added.elements];
  return {
    ...district,
    elements: known,
    submissions: [...district.submissions, ...added.submissions],
    indicators: [
      ...district.indicators,
      ...generateIndicators(dice, known).map((indicator): DistrictIndicator => ({
        ...indicator,
        code: `${level}_1_${indicator.code}`,
      })),
    ],
  };
}
