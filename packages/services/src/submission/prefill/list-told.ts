import type { TenantReader } from '@huibao/db';
import {
  cellOptionsOf,
  contentAt,
  dayBefore,
  elementsOf,
  ExactDecimal,
  fillingFrom,
  isNumeric,
  matchesUnit,
  missingCell,
  periodOf,
  type CellContent,
  type CellMap,
  type DataElement,
  type FormDefinition,
  type Localized,
  type UnitTraits,
} from '@huibao/domain';
import { getEdition, type Edition } from '../../forms/edition.repository.ts';
import { findFormIn } from '../../forms/pinned-form.ts';
import { listReportedPeriods, type ReportedPeriod } from '../revision.repository.ts';
import { getSubmission, type Submission } from '../submission.repository.ts';
import { coverDays, type Days } from './cover-days.ts';
import { listStandingElsewhere, readCellsElsewhere, type StandingElsewhere } from './elsewhere.repository.ts';

/** As they are called where it comes from. */
export interface ToldOrigin {
  readonly programme: Localized;
  readonly form: Localized;
  readonly period: Localized;
}

/** What another programme's forms say of cells here, for the same days. */
export interface Told {
  readonly code: string;
  /** One, or several that it is the sum of. */
  readonly keys: readonly string[];
  readonly label: Localized;
  /** What these cells would hold; of the rest of a year, less what was reported here before. */
  readonly value: string;
  /** What is said there; not the same where it is of a whole year of which this is the rest. */
  readonly there: string;
  readonly from: ToldOrigin;
  /** Whether the cell names it as what it may be filled in from; else it is there that this form is named. */
  readonly isSource: boolean;
}

/** A pair of elements that are one question: one names the other as what it may be filled in from. */
interface Pair {
  readonly element: DataElement;
  readonly there: DataElement;
  readonly home: Home;
  /** Cells here that say it together, or alone. */
  readonly keys: readonly string[];
  readonly isSource: boolean;
  readonly isSum: boolean;
}

interface Home extends StandingElsewhere {
  readonly edition: Edition;
  readonly form: FormDefinition;
  readonly unit: UnitTraits;
}

/**
 * What is said elsewhere of what is asked here, whichever of the two forms names the other: of the same unit, and of a
 * section of whichever section of its office answered. A programme that isn't there, days that aren't the same, or a
 * question that isn't say nothing.
 */
export async function listTold(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  form: FormDefinition,
): Promise<readonly Told[]> {
  const { calendar } = await getEdition(trx, submission.edition);
  const { yearStartsOn } = periodOf(calendar, submission.year, submission.period);
  const ofYear = { from: yearStartsOn, to: submission.endsOn };
  const standing = await listStandingElsewhere(trx, tenantId, submission, ofYear);
  if (standing.length === 0) return [];
  const homes: Home[] = [];
  for (const one of standing) {
    const home = await homeOf(trx, tenantId, submission, one);
    if (home) homes.push(home);
  }
  const pairs = elementsOf(form)
    .filter(({ appliesTo }) => matchesUnit(appliesTo, submission.unit))
    .flatMap((element) => pairsOf(element, submission, homes));
  if (pairs.length === 0) return [];
  const before = (await listReportedPeriods(trx, tenantId, submission, yearStartsOn)).filter(
    ({ endsOn }) => endsOn < submission.startsOn,
  );
  const cells = new Map<string, CellMap>();
  for (const [id, of] of Map.groupBy(pairs, ({ home }) => home.submissionId))
    cells.set(
      id,
      await readCellsElsewhere(trx, tenantId, submission, id, [...new Set(of.map((one) => one.there.code))]),
    );
  const alike = ({ element, keys, isSource, home, there }: Pair): string =>
    [element.code, keys.join(), isSource, home.programmeOwnerId, home.programmeCode, home.formCode, there.code].join(
      ' ',
    );
  return [...Map.groupBy(pairs, alike).values()].flatMap((of) => toldBy(of, cells, submission, before, ofYear) ?? []);
}

/** Of another section only what the programme itself asks: what a level added goes with its own unit. */
async function homeOf(
  trx: TenantReader,
  tenantId: number,
  { unitId }: Submission,
  one: StandingElsewhere,
): Promise<Home | undefined> {
  const isOwn = one.unitId === unitId;
  if (!isOwn && one.formOwnerId !== one.programmeOwnerId) return undefined;
  const own = isOwn ? await getSubmission(trx, tenantId, one.submissionId) : undefined;
  const ref = own?.edition ?? { ownerTenantId: one.programmeOwnerId, id: one.editionId, issueNo: one.issueNo };
  const edition = await getEdition(trx, ref);
  const asked = { ownerTenantId: one.formOwnerId, formCode: one.formCode };
  const form = findFormIn(edition, asked, one.issueNo)?.definition;
  const section = { kind: 'section', schoolType: null, ownership: null, sectionCode: one.sectionCode } as const;
  return form && { ...one, edition, form, unit: own?.unit ?? section };
}

/** Every cell here with the elements elsewhere that are the same question. */
function pairsOf(element: DataElement, submission: Submission, homes: readonly Home[]): readonly Pair[] {
  const { prefilledFrom } = element;
  const keys = typedKeys(element, submission.unit);
  const named = prefilledFrom
    ? meant(
        homes.filter((one) => one.programmeCode === prefilledFrom.programme && one.formCode === prefilledFrom.form),
        submission,
      )
    : [];
  const sources = named.flatMap((home): readonly Pair[] => {
    const there = elementsOf(home.form).find(({ code }) => code === prefilledFrom?.element);
    const filling = there && isShown(there, home, submission) ? fillingFrom(element, there, keys.length) : null;
    return there && filling
      ? keys.map((key) => ({ element, there, home, keys: [key], isSource: true, isSum: filling === 'sum' }))
      : [];
  });
  const readers = homes.flatMap((home) =>
    home.programmeOwnerId === submission.edition.ownerTenantId ? readersOf(element, submission, home) : [],
  );
  return [...sources, ...readers];
}

/** Elements of a form elsewhere that name this one: cell by cell, or one cell that is the sum of these. */
function readersOf(element: DataElement, submission: Submission, home: Home): readonly Pair[] {
  return elementsOf(home.form).flatMap((there): readonly Pair[] => {
    const { prefilledFrom: from } = there;
    const isMeant =
      from?.programme === submission.programmeCode &&
      from.form === submission.formCode &&
      from.element === element.code &&
      isShown(there, home, submission);
    const typed = typedKeys(there, home.unit);
    const filling = isMeant ? fillingFrom(there, element, typed.length) : null;
    if (filling === null) return [];
    const all = { element, there, home, isSource: false };
    const own = optionKeys(element, submission.unit);
    return filling === 'sum'
      ? [{ ...all, keys: own, isSum: true }]
      : own.map((key) => ({ ...all, keys: [key], isSum: false }));
  });
}

/** What is personal isn't shown to another section. */
function isShown(there: DataElement, { unitId }: Home, submission: Submission): boolean {
  return unitId === submission.unitId || (there.isPersonal !== true && there.countsPersons !== true);
}

/** Two levels may have a programme of the same code: then the one that this form's own programme is of is meant. */
function meant(named: readonly Home[], { edition }: Submission): readonly Home[] {
  const own = named.filter(({ programmeOwnerId }) => programmeOwnerId === edition.ownerTenantId);
  if (own.length > 0) return own;
  return new Set(named.map(({ programmeOwnerId }) => programmeOwnerId)).size === 1 ? named : [];
}

function optionKeys(element: DataElement, unit: UnitTraits): readonly string[] {
  const options = cellOptionsOf(element)?.filter(({ appliesTo }) => matchesUnit(appliesTo, unit));
  return options?.map(({ code }) => code) ?? [''];
}

/** Of the cells that somebody types. */
function typedKeys(element: DataElement, unit: UnitTraits): readonly string[] {
  const options = cellOptionsOf(element)?.filter(
    ({ appliesTo, fixed }) => fixed === undefined && matchesUnit(appliesTo, unit),
  );
  return options?.map(({ code }) => code) ?? [''];
}

/**
 * From just these days, be they told in one form or in several; or, of what adds up, from the year as far as it goes,
 * less what was reported here before.
 */
function toldBy(
  pairs: readonly Pair[],
  cells: ReadonlyMap<string, CellMap>,
  { startsOn, endsOn }: Submission,
  before: readonly ReportedPeriod[],
  ofYear: Days,
): readonly Told[] | undefined {
  const [first] = pairs;
  if (!first) return undefined;
  const { element, keys, isSource } = first;
  const sources = pairs.map((pair) => ({
    startsOn: pair.home.startsOn,
    endsOn: pair.home.endsOn,
    content: contentThere(pair, cells.get(pair.home.submissionId) ?? new Map()),
    from: originOf(pair.home),
  }));
  const all = { code: element.code, keys, label: element.label, isSource };
  const told = coverDays(sources, { from: startsOn, to: endsOn });
  if (told) {
    const value = foldOf(element, told);
    return value === undefined ? undefined : [{ ...all, value, there: value, from: fromAll(told) }];
  }
  const whole = coverDays(sources, ofYear);
  const earlier = ofYear.from < startsOn ? coverDays(before, { from: ofYear.from, to: dayBefore(startsOn) }) : null;
  if (!whole || !earlier || !isNumeric(element.type)) return undefined;
  const total = foldOf(element, whole);
  if (total === undefined) return undefined;
  // What stands at the end of the year stands at the end of its last period.
  if (element.flow === 'stock') return [{ ...all, value: total, there: total, from: fromAll(whole) }];
  const own = sumOf(earlier.flatMap((one) => keys.map((key) => contentAt(one.cells, element.code, key))));
  if (own.state !== 'value') return undefined;
  const value = new ExactDecimal(total).minus(own.value).toFixed();
  return [{ ...all, value, there: total, from: fromAll(whole) }];
}

function contentThere({ there, home, keys, isSum, isSource }: Pair, cells: CellMap): CellContent {
  if (!isSum) return contentAt(cells, there.code, keys[0] ?? '');
  const read = isSource ? optionKeys(there, home.unit) : typedKeys(there, home.unit);
  return sumOf(read.map((key) => contentAt(cells, there.code, key)));
}

/** Over several periods a flow is summed, and a stock is the last one's. */
function foldOf(element: DataElement, sources: readonly { readonly content: CellContent }[]): string | undefined {
  const contents = sources.map(({ content }) => content);
  const [last] = contents.slice(-1);
  if (contents.length === 1 || element.flow === 'stock') return last?.state === 'value' ? last.value : undefined;
  const sum = isNumeric(element.type) ? sumOf(contents) : missingCell;
  return sum.state === 'value' ? sum.value : undefined;
}

function sumOf(contents: readonly CellContent[]): CellContent {
  const [only] = contents;
  if (contents.length === 1 && only) return only;
  if (contents.some(({ state }) => state !== 'value')) return missingCell;
  const sum = contents.reduce((total, { value }) => total.plus(value), new ExactDecimal(0));
  return { state: 'value', value: sum.toFixed() };
}

function originOf({ edition, form, year, period }: Home): ToldOrigin {
  return { programme: edition.title, form: form.title, period: periodOf(edition.calendar, year, period).label };
}

function fromAll(sources: readonly { readonly from: ToldOrigin }[]): ToldOrigin {
  const [first] = sources;
  if (!first) throw new RangeError('it comes from nowhere');
  const [zh, en] = [sources.map(({ from }) => from.period.zh), sources.map(({ from }) => from.period.en)];
  return { ...first.from, period: { zh: zh.join('、'), en: en.join(', ') } };
}
