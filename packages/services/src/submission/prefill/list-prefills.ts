import type { TenantReader } from '@huibao/db';
import {
  cellOptionsOf,
  contentAt,
  dayBefore,
  elementsOf,
  ExactDecimal,
  fillingFrom,
  findContentError,
  isNumeric,
  matchesUnit,
  missingCell,
  periodOf,
  type Cell,
  type CellContent,
  type CellMap,
  type DataElement,
  type FormDefinition,
  type Localized,
} from '@huibao/domain';
import { getEdition } from '../../forms/edition.repository.ts';
import { findFormIn } from '../../forms/pinned-form.ts';
import { listReportedPeriods, type ReportedPeriod } from '../revision.repository.ts';
import { getSubmission, type Submission } from '../submission.repository.ts';
import { coverDays, type Days } from './cover-days.ts';
import { listStandingElsewhere, type StandingElsewhere } from './elsewhere.repository.ts';

/** A cell that is still empty, with what another programme's forms of the same unit say for the same days. */
export interface Prefill extends Cell {
  readonly label: Localized;
  readonly from: PrefillOrigin;
}

/** As they are called where it comes from. */
export interface PrefillOrigin {
  readonly programme: Localized;
  readonly form: Localized;
  readonly period: Localized;
}

/**
 * What could be filled in from elsewhere. A programme that isn't there, days that aren't the same, or a question that
 * isn't leave the cell as it is. Nothing is asked of the database for a form that names no other programme.
 */
export async function listPrefills(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  form: FormDefinition,
  drafts: CellMap,
): Promise<readonly Prefill[]> {
  const empty = elementsOf(form)
    .filter(({ prefilledFrom, appliesTo }) => prefilledFrom && matchesUnit(appliesTo, submission.unit))
    .map((element) => ({ element, keys: typedKeys(element, submission) }))
    .filter(({ element, keys }) => keys.some((key) => contentAt(drafts, element.code, key).state === 'missing'));
  if (empty.length === 0) return [];
  const programmes = new Set(empty.flatMap(({ element }) => element.prefilledFrom?.programme ?? []));
  const { calendar } = await getEdition(trx, submission.edition);
  const { yearStartsOn } = periodOf(calendar, submission.year, submission.period);
  const ofYear = { from: yearStartsOn, to: submission.endsOn };
  const standing = await listStandingElsewhere(trx, tenantId, submission, [...programmes], ofYear);
  if (standing.length === 0) return [];
  const before = (await listReportedPeriods(trx, tenantId, submission, yearStartsOn)).filter(
    ({ endsOn }) => endsOn < submission.startsOn,
  );
  const found: Prefill[] = [];
  for (const { element, keys } of empty) {
    const sources: Source[] = [];
    for (const home of homesOf(element, submission, standing)) {
      const source = await sourceOf(trx, tenantId, element, keys, home);
      if (source) sources.push(source);
    }
    const offer = offerOf(element, submission, sources, before, ofYear);
    if (!offer) continue;
    for (const key of keys) {
      const value = offer.valueOf(key);
      if (value !== undefined && contentAt(drafts, element.code, key).state === 'missing')
        found.push({ code: element.code, key, state: 'value', value, label: element.label, from: offer.from });
    }
  }
  return found;
}

/** Of the cells that somebody types. */
function typedKeys(element: DataElement, { unit }: Submission): readonly string[] {
  const options = cellOptionsOf(element)?.filter(
    ({ appliesTo, fixed }) => fixed === undefined && matchesUnit(appliesTo, unit),
  );
  return options?.map(({ code }) => code) ?? [''];
}

/** Two levels may have a programme of the same code: then the one that this form's own programme is of is meant. */
function homesOf(
  { prefilledFrom }: DataElement,
  { edition }: Submission,
  standing: readonly StandingElsewhere[],
): readonly StandingElsewhere[] {
  const named = standing.filter(
    ({ programmeCode, formCode }) => programmeCode === prefilledFrom?.programme && formCode === prefilledFrom.form,
  );
  const own = named.filter(({ programmeOwnerId }) => programmeOwnerId === edition.ownerTenantId);
  if (own.length > 0) return own;
  return new Set(named.map(({ programmeOwnerId }) => programmeOwnerId)).size === 1 ? named : [];
}

/** A form elsewhere that asks the same, and what it says for one of the cells here. */
interface Source extends Pick<StandingElsewhere, 'startsOn' | 'endsOn'> {
  readonly from: PrefillOrigin;
  readonly contentOf: (key: string) => CellContent;
}

/** The element there, if it is the same question, or the same number in more parts, and no less protected here. */
async function sourceOf(
  trx: TenantReader,
  tenantId: number,
  element: DataElement,
  keys: readonly string[],
  home: StandingElsewhere,
): Promise<Source | undefined> {
  const submission = await getSubmission(trx, tenantId, home.submissionId);
  const edition = await getEdition(trx, submission.edition);
  const form = findFormIn(edition, submission, home.issueNo)?.definition;
  const source = form && elementsOf(form).find(({ code }) => code === element.prefilledFrom?.element);
  const filling = source && fillingFrom(element, source, keys.length);
  if (!form || !source || !filling) return undefined;
  const period = periodOf(edition.calendar, submission.year, submission.period).label;
  const { startsOn, endsOn, cells } = home;
  const of = { startsOn, endsOn, from: { programme: edition.title, form: form.title, period } };
  if (filling === 'cells') return { ...of, contentOf: (key) => contentAt(cells, source.code, key) };
  const parts = (cellOptionsOf(source) ?? [null])
    .filter((option) => matchesUnit(option?.appliesTo, submission.unit))
    .map((option) => contentAt(cells, source.code, option?.code ?? ''));
  return { ...of, contentOf: () => sumOf(parts) };
}

interface Offer {
  readonly from: PrefillOrigin;
  readonly valueOf: (key: string) => string | undefined;
}

/**
 * From just these days, be they told in one form or in several; or, of what adds up, from the year as far as it goes,
 * less what was reported here before.
 */
function offerOf(
  element: DataElement,
  { startsOn, endsOn }: Submission,
  sources: readonly Source[],
  before: readonly ReportedPeriod[],
  ofYear: Days,
): Offer | undefined {
  const told = coverDays(sources, { from: startsOn, to: endsOn });
  if (told) return { from: originOf(told), valueOf: (key) => foldOf(element, told, key) };
  const whole = coverDays(sources, ofYear);
  const earlier = ofYear.from < startsOn ? coverDays(before, { from: ofYear.from, to: dayBefore(startsOn) }) : null;
  if (!whole || !earlier || element.flow !== 'flow' || !isNumeric(element.type)) return undefined;
  return {
    from: originOf(whole),
    valueOf: (key) => {
      const total = foldOf(element, whole, key);
      const own = sumOf(earlier.map(({ cells }) => contentAt(cells, element.code, key)));
      if (total === undefined || own.state !== 'value') return undefined;
      const value = new ExactDecimal(total).minus(own.value).toFixed();
      return findContentError(element, { state: 'value', value }) === null ? value : undefined;
    },
  };
}

/** Over several periods a flow is summed, and a stock is the last one's. */
function foldOf(element: DataElement, sources: readonly Source[], key: string): string | undefined {
  const contents = sources.map(({ contentOf }) => contentOf(key));
  const [last] = contents.slice(-1);
  if (contents.length === 1 || element.flow === 'stock') return last?.state === 'value' ? last.value : undefined;
  const sum = isNumeric(element.type) ? sumOf(contents) : missingCell;
  return sum.state === 'value' ? sum.value : undefined;
}

function sumOf(contents: readonly CellContent[]): CellContent {
  if (contents.some(({ state }) => state !== 'value')) return missingCell;
  const sum = contents.reduce((total, { value }) => total.plus(value), new ExactDecimal(0));
  return { state: 'value', value: sum.toFixed() };
}

function originOf(sources: readonly Source[]): PrefillOrigin {
  const [first] = sources;
  if (!first) throw new RangeError('it comes from nowhere');
  const [zh, en] = [sources.map(({ from }) => from.period.zh), sources.map(({ from }) => from.period.en)];
  return { ...first.from, period: { zh: zh.join('、'), en: en.join(', ') } };
}
