import type { Localized } from '@huibao/domain';
import {
  amendmentRefusals,
  comparePackages,
  unitTypeRefusals,
  mostRefusals,
  type PackageChange,
  type PackageRefusal,
  type ProgrammePackage,
} from '@huibao/domain/package';
import type { QueryScope } from '../use-case.ts';
import { listMeanings } from './definition.repository.ts';
import { getEdition } from './edition.repository.ts';
import { hashOfPackage, packageOfEdition } from './package-of-edition.ts';
import { listUnitTypes } from './unit-type.repository.ts';
import { listProgrammesOf, type PublishedProgramme } from './programme.repository.ts';

/** What publishing a package for a year would do. */
export interface OfferedEdition {
  readonly code: string;
  readonly title: Localized;
  readonly year: number;
  /** Of its content: what is published is what was looked at. */
  readonly hash: string;
  /**
   * How the year stands to those that the tenant has published of the programme: its first, one after the last, one
   * before; or published already, with the same content or amended by this one.
   */
  readonly standing: 'first' | 'later' | 'earlier' | 'same' | 'amends';
  /** The issue of the year that it is, or would be. */
  readonly issueNo: number;
  /** The year with which it is compared, its own where it amends it; null of the first. */
  readonly comparedYear: number | null;
  readonly changes: readonly PackageChange[];
  /** How many more there are than are told. */
  readonly moreChanges: number;
}

export interface JudgedPackage {
  readonly refusals: readonly PackageRefusal[];
  readonly offered: OfferedEdition;
}

/** More than anybody reads: a programme made anew changes thousands. */
const mostChanges = 300;

/** A package against what the actor's tenant has published of the programme, as it stands now. */
export async function judgePackage(
  { trx, actor }: Pick<QueryScope, 'trx' | 'actor'>,
  offered: ProgrammePackage,
  year: number,
): Promise<JudgedPackage> {
  const { code, title } = offered.programme;
  const hash = hashOfPackage(offered);
  const about = { code, title, year, hash };
  const unknownTypes = unitTypeRefusals(offered.programme, await listUnitTypes(trx, actor));
  const standing = await findPublished({ trx, actor }, code, year);
  if (!standing)
    return {
      refusals: [...nameRefusals(await listProgrammesOf(trx, actor), offered), ...unknownTypes].slice(0, mostRefusals),
      offered: { ...about, standing: 'first', issueNo: 1, comparedYear: null, changes: [], moreChanges: 0 },
    };

  const publishing = { ownerTenantId: actor.tenantId, programmeOwnerId: actor.tenantId, programmeCode: code };
  const known = await listMeanings(trx, publishing);
  const { base, published, newest } = standing;
  const compared = comparePackages(base, offered, known);
  const found = [...compared.refusals, ...unknownTypes];
  const changes = compared.changes.slice(0, mostChanges);
  const moreChanges = compared.changes.length - changes.length;
  const next = { ...about, comparedYear: published?.year ?? newest.year, changes, moreChanges };
  if (!published) {
    const isLater = year > newest.year;
    return {
      refusals: found.slice(0, mostRefusals),
      offered: { ...next, standing: isLater ? 'later' : 'earlier', issueNo: 1 },
    };
  }
  // What stands as it is asks nothing of anybody.
  if (hashOfPackage(base) === hash)
    return { refusals: [], offered: { ...next, standing: 'same', issueNo: published.issueNo } };
  const refusals = [...found, ...amendmentRefusals(base, offered)].slice(0, mostRefusals);
  return { refusals, offered: { ...next, standing: 'amends', issueNo: published.issueNo + 1 } };
}

/** What of a programme the actor's tenant has published, and which of it another year's content is compared with. */
export async function findPublished(
  { trx, actor }: Pick<QueryScope, 'trx' | 'actor'>,
  code: string,
  year: number,
): Promise<Published | null> {
  const line = await listProgrammesOf(trx, actor);
  const own = line.find((one) => one.ownerTenantId === actor.tenantId && one.programmeCode === code);
  const newest = own?.years[0];
  if (!own || !newest) return null;
  const published = own.years.find((one) => one.year === year);
  return { base: packageOfEdition(await getEdition(trx, published ?? newest)), published, newest };
}

interface Published {
  /** The year's own newest issue, or else that of the newest year. */
  readonly base: ProgrammePackage;
  readonly published: PublishedProgramme['years'][number] | undefined;
  readonly newest: PublishedProgramme['years'][number];
}

/**
 * A new programme is told from those that the line has: a copy of one from above, handed in with its code, would be
 * filled in beside it, and two of one title can't be told apart in any list.
 */
function nameRefusals(
  line: readonly PublishedProgramme[],
  { programme: { code, title } }: ProgrammePackage,
): readonly PackageRefusal[] {
  const refuse = (
    found: 'code_inherited' | 'title_taken',
    path: string,
    params: PackageRefusal['params'],
  ): PackageRefusal => ({ code: `package.${found}`, file: 'programme.json', path, params });
  return [
    ...(line.some((one) => one.programmeCode === code) ? [refuse('code_inherited', '$.code', { code })] : []),
    ...(line.some((one) => one.title.zh === title.zh) ? [refuse('title_taken', '$.title', { title: title.zh })] : []),
  ];
}
