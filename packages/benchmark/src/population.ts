import { elementsWithin, keysRead } from '@huibao/domain';
import type pg from 'pg';
import type { Edition } from './product-door.ts';

/** A tenant whose schools are to be made. */
export interface Staffing {
  readonly tenantId: number;
  readonly schools: number;
}

/**
 * What a school answers, from who it is alone: the same in every database. One in 97 cells is left empty and one in 89
 * is not applicable, as a latest answer or a coverage that is always whole would be no test.
 */
const mixed = `((u.unit_id::bigint * 7919 + c.element_id * 3571 + length(c.key) * 131 + u.period * 1013) % 9973)::int`;
const answers = `
  case when a.h % 89 = 1 then null when c.kind = 'yes' then (a.h % 2)::numeric when c.kind = 'split' then (a.h % 50)::numeric else (a.h % 400)::numeric end`;

/**
 * Beside the product's tables, in the benchmark's own schema: which cells a programme has, and what is to be loaded.
 */
export async function prepareSchema(owner: pg.Client): Promise<void> {
  await owner.query(`
    create schema if not exists bench;
    create table if not exists bench.cells (programme text not null, form_code text not null, element_id int not null, key text not null, kind text not null);
    create table if not exists bench.settings (name text primary key, value jsonb not null);
    -- PostgreSQL 18 has one that goes by the time.
    do $do$ begin
      if to_regproc('uuidv7') is null then
        create function public.uuidv7() returns uuid language sql volatile as 'select gen_random_uuid()';
      end if;
    end $do$`);
}

export async function noteCells(owner: pg.Client, edition: Edition): Promise<void> {
  const rows = edition.forms.flatMap(({ definition }) =>
    definition.sections.flatMap((section) =>
      section.blocks.flatMap(elementsWithin).flatMap((element) =>
        keysRead(element, undefined).map((key) => ({
          form: definition.code,
          element: edition.elementIds.get(element.code) ?? 0,
          key,
          kind: element.dimension ? 'split' : element.type === 'boolean' ? 'yes' : 'number',
        })),
      ),
    ),
  );
  await owner.query(`insert into bench.cells select $1, * from unnest($2::text[], $3::int[], $4::text[], $5::text[])`, [
    edition.programmeCode,
    rows.map((row) => row.form),
    rows.map((row) => row.element),
    rows.map((row) => row.key),
    rows.map((row) => row.kind),
  ]);
}

/** Schools of many tenants at once. One in fifty closed in summer: its stocks don't enter the year, its flows do. */
export async function loadSchools(owner: pg.Client, staffing: readonly Staffing[], year: number): Promise<void> {
  await owner.query(
    `
    insert into org_units (tenant_id, parent_id, kind, name, school_type, ownership, school_code, opens_on, closes_on, created_at)
    select t.id, r.id, 'school', 'School ' || n, (array['211', '211', '312', '311', '342', '111'])[1 + n % 6], case n % 5 when 0 then 'private' else 'public' end,
      lpad(n::text, 10, '0'), '2010-09-01', case n % 50 when 7 then make_date($3::int, 7, 15) end, make_date($3::int, 1, 1)
    from unnest($1::int[], $2::int[]) as t(id, schools)
    join org_units r on r.tenant_id = t.id and r.kind = 'root'
    cross join lateral generate_series(1, t.schools) n`,
    [staffing.map((one) => one.tenantId), staffing.map((one) => one.schools), year],
  );
  const { rows } = await owner.query(
    `select 1 from pg_tables where schemaname = 'public' and tablename = 'org_unit_versions'`,
  );
  if (rows.length === 0) return;
  await owner.query(
    `
    insert into org_unit_versions (tenant_id, unit_id, valid_from, name, school_type, ownership, section_code, noted_at)
    select u.tenant_id, u.id, u.opens_on, u.name, u.school_type, u.ownership, u.section_code, u.created_at
    from org_units u where u.tenant_id = any ($1::int[]) on conflict do nothing`,
    [staffing.map((one) => one.tenantId)],
  );
}

/**
 * Both terms of a year, every form of every school that stood in the term, accepted: N is these rows. In the order of a
 * mixed country, not tenant by tenant.
 */
export async function loadSubmissions(owner: pg.Client, edition: Edition, tenants: readonly number[]): Promise<void> {
  await owner.query(
    `
    insert into collections (tenant_id, id, owner_tenant_id, edition_id, issue_no, programme_code, year, period, starts_on, ends_on, opens_at, due_at, closes_at, created_at)
    select t, uuidv7(), $2, $3, $5, $6, $4::int, p, make_date($4::int, case p when 1 then 1 else 9 end, 1), make_date($4::int, case p when 1 then 8 else 12 end, 31), make_date($4::int, 1, 1), make_date($4::int + 1, 2, 1), make_date($4::int + 1, 3, 1), make_date($4::int, 1, 1)
    from unnest($1::int[]) t, generate_series(1, 2) p`,
    [tenants, edition.ownerTenantId, edition.id, edition.year, edition.issueNo, edition.programmeCode],
  );
  await owner.query(
    `
    insert into submissions (tenant_id, id, collection_id, unit_id, owner_tenant_id, form_version_id, issue_no, form_code, state, revision_no, saved_at, first_submitted_at, submitted_at, decided_at, filled, required, created_at)
    select c.tenant_id, uuidv7(), c.id, u.id, $2, f.id, c.issue_no, f.code, 'accepted', 1, c.opens_at, c.opens_at, c.opens_at, c.opens_at, 25, 25, c.opens_at
    from collections c
    join org_units u on u.tenant_id = c.tenant_id and u.kind = 'school' and (u.closes_on is null or c.period = 1)
    cross join unnest($3::uuid[], $4::text[]) as f(id, code)
    where c.tenant_id = any ($1::int[]) and c.owner_tenant_id = $2 and c.edition_id = $5
    order by c.period, f.code, hashint4(u.id)`,
    [
      tenants,
      edition.ownerTenantId,
      edition.forms.map((form) => form.versionId),
      edition.forms.map((form) => form.definition.code),
      edition.id,
    ],
  );
}

/**
 * The facts of some tenants' submissions, straight from the cells. A fact lies beside those of the same submission,
 * between other schools' of other bureaus: as acceptances come in, and not in the order that a roll-up would like.
 */
export async function loadFacts(
  owner: pg.Client,
  programme: string,
  year: number,
  tenants: readonly number[] | null,
  into = 'facts',
): Promise<number> {
  const { rowCount } = await owner.query(
    `
    insert into ${into} (tenant_id, year, element_id, key, period, unit_id, owner_tenant_id, is_applicable, num, source_id)
    select u.tenant_id, $2::int, c.element_id, c.key, u.period, u.unit_id, u.owner_tenant_id, a.h % 89 <> 1, ${answers}, u.id
    from (
      select s.tenant_id, s.id, s.unit_id, s.owner_tenant_id, s.form_code, k.period
      from submissions s join collections k on k.tenant_id = s.tenant_id and k.id = s.collection_id
      where k.programme_code = $1 and k.year = $2::int and ($3::int[] is null or s.tenant_id = any ($3))
      order by k.period, s.form_code, hashint4(s.unit_id)
    ) u
    join bench.cells c on c.programme = $1 and c.form_code = u.form_code
    cross join lateral (select ${mixed} as h) a
    where a.h % 97 <> 0`,
    [programme, year, tenants],
  );
  return rowCount ?? 0;
}

/**
 * The frozen documents of some tenants' submissions, as a submit makes them, and drafts with their history: for what a
 * year weighs, and for accepting anew.
 */
export async function loadRevisions(owner: pg.Client, tenants: readonly number[]): Promise<void> {
  const user = '00000000-0000-7000-8000-000000000001';
  await owner.query(
    `
    insert into revisions (tenant_id, id, submission_id, unit_id, issue_no, form_version_id, no, document, hash, state, submitted_by, submitted_at, decided_at)
    select s.tenant_id, s.id, s.id, s.unit_id, s.issue_no, s.form_version_id, 1, jsonb_build_object(
        'formCode', s.form_code, 'formVersion', 1, 'year', k.year, 'period', k.period, 'unit', jsonb_build_object('id', s.unit_id, 'name', o.name, 'kind', o.kind, 'schoolType', o.school_type, 'ownership', o.ownership, 'sectionCode', null),
        'cells', jsonb_agg(jsonb_build_object('code', e.code, 'key', f.key, 'state', case when f.is_applicable then 'value' else 'not_applicable' end, 'value', coalesce(f.num::text, ''))),
        'facts', jsonb_agg(jsonb_build_object('element', f.element_id, 'key', f.key, 'isApplicable', f.is_applicable, 'num', f.num::text, 'code', f.code)),
        'texts', '[]'::jsonb, 'findings', '[]'::jsonb, 'explanations', '[]'::jsonb, 'isZeroReport', false, 'signOff', jsonb_build_object('reporter', 'Reporter', 'head', null)),
      encode(sha256(s.id::text::bytea), 'hex'), 'accepted', $2, s.submitted_at, s.decided_at
    from submissions s
    join collections k on k.tenant_id = s.tenant_id and k.id = s.collection_id
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.unit_id
    join facts f on f.tenant_id = s.tenant_id and f.source_id = s.id
    join data_elements e on e.owner_tenant_id = f.owner_tenant_id and e.id = f.element_id
    where s.tenant_id = any ($1::int[]) group by s.tenant_id, s.id, k.tenant_id, k.id, o.tenant_id, o.id`,
    [tenants, user],
  );
}

/** Drafts with their history, for what a cell weighs before it is a fact. */
export async function loadDrafts(owner: pg.Client, tenant: number): Promise<void> {
  const user = '00000000-0000-7000-8000-000000000001';
  await owner.query(
    `
      insert into draft_cells (tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at)
      select f.tenant_id, f.source_id, f.unit_id, e.code, f.key, case when f.is_applicable then 'value' else 'not_applicable' end, coalesce(f.num::text, ''), 1, 'page', $2, make_date(f.year, 6, 1)
      from facts f join data_elements e on e.owner_tenant_id = f.owner_tenant_id and e.id = f.element_id where f.tenant_id = $1`,
    [tenant, user],
  );
  await owner.query(
    `
      insert into cell_saves (tenant_id, submission_id, unit_id, source, changed_by, changed_at, codes, keys, versions, states, "values")
      select tenant_id, submission_id, unit_id, source, updated_by, updated_at, array_agg(code), array_agg(key), array_agg(version), array_agg(state), array_agg(value)
      from draft_cells where tenant_id = $1 group by tenant_id, submission_id, unit_id, source, updated_by, updated_at`,
    [tenant],
  );
}
