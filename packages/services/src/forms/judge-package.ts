import type { Localized } from '@huibao/domain';
import {
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
   * before; or published already, with the same content or with other.
   */
  readonly standing: 'first' | 'later' | 'earlier' | 'same' | 'other';
  /** The last year published, with which it is compared; null of the first. */
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
  const unknownTypes = unitTypeRefusals(offered, await listUnitTypes(trx, actor));
  const line = await listProgrammesOf(trx, actor);
  const own = line.find((one) => one.ownerTenantId === actor.tenantId && one.programmeCode === code);
  const newest = own?.years[0];
  if (!own || !newest)
    return {
      refusals: [...nameRefusals(line, offered), ...unknownTypes].slice(0, mostRefusals),
      offered: { ...about, standing: 'first', comparedYear: null, changes: [], moreChanges: 0 },
    };

  const publishing = { ownerTenantId: actor.tenantId, programmeOwnerId: actor.tenantId, programmeCode: code };
  const known = await listMeanings(trx, publishing);
  const compared = comparePackages(packageOfEdition(await getEdition(trx, newest)), offered, known);
  const refusals = [...compared.refusals, ...unknownTypes].slice(0, mostRefusals);
  const changes = compared.changes.slice(0, mostChanges);
  const moreChanges = compared.changes.length - changes.length;
  const next = { ...about, comparedYear: newest.year, changes, moreChanges };
  const published = own.years.find((one) => one.year === year);
  if (!published) return { refusals, offered: { ...next, standing: year > newest.year ? 'later' : 'earlier' } };
  const isSame = hashOfPackage(packageOfEdition(await getEdition(trx, published))) === hash;
  // What stands as it is asks nothing of anybody.
  return { refusals: isSame ? [] : refusals, offered: { ...next, standing: isSame ? 'same' : 'other' } };
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
