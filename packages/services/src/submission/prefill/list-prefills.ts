import type { TenantReader } from '@huibao/db';
import {
  cellOptionsOf,
  contentAt,
  elementsOf,
  isSameQuestion,
  matchesUnit,
  periodOf,
  type Cell,
  type CellMap,
  type DataElement,
  type FormDefinition,
  type Localized,
} from '@huibao/domain';
import { getEdition } from '../../forms/edition.repository.ts';
import { findFormIn } from '../../forms/pinned-form.ts';
import { getSubmission, type Submission } from '../submission.repository.ts';
import { listStandingElsewhere, type StandingElsewhere } from './elsewhere.repository.ts';

/** A cell that is still empty, with what another programme's form of the same unit says for the same days. */
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
    .map((element) => ({ element, keys: emptyKeys(element, submission, drafts) }))
    .filter(({ keys }) => keys.length > 0);
  if (empty.length === 0) return [];
  const programmes = new Set(empty.flatMap(({ element }) => element.prefilledFrom?.programme ?? []));
  const standing = await listStandingElsewhere(trx, tenantId, submission, [...programmes]);
  const found: Prefill[] = [];
  for (const { element, keys } of empty) {
    const home = homeOf(element, submission, standing);
    const source = home && (await sourceOf(trx, tenantId, element, home));
    if (!source) continue;
    for (const key of keys) {
      const { state, value } = contentAt(home.cells, source.code, key);
      if (state === 'value')
        found.push({ code: element.code, key, state, value, label: element.label, from: source.from });
    }
  }
  return found;
}

function emptyKeys(element: DataElement, { unit }: Submission, drafts: CellMap): readonly string[] {
  const options = cellOptionsOf(element)?.filter(
    ({ appliesTo, fixed }) => fixed === undefined && matchesUnit(appliesTo, unit),
  );
  const keys = options?.map(({ code }) => code) ?? [''];
  return keys.filter((key) => contentAt(drafts, element.code, key).state === 'missing');
}

/** Two levels may have a programme of the same code: then the one that this form's own programme is of is meant. */
function homeOf(
  { prefilledFrom }: DataElement,
  { edition }: Submission,
  standing: readonly StandingElsewhere[],
): StandingElsewhere | undefined {
  const named = standing.filter(
    ({ programmeCode, formCode }) => programmeCode === prefilledFrom?.programme && formCode === prefilledFrom.form,
  );
  const own = named.find(({ programmeOwnerId }) => programmeOwnerId === edition.ownerTenantId);
  return own ?? (named.length === 1 ? named[0] : undefined);
}

/** The element there, if it is the same question and no less protected here. */
async function sourceOf(
  trx: TenantReader,
  tenantId: number,
  element: DataElement,
  home: StandingElsewhere,
): Promise<{ readonly code: string; readonly from: PrefillOrigin } | undefined> {
  const submission = await getSubmission(trx, tenantId, home.submissionId);
  const edition = await getEdition(trx, submission.edition);
  const form = findFormIn(edition, submission, home.issueNo)?.definition;
  const source = form && elementsOf(form).find(({ code }) => code === element.prefilledFrom?.element);
  if (!form || !source || !isSameQuestion(element, source) || isLessProtected(element, source)) return undefined;
  const period = periodOf(edition.calendar, submission.year, submission.period).label;
  return { code: source.code, from: { programme: edition.title, form: form.title, period } };
}

function isLessProtected(here: DataElement, there: DataElement): boolean {
  return (
    (there.isPersonal === true && here.isPersonal !== true) ||
    (there.countsPersons === true && here.countsPersons !== true)
  );
}
