import type pg from 'pg';
import { asOwner } from '../owner.ts';

// Rows that the product wrote for some tenants, copied to others by the catalogue: no table or column is named here
// but where a value must be another's.

export interface CopyOptions {
  /** The tables that hold rows of tenants. */
  readonly tables: readonly string[];
  /** Whose rows stay behind: `true` of the alias `t`, by table. */
  readonly kept: Readonly<Record<string, string>>;
  /** Values that are another's, by table and column: SQL over the row `t` and the copy `c`. */
  readonly changed: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Counted from this table on, in this order: others go by what is left of these. */
  readonly first: readonly string[];
  /** What only so many copies, the first, have of a table. */
  readonly most: Readonly<Record<string, number>>;
  readonly ownerUrl: string;
  readonly log: (line: string) => void;
}

/** Tables filled at once. */
const lanes = 3;

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Told by its name: everything else that is a number stays as it is. */
const tenantColumns: ReadonlySet<string> = new Set(['tenant_id', 'child_tenant_id', 'sender_tenant_id']);
const unitColumns: ReadonlySet<string> = new Set(['unit_id', 'successor_id', 'org_units.id', 'org_units.parent_id']);

/**
 * Copies by `bench.copies`: of each tenant `template` to `target`, as the copy `no`; where `double` isn't 0, only what
 * its schools did, once more. A copied uuid is its template's with `mark` (six hexadecimal digits, of tenants copied
 * together the same) in its middle; a unit is `shift` further, and what isn't a school's `own_shift`.
 */
export async function copyTenants(owner: pg.Client, options: CopyOptions): Promise<void> {
  const { tables, first, log } = options;
  await owner.query('create unlogged table bench.ids (id uuid primary key, is_school boolean not null)');
  const order = [...first, ...tables.filter((table) => !first.includes(table))];
  const columnsOf = new Map<string, readonly Column[]>();
  for (const table of order) {
    const columns = await listColumns(owner, table);
    columnsOf.set(table, columns);
    await stage(owner, table, columns, options);
  }
  for (const table of order) {
    if (!columnsOf.get(table)?.some(({ name, type }) => name === 'id' && type === 'uuid')) continue;
    await owner.query(`insert into bench.ids select id, is_school from bench.t_${table} on conflict do nothing`);
  }
  await owner.query('analyze bench.ids');
  // The biggest first.
  const waiting = await bySize(owner, order);
  const lane = (): Promise<void> =>
    asOwner(options.ownerUrl, async (client) => {
      // Tenant after tenant, as indexes grow best, and without sorting what comes of it.
      await client.query(
        'set session_replication_role = replica; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off',
      );
      for (let table = waiting.shift(); table !== undefined; table = waiting.shift()) {
        const started = performance.now();
        const rows = await pour(client, table, columnsOf.get(table) ?? [], options);
        if (rows > 100_000) log(`    ${table}: ${rows} rows, ${((performance.now() - started) / 1000).toFixed(1)} s`);
      }
    });
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function bySize(owner: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select t as name from unnest($1::text[]) t order by pg_relation_size(('bench.t_' || t)::regclass) desc`,
    [tables],
  );
  return rows.map(({ name }) => name);
}

/** What is written by hand: not what is generated, nor what a sequence gives but a unit's number. */
async function listColumns(owner: pg.Client, table: string): Promise<readonly Column[]> {
  const { rows } = await owner.query<Column>(
    `select a.attname as name, format_type(a.atttypid, null) as type
     from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = $1::text::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and (coalesce(pg_get_expr(d.adbin, d.adrelid), '') not like 'nextval%' or $1::text = 'org_units')
     order by a.attnum`,
    [table],
  );
  return rows;
}

/** The templates' rows of a table, beside it whether a school wrote each. */
async function stage(
  owner: pg.Client,
  table: string,
  columns: readonly Column[],
  { kept }: CopyOptions,
): Promise<void> {
  const has = (name: string): boolean => columns.some((column) => column.name === name);
  const unit = table === 'org_units' ? 't.id' : has('unit_id') ? 't.unit_id' : null;
  const isSchool =
    unit === null
      ? 'false'
      : `exists (select from org_units u where u.tenant_id = t.tenant_id and u.id = ${unit} and u.kind = 'school')`;
  const conditions = [
    't.tenant_id in (select template from bench.copies)',
    ...(has('owner_tenant_id') ? [`t.owner_tenant_id = (select id from tenants where kind = 'platform')`] : []),
    ...(kept[table] === undefined ? [] : [kept[table]]),
    ...['collection', 'submission', 'revision', 'report']
      .filter((noun) => has(`${noun}_id`) && table !== `${noun}s`)
      .map((noun) => `t.${noun}_id in (select id from bench.t_${noun}s)`),
  ];
  await owner.query(`
    create unlogged table bench.t_${table} as
    select t.*, ${isSchool} as is_school from ${table} t where ${conditions.join(' and ')}`);
  await owner.query(`create index on bench.t_${table} (tenant_id); analyze bench.t_${table}`);
}

async function pour(
  owner: pg.Client,
  table: string,
  columns: readonly Column[],
  { changed, most }: CopyOptions,
): Promise<number> {
  const values: string[] = [];
  for (const { name, type } of columns) {
    const own = changed[table]?.[name];
    if (own !== undefined) values.push(own);
    else if (tenantColumns.has(name))
      values.push(name === 'tenant_id' ? 'c.target' : `bench.target_of(t.${name}, c.no)`);
    else if (unitColumns.has(name) || unitColumns.has(`${table}.${name}`))
      values.push(
        name === 'parent_id'
          ? `t.${name} + c.own_shift`
          : `t.${name} + case when t.is_school then c.shift else c.own_shift end`,
      );
    else if (type === 'uuid') values.push(await movedUuid(owner, table, name));
    else values.push(`t.${name}`);
  }
  const { rowCount } = await owner.query(`
    insert into ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')}) overriding system value
    select ${values.join(', ')}
    from (select * from bench.copies where no <= ${most[table] ?? 'no'} order by no, double) c
      join bench.t_${table} t on t.tenant_id = c.template and (c.double = 0 or t.is_school)`);
  return rowCount ?? 0;
}

/** A column's rows refer to what was copied, or all don't: a definition, say, which copies share. */
async function movedUuid(owner: pg.Client, table: string, column: string): Promise<string> {
  const { rows } = await owner.query<{ found: boolean | null; school: boolean | null; other: boolean | null }>(
    `select bool_or(i.id is not null) as found, bool_or(i.is_school) as school, bool_or(not i.is_school) as other
     from bench.t_${table} t left join bench.ids i on i.id = t.${column} where t.${column} is not null`,
  );
  const { found = null, school = null, other = null } = rows[0] ?? {};
  if (found !== true) return `t.${column}`;
  const moved = (mark: string): string => `overlay(t.${column}::text placing ${mark} from 25 for 6)::uuid`;
  if (school !== true) return moved('c.own_mark');
  if (other !== true) return moved('c.mark');
  return moved('case when t.is_school then c.mark else c.own_mark end');
}
