import type { ChosenChildren, Day, DistrictUnit, UnitKind, UnitVersion } from './district.ts';
import type { Dice } from './seeded-dice.ts';
import { localTypes } from './unit-on-a-day.ts';

const schoolTypes = ['kindergarten', 'primary', 'junior', 'senior', 'vocational', ...Object.keys(localTypes)];
const sectionCodes = ['policy', 'safety', 'basic'];
export const groupNames = ['山区学校', 'pilot', 'boarding'];

/** The edges of the periods, and one day on either side of them, are where a comparison of days goes wrong. */
function openings(year: number): readonly (readonly [number, Day])[] {
  return [
    [56, `${year - 3}-09-01`],
    [6, `${year}-01-01`],
    [6, `${year}-03-01`],
    [4, `${year}-08-31`],
    [14, `${year}-09-01`],
    [6, `${year}-10-20`],
    [4, `${year}-12-31`],
    [2, `${year + 1}-02-10`],
  ];
}

function closings(year: number): readonly (readonly [number, Day | null])[] {
  return [
    [54, null],
    [3, `${year}-01-01`],
    [9, `${year}-03-15`],
    [4, `${year}-08-30`],
    [14, `${year}-08-31`],
    [4, `${year}-09-01`],
    [6, `${year}-11-30`],
    [3, `${year}-12-30`],
    [4, `${year}-12-31`],
    [2, `${year - 1}-12-31`],
  ];
}

function changes(year: number): readonly Day[] {
  return [`${year}-03-01`, `${year}-08-31`, `${year}-09-01`, `${year}-10-10`, `${year}-12-31`, `${year + 1}-01-01`];
}

export function generateUnits(dice: Dice, year: number): readonly DistrictUnit[] {
  const units = Array.from({ length: dice.between(2, 7) }, (_, index) => generateUnit(dice, year, index + 1));
  return units.map((unit) => ({ ...unit, mergedInto: chooseSuccessor(dice, unit, units) }));
}

function generateUnit(dice: Dice, year: number, id: number): DistrictUnit {
  const opensOn = dice.weighted(openings(year));
  const closing = dice.weighted(closings(year));
  const closesOn = closing === null || closing < opensOn ? null : closing;
  const first: UnitVersion = {
    from: dice.chance(15) ? `${year - 5}-01-01` : opensOn,
    ...generateTraits(dice, dice.chance(82) ? 'school' : 'section'),
  };
  const possible = changes(year).filter((day) => day > opensOn && (closesOn === null || day <= closesOn));
  const days = possible.length > 0 && dice.chance(45) ? dice.some(possible).slice(0, 2) : [];
  const versions = days.reduce<readonly UnitVersion[]>(
    (before, from) => [...before, changeTraits(dice, before.at(-1) ?? first, from)],
    [first],
  );
  return { id, opensOn, closesOn, groups: groupNames.filter(() => dice.chance(35)), versions, mergedInto: null };
}

function generateTraits(dice: Dice, kind: UnitKind): Omit<UnitVersion, 'from'> {
  if (kind === 'section')
    return { kind, schoolType: null, ownership: null, sectionCode: dice.chance(85) ? dice.pick(sectionCodes) : null };
  return {
    kind,
    schoolType: dice.chance(90) ? dice.pick(schoolTypes) : null,
    ownership: dice.weighted([
      [6, 'public'],
      [3, 'private'],
      [1, null],
    ]),
    sectionCode: null,
  };
}

function changeTraits(dice: Dice, before: UnitVersion, from: Day): UnitVersion {
  if (before.kind === 'section')
    return { ...before, from, sectionCode: dice.pick(sectionCodes.filter((code) => code !== before.sectionCode)) };
  const schoolType = dice.pick(schoolTypes.filter((type) => type !== before.schoolType));
  const ownership = before.ownership === 'public' ? 'private' : 'public';
  return dice.weighted<UnitVersion>([
    [6, { ...before, from, schoolType }],
    [4, { ...before, from, ownership }],
    [2, { ...before, from, schoolType, ownership }],
  ]);
}

/** The successor goes on, or opens on the day after. Nobody merges in a circle: it closes later, if at all. */
function chooseSuccessor(dice: Dice, unit: DistrictUnit, units: readonly DistrictUnit[]): number | null {
  const { closesOn } = unit;
  if (closesOn === null) return null;
  const candidates = units.filter(
    (other) => other.opensOn <= dayAfter(closesOn) && (other.closesOn === null || other.closesOn > closesOn),
  );
  return candidates.length > 0 && dice.chance(65) ? dice.pick(candidates).id : null;
}

function dayAfter(day: Day): Day {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** Which units something is for: most often all, or one condition; sometimes two. */
export function generateChosen(dice: Dice, percentAll: number): ChosenChildren {
  if (dice.chance(percentAll)) return {};
  const condition = (): ChosenChildren =>
    dice.weighted<() => ChosenChildren>([
      [
        3,
        () => ({
          kinds: dice.weighted<readonly UnitKind[]>([
            [6, ['school']],
            [2, ['section']],
            [1, ['school', 'section']],
          ]),
        }),
      ],
      [5, () => ({ schoolTypes: dice.some(schoolTypes) })],
      [4, () => ({ exceptSchoolTypes: dice.some(schoolTypes).slice(0, 2) })],
      [
        3,
        () => ({
          ownership: dice.weighted([
            [3, 'public'],
            [2, 'private'],
          ]),
        }),
      ],
      [1, () => ({ sectionCodes: dice.some(sectionCodes) })],
      [3, () => ({ group: dice.pick(groupNames) })],
    ])();
  return dice.chance(20) ? { ...condition(), ...condition() } : condition();
}
