import { isRetiredForm, type FormDefinition, type Localized } from '@huibao/domain';
import {
  addsNothing,
  amendedFormRefusals,
  misfits,
  noAdditions,
  withAdditions,
  type Additions,
} from '@huibao/domain/additions';
import {
  comparePackages,
  mostRefusals,
  unitTypeRefusals,
  type PackageChange,
  type PackageRefusal,
} from '@huibao/domain/package';
import { listMeanings } from '../forms/definition.repository.ts';
import type { EditionAddress } from '../forms/edition-address.ts';
import { listUnitTypes } from '../forms/unit-type.repository.ts';
import type { QueryScope } from '../use-case.ts';
import { askedOfKinds, type AskedOfKind } from './asked-of-kinds.ts';
import type { BaseOfAdditions } from './base-of-additions.ts';
import { hashOfAdditions } from './hash-of-additions.ts';
import { groupRefusals, useRefusals } from './refuse-uses.ts';

/** What publishing a package of additions would do. */
export interface OfferedAdditions extends EditionAddress {
  /** Of the programme that they are added to. */
  readonly title: Localized;
  /** Of their content: what is published is what was looked at. */
  readonly hash: string;
  /** The tenant's first for the edition, the next issue of them, or what stands already. */
  readonly standing: 'first' | 'next' | 'same';
  /** The issue that they are, or would be. */
  readonly no: number;
  readonly changes: readonly PackageChange[];
  /** How many more there are than are told. */
  readonly moreChanges: number;
  readonly asked: readonly AskedOfKind[];
}

export interface JudgedAdditions {
  readonly refusals: readonly PackageRefusal[];
  readonly offered: OfferedAdditions;
}

/** More than anybody reads. */
const mostChanges = 300;

/** Additions against the edition that they name and what the tenant has added to it, as both stand now. */
export async function judgeAdditions(
  scope: Pick<QueryScope, 'trx' | 'actor'>,
  base: BaseOfAdditions,
  additions: Additions,
): Promise<JudgedAdditions> {
  const { trx, actor } = scope;
  const { programme, year, edition, line, level, standing } = base;
  const hash = hashOfAdditions(additions);
  const isSame = standing !== undefined && hashOfAdditions(standing.additions) === hash;
  const before = standing?.additions ?? noAdditions;
  const known = await listMeanings(trx, {
    ownerTenantId: actor.tenantId,
    programmeOwnerId: edition.ownerTenantId,
    programmeCode: edition.programmeCode,
  });
  const compared = comparePackages(withAdditions(line, before), withAdditions(line, additions), known);
  // A group or a section more changes the programme and its report as a whole, which nobody asks here.
  const changes = compared.changes.filter(({ part }) => part !== 'programme' && part !== 'report');
  const refusals = [
    ...headRefusals(base, additions),
    ...misfits(line, additions, level),
    ...compared.refusals,
    ...amendedFormRefusals(before.forms, additions.forms),
    ...unitTypeRefusals(additions, await listUnitTypes(trx, actor)),
    ...(await groupRefusals(scope, level, additions.indicators)),
    ...(await useRefusals(scope, edition, before.indicators, additions.indicators)),
  ];
  return {
    // What stands as it is asks nothing of anybody.
    refusals: isSame ? [] : refusals.slice(0, mostRefusals),
    offered: {
      programme,
      year,
      title: edition.title,
      hash,
      standing: isSame ? 'same' : standing ? 'next' : 'first',
      no: (standing?.issue?.no ?? 0) + (isSame ? 0 : 1),
      changes: changes.slice(0, mostChanges),
      moreChanges: Math.max(0, changes.length - mostChanges),
      asked: await askedOfKinds(scope, asking(additions.forms), level),
    },
  };
}

function asking(forms: readonly FormDefinition[]): readonly FormDefinition[] {
  return forms.filter((form) => !isRetiredForm(form));
}

/** What is made for another edition's content is judged by nobody: every reference may mean something else there. */
function headRefusals({ hashes }: BaseOfAdditions, additions: Additions): readonly PackageRefusal[] {
  const file = 'additions.json';
  return [
    ...(hashes.includes(additions.base.hash)
      ? []
      : [{ code: 'additions.base_differs' as const, file, path: '$.base.hash', params: {} }]),
    ...(addsNothing(additions) ? [{ code: 'additions.nothing_added' as const, file, path: '$', params: {} }] : []),
  ];
}
