import { executePrepared, type TenantReader, type TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';

/** Which version of a part stands, by whom. */
export interface PartHead {
  readonly name: string;
  readonly version: number;
  readonly by: string;
  readonly userId: string;
  readonly at: string;
}

export interface DraftPart extends PartHead {
  /** Null of one that was taken out. */
  readonly content: unknown;
}

interface HeadRow {
  readonly name: string;
  readonly version: number;
  readonly saved_at: Date;
  readonly saved_by: string;
  readonly user: string | null;
}

function headOf({ name, version, saved_at: at, saved_by: userId, user }: HeadRow): PartHead {
  return { name, version, by: user ?? '', userId, at: at.toISOString() };
}

function partQuery(trx: TenantReader, tenantId: number, draftId: string) {
  return trx
    .selectFrom('draft_parts as p')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'p.tenant_id').onRef('u.id', '=', 'p.saved_by'))
    .select(['p.name', 'p.version', 'p.saved_at', 'p.saved_by', 'u.name as user'])
    .where('p.tenant_id', '=', tenantId)
    .where('p.draft_id', '=', draftId);
}

/** The newest version of each part, of those that were taken out too, since versions go on from there. */
export async function listParts(
  trx: TenantReader,
  tenantId: number,
  draftId: string,
  names?: readonly string[],
): Promise<ReadonlyMap<string, DraftPart>> {
  const rows = await partQuery(trx, tenantId, draftId)
    .select('p.content')
    .distinctOn('p.name')
    .$if(names !== undefined, (query) => query.where('p.name', 'in', [...(names ?? [])]))
    .orderBy('p.name')
    .orderBy('p.version', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.name, { ...headOf(row), content: row.content }]));
}

/** The same without what they hold: what an open page asks again and again. */
export async function listPartHeads(
  trx: TenantReader,
  tenantId: number,
  draftId: string,
): Promise<readonly (PartHead & { readonly isGone: boolean })[]> {
  const rows = await partQuery(trx, tenantId, draftId)
    .select((eb) => eb('p.content', 'is', null).as('isGone'))
    .distinctOn('p.name')
    .orderBy('p.name')
    .orderBy('p.version', 'desc')
    .execute();
  return rows.map((row) => ({ ...headOf(row), isGone: row.isGone === true }));
}

/** What all parts but these hold, in bytes of JSON. */
export async function sizeOfOthers(
  trx: TenantReader,
  tenantId: number,
  draftId: string,
  names: readonly string[],
): Promise<{ readonly bytes: number; readonly forms: number }> {
  return trx
    .selectFrom((eb) =>
      eb
        .selectFrom('draft_parts')
        .select(['name', 'content'])
        .distinctOn('name')
        .where('tenant_id', '=', tenantId)
        .where('draft_id', '=', draftId)
        .where('name', 'not in', [...names])
        .orderBy('name')
        .orderBy('version', 'desc')
        .as('newest'),
    )
    .select(sql<number>`coalesce(sum(octet_length(content::text)), 0)::int`.as('bytes'))
    .select(sql<number>`count(*) filter (where name like 'forms/%')::int`.as('forms'))
    .where('content', 'is not', null)
    .executeTakeFirstOrThrow();
}

export interface SavedPart {
  readonly name: string;
  readonly version: number;
  readonly content: unknown;
}

export async function insertParts(
  trx: TenantTransaction,
  tenantId: number,
  draftId: string,
  parts: readonly SavedPart[],
  savedBy: string,
  savedAt: Date,
): Promise<void> {
  await trx
    .insertInto('draft_parts')
    .values(
      parts.map(({ name, version, content }) => ({
        tenant_id: tenantId,
        draft_id: draftId,
        name,
        version,
        content: jsonColumn(content),
        begun_at: savedAt,
        saved_by: savedBy,
        saved_at: savedAt,
      })),
    )
    .execute();
}

function jsonColumn(content: unknown): string | null {
  return content === null ? null : JSON.stringify(content);
}

/**
 * Writes a version on: the one before it becomes it, where the same person began that after `since`. False where there
 * is none such, and it has to be inserted.
 */
export async function writePartOn(
  trx: TenantTransaction,
  tenantId: number,
  draftId: string,
  { name, version, content }: SavedPart,
  savedBy: string,
  { since, at }: { readonly since: Date; readonly at: Date },
): Promise<boolean> {
  const written = await trx
    .updateTable('draft_parts')
    .set({ version, content: jsonColumn(content), saved_at: at })
    .where('tenant_id', '=', tenantId)
    .where('draft_id', '=', draftId)
    .where('name', '=', name)
    .where('version', '=', version - 1)
    // What it began as stays, and so does what was taken out.
    .where('version', '>', 1)
    .where('content', 'is not', null)
    .where('saved_by', '=', savedBy)
    .where('begun_at', '>=', since)
    .returning('version')
    .executeTakeFirst();
  return written !== undefined;
}

/** No version has it: all are before. The first page and any other are one statement. */
const noVersion = 2 ** 31 - 1;

/** Who saved which version when, newest first, those before `before` where it is given. */
export async function listVersions(
  trx: TenantReader,
  tenantId: number,
  draftId: string,
  { name, before, most }: { readonly name: string; readonly before: number | null; readonly most: number },
): Promise<readonly (PartHead & { readonly isGone: boolean })[]> {
  const asked = partQuery(trx, tenantId, draftId)
    .select((eb) => eb('p.content', 'is', null).as('isGone'))
    .where('p.name', '=', name)
    .where('p.version', '<', before ?? noVersion)
    .orderBy('p.version', 'desc')
    .limit(most);
  const rows = await executePrepared(trx, asked);
  return rows.map((row) => ({ ...headOf(row), isGone: row.isGone === true }));
}

export async function findVersion(
  trx: TenantReader,
  tenantId: number,
  draftId: string,
  name: string,
  version: number,
): Promise<DraftPart | undefined> {
  const row = await partQuery(trx, tenantId, draftId)
    .select('p.content')
    .where('p.name', '=', name)
    .where('p.version', '=', version)
    .executeTakeFirst();
  return row && { ...headOf(row), content: row.content };
}
