import { databaseRoles } from '@huibao/db';
import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// What the database itself promises, read from its catalogue as its owner: a new table can't be forgotten.

type TableClass = 'tenant' | 'office' | 'unit' | 'sensitive' | 'definition' | 'hierarchy' | 'delivery' | 'door';

const classes: Readonly<Record<string, TableClass>> = {
  users: 'tenant',
  logins: 'tenant',
  sessions: 'tenant',
  sign_in_attempts: 'door',
  blobs: 'door',
  blob_pieces: 'door',
  noted_heads: 'door',
  processes: 'door',
  noted_sizes: 'door',
  quotas: 'tenant',
  blob_erasures: 'tenant',
  earlier_passwords: 'tenant',
  second_factors: 'tenant',
  recovery_codes: 'tenant',
  linked_identities: 'tenant',
  audit_heads: 'tenant',
  audit_entries: 'office',
  outbox: 'tenant',
  collections: 'tenant',
  imports: 'office',
  import_forms: 'office',
  import_refusals: 'office',
  reports: 'office',
  report_sections: 'office',
  report_section_versions: 'office',
  report_decisions: 'office',
  report_lineage: 'office',
  report_parts: 'office',
  report_manifests: 'office',
  report_figures_seen: 'office',
  report_answers: 'office',
  report_asides: 'office',
  dispatches: 'office',
  publications: 'tenant',
  index_numbers: 'tenant',
  ledger_items: 'office',
  unit_groups: 'tenant',
  section_answers: 'unit',
  analysis_views: 'office',
  org_unit_versions: 'unit',
  unit_successions: 'unit',
  unit_group_members: 'unit',
  added_indicators: 'definition',
  added_issues: 'definition',
  added_forms: 'definition',
  collection_additions: 'tenant',
  report_additions: 'office',
  edition_parts: 'tenant',
  memberships: 'unit',
  notices: 'unit',
  submissions: 'unit',
  submission_parts: 'unit',
  extension_requests: 'unit',
  draft_cells: 'unit',
  cell_saves: 'unit',
  explanations: 'unit',
  revisions: 'unit',
  review_comments: 'unit',
  files: 'unit',
  facts: 'unit',
  figure_changes: 'tenant',
  fact_texts: 'unit',
  sensitive_rows: 'sensitive',
  programmes: 'definition',
  data_elements: 'definition',
  form_versions: 'definition',
  indicator_versions: 'definition',
  report_templates: 'definition',
  editions: 'definition',
  edition_issues: 'definition',
  edition_forms: 'definition',
  edition_indicators: 'definition',
  unit_types: 'definition',
  tenants: 'hierarchy',
  org_units: 'hierarchy',
  deliveries: 'delivery',
  parked_cells: 'unit',
  read_acknowledgements: 'unit',
  issue_adoptions: 'definition',
  added_issue_adoptions: 'definition',
  programme_drafts: 'office',
  draft_parts: 'office',
  draft_windows: 'office',
  draft_advice_seen: 'office',
};

const leading: Readonly<Record<TableClass, readonly string[]>> = {
  tenant: ['tenant_id'],
  office: ['tenant_id'],
  unit: ['tenant_id'],
  sensitive: ['tenant_id'],
  definition: ['owner_tenant_id'],
  hierarchy: ['tenant_id', 'id'],
  delivery: ['tenant_id'],
  // Behind a closed door alone: before a tenant is known, or apart from the rows that point there.
  door: ['key', 'tenant_id'],
};

const commands = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/** All that a policy may ask. */
const settings = ['app_first_unit', 'app_last_unit', 'app_lineage', 'app_tenant', 'app_units'];
const ofTenant = '(tenant_id = app_tenant())';
const ofOffice = '((tenant_id = app_tenant()) AND (app_units() IS NULL))';
const ofUnit =
  '((tenant_id = app_tenant()) AND CASE WHEN (unit_id = ANY (app_units())) THEN true ELSE (app_units() IS NULL) END)';
/** The same, where the key holds the unit. */
const ofUnitInKey = '((tenant_id = app_tenant()) AND (unit_id >= app_first_unit()) AND (unit_id <= app_last_unit()))';
const ofOwner = '((owner_tenant_id = app_tenant()) AND (app_units() IS NULL))';

/** What policies of the app may say, by class; the first is what they must say of something. */
const conditionsOf: Readonly<Record<TableClass, readonly string[]>> = {
  // What a unit sees and the office alone changes is among them.
  tenant: [ofTenant, ofOffice],
  office: [ofOffice],
  unit: [ofUnit, ofOffice],
  // Even the whole bureau's view holds none of its rows.
  sensitive: ['((tenant_id = app_tenant()) AND (unit_id = ANY (app_units())))'],
  definition: [`(${ofOwner} OR ((published_at IS NOT NULL) AND (owner_tenant_id = ANY (app_lineage()))))`, ofOwner],
  hierarchy: [],
  delivery: [
    '((app_units() IS NULL) AND ((tenant_id = app_tenant()) OR (sender_tenant_id = app_tenant())))',
    "((app_units() IS NULL) AND (sender_tenant_id = app_tenant()) AND (tenant_id = (app_lineage())[2]) AND (state = 'pending'::text) AND (decided_at IS NULL) AND (decided_by IS NULL) AND (decided_by_name IS NULL) AND (reason IS NULL))",
  ],
  door: [],
};

const adoption: readonly string[] = [
  '((app_units() IS NULL) AND ((owner_tenant_id = app_tenant()) OR (adopter_tenant_id = app_tenant())))',
  '((app_units() IS NULL) AND (adopter_tenant_id = app_tenant()) AND (owner_tenant_id = ANY (app_lineage())))',
];

/** Tables that say something of their own. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  facts: [ofUnitInKey],
  fact_texts: [ofUnitInKey],
  // What a unit does is noted as well, and read by the office.
  audit_entries: [ofOffice, ofTenant],
  issue_adoptions: adoption,
  added_issue_adoptions: adoption,
  tenants: [
    '((id = ANY (app_lineage())) OR (parent_id = app_tenant()))',
    '(parent_id = app_tenant())',
    '(id = app_tenant())',
  ],
  org_units: [
    "(((tenant_id = app_tenant()) AND CASE WHEN (app_units() IS NULL) THEN true ELSE ((kind = 'root'::text) OR (id = ANY (app_units()))) END) OR (child_tenant_id = app_tenant()))",
    ofOffice,
  ],
  figure_changes: [
    '((tenant_id = app_tenant()) OR ((tenant_id = 0) AND (app_tenant() IS NOT NULL)))',
    '(tenant_id = COALESCE(app_tenant(), 0))',
  ],
};

/** Keys that are looked up before a tenant is known, each by one closed door. */
const looseIndexes = [
  'logins_username',
  'sessions_id_hash',
  'linked_identities_subject',
  'tenants_pkey',
  'one_platform',
  // The same only as a sibling's: each ends in its parent's.
  'tenants_login_suffix',
  'deliveries_by_sender',
  'publications_index_no',
  // The public's list, and one of it by its address.
  'publications_listed',
  'publications_by_id',
  'index_numbers_pkey',
];

let database: TestDatabase;
let owner: pg.Client;
interface Policy {
  readonly table: string;
  readonly command: string;
  readonly isPermissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

const listPolicies = (): Promise<Policy[]> =>
  rows<Policy>(`
    select tablename as table, cmd as command, permissive = 'PERMISSIVE' as "isPermissive", roles::text[] as roles,
      regexp_replace(qual, '\\s+', ' ', 'g') as using, regexp_replace(with_check, '\\s+', ' ', 'g') as check
    from pg_policies where schemaname = 'public' order by tablename, policyname`);

const rows = async <T extends object>(query: string): Promise<T[]> => (await owner.query<T>(query)).rows;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

describe('the catalogue', () => {
  it('knows the class of every table', async () => {
    const tables = await rows<{ name: string }>(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migrations'`);
    expect(tables.map((table) => table.name).sort()).toEqual(Object.keys(classes).sort());
  });

  it('forces row security on every table, partitions apart, which nobody may reach directly', async () => {
    const open = await rows<{ name: string }>(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migrations'
        and not (c.relrowsecurity and c.relforcerowsecurity)`);
    expect(open).toEqual([]);
    const reachable = await rows<{ name: string }>(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(array['${databaseRoles.join("', '")}']) as r
      where n.nspname = 'public' and c.relispartition and c.relkind in ('r', 'p')
        and has_table_privilege(r, c.oid, 'select, insert, update, delete')`);
    expect(reachable).toEqual([]);
    const names = await rows<{ role: string; privilege: string }>(`
      select grantee as role, privilege_type as privilege from information_schema.table_privileges
      where table_name = 'schema_migrations' and grantee like 'huibao\\_%'`);
    expect(names).toEqual([{ role: 'huibao_auth', privilege: 'SELECT' }]);
  });

  it('says in one policy for each role and command who sees what, of columns and settings alone', async () => {
    const policies = await listPolicies();
    const [seen, twice] = [new Set<string>(), new Set<string>()];
    for (const { table, command, roles } of policies)
      for (const role of roles.includes('public') ? databaseRoles : roles)
        for (const one of command === 'ALL' ? commands : [command]) {
          const place = `${table} ${role} ${one}`;
          if (seen.has(place)) twice.add(place);
          seen.add(place);
        }
    expect([...twice]).toEqual([]);
    expect(policies.filter(({ isPermissive }) => !isPermissive)).toEqual([]);
    const conditions = policies.flatMap(({ using, check }) => [using ?? 'true', check ?? 'true']);
    expect(conditions.filter((condition) => /select/i.test(condition))).toEqual([]);
    const called = conditions.flatMap((condition) => [...condition.matchAll(/\b([a-z_]+)\(/g)].map(([, name]) => name));
    expect([...new Set(called)].toSorted()).toEqual(settings);
  });

  it('keeps each row to its tenant, its office or its unit, by the class of its table', async () => {
    const policies = (await listPolicies()).filter(({ roles }) =>
      roles.some((role) => ['huibao_app', 'public'].includes(role)),
    );
    for (const [table, kind] of Object.entries(classes)) {
      const own = policies.filter((policy) => policy.table === table);
      const said = own.flatMap(({ command, using, check }) => [
        ...(command === 'INSERT' ? [] : [using ?? 'missing']),
        ...(command === 'SELECT' || command === 'DELETE' ? [] : [check ?? 'missing']),
      ]);
      // Every class but the closed doors' is read and written.
      const reads = own.some(({ command }) => ['ALL', 'SELECT'].includes(command));
      const writes = own.some(({ command }) => ['ALL', 'INSERT'].includes(command));
      expect([table, reads, writes]).toEqual([table, kind !== 'door', kind !== 'door']);
      const allowed = exceptions[table] ?? conditionsOf[kind];
      expect([table, said.filter((condition) => !allowed.includes(condition))]).toEqual([table, []]);
      // What a class is called for stands in it.
      if (kind !== 'door') expect([table, said]).toEqual([table, expect.arrayContaining([allowed[0]])]);
    }
  });

  it('has the tenant lead every key and every index', async () => {
    const indexes = await rows<{ table: string; index: string; first: string }>(`
      select t.relname as table, i.relname as index, a.attname as first from pg_index x
      join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
      join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
      where n.nspname = 'public' and not t.relispartition and t.relname <> 'schema_migrations'`);
    const loose = indexes
      .filter(({ table, first }) => !leading[classes[table] ?? 'tenant'].includes(first))
      .map((row) => row.index);
    expect(loose.filter((index) => !looseIndexes.includes(index))).toEqual([]);
  });

  it('has the tenant in every foreign key, and says what deletion does', async () => {
    const keys = await rows<{ name: string; columns: string[]; target: string; deletion: string }>(`
      select k.conname as name, k.confrelid::regclass::text as target, k.confdeltype as deletion,
        array(select a.attname::text from unnest(k.conkey) c join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c) as columns
      from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
      where k.contype = 'f' and n.nspname = 'public' and not t.relispartition`);
    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter((key) => key.deletion === 'a').map((key) => key.name)).toEqual([]);
    const without = keys.filter(
      (key) => key.target !== 'tenants' && !key.columns.some((column) => column.endsWith('tenant_id')),
    );
    expect(without.map((key) => key.name)).toEqual([]);
  });

  it('gives its roles nothing to own, to bypass, to truncate or to create', async () => {
    const roles = await rows<{ rolname: string; ok: boolean }>(`
      select rolname, not rolsuper and not rolbypassrls and not rolcreaterole and not rolcreatedb
        and not exists (select 1 from pg_class c where c.relowner = r.oid) and not has_schema_privilege(rolname, 'public', 'create') as ok
      from pg_roles r where rolname like 'huibao\\_%' and rolname <> 'huibao_owner'`);
    expect(roles.filter((role) => !role.ok)).toEqual([]);
    expect(roles.map(({ rolname }) => rolname).toSorted()).toEqual(databaseRoles.toSorted());
    const truncatable = await rows(`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(array['${databaseRoles.join("', '")}']) as r
      where n.nspname = 'public' and c.relkind in ('r', 'p') and has_table_privilege(r, c.oid, 'truncate, references, trigger')`);
    expect(truncatable).toEqual([]);
  });

  it('shows an actor without a tenant nothing, and the closed doors only their own', async () => {
    const app = new pg.Client({ connectionString: database.urlOf('huibao_app') });
    await app.connect();
    for (const table of Object.keys(classes))
      expect((await app.query(`select 1 from ${table} limit 1`)).rowCount).toBe(0);
    await app.end();
    const granted = await rows<{ role: string; table: string }>(`
      select grantee as role, table_name as table from information_schema.role_table_grants where grantee in ('huibao_auth', 'huibao_relay', 'huibao_public', 'huibao_keeper', 'huibao_watch') group by 1, 2 order by 1, 2`);
    expect(granted.map((row) => `${row.role} ${row.table}`)).toEqual([
      'huibao_auth earlier_passwords',
      'huibao_auth linked_identities',
      'huibao_auth logins',
      'huibao_auth memberships',
      'huibao_auth org_units',
      'huibao_auth recovery_codes',
      'huibao_auth schema_migrations',
      'huibao_auth second_factors',
      'huibao_auth sessions',
      'huibao_auth sign_in_attempts',
      'huibao_auth tenants',
      'huibao_auth users',
      'huibao_keeper blob_erasures',
      'huibao_keeper blob_pieces',
      'huibao_keeper blobs',
      'huibao_keeper noted_heads',
      'huibao_public publications',
      'huibao_relay outbox',
      'huibao_watch noted_sizes',
      'huibao_watch processes',
    ]);
  });

  it('shows operators of the platform states and instants, and no words but codes, and names of tenants and programmes', async () => {
    const words = await rows<{ column: string }>(`
      select p.table_name || '.' || p.column_name as column from information_schema.column_privileges p
        join information_schema.columns c using (table_schema, table_name, column_name)
      where p.grantee = 'huibao_watch' and p.privilege_type = 'SELECT' and c.data_type not in ('smallint', 'integer', 'bigint', 'uuid', 'boolean', 'timestamp with time zone', 'date')
      order by 1`);
    expect(words.map(({ column }) => column)).toEqual([
      'audit_entries.action',
      'audit_entries.area',
      'audit_entries.outcome',
      'audit_entries.request_id',
      'collections.programme_code',
      'deliveries.state',
      'dispatches.kind',
      'edition_issues.title',
      'editions.programme_code',
      'imports.failure',
      'imports.state',
      'org_units.kind',
      'outbox.failure',
      'outbox.signal',
      'outbox.workflow',
      'outbox.workflow_id',
      'processes.code',
      'processes.failing',
      'processes.host',
      'processes.kind',
      'processes.release',
      'quotas.kind',
      'reports.programme_code',
      'reports.state',
      'submissions.state',
      'tenants.kind',
      'tenants.name',
      'tenants.short_name',
    ]);
  });

  it('lets operators change nothing but when a message is tried again, and what processes say of themselves', async () => {
    const writable = await rows<{ change: string }>(`
      select distinct p.privilege_type || ' ' || p.table_name || case p.privilege_type when 'UPDATE' then '.' || p.column_name else '' end as change
      from information_schema.column_privileges p where p.grantee = 'huibao_watch' and p.privilege_type <> 'SELECT' and p.table_name <> 'processes'
      order by 1`);
    expect(writable.map(({ change }) => change)).toEqual(['INSERT noted_sizes', 'UPDATE outbox.next_at']);
  });

  it('keeps what people sign in by from whoever works in a tenant', async () => {
    const readable = await rows<{ column: string }>(`
      select table_name || '.' || column_name as column from information_schema.column_privileges
      where grantee in ('huibao_app', 'huibao_relay', 'huibao_public', 'huibao_keeper', 'huibao_watch') and privilege_type = 'SELECT'
        and column_name in ('password_hash', 'sealed_secret', 'code_hash')`);
    expect(readable).toEqual([]);
  });
});
