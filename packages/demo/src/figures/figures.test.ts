import {
  cellMap,
  checkCreditCode,
  evaluateForm,
  formatFigure,
  isDivisionCode,
  isSchoolCode,
  periodOf,
  type Cell,
  type CellMap,
  type Evaluation,
  type FormDefinition,
} from '@huibao/domain';
import { collectedElements, figuresOf, matchesUnit, partsOfIndicators } from '@huibao/domain';
import { builtInPackage } from '@huibao/programmes';
import { describe, expect, it } from 'vitest';
import type { DemoBureau, DemoUnit } from './index.ts';
import { foldIndicator, type ReporterYear } from './fold-indicators.ts';
import {
  demoBureaus,
  demoCells,
  demoLedger,
  demoSensitiveCounts,
  demoSensitiveRows,
  demoSlips,
  isOpenIn,
  libraryParts,
  librarySections,
  traitsOf,
} from './index.ts';

const ruleOfLaw = builtInPackage('rule-of-law').programme;
const partOf = partsOfIndicators(ruleOfLaw);

const { calendar, template } = ruleOfLaw;
/** What every bureau of the demo is asked, and what one is that has switched parts on. */
const forms = ruleOfLaw.forms.filter(({ part }) => part === undefined);
const formsOf = ({ code }: DemoBureau) =>
  ruleOfLaw.forms.filter(({ part }) => part === undefined || libraryParts[code]?.includes(part));
const indicators = ruleOfLaw.indicators.filter(({ code }) => partOf.get(code) === undefined);
const elements = collectedElements(ruleOfLaw);

/** What the school types, and what its sensitive register adds. */
function inputOf(
  bureau: DemoBureau,
  unit: DemoUnit,
  year: number,
  period: 1 | 2,
  form: FormDefinition,
  changes: readonly Cell[] = [],
): CellMap | null {
  const typed = demoCells(bureau, unit, year, period, form.code);
  if (!typed) return null;
  const counts = form.code === 'safety' ? Object.entries(demoSensitiveCounts(bureau, unit, { year, period })) : [];
  return cellMap([
    ...typed.cells,
    ...counts.map(([key, value]): Cell => ({ code: 'key_pupils', key, state: 'value', value: String(value) })),
    ...changes,
  ]);
}

const known = new Map<string, Evaluation | null>();

/** A unit's form in a term, judged against the terms before it, from `2022` on. */
function evaluate(
  bureau: DemoBureau,
  unit: DemoUnit,
  year: number,
  period: 1 | 2,
  form: FormDefinition,
): Evaluation | null {
  if (year < 2022) return null;
  const id = `${bureau.code}/${unit.code}/${year}/${period}/${form.code}`;
  const done = known.get(id);
  if (done !== undefined) return done;
  const cells = inputOf(bureau, unit, year, period, form);
  const spring = period === 2 ? evaluate(bureau, unit, year, 1, form) : null;
  const previous = period === 2 ? spring : evaluate(bureau, unit, year - 1, 2, form);
  const evaluation =
    cells &&
    evaluateForm(form, {
      cells,
      unit: traitsOf(unit),
      period: periodOf(calendar, year, period),
      year,
      previous: previous?.cells ?? null,
      lastYear: evaluate(bureau, unit, year - 1, period, form)?.cells ?? null,
      earlierThisYear: spring ? [spring.cells] : [],
    });
  known.set(id, evaluation);
  return evaluation;
}

function reportersOf(bureau: DemoBureau, year: number): readonly ReporterYear[] {
  return bureau.units.map((unit) => ({
    unit: traitsOf(unit),
    terms: ([1, 2] as const).map(
      (period) => new Map(forms.flatMap((form) => [...(evaluate(bureau, unit, year, period, form)?.cells ?? [])])),
    ),
  }));
}

const shanyang = demoBureaus[0]!;

/** By its own duties, and by those of sections that its bureau hasn't. */
function isAsked({ appliesTo }: FormDefinition, unit: DemoUnit): boolean {
  const traits = traitsOf(unit);
  const duties = Object.entries(librarySections).flatMap(([duty, of]) => (of === unit.sectionCode ? [duty] : []));
  return [unit.sectionCode, ...duties].some((sectionCode) => matchesUnit(appliesTo, { ...traits, sectionCode }));
}

function printed(bureau: DemoBureau, year: number, code: string): string {
  const figure = template.sections
    .flatMap((section) => figuresOf(section.content))
    .find(({ attrs }) => attrs.indicator === code);
  const indicator = indicators.find((one) => one.code === code);
  if (!figure || !indicator) throw new RangeError(code);
  return formatFigure(
    foldIndicator(indicator, elements, reportersOf(bureau, year)),
    figure.attrs.format,
    figure.attrs.unit ?? indicator.unit.zh,
    indicator.decimals,
  );
}

function valueOf(bureau: DemoBureau, year: number, code: string): string | null {
  const indicator = indicators.find((one) => one.code === code);
  if (!indicator) throw new RangeError(code);
  return foldIndicator(indicator, elements, reportersOf(bureau, year)).value;
}

describe('山阳 2024', () => {
  it('prints the published report’s figures', () => {
    const codes = [
      'charters_revised',
      'general_branches_split',
      'branches_one_person',
      'letters',
      'mailboxes',
      'screenings',
      'viewers',
      'laws_studied',
    ];
    expect(codes.map((code) => printed(shanyang, 2024, code))).toEqual([
      '17所',
      '4所',
      '13所',
      '2万余份',
      '25个',
      '27场',
      '2830人',
      '《中华人民共和国学前教育法》《中华人民共和国行政复议法（2023年修订）》',
    ]);
  });

  it('has the sums of its schools', () => {
    const sums = [
      'pupils',
      'staff',
      'outside_workers',
      'letters',
      'schools_reporting',
      'vice_principal_schools',
      'vice_principal_persons',
      'vice_principal_hours_schools',
      'key_pupils',
      'key_pupils_home_teaching',
      'key_pupils_suspected',
    ];
    expect(sums.map((code) => valueOf(shanyang, 2024, code))).toEqual([
      '23828',
      '1950',
      '639',
      '20436',
      '25',
      '25',
      '21',
      '23',
      '58',
      '9',
      '0',
    ]);
  });

  it('is split over the terms: flows add up, stocks are as at the end', () => {
    const schools = shanyang.units.filter((unit) => unit.profile);
    const sum = (form: string, code: string, period: 1 | 2): number =>
      schools.reduce((total, unit) => {
        const definition = forms.find((one) => one.code === form)!;
        const value = evaluate(shanyang, unit, 2024, period, definition)?.cells.get(code)?.value;
        return total + (value === 'true' ? 1 : Number(value === 'false' ? 0 : (value ?? 0)));
      }, 0);
    const table = ([1, 2] as const).map((period) => [
      schools.filter((unit) => isOpenIn(unit, { year: 2024, period })).length,
      ...['letters', 'screenings', 'viewers', 'mailboxes'].map((code) => sum('safety', code, period)),
      ...['split_general_branch', 'one_person_branch', 'charter_revised_this_year'].map((code) =>
        sum('governance', code, period),
      ),
    ]);
    expect(table).toEqual([
      [24, 20161, 26, 2791, 24, 2, 6, 7],
      [25, 275, 1, 39, 25, 4, 13, 17],
    ]);
  });

  it('has two slips: one that a rule sees, one that nobody could', () => {
    const [letters, screenings] = demoSlips.map((slip) => {
      const unit = shanyang.units.find((one) => one.code === slip.unit)!;
      const form = forms.find((one) => one.code === slip.form)!;
      const cells = inputOf(shanyang, unit, slip.term.year, slip.term.period, form, [
        { code: slip.cell, key: '', state: 'value', value: slip.wrong },
      ]);
      const evaluation = evaluateForm(form, {
        cells: cells!,
        unit: traitsOf(unit),
        period: periodOf(calendar, slip.term.year, slip.term.period),
        year: slip.term.year,
        previous: null,
        lastYear: null,
        earlierThisYear: [],
      });
      return evaluation.findings.map((finding) => `${finding.severity} ${finding.rule}`);
    });
    expect(letters).toEqual(['warning letters_within_pupils']);
    expect(screenings).toEqual([]);
  });
});

describe('every bureau, unit and form', () => {
  it.each([2022, 2023, 2024, 2025, 2026, 2027, 2028])(
    'is complete in %i, without an error, every warning explained',
    (year) => {
      const troubles: string[] = [];
      for (const bureau of demoBureaus) {
        for (const unit of bureau.units) {
          for (const period of [1, 2] as const) {
            for (const form of formsOf(bureau)) {
              const isDue = isOpenIn(unit, { year, period }) && isAsked(form, unit);
              const evaluation = evaluate(bureau, unit, year, period, form);
              if (isDue !== (evaluation !== null))
                troubles.push(`${bureau.code}/${unit.code}/${period}/${form.code} due: ${isDue}`);
              for (const finding of evaluation?.findings ?? []) {
                const isExplained =
                  finding.severity === 'warning' &&
                  demoCells(bureau, unit, year, period, form.code)?.explanations[finding.rule];
                if (!isExplained)
                  troubles.push(
                    `${bureau.code}/${unit.code}/${period}/${form.code} ${finding.rule} ${finding.cells.join(' ')}`,
                  );
              }
            }
          }
        }
      }
      expect(troubles).toEqual([]);
    },
  );

  it('warns seldom', () => {
    const all = [...known.values()].filter((evaluation) => evaluation !== null);
    const warned = all.filter((evaluation) => evaluation.totals.warnings > 0).length;
    expect(warned / all.length).toBeLessThan(0.15);
    expect(warned).toBeGreaterThan(0);
  });

  it('gives every indicator a value in every bureau', () => {
    const mayBeEmpty = new Set(['admission_settled_share', 'canteen_rectified_share', 'filing_share']);
    for (const bureau of demoBureaus) {
      const reporters = reportersOf(bureau, 2024);
      const empty = indicators
        .filter((indicator) => foldIndicator(indicator, elements, reporters).value === null)
        .map((indicator) => indicator.code);
      expect(
        empty.filter((code) => !mayBeEmpty.has(code)),
        bureau.code,
      ).toEqual([]);
    }
  });

  it('differs from year to year, and between bureaus', () => {
    for (const code of ['pupils', 'letters', 'activity_events', 'problems_found', 'key_pupils', 'inspections']) {
      expect(new Set([2022, 2023, 2024, 2025].map((year) => valueOf(shanyang, year, code))).size, code).toBeGreaterThan(
        2,
      );
      expect(new Set(demoBureaus.map((bureau) => valueOf(bureau, 2025, code))).size, code).toBeGreaterThan(5);
    }
  });
});

describe('the bureaus', () => {
  it('are ten, with names and codes of their own', () => {
    expect(demoBureaus).toHaveLength(10);
    expect(new Set(demoBureaus.map((bureau) => bureau.divisionCode)).size).toBe(10);
    for (const bureau of demoBureaus) {
      expect(isDivisionCode(bureau.divisionCode)).toBe(true);
      for (const property of ['code', 'name', 'schoolCode', 'creditCode'] as const) {
        const values = bureau.units.map((unit) => unit[property]).filter((value) => value !== null);
        expect(new Set(values).size, `${bureau.code} ${property}`).toBe(values.length);
      }
      for (const unit of bureau.units) {
        expect(unit.creditCode === null || checkCreditCode(unit.creditCode) === 'valid', unit.name).toBe(true);
        expect(unit.schoolCode === null || isSchoolCode(unit.schoolCode), unit.name).toBe(true);
      }
    }
  });

  it('keep registers whose rows make the counts', () => {
    const unit = shanyang.units[0]!;
    const rows = demoSensitiveRows(shanyang, unit, 2022, 2025);
    for (const year of [2022, 2023, 2024, 2025]) {
      for (const period of [1, 2] as const) {
        const { endsOn } = periodOf(calendar, year, period);
        const standing = rows.filter((row) => row.since <= endsOn && (row.endedOn === null || row.endedOn > endsOn));
        const total = Object.values(demoSensitiveCounts(shanyang, unit, { year, period })).reduce(
          (sum, count) => sum + count,
          0,
        );
        expect(standing, `${year}/${period}`).toHaveLength(total);
      }
    }
  });

  it('name shortcomings with causes and plans with owners', () => {
    const items = demoLedger(shanyang, 2024);
    expect(items.map((item) => item.kind)).toEqual([
      'shortcoming',
      'shortcoming',
      'shortcoming',
      'plan',
      'plan',
      'plan',
      'plan',
    ]);
    expect(items[0]?.title).toBe('法治队伍建设执法理念和水平有待加强');
  });
});
