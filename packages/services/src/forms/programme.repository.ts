import type { Actor, TenantReader } from '@huibao/db';
import { HuibaoError, nameOfProgramme, type Localized, type TenantKind } from '@huibao/domain';
import { sql, type NotNull } from 'kysely';
import { jsonOf } from '../json-column.ts';
import type { Edition, EditionRef, ProgrammeRef } from './edition.repository.ts';

const titles = new Intl.Collator('zh-CN');

/** A year of a programme, in its newest issue. */
export interface PublishedYear extends EditionRef {
  readonly year: number;
}

/** A programme with the years for which it was published. */
export interface PublishedProgramme extends ProgrammeRef {
  /** As addresses name it. */
  readonly name: string;
  readonly title: Localized;
  /** Newest first. */
  readonly years: readonly PublishedYear[];
}

/**
 * Every programme of the line that was published for any year: the highest level's first, then as its Chinese titles
 * are read out. The first is whose pages open until somebody chooses another: it hangs on no code.
 */
export async function listProgrammesOf(
  trx: TenantReader,
  { lineage }: Pick<Actor, 'lineage'>,
): Promise<readonly PublishedProgramme[]> {
  const rows = await trx
    .selectFrom('editions as e')
    .innerJoin('programmes as p', (join) =>
      join.onRef('p.owner_tenant_id', '=', 'e.owner_tenant_id').onRef('p.code', '=', 'e.programme_code'),
    )
    .innerJoin('tenants as t', 't.id', 'e.owner_tenant_id')
    .select([
      'e.owner_tenant_id',
      'e.id',
      'e.programme_code',
      'e.year',
      'p.title',
      't.kind',
      sql<number>`(select max(i.no) from edition_issues i where i.owner_tenant_id = e.owner_tenant_id
        and i.edition_id = e.id and i.published_at is not null)`.as('issueNo'),
    ])
    .where('e.owner_tenant_id', 'in', [...lineage])
    .where('e.published_at', 'is not', null)
    .orderBy('e.programme_code')
    .orderBy('e.year', 'desc')
    .execute();
  const byProgramme = Map.groupBy(rows, (row) => `${row.owner_tenant_id}/${row.programme_code}`);
  return [...byProgramme.values()]
    .flatMap((years) => {
      const [newest] = years;
      if (!newest) return [];
      return [
        {
          ownerTenantId: newest.owner_tenant_id,
          programmeCode: newest.programme_code,
          name: nameOfProgramme(newest.kind as TenantKind, newest.programme_code),
          title: jsonOf<Localized>(newest.title),
          years: years.map((row) => ({
            ownerTenantId: row.owner_tenant_id,
            id: row.id,
            issueNo: row.issueNo,
            year: row.year,
          })),
        },
      ];
    })
    .toSorted(
      (a, b) =>
        lineage.indexOf(b.ownerTenantId) - lineage.indexOf(a.ownerTenantId) || titles.compare(a.title.zh, b.title.zh),
    );
}

/** The programme of that name in the line. @throws {HuibaoError} `programme.not_found` */
export async function requireProgramme(
  trx: TenantReader,
  actor: Pick<Actor, 'lineage'>,
  name: string,
): Promise<PublishedProgramme> {
  const programme = (await listProgrammesOf(trx, actor)).find((one) => one.name === name);
  if (!programme) throw new HuibaoError('programme.not_found');
  return programme;
}

/** Published years of an edition's programme from its own on, oldest first. */
export async function listEditionsFrom(
  trx: TenantReader,
  { ownerTenantId, programmeCode, year }: Edition,
): Promise<readonly { readonly id: string; readonly year: number }[]> {
  return trx
    .selectFrom('editions')
    .select(['id', 'year'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_code', '=', programmeCode)
    .where('year', '>=', year)
    .where('published_at', 'is not', null)
    .orderBy('year')
    .execute();
}

export interface PublishedIssue {
  readonly no: number;
  readonly publishedAt: Date;
}

/** Newest first. */
export async function listIssuesOf(
  trx: TenantReader,
  { ownerTenantId, id }: Pick<EditionRef, 'ownerTenantId' | 'id'>,
): Promise<readonly PublishedIssue[]> {
  const rows = await trx
    .selectFrom('edition_issues')
    .select(['no', 'published_at'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('edition_id', '=', id)
    .where('published_at', 'is not', null)
    .$narrowType<{ published_at: NotNull }>()
    .orderBy('no', 'desc')
    .execute();
  return rows.map((row) => ({ no: row.no, publishedAt: row.published_at }));
}

/** Of what a level added to an edition, newest first. */
export async function listAddedIssuesOf(
  trx: TenantReader,
  addedBy: number,
  { ownerTenantId, id }: Pick<EditionRef, 'ownerTenantId' | 'id'>,
): Promise<readonly PublishedIssue[]> {
  const rows = await trx
    .selectFrom('added_issues')
    .select(['no', 'published_at'])
    .where('owner_tenant_id', '=', addedBy)
    .where('edition_owner_tenant_id', '=', ownerTenantId)
    .where('edition_id', '=', id)
    .where('published_at', 'is not', null)
    .$narrowType<{ published_at: NotNull }>()
    .orderBy('no', 'desc')
    .execute();
  return rows.map((row) => ({ no: row.no, publishedAt: row.published_at }));
}
