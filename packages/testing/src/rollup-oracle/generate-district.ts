import { amendDistrict } from './amend-district.ts';
import type { District } from './district.ts';
import { generateElements, generateIndicators } from './generate-questions.ts';
import { generateSubmissions } from './generate-submissions.ts';
import { generateUnits } from './generate-units.ts';
import { createDice } from './seeded-dice.ts';

const YEAR = 2025;

/**
 * A small district that has had a hard year; in half of them the programme was amended within it. The same seed gives
 * the same district.
 */
export function generateDistrict(seed: number): District {
  const dice = createDice(seed);
  const units = generateUnits(dice, YEAR);
  const elements = generateElements(dice);
  const submissions = generateSubmissions(dice, YEAR, units, elements);
  const district = { year: YEAR, units, elements, submissions, indicators: generateIndicators(dice, elements) };
  return dice.chance(50) ? amendDistrict(dice, district) : district;
}
