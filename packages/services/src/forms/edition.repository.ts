import { defineStatement, executePrepared, type Actor, type TenantReader } from '@huibao/db';
import {
  HuibaoError,
  programmeOf,
  type ChainStep,
  type FormDefinition,
  type IndicatorDefinition,
  type IndicatorGroup,
  type Localized,
  type NamedUnits,
  type ProgrammeCalendar,
  type ProgrammePart,
  type ReportTemplate,
  type SensitiveRegister,
} from '@huibao/domain';
import type { GlossaryTerm } from '@huibao/domain/package';
import { sql, type RawBuilder } from 'kysely';
import { templateWith } from '@huibao/domain/additions';
import {
  addedRefsOf,
  addedToEdition,
  listAddedIssues,
  listNewestAdded,
  type AddedIssue,
  type AddedIssueRef,
  type PinnedAdditions,
} from './added-issue.repository.ts';
import { askedUpTo } from './asked-up-to.ts';
import { loadEdition } from './load-edition.repository.ts';
import { withParts } from './with-parts.ts';
import { partsRead, partsSwitchedOn } from './switched-part.repository.ts';
import { wholeOf } from './whole-of.ts';
import type { EditionAddress } from './edition-address.ts';

export interface EditionForm {
  /** Whose it is: the edition's owner's, or a lower level's that added it. */
  readonly ownerTenantId: number;
  /** Asked no more: what was answered to it in the year still counts. */
  readonly isRetired: boolean;
  readonly versionId: string;
  readonly version: number;
  readonly definition: FormDefinition;
}

/** A programme: whose, and its code there. */
export interface ProgrammeRef {
  readonly ownerTenantId: number;
  readonly programmeCode: string;
}

/** An issue of an edition: what submissions, collections and reports go by from their beginning on. */
export interface EditionRef {
  readonly ownerTenantId: number;
  readonly id: string;
  readonly issueNo: number;
  /** What the levels below its owner had added by then; absent where only the edition itself is meant. */
  readonly additions?: readonly AddedIssueRef[];
  /** Codes of the parts that are switched on; absent where all that the issue has is meant, whoever asks it. */
  readonly parts?: readonly string[];
}

/** As rows keep it, without what was added. */
export function editionRefOf(row: { owner_tenant_id: number; edition_id: string; issue_no: number }): EditionRef {
  return { ownerTenantId: row.owner_tenant_id, id: row.edition_id, issueNo: row.issue_no };
}

/**
 * The same of a row that has its additions with it: of a collection, what of it belongs to one, or a report. What is
 * begun has the parts that it was begun with; a submission goes by its form, whichever are on.
 */
export function pinnedRefOf(
  row: Parameters<typeof editionRefOf>[0] & { readonly pinned: PinnedAdditions; readonly parts?: readonly string[] },
): EditionRef {
  const { pinned, parts } = row;
  return { ...editionRefOf(row), additions: addedRefsOf(pinned), ...(parts ? { parts } : {}) };
}

/**
 * The forms of one issue, of an edition or of what a level added to it, by which some submissions may go while others
 * go by another's. A submission is pinned to an issue of its form's owner.
 */
export interface IssueForms {
  readonly ownerTenantId: number;
  readonly issueNo: number;
  readonly forms: readonly EditionForm[];
}

/** One year of a programme with everything that an issue of it pins. Immutable once published. */
export interface Edition extends EditionRef, ProgrammeRef {
  /** As addresses name its programme. */
  readonly programmeName: string;
  readonly title: Localized;
  readonly year: number;
  readonly forms: readonly EditionForm[];
  /** What each issue asks that submissions of the year may be pinned to, this one's too; each owner's in order. */
  readonly issues: readonly IssueForms[];
  readonly indicators: readonly IndicatorDefinition[];
  readonly indicatorGroups: readonly IndicatorGroup[];
  readonly sensitiveRegisters: readonly SensitiveRegister[];
  readonly template: ReportTemplate;
  /** By owner, sections of which paragraphs are in a level's own words; absent where nobody has any. */
  readonly reworded?: ReadonlyMap<number, readonly string[]>;
  readonly chain: readonly ChainStep[];
  readonly calendar: ProgrammeCalendar;
  readonly glossary: readonly GlossaryTerm[];
  /** What it calls sections and groups of units that its forms ask for by code. */
  readonly sections: readonly NamedUnits[];
  readonly unitGroups: readonly NamedUnits[];
  /** All that may be switched on, whichever are. */
  readonly programmeParts: readonly ProgrammePart[];
  /** Fact ids by element code, and by indicator code. */
  readonly elementIds: ReadonlyMap<string, number>;
  readonly indicatorIds: ReadonlyMap<string, number>;
  /** Whose each indicator is, and which version is pinned, by code. */
  readonly indicatorVersions: ReadonlyMap<string, IndicatorVersion>;
}

export interface IndicatorVersion {
  readonly ownerTenantId: number;
  readonly id: string;
  readonly version: number;
}

// Published issues never change, so each process reads one once. Callers come with an id found in a row of their
// own tenant, which is what row security let them see. What a tenant adds to one does change, and is read each time.
const cache = new Map<string, Promise<Edition>>();

/**
 * An edition as it was published, with the forms and the sections that the levels below have added to it: all that is
 * filled in, and the indicators of its own owner.
 */
export function getEdition(trx: TenantReader, ref: EditionRef): Promise<Edition> {
  const { additions = [], parts } = ref;
  const issue = [`${ref.ownerTenantId}/${ref.id}/${ref.issueNo}`, ...additions.map((one) => one.id)].join('+');
  const key = parts ? `${issue} ${parts.toSorted().join()}` : issue;
  const known = cache.get(key);
  if (known) return known;
  const loading = parts
    ? loadSwitched(trx, ref, parts)
    : additions.length === 0
      ? loadEdition(trx, ref)
      : loadExtended(trx, ref, additions);
  cache.set(key, loading);
  loading.catch(() => cache.delete(key));
  return loading;
}

async function loadSwitched(
  trx: TenantReader,
  { parts: _, ...whole }: EditionRef,
  parts: readonly string[],
): Promise<Edition> {
  return withParts(await getEdition(trx, whole), parts);
}

async function loadExtended(
  trx: TenantReader,
  { ownerTenantId, id, issueNo }: EditionRef,
  additions: readonly AddedIssueRef[],
): Promise<Edition> {
  const edition = await getEdition(trx, { ownerTenantId, id, issueNo });
  const issues = await listAddedIssues(trx, edition, additions);
  return issues.reduce(extend, edition);
}

/** Codes of additions say whose they are, so that nothing of one level is ever in another's place. */
function extend(edition: Edition, issue: AddedIssue): Edition {
  const reworded = [...new Set(issue.wordings.map(({ section }) => section))];
  return {
    ...edition,
    ...(reworded.length > 0
      ? { reworded: new Map([...(edition.reworded ?? []), [issue.ownerTenantId, reworded]]) }
      : {}),
    additions: [...(edition.additions ?? []), { ownerTenantId: issue.ownerTenantId, id: issue.id, no: issue.no }],
    forms: [...edition.forms, ...issue.forms],
    issues: [...edition.issues, ...issue.issues],
    sections: [...edition.sections, ...issue.askedSections],
    unitGroups: [...edition.unitGroups, ...issue.unitGroups],
    indicatorGroups: [...edition.indicatorGroups, ...issue.indicatorGroups],
    template: templateWith(edition.template, issue, [...(edition.template.balances ?? []), ...issue.balances]),
    glossary: [...edition.glossary, ...issue.glossary],
    elementIds: new Map([...edition.elementIds, ...issue.elementIds]),
  };
}

/**
 * The edition with what the actor's tenant and its ancestors added to it, and with what later issues ask that some of
 * the tenant's submissions go by: what is rolled up, written about and compared. With the additions that the reference
 * has; of one that was kept without, those of now.
 */
export async function getWholeEdition(trx: TenantReader, tenantId: number, ref: EditionRef): Promise<Edition> {
  // Of what row security shows, the newest of each level is what stands in the actor's line.
  const added = await listNewestAdded(trx, ref);
  const { additions = added } = ref;
  const edition = await getEdition(trx, { ...ref, additions });
  const asked = trx
    .selectFrom('collections')
    .select((eb) => eb.fn.max('issue_no').as('issueNo'))
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', ref.ownerTenantId)
    .where('edition_id', '=', ref.id);
  const [adopted] = await executePrepared(trx, asked);
  const issueNo = Math.max(adopted?.issueNo ?? 0, ref.issueNo);
  const newest = await getEdition(trx, { ...ref, additions: added, issueNo });
  return withAdded(trx, newest === edition ? edition : askedUpTo(edition, newest));
}

/** Of editions of these years, of whichever owner. */
const addedIndicators = defineStatement((trx, { owners, programmeCode, years }: AddedAsked) =>
  trx
    .selectFrom('added_indicators as a')
    .innerJoin('indicator_versions as i', (join) =>
      join.onRef('i.owner_tenant_id', '=', 'a.owner_tenant_id').onRef('i.id', '=', 'a.indicator_version_id'),
    )
    .innerJoin('data_elements as e', (join) =>
      join
        .onRef('e.owner_tenant_id', '=', 'a.owner_tenant_id')
        .onRef('e.code', '=', 'a.code')
        .on('e.kind', '=', 'indicator'),
    )
    .select(['a.edition_id', 'a.owner_tenant_id', 'a.code', 'i.id', 'i.version', 'i.definition', 'e.id as elementId'])
    .innerJoin('editions as of', (join) =>
      join.onRef('of.owner_tenant_id', '=', 'a.edition_owner_tenant_id').onRef('of.id', '=', 'a.edition_id'),
    )
    .where('of.owner_tenant_id', '=', sql<number>`any(${owners}::int[])`)
    .where('of.programme_code', '=', programmeCode)
    .where('of.year', '=', sql<number>`any(${years}::int[])`)
    .whereRef('e.programme_owner_tenant_id', '=', 'of.owner_tenant_id')
    .whereRef('e.programme_code', '=', 'of.programme_code')
    .orderBy('a.owner_tenant_id')
    .orderBy('a.position'),
);

interface AddedAsked {
  readonly owners: readonly number[];
  readonly programmeCode: string;
  readonly years: readonly number[];
}

async function withAdded(trx: TenantReader, edition: Edition): Promise<Edition> {
  const { ownerTenantId, programmeCode, year } = edition;
  const added = await addedIndicators.run(trx, { owners: [ownerTenantId], programmeCode, years: [year] });
  return wholeWith(edition, added);
}

function wholeWith(edition: Edition, added: Awaited<ReturnType<typeof addedIndicators.run>>): Edition {
  const own = added.filter((row) => row.edition_id === edition.id);
  return own.length > 0 ? wholeOf(edition, own) : edition;
}

/**
 * The edition that an address names, in the issue that the tenant has adopted for a collection of it; in the newest
 * where it has none.
 */
export async function findEdition(trx: TenantReader, actor: Asking, address: EditionAddress) {
  const [edition] = await findEditionsIn(trx, actor, address, [address.year], issueOf, partsRead);
  return edition;
}

type Asking = Pick<Actor, 'tenantId' | 'lineage'>;

/** Of these years of the programme that an address names, those that there are, the last year's first. */
async function findEditionsIn(
  trx: TenantReader,
  { tenantId, lineage }: Asking,
  { programme }: EditionAddress,
  years: readonly number[],
  issue: (tenantId: number) => RawBuilder<number>,
  parts: (tenantId: number) => RawBuilder<string[]>,
): Promise<readonly Edition[]> {
  const { level, code } = programmeOf(programme);
  const asked = trx
    .selectFrom('editions as e')
    .innerJoin('tenants as t', 't.id', 'e.owner_tenant_id')
    .select([
      'e.owner_tenant_id',
      'e.id',
      issue(tenantId).as('issueNo'),
      addedToEdition(lineage).as('pinned'),
      parts(tenantId).as('parts'),
    ])
    .where('e.owner_tenant_id', 'in', [...lineage])
    .where('e.programme_code', '=', code)
    .where('e.year', 'in', [...years])
    .where('e.published_at', 'is not', null)
    .where('t.kind', '=', level)
    .orderBy('e.year', 'desc');
  const [rows, added] = await Promise.all([
    executePrepared(trx, asked),
    addedIndicators.run(trx, { owners: lineage, programmeCode: code, years }),
  ]);
  const editions: Edition[] = [];
  for (const { owner_tenant_id: ownerTenantId, id, issueNo, pinned, parts: on } of rows) {
    const ref = { ownerTenantId, id, issueNo, additions: addedRefsOf(pinned), parts: on };
    editions.push(wholeWith(await getEdition(trx, ref), added));
  }
  return editions;
}

/** With the year before, undefined where nothing was published then: as `requireEdition`, and in as many questions. */
export async function requireEditionAndBefore(
  trx: TenantReader,
  actor: Asking,
  address: EditionAddress,
): Promise<{ readonly edition: Edition; readonly before: Edition | undefined }> {
  const { year } = address;
  const [edition, before] = await findEditionsIn(trx, actor, address, [year, year - 1], issueOf, partsRead);
  if (edition?.year !== year) throw new HuibaoError('edition.not_found', { year });
  return { edition, before };
}

/** The same; where nothing of that name was published, it is refused. @throws {HuibaoError} `edition.not_found` */
export async function requireEdition(trx: TenantReader, actor: Asking, address: EditionAddress): Promise<Edition> {
  const edition = await findEdition(trx, actor, address);
  if (!edition) throw new HuibaoError('edition.not_found', { year: address.year });
  return edition;
}

/**
 * What is begun now: the newest issue, whichever the tenant went by until now, with the parts that it asks itself.
 * @throws as `requireEdition`
 */
export async function requireNewestEdition(
  trx: TenantReader,
  actor: Asking,
  address: EditionAddress,
): Promise<Edition> {
  const [edition] = await findEditionsIn(trx, actor, address, [address.year], () => newestIssue, partsSwitchedOn);
  if (!edition) throw new HuibaoError('edition.not_found', { year: address.year });
  return edition;
}

/** The same programme's edition of the year before. */
export async function findEditionBefore(
  trx: TenantReader,
  actor: Asking,
  { ownerTenantId, programmeCode, year }: Edition,
): Promise<Edition | undefined> {
  const asked = trx
    .selectFrom('editions as e')
    .select([
      'e.id',
      issueOf(actor.tenantId).as('issueNo'),
      addedToEdition(actor.lineage).as('pinned'),
      partsRead(actor.tenantId).as('parts'),
    ])
    .where('e.owner_tenant_id', '=', ownerTenantId)
    .where('e.programme_code', '=', programmeCode)
    .where('e.year', '=', year - 1)
    .where('e.published_at', 'is not', null);
  const [found] = await executePrepared(trx, asked);
  if (!found) return undefined;
  const { id, issueNo, pinned, parts } = found;
  const ref = { ownerTenantId, id, issueNo, additions: addedRefsOf(pinned), parts };
  return withAdded(trx, await getEdition(trx, ref));
}

/** Of an edition `e`. */
const newestIssue = sql<number>`(select max(i.no) from edition_issues i
      where i.owner_tenant_id = e.owner_tenant_id and i.edition_id = e.id and i.published_at is not null)`;

/** Of an edition `e`: the issue that the tenant's collections go by, else the newest. */
function issueOf(tenantId: number): RawBuilder<number> {
  return sql<number>`coalesce(
    (select max(c.issue_no) from collections c
      where c.tenant_id = ${tenantId} and c.owner_tenant_id = e.owner_tenant_id and c.edition_id = e.id),
    ${newestIssue})`;
}

export function formOf(edition: Edition, formCode: string): EditionForm {
  const form = edition.forms.find((one) => one.definition.code === formCode);
  if (!form) throw new HuibaoError('submission.not_found');
  return form;
}
