import { hashPassword } from '@huibao/auth';
import type { Context } from '@huibao/services';
import { addCity, addPeople, addUnits } from '@huibao/testing';
import type pg from 'pg';
import { takeIn } from '../city-years.ts';
import { count, seconds, type Print } from '../report.ts';
import { timeOf } from '../timing.ts';
import { copyTenants } from './copy-tenants.ts';

/** As the country has them. */
const bureausWanted = 2800;
const provinceCount = 31;
/** Every 200th bureau has 300 schools, every twentieth 40, the others as many as the demo's: its own, or ten. */
const schoolsWanted = `case when hashint4(x.no * 64 + x.place) % 200 = 0 then 300 when hashint4(x.no * 64 + x.place) % 20 = 0 then 40 else 0 end`;

export const countryPassword = 'Huibao-2026';

export interface Country {
  /** What names end in in one of its cities, which has one of the biggest bureaus. */
  readonly citySuffix: string;
  /** The reviewer of the province above it. */
  readonly provinceReviewer: string;
  readonly bureaus: number;
  readonly cities: number;
}

/** Of which a few cities' rows tell as much about pages as all cities'. */
const bulkyTables = [
  'facts',
  'fact_texts',
  'revisions',
  'audit_entries',
  'report_figures_seen',
  'submission_parts',
  'sensitive_rows',
  'draft_cells',
  'cell_saves',
];

/** Rows that a copy goes without: what is kept in memory, in Temporal or on another machine, and files' bytes. */
const notCopied = ['blob_pieces', 'blob_erasures', 'figure_changes', 'noted_heads', 'report_lineage', 'sessions'];

/**
 * The country: the demo's city, as people have worked in it through the product, copied with its bureaus until there
 * are as many as the country has, below provinces. Of what schools filled in the last finished year and the one under
 * way are copied, of drafts what is under way, of reports and deliveries all years.
 *
 * @param most of how many cities what schools filled in is copied, too; null of all
 */
export async function makeCountry(
  ctx: Context,
  { owner, ownerUrl, most, print }: { owner: pg.Client; ownerUrl: string; most: number | null; print: Print },
): Promise<Country> {
  const provinces = await makeProvinces(ctx);
  const made = await placeTenants(owner, provinces);
  await fill(owner, ownerUrl, print, most);
  await reportToProvinces(owner, provinces);
  await signSomeIn(owner);
  print(`  vacuum analyze in ${seconds(await timeOf(() => owner.query('vacuum analyze')))}`);
  return { ...made, ...(await findSample(owner, most)) };
}

async function fill(owner: pg.Client, ownerUrl: string, print: Print, most: number | null): Promise<void> {
  const firstYear = await lastFinishedYear(owner);
  const { rows: tables } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all ($1::text[]) order by 1`,
    [notCopied],
  );
  const underWay = `t.submission_id in (select s.id from bench.t_submissions s where s.state <> 'accepted')`;
  const renamed = (text: string): string => `replace(${text}, '焦作', '第' || c.no)`;
  const indexNo = { index_no: `left(md5(t.index_no || c.no), 8)` };
  const took = await timeOf(() =>
    copyTenants(owner, {
      tables: tables.map(({ name }) => name),
      first: ['collections', 'submissions', 'revisions', 'reports'],
      kept: {
        collections: `t.year >= ${firstYear}`,
        facts: `(t.year = ${firstYear} or t.period = 0)`,
        fact_texts: `(t.year = ${firstYear} or t.period = 0)`,
        audit_entries: `t.at >= make_date(${firstYear}, 7, 1)`,
        draft_cells: underWay,
        cell_saves: underWay,
        explanations: underWay,
        org_units: `not (t.kind = 'bureau' and t.child_tenant_id not in (select template from bench.copies))`,
        deliveries: 't.sender_tenant_id in (select template from bench.copies)',
        outbox: 't.sent_at is not null',
      },
      changed: {
        org_units: {
          name: `t.name || case when c.double = 0 then '' else '（' || c.double || '）' end`,
          school_code: `lpad((t.school_code::bigint + c.double * 1000)::text, 10, '0')`,
        },
        logins: {
          username: `case when position('@' in t.username) > 0 then replace(t.username, 'jiaozuo', c.suffix) else t.username || '.' || c.suffix end`,
        },
        notices: { dedupe_key: `t.dedupe_key || case when c.double = 0 then '' else '/' || c.double end` },
        blobs: { in_database: 'false', in_objects: 'true' },
        publications: { ...indexNo, is_demo: 'false', issuer: renamed('t.issuer'), title: renamed('t.title') },
        index_numbers: indexNo,
        outbox: { workflow_id: `replace(t.workflow_id, '/' || c.template || '/', '/' || c.target || '/')` },
      },
      most: most === null ? {} : Object.fromEntries(bulkyTables.map((table) => [table, most])),
      ownerUrl,
      log: print,
    }),
  );
  print(`  copied in ${seconds(took)}`);
  await owner.query(`select setval(pg_get_serial_sequence('org_units', 'id'), (select max(id) from org_units))`);
}

/** Whose pages are looked at. */
export async function findSample(
  owner: pg.Client,
  most: number | null,
): Promise<Pick<Country, 'citySuffix' | 'provinceReviewer'>> {
  const { rows } = await owner.query<{ suffix: string }>(
    `select c.suffix from bench.copies c join bench.templates t on t.id = c.template
     where c.no <= coalesce($1, c.no) order by t.schools desc, c.double desc, c.no limit 1`,
    [most],
  );
  const suffix = rows[0]?.suffix ?? '';
  return { citySuffix: suffix, provinceReviewer: reviewerOf(Number(suffix.split('.p')[1])) };
}

const reviewerOf = (province: number): string => `province.p${province}`;

/** Each with somebody who receives its cities' reports; answers the tenants' ids. */
async function makeProvinces(ctx: Context): Promise<readonly number[]> {
  const now = (): Date => new Date('2023-01-01T09:00:00+08:00');
  const passwordHash = await hashPassword(countryPassword);
  const provinces: number[] = [];
  for (let n = 1; n <= provinceCount; n += 1) {
    const name = `第${n}省教育厅`;
    const { tenantId, system } = await addCity(
      ctx,
      {
        name,
        shortName: name,
        divisionCode: null,
        documentPrefix: '教',
        sectionWord: '处室',
        addressees: [],
        isDemo: false,
        opensOn: '2015-01-01',
        adminUsername: 'root',
        securityUsername: 'security',
        suffixPart: `p${n}`,
        kind: 'province',
      },
      [],
      now,
    );
    const unitId = (await addUnits(ctx, system, [])).get('') ?? 0;
    await addPeople(
      ctx,
      tenantId,
      [{ username: reviewerOf(n), name: '王建国', role: 'city_reviewer', unitId, passwordHash }],
      now,
    );
    provinces.push(tenantId);
  }
  return provinces;
}

/** Notes which tenant stands for which in each copy, and makes them: all but who defines something of their own. */
async function placeTenants(
  owner: pg.Client,
  provinces: readonly number[],
): Promise<{ readonly bureaus: number; readonly cities: number }> {
  await owner.query(`
    create schema if not exists bench;
    create table bench.templates as
      select t.id, t.kind, t.parent_id, row_number() over (order by t.kind desc, t.id)::int as place,
        (select count(*)::int from org_units u where u.tenant_id = t.id and u.kind = 'school') as schools
      from tenants t where t.is_demo and t.kind in ('city', 'bureau')
        and not exists (select from programmes p where p.owner_tenant_id = t.id)`);
  await owner.query(
    `create table bench.copies as
     with one as (
       select n as no, t.id as template, nextval(pg_get_serial_sequence('tenants', 'id'))::int as target, t.place, t.schools
       from bench.templates t,
         generate_series(1, ceil(${bureausWanted}::numeric / (select count(*) from bench.templates where kind = 'bureau'))::int) n
     ), sized as (select x.*, greatest(0, round(${schoolsWanted}::numeric / greatest(1, x.schools))::int - 1) as doubles from one x),
     step as (select 2 ^ ceil(log(2, max(id) + 1)) as units from org_units)
     select no, template, target, double, 'c' || no || '.p' || 1 + (no - 1) % ${provinces.length} as suffix, lpad(to_hex(no * 64 + double), 6, '0') as mark, lpad(to_hex(no * 64), 6, '0') as own_mark,
       ((no * 64 + double) * step.units)::int as shift, (no * 64 * step.units)::int as own_shift
     from sized, step, generate_series(0, doubles) double`,
  );
  await owner.query(`
    create index on bench.copies (template, no);
    analyze bench.copies;
    create function bench.target_of(int, int) returns int language sql stable
      as 'select target from bench.copies where template = $1 and no = $2 and double = 0';
    insert into tenants (id, parent_id, kind, name, short_name, division_code, document_prefix, section_word, addressees, is_demo, login_suffix, created_at)
      overriding system value
    select c.target, case t.kind when 'city' then (array[${provinces.join(',')}])[1 + (c.no - 1) % ${provinces.length}] else bench.target_of(t.parent_id, c.no) end,
      t.kind, replace(t.name, '焦作', '第' || c.no), replace(t.short_name, '焦作', '第' || c.no), t.division_code, t.document_prefix, t.section_word, t.addressees, false,
      replace(t.login_suffix, 'jiaozuo', c.suffix), t.created_at
    from bench.copies c join tenants t on t.id = c.template where c.double = 0 order by t.kind desc, c.no`);
  const { rows } = await owner.query<{ kind: string; count: number }>(
    `select kind, count(*)::int from tenants where not is_demo group by kind`,
  );
  const of = (kind: string): number => rows.find((row) => row.kind === kind)?.count ?? 0;
  return { bureaus: of('bureau'), cities: of('city') };
}

async function lastFinishedYear(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ year: number }>('select max(year)::int as year from deliveries');
  if (!rows[0]?.year) throw new Error('the demo has deliveries');
  return rows[0].year;
}

/** Each city’s issued report, received and accepted by its province. */
async function reportToProvinces(owner: pg.Client, provinces: readonly number[]): Promise<void> {
  await owner.query(
    `insert into org_units (tenant_id, kind, name, child_tenant_id, opens_on, created_at)
     select parent_id, 'bureau', short_name, id, '2015-01-01', created_at from tenants where parent_id = any ($1::int[])`,
    [provinces],
  );
  await owner.query(
    `insert into deliveries (tenant_id, id, sender_tenant_id, sender_report_id, unit_id, owner_tenant_id, edition_id, issue_no, parts, programme_code, year, version, number, figures, document, answers, hash, sent_at, state, decided_at, decided_by_name)
     select u.tenant_id, gen_random_uuid(), r.tenant_id, r.id, u.id, r.owner_tenant_id, r.edition_id, r.issue_no, r.parts, r.programme_code, r.year, r.version, r.number, r.frozen -> 'figures', p.document, '[]', r.hash, r.created_at, 'accepted', r.created_at, '王建国'
     from org_units u join reports r on r.tenant_id = u.child_tenant_id and r.frozen is not null and r.number is not null
       join publications p on p.tenant_id = r.tenant_id and p.report_id = r.id
     where u.tenant_id = any ($1::int[])`,
    [provinces],
  );
  await takeIn(owner, provinces);
}

/** One in twenty of its people, just now. */
async function signSomeIn(owner: pg.Client): Promise<void> {
  const { rowCount } = await owner.query(`
    insert into sessions (tenant_id, id_hash, user_id, membership_id, created_at, seen_at, expires_at, address, device, has_second_factor, by_single_sign_on)
    select m.tenant_id, encode(sha256(m.id::text::bytea), 'hex'), m.user_id, m.id, now(), now(), now() + interval '8 hours', '', '', false, false
    from memberships m where hashtext(m.id::text) % 20 = 0`);
  if (!rowCount) throw new Error('nobody is signed in');
}

/** What it holds, by table: those of more than a hundred thousand rows. */
export async function printWeight(owner: pg.Client, country: Country, print: Print): Promise<void> {
  const { rows } = await owner.query<{ name: string; rows: number; bytes: string }>(`
    select coalesce(pg_partition_root(c.oid), c.oid)::regclass::text as name, sum(greatest(c.reltuples, 0)) filter (where c.relkind = 'r')::float8 as rows, pg_size_pretty(sum(pg_total_relation_size(c.oid))) as bytes
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    group by 1 having sum(greatest(c.reltuples, 0)) filter (where c.relkind = 'r') > 100000 order by 2 desc`);
  const { rows: units } = await owner.query<{ schools: number; bytes: string }>(
    `select (select count(*)::int from org_units where kind = 'school') as schools, pg_size_pretty(pg_database_size(current_database())) as bytes`,
  );
  print(
    `  ${count(country.bureaus)} bureaus, ${country.cities} cities, ${provinceCount} provinces, ${count(units[0]?.schools ?? 0)} schools, ${units[0]?.bytes}`,
  );
  print(`  ${rows.map((row) => `${row.name} ${count(Math.round(row.rows))} (${row.bytes})`).join(', ')}`);
}
