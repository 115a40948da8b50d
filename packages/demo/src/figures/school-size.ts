import type { DemoBureau, DemoTerm, DemoUnit, SchoolProfile } from './unit.ts';
import { isFirstTerm } from './unit.ts';
import { seededInteger } from './seeded-number.ts';

export interface SchoolSize {
  readonly pupils: number;
  readonly classes: number;
  readonly staff: number;
  readonly outsideWorkers: number;
  readonly campuses: number;
}

/** The year whose figures a profile holds. */
export const referenceYear = 2024;

/** A figure of 2024 carried to another year: along its trend, within bounds, with a little noise. */
export function scaled(reference: number, trend: number, year: number, noiseKey: string, noise: number): number {
  if (year === referenceYear) return reference;
  const change = Math.max(-350, Math.min(450, trend * (year - referenceYear)));
  return Math.round((reference * (1000 + change + seededInteger(`${noiseKey}/${year}`, -noise, noise))) / 1000);
}

function autumnPupils(key: string, profile: SchoolProfile, year: number): number {
  return scaled(profile.pupils, profile.trend, year, `${key}/pupils`, 12);
}

/** A school's size at the end of a term. In spring a few have left since autumn; the new year comes in September. */
export function sizeOf(
  bureau: DemoBureau,
  unit: DemoUnit,
  profile: SchoolProfile,
  { year, period }: DemoTerm,
): SchoolSize {
  const key = `${bureau.code}/${unit.code}`;
  const pupils =
    period === 2 ? autumnPupils(key, profile, year) : Math.floor((autumnPupils(key, profile, year - 1) * 995) / 1000);
  return {
    pupils,
    classes: Math.max(unit.schoolType === '218' ? 4 : 6, Math.ceil(pupils / 45)),
    staff: scaled(profile.staff, Math.trunc(profile.trend / 2), year, `${key}/staff`, 8),
    outsideWorkers: scaled(profile.outsideWorkers, Math.trunc(profile.trend / 3), year, `${key}/outside`, 20),
    campuses: profile.secondCampusFrom !== null && year >= profile.secondCampusFrom ? 2 : 1,
  };
}

export interface Film {
  readonly letters: number;
  readonly screenings: number;
  readonly viewers: number;
}

/** Letters and screenings are spring's work; in autumn only a school that has just opened makes up for it. */
export function filmOf(bureau: DemoBureau, unit: DemoUnit, profile: SchoolProfile, term: DemoTerm): Film {
  if (term.period === 2 && !isFirstTerm(unit, term)) return { letters: 0, screenings: 0, viewers: 0 };
  const { letters, screenings, viewers } = profile;
  if (term.year === referenceYear) return { letters, screenings, viewers };
  const key = `${bureau.code}/${unit.code}`;
  const size = sizeOf(bureau, unit, profile, term);
  const shown = size.staff > 140 ? 2 : 1 + (seededInteger(`${key}/second-screening/${term.year}`, 0, 7) === 0 ? 1 : 0);
  return {
    letters: Math.floor(
      (size.pupils *
        seededInteger(`${key}/letters/${term.year}`, 74 + Math.min(8, Math.max(0, term.year - 2020)), 92)) /
        100,
    ),
    screenings: shown,
    viewers: Math.floor(
      ((size.staff + size.outsideWorkers) * shown * seededInteger(`${key}/viewers/${term.year}`, 85, 97)) / 100,
    ),
  };
}

/**
 * Problems that stay open at the end of a term, and so are carried on: `open(term)` of the term before is what
 * this one starts with.
 */
export interface Carried {
  readonly carried: number;
  readonly found: number;
  readonly handled: number;
}

/**
 * Found, handled and carried over so that they agree over terms and years. `most` found a term; about `openPercent` of
 * a year's terms leave one open, and a school that closes leaves none.
 */
export function carriedOver(
  key: string,
  unit: DemoUnit,
  term: DemoTerm,
  most: number,
  openPercent: (year: number) => number,
): Carried {
  const open = (at: DemoTerm): number => {
    const endsOn = at.period === 1 ? `${at.year}-08-31` : `${at.year}-12-31`;
    const stands = unit.opensOn <= endsOn && (unit.closesOn === null || unit.closesOn > endsOn);
    return stands && seededInteger(`${key}/open/${at.year}/${at.period}`, 1, 100) <= openPercent(at.year) ? 1 : 0;
  };
  const before: DemoTerm = term.period === 2 ? { year: term.year, period: 1 } : { year: term.year - 1, period: 2 };
  const found = open(term) + seededInteger(`${key}/found/${term.year}/${term.period}`, 0, most);
  return { carried: open({ year: term.year - 1, period: 2 }), found, handled: open(before) + found - open(term) };
}
