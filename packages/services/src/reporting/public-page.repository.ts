import type { DB } from '@huibao/db';
import type { AnnulmentGround, OfficialDocument, Successor } from '@huibao/domain';
import { type Kysely, sql } from 'kysely';
import { jsonOf } from '../json-column.ts';

// What needs no account: the publications' own role sees nothing else.

export interface PublicationSummary {
  readonly id: string;
  readonly indexNo: string;
  readonly year: number;
  readonly version: number;
  readonly issuer: string;
  readonly title: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly publishedOn: string;
  /** Its content is gone; number, dates and this stay. */
  readonly annulledOn: string | null;
  readonly isDemo: boolean;
}

const summary = [
  'p.id',
  'p.index_no as indexNo',
  'p.year',
  'p.version',
  'p.issuer',
  'p.title',
  'p.number',
  'p.issued_on as issuedOn',
  'p.published_on as publishedOn',
  'p.annulled_on as annulledOn',
  'p.is_demo as isDemo',
] as const;

/** Where a page of the list goes on: the last one of the page before, as the list is ordered by. */
export interface ListedAfter {
  readonly year: number;
  readonly publishedOn: string;
  readonly id: string;
}

export interface PublicationsAsked {
  readonly year: number | null;
  /** A part of the issuer's name, of the title or of the number; '' for all. */
  readonly text: string;
  readonly after: ListedAfter | null;
}

/** What holds, or held last: of each report's versions the one that nothing superseded; newest first. */
export async function listCurrent(
  db: Kysely<DB>,
  { year, text, after }: PublicationsAsked,
  limit: number,
): Promise<readonly PublicationSummary[]> {
  let listed = db
    .selectFrom('publications as p')
    .select(summary)
    .where('p.superseded_by', 'is', null)
    .orderBy('p.year', 'desc')
    .orderBy('p.published_on', 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit);
  if (year !== null) listed = listed.where('p.year', '=', year);
  if (text !== '')
    listed = listed.where(
      sql<boolean>`position(lower(${text}) in lower(concat_ws(' ', p.issuer, p.title, p.number))) > 0`,
    );
  if (after)
    listed = listed.where(
      sql<boolean>`(p.year, p.published_on, p.id) < (${after.year}, ${after.publishedOn}::date, ${after.id}::uuid)`,
    );
  return listed.execute();
}

/**
 * Years that something was published of, newest first: a request for each, past all that is of the one before. Of one
 * request for all it would be a recursion, which a divided database takes of one tenant only.
 */
export async function listPublishedYears(db: Kysely<DB>): Promise<readonly number[]> {
  const years: number[] = [];
  for (let before = afterAllYears; ;) {
    const { rows } = await sql<{ year: number | null }>`
      select max(year) as year from publications where superseded_by is null and year < ${before}`.execute(db);
    const year = rows[0]?.year ?? null;
    if (year === null) return years;
    years.push(year);
    before = year;
  }
}

const afterAllYears = 10_000;

export interface FoundPublication extends PublicationSummary {
  readonly annulledFor: AnnulmentGround | null;
  readonly html: string | null;
  readonly successor: { readonly id: string; readonly number: string; readonly publishedOn: string } | null;
}

export async function findPublication(db: Kysely<DB>, id: string): Promise<FoundPublication | undefined> {
  const row = await db
    .selectFrom('publications as p')
    .leftJoin('publications as n', (join) =>
      join.onRef('n.tenant_id', '=', 'p.tenant_id').onRef('n.id', '=', 'p.superseded_by'),
    )
    .select([
      ...summary,
      'p.annulled_for',
      'p.html',
      'n.id as next_id',
      'n.number as next_number',
      'n.published_on as next_published_on',
    ])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { annulled_for, next_id, next_number, next_published_on, ...publication } = row;
  return {
    ...publication,
    annulledFor: annulled_for as AnnulmentGround | null,
    successor:
      next_id === null || next_number === null || next_published_on === null
        ? null
        : { id: next_id, number: next_number, publishedOn: next_published_on },
  };
}

export type EarlierPublication = Pick<PublicationSummary, 'id' | 'number' | 'publishedOn' | 'annulledOn'>;

/** All that it took the place of, newest first. */
export async function listEarlier(db: Kysely<DB>, id: string): Promise<readonly EarlierPublication[]> {
  const own = await db
    .selectFrom('publications')
    .select('tenant_id as tenantId')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!own) return [];
  const { tenantId } = own;
  const { rows } = await sql<EarlierPublication & { readonly version: number }>`
    with recursive earlier as (
      select p.id, p.version, p.number, p.published_on, p.annulled_on
      from publications p where p.tenant_id = ${tenantId} and p.superseded_by = ${id}
      union
      select p.id, p.version, p.number, p.published_on, p.annulled_on
      from publications p join earlier e on p.superseded_by = e.id where p.tenant_id = ${tenantId}
    )
    select id, version, number, published_on as "publishedOn", annulled_on as "annulledOn"
    from earlier order by version desc`.execute(db);
  return rows.map(({ version: _version, ...row }) => row);
}

export interface PublishedFile {
  readonly title: string;
  readonly tenantId: number;
  /** Null where none is kept that says all that it has to. */
  readonly sha256: string | null;
}

/** As it was published; what was superseded only with its stamp. */
export async function findKeptFile(
  db: Kysely<DB>,
  id: string,
  format: 'pdf' | 'docx',
): Promise<PublishedFile | undefined> {
  const [published, stamped] =
    format === 'pdf' ? (['pdf_blob', 'stamped_pdf_blob'] as const) : (['docx_blob', 'stamped_docx_blob'] as const);
  return db
    .selectFrom('publications')
    .select(['title', 'tenant_id as tenantId'])
    .select((eb) =>
      eb.case().when('superseded_by', 'is', null).then(eb.ref(published)).else(eb.ref(stamped)).end().as('sha256'),
    )
    .where('id', '=', id)
    .executeTakeFirst();
}

export interface PublishedDocument {
  readonly title: string;
  /** Null of what was annulled. */
  readonly document: OfficialDocument | null;
  /** What superseded it. */
  readonly by: (Pick<Successor, 'number' | 'publishedOn'> & { readonly id: string }) | null;
}

export async function findDocument(db: Kysely<DB>, id: string): Promise<PublishedDocument | undefined> {
  const row = await db
    .selectFrom('publications as p')
    .leftJoin('publications as n', (join) =>
      join.onRef('n.tenant_id', '=', 'p.tenant_id').onRef('n.id', '=', 'p.superseded_by'),
    )
    .select(['p.title', 'p.document', 'n.id as next_id', 'n.number', 'n.published_on as publishedOn'])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { title, document, next_id, number, publishedOn } = row;
  return {
    title,
    document: document === null ? null : jsonOf<OfficialDocument>(document),
    by: next_id === null || number === null || publishedOn === null ? null : { id: next_id, number, publishedOn },
  };
}
