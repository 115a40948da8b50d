import type { TenantReader } from '@huibao/db';
import { periodOf, type Localized, type ProgrammeCalendar } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';

/** What an entry tells of by its id, as it is called. */
export type AuditSubject =
  | {
      readonly kind: 'submission';
      readonly programme: string;
      readonly unit: string;
      readonly number: Localized;
      readonly title: Localized;
      readonly term: Localized;
    }
  | { readonly kind: 'collection'; readonly title: Localized; readonly term: Localized }
  | { readonly kind: 'report'; readonly title: Localized; readonly year: number; readonly version: number }
  | {
      readonly kind: 'delivery';
      readonly sender: string;
      readonly title: Localized;
      readonly year: number;
      readonly version: number;
    }
  | { readonly kind: 'edition'; readonly title: Localized; readonly year: number }
  | { readonly kind: 'ledger'; readonly title: string; readonly year: number };

export type AuditSubjectKind = AuditSubject['kind'];

interface Term {
  readonly calendar: ProgrammeCalendar;
  readonly year: number;
  readonly period: number;
}

const termOf = ({ calendar, year, period }: Term): Localized => periodOf(calendar, year, period).label;

/** The issue that a collection, report or delivery keeps. */
const issueOf = (row: RawBuilder<unknown>): RawBuilder<unknown> => sql`edition_issues e on
  (e.owner_tenant_id, e.edition_id, e.no) = (${row}.owner_tenant_id, ${row}.edition_id, ${row}.issue_no)`;

type Finder = (
  trx: TenantReader,
  tenantId: number,
  ids: readonly string[],
) => Promise<readonly (readonly [string, AuditSubject])[]>;

/** Of one kind, those of these ids that are there for who asks. */
const finders: Readonly<Record<AuditSubjectKind, Finder>> = {
  async submission(trx, tenantId, ids) {
    const { rows } = await sql<
      Term & { id: string; programme: string; unit: string; number: Localized; title: Localized }
    >`
      with s as materialized (
        select * from submissions where tenant_id = ${tenantId} and id = any(${ids}::uuid[])
      ), f as materialized (
        -- Once for each: a definition is long, and kept packed.
        select owner_tenant_id, id, definition -> 'number' as number, definition -> 'title' as title from form_versions
        where (owner_tenant_id, id) in (select owner_tenant_id, form_version_id from s)
      )
      select s.id, c.programme_code as programme, u.name as unit, c.year, c.period, e.calendar, f.number, f.title
      from s
      join collections c on (c.tenant_id, c.id) = (s.tenant_id, s.collection_id)
      join org_units u on (u.tenant_id, u.id) = (s.tenant_id, s.unit_id)
      join f on (f.owner_tenant_id, f.id) = (s.owner_tenant_id, s.form_version_id)
      join ${issueOf(sql`c`)}`.execute(trx);
    return rows.map(({ id, programme, unit, number, title, ...term }) => [
      id,
      { kind: 'submission', programme, unit, number, title, term: termOf(term) },
    ]);
  },
  async collection(trx, tenantId, ids) {
    const { rows } = await sql<Term & { id: string; title: Localized }>`
      select c.id, c.year, c.period, e.calendar, e.title from collections c join ${issueOf(sql`c`)}
      where c.tenant_id = ${tenantId} and c.id = any(${ids}::uuid[])`.execute(trx);
    return rows.map(({ id, title, ...term }) => [id, { kind: 'collection', title, term: termOf(term) }]);
  },
  async report(trx, tenantId, ids) {
    const { rows } = await sql<{ id: string; title: Localized; year: number; version: number }>`
      select r.id, r.year, r.version, e.title from reports r join ${issueOf(sql`r`)}
      where r.tenant_id = ${tenantId} and r.id = any(${ids}::uuid[])`.execute(trx);
    return rows.map(({ id, ...report }) => [id, { kind: 'report', ...report }]);
  },
  async delivery(trx, tenantId, ids) {
    const { rows } = await sql<{ id: string; sender: string; title: Localized; year: number; version: number }>`
      select d.id, u.name as sender, d.year, d.version, e.title from deliveries d
      join org_units u on (u.tenant_id, u.id) = (d.tenant_id, d.unit_id) join ${issueOf(sql`d`)}
      where d.tenant_id = ${tenantId} and d.id = any(${ids}::uuid[])`.execute(trx);
    return rows.map(({ id, ...delivery }) => [id, { kind: 'delivery', ...delivery }]);
  },
  async edition(trx, _tenantId, ids) {
    const { rows } = await sql<{ id: string; title: Localized; year: number }>`
      select e.id, e.year, p.title from editions e
      join programmes p on (p.owner_tenant_id, p.code) = (e.owner_tenant_id, e.programme_code)
      where e.id = any(${ids}::uuid[])`.execute(trx);
    return rows.map(({ id, ...edition }) => [id, { kind: 'edition', ...edition }]);
  },
  async ledger(trx, tenantId, ids) {
    const { rows } = await sql<{ id: string; title: string; year: number }>`
      select l.id, l.title, l.year from ledger_items l
      where l.tenant_id = ${tenantId} and l.id = any(${ids}::uuid[])`.execute(trx);
    return rows.map(({ id, ...item }) => [id, { kind: 'ledger', ...item }]);
  },
};

export async function listSubjects(
  trx: TenantReader,
  tenantId: number,
  mentioned: ReadonlyMap<AuditSubjectKind, ReadonlySet<string>>,
): Promise<ReadonlyMap<string, AuditSubject>> {
  const found = new Map<string, AuditSubject>();
  for (const [kind, ids] of mentioned)
    for (const [id, subject] of await finders[kind](trx, tenantId, [...ids])) found.set(id, subject);
  return found;
}

export interface FormTitle {
  readonly programme: string;
  readonly form: string;
  readonly number: Localized;
  readonly title: Localized;
}

/** Of forms of these codes that who asks may know, as their newest versions are called: codes are a programme's own. */
export async function listFormTitles(trx: TenantReader, codes: readonly string[]): Promise<readonly FormTitle[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql<FormTitle>`
    select distinct on (f.programme_code, f.form_code) f.programme_code as programme, f.form_code as form,
      f.definition -> 'number' as number, f.definition -> 'title' as title
    from form_versions f where f.form_code = any(${codes}::text[])
    order by f.programme_code, f.form_code, f.published_at desc nulls last`.execute(trx);
  return rows;
}

/** Of these codes, the programmes that who asks may know. */
export async function listProgrammeTitles(
  trx: TenantReader,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Localized>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<{ code: string; title: Localized }>`
    select p.code, p.title from programmes p where p.code = any(${codes}::text[])`.execute(trx);
  return new Map(rows.map(({ code, title }) => [code, title]));
}
