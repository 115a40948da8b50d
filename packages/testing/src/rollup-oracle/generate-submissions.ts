import type {
  DistrictCell,
  DistrictElement,
  DistrictRevision,
  DistrictSubmission,
  DistrictUnit,
  PeriodNumber,
} from './district.ts';
import { choiceCodes } from './generate-questions.ts';
import type { Dice } from './seeded-dice.ts';
import { findTraits, firstDayOf, isChosen, isOpenDuring, lastDayOf } from './unit-on-a-day.ts';

/** Repeated from unit to unit; alike but for a letter; and two whose order differs between code points and UTF-16. */
const texts = ['法治进校园', '宪法晨读', '模拟法庭', 'Mock court', 'mock court', '（试点）普法', '𠮷祥法治剧场'];

type NumberStyle = 'mixed' | 'mostly zero' | 'cancelling' | 'long';

export function generateSubmissions(
  dice: Dice,
  year: number,
  units: readonly DistrictUnit[],
  elements: readonly DistrictElement[],
): readonly DistrictSubmission[] {
  const styles = new Map(
    elements.map(({ code }) => [
      code,
      dice.weighted<NumberStyle>([
        [5, 'mixed'],
        [2, 'mostly zero'],
        [1, 'cancelling'],
        [2, 'long'],
      ]),
    ]),
  );
  const forms = [...new Set(elements.map((element) => element.form))];
  const isOpened = generateOpened(dice);
  return ([1, 2] as const).flatMap((period) =>
    forms
      .filter((form) => isOpened(form, period))
      .flatMap((form) => {
        const questions = elements.filter((element) => element.form === form);
        return units
          .filter(
            (unit) => isOpenDuring(unit, firstDayOf(year, period), lastDayOf(year, period)) && isAsked(unit, questions),
          )
          .map((unit): DistrictSubmission => ({
            unit: unit.id,
            form,
            period,
            revisions: generateRevisions(dice, () => answer(dice, year, unit, period, questions, styles)),
          }));
      }),
  );
}

/** Most years are collected whole; some are under way, and of some one form was asked for in one period only. */
function generateOpened(dice: Dice): (form: string, period: PeriodNumber) => boolean {
  const missing = dice.weighted<readonly (readonly [form: string | null, period: PeriodNumber])[]>([
    [70, []],
    [12, [[null, 2]]],
    [4, [[null, 1]]],
    [7, [['form1', 2]]],
    [7, [['form2', 1]]],
  ]);
  return (form, period) => !missing.some(([of, one]) => one === period && (of === null || of === form));
}

function isAsked(unit: DistrictUnit, questions: readonly DistrictElement[]): boolean {
  return unit.versions.some((version) => questions.some((question) => isChosen(question.appliesTo, unit, version)));
}

function generateRevisions(dice: Dice, cells: () => readonly DistrictCell[]): readonly DistrictRevision[] {
  const outcomes = dice.weighted<readonly DistrictRevision['outcome'][]>([
    [42, ['accepted']],
    [8, ['returned', 'accepted']],
    [10, ['reopened', 'accepted']],
    [4, ['withdrawn', 'accepted']],
    [3, ['reopened', 'returned', 'accepted']],
    [2, ['reopened', 'reopened', 'accepted']],
    [8, []],
    [4, ['returned']],
    [4, ['reopened']],
    [3, ['withdrawn']],
    [2, ['reopened', 'returned']],
    [6, ['submitted']],
    [2, ['returned', 'submitted']],
    [2, ['reopened', 'submitted']],
  ]);
  return outcomes.map((outcome) => ({ outcome, cells: cells() }));
}

/**
 * What the unit was asked at the period's end, or at its own: a later change of type leaves answers that
 * no longer count.
 */
function answer(
  dice: Dice,
  year: number,
  unit: DistrictUnit,
  period: PeriodNumber,
  questions: readonly DistrictElement[],
  styles: ReadonlyMap<string, NumberStyle>,
): readonly DistrictCell[] {
  const traits = findTraits(unit, lastDayOf(year, period));
  if (traits === undefined) return [];
  return questions
    .filter((question) => isChosen(question.appliesTo, unit, traits))
    .flatMap((question) => {
      // A question that is left out whole, as a stock is that was asked in spring.
      if (dice.chance(12)) return [];
      return question.keys
        .filter((key) => isChosen(question.keyAppliesTo[key] ?? {}, unit, traits))
        .flatMap((key): readonly DistrictCell[] => {
          const cell = { element: question.code, key };
          return dice.weighted<() => readonly DistrictCell[]>([
            [12, () => []],
            [16, () => [{ ...cell, state: 'not_applicable', value: '' }]],
            [
              72,
              () => [
                { ...cell, state: 'value', ...generateValue(dice, question, styles.get(question.code) ?? 'mixed') },
              ],
            ],
          ])();
        });
    });
}

function generateValue(
  dice: Dice,
  element: DistrictElement,
  style: NumberStyle,
): Pick<DistrictCell, 'value' | 'texts'> {
  switch (element.type) {
    case 'number':
      return { value: generateNumber(dice, style) };
    case 'boolean':
      return { value: dice.pick(['true', 'false']) };
    case 'choice':
      return { value: dice.pick(choiceCodes) };
    case 'text':
      return { value: '', texts: dice.chance(25) ? [] : dice.some(texts).slice(0, 3) };
  }
}

function generateNumber(dice: Dice, style: NumberStyle): string {
  const small = (): string => String(dice.below(10));
  const long = (): string => longNumber(dice);
  switch (style) {
    case 'mixed':
      return dice.weighted<() => string>([
        [12, () => '0'],
        [36, small],
        [10, () => `-${dice.between(1, 9)}`],
        [10, () => `${dice.below(100)}.${dice.between(1, 9)}`],
        [8, () => `-0.${String(dice.between(1, 999_999)).padStart(6, '0')}`],
        [6, () => `${dice.below(10)}.50`],
        [18, long],
      ])();
    case 'mostly zero':
      return dice.weighted([
        [8, '0'],
        [1, '0.0'],
        [1, small()],
      ]);
    case 'cancelling':
      return dice.pick(['1', '-1', '2.5', '-2.5']);
    case 'long':
      return long();
  }
}

/** Up to 18 digits, up to 6 of them decimals: more than a float holds. */
function longNumber(dice: Dice): string {
  const decimals = dice.between(0, 6);
  const digits = [dice.between(1, 9), ...Array.from({ length: dice.between(9, 17) }, () => dice.below(10))].join('');
  const whole = digits.slice(0, digits.length - decimals);
  return `${dice.chance(35) ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(whole.length)}`}`;
}
