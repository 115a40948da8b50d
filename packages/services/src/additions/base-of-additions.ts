import {
  HuibaoError,
  isRetiredForm,
  type AddingLevel,
  type FormDefinition,
  type IndicatorDefinition,
  type TenantKind,
} from '@huibao/domain';
import { noAdditions, type Additions } from '@huibao/domain/additions';
import type { ProgrammePackage } from '@huibao/domain/package';
import {
  listAddedIssues,
  listNewestAdded,
  type AddedIssue,
  type AddedIssueRef,
} from '../forms/added-issue.repository.ts';
import type { EditionAddress } from '../forms/edition-address.ts';
import { getEdition, getWholeEdition, type Edition } from '../forms/edition.repository.ts';
import { hashOfPackage, packageOfEdition } from '../forms/package-of-edition.ts';
import { requireProgramme, type PublishedYear } from '../forms/programme.repository.ts';
import { getTenantKind } from '../indicators/indicator.repository.ts';
import type { QueryScope } from '../use-case.ts';

type Reader = Pick<QueryScope, 'trx' | 'actor'>;

/** An edition from above, as the actor's tenant may add to it. */
export interface BaseOfAdditions extends EditionAddress {
  readonly level: AddingLevel;
  /** As it was published, in its newest issue. */
  readonly edition: Edition;
  /** Of its content, by number of issue. */
  readonly hashes: readonly string[];
  /** What additions must fit: the edition with what the levels between have added. */
  readonly line: ProgrammePackage;
  /** The tenant's own as they stand; undefined where it has added nothing. */
  readonly standing: StandingAdditions | undefined;
}

export interface StandingAdditions {
  /** Undefined where there are indicators alone, made one by one. */
  readonly issue: AddedIssue | undefined;
  readonly additions: Additions;
}

/**
 * @throws {HuibaoError} `additions.base_unknown` where the line has no such edition, `additions.own_programme` where it
 *   is the tenant's own
 */
export async function getBase({ trx, actor }: Reader, { programme, year }: EditionAddress): Promise<BaseOfAdditions> {
  const { tenantId } = actor;
  const found = await requireProgramme(trx, actor, programme);
  const level = levelOf(await getTenantKind(trx, tenantId));
  if (found.ownerTenantId === tenantId) throw new HuibaoError('additions.own_programme');
  const published = found.years.find((one) => one.year === year);
  if (!published) throw new HuibaoError('additions.base_unknown', { programme, year });
  const edition = await getEdition(trx, published);
  const added = await listNewestAdded(trx, edition);
  const above = added.filter((one) => one.ownerTenantId !== tenantId);
  const whole = await getWholeEdition(trx, tenantId, { ...published, additions: above });
  const isOwn = ({ code }: IndicatorDefinition): boolean =>
    !edition.indicatorVersions.has(code) && whole.indicatorVersions.get(code)?.ownerTenantId === tenantId;
  const hashes = await hashesOf(trx, published);
  return {
    programme,
    year,
    level,
    edition,
    hashes,
    line: packageOfEdition({ ...whole, indicators: whole.indicators.filter((one) => !isOwn(one)) }),
    standing: await getStanding(
      trx,
      edition,
      added.find((one) => one.ownerTenantId === tenantId),
      { programme, year, hash: hashes.at(-1) ?? '' },
      whole.indicators.filter(isOwn),
    ),
  };
}

/** The platform has nobody above it, so every programme that it sees is its own. */
function levelOf(kind: TenantKind): AddingLevel {
  if (kind === 'platform') throw new HuibaoError('additions.own_programme');
  return kind;
}

async function hashesOf(trx: Reader['trx'], published: PublishedYear): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (let no = 1; no <= published.issueNo; no += 1)
    hashes.push(hashOfPackage(packageOfEdition(await getEdition(trx, { ...published, issueNo: no }))));
  return hashes;
}

async function getStanding(
  trx: Reader['trx'],
  edition: Edition,
  ref: AddedIssueRef | undefined,
  base: Additions['base'],
  indicators: readonly IndicatorDefinition[],
): Promise<StandingAdditions | undefined> {
  const [issue] = ref ? await listAddedIssues(trx, edition, [ref]) : [];
  if (!issue && indicators.length === 0) return undefined;
  return {
    issue,
    additions: {
      base: issue ? { ...base, hash: issue.baseHash } : base,
      forms: (issue?.forms ?? []).map(({ isRetired, definition }) => (isRetired ? retired(definition) : definition)),
      askedSections: issue?.askedSections ?? [],
      unitGroups: issue?.unitGroups ?? [],
      indicatorGroups: issue?.indicatorGroups ?? [],
      indicators,
      sections: issue?.sections ?? [],
      wordings: issue?.wordings ?? [],
      order: issue?.order ?? [],
      balances: issue?.balances ?? [],
      glossary: issue?.glossary ?? [],
    },
  };
}

/** One that was left out before this was said in the form itself: as if it had been. */
function retired(form: FormDefinition): FormDefinition {
  if (isRetiredForm(form)) return form;
  const blocks = form.sections.flatMap((section) => section.blocks);
  return { ...form, sections: [], rules: [], retired: [...blocks, ...(form.retired ?? [])] };
}

/** Nothing yet, for an edition as it is now. */
export function emptyAdditions({ programme, year, hashes }: BaseOfAdditions): Additions {
  return { base: { programme, year, hash: hashes.at(-1) ?? '' }, ...noAdditions };
}
