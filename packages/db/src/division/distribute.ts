import type pg from 'pg';
import { databaseRoles } from '../time-limits.ts';
import { keysInstead, keysOverTenants, tablesOf, triggersOverRows, type TableKind } from './table-kinds.ts';

/** A table, before and after. */
export interface Distributed {
  readonly table: string;
  readonly kind: TableKind;
}

/**
 * Divides a migrated database by tenant, as `tableKinds` says, in one transaction; again after each migration that adds
 * a table. Citus takes a table only if all that its foreign keys name lie well already, and would run triggers for what
 * it moves: so both go first and come back at the end, on every shard.
 *
 * @param owner as the owner of the tables, on the node that is connected to
 * @returns what was divided just now
 * @throws PostgreSQL's error where Citus isn't installed, or refuses something: then nothing has changed
 */
export async function distribute(owner: pg.Client): Promise<readonly Distributed[]> {
  const lying = await listLying(owner);
  const tables = inOrder.filter(({ table }) => !lying.has(table));
  if (tables.length === 0) return [];
  await owner.query('begin');
  try {
    // Row security would hide from the owner what is to be moved.
    await owner.query('set local row_security = off');
    await owner.query('set local citus.enable_unsafe_triggers = on');
    await owner.query(`set local citus.multi_shard_modify_mode = 'sequential'`);
    // Those in step stay where they are, with their keys.
    const moving = tables.filter(({ kind }) => kind !== 'in step');
    const names = moving.map(({ table }) => table);
    const keys = await listForeignKeys(owner, names);
    const triggers = await listTriggers(owner, names);
    for (const { table, name } of keys) await owner.query(`alter table ${table} drop constraint "${name}"`);
    for (const { table, name } of triggers) await owner.query(`drop trigger "${name}" on ${table}`);
    for (const { dropping, making } of await listKeysOverTenants(owner)) await owner.query(`${dropping}; ${making}`);
    // An owner who is no superuser is bound by it as well, and foreign keys are checked on both sides.
    const touched = [...new Set([...names, ...keys.flatMap(({ table, other }) => [table, other])])];
    for (const table of touched) await owner.query(`alter table ${table} no force row level security`);
    for (const { table, kind } of moving) await owner.query(dividing(table, kind));
    for (const { definition } of keys) await owner.query(definition);
    // One with a key to what lies everywhere Citus knows of by now, and would forget with the key.
    for (const { table, kind } of tables) if (kind === 'in step') await owner.query(dividing(table, kind));
    for (const { definition, calls } of triggers) if (!(calls in triggersOverRows)) await owner.query(definition);
    for (const [table, statement] of Object.entries(keysInstead))
      if (names.includes(table)) await owner.query(statement);
    for (const table of touched) await owner.query(`alter table ${table} force row level security`);
    for (const role of databaseRoles)
      for (const [name, value] of settings) await owner.query(`alter role ${role} set ${name} = '${value}'`);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
  return tables;
}

/** Of every role of the product. */
const settings: readonly (readonly [name: string, value: string])[] = [
  // Who acts is said by `set local`: so it is said to every node.
  ['citus.propagate_set_commands', 'local'],
  // Nobody writes but over the node that is connected to. Otherwise who inserts a definition would need the right to
  // change the whole table, too: for the locks by which nodes wait for each other.
  ['citus.allow_modifications_from_workers_to_replicated_tables', 'off'],
];

/** Beside which all else of a tenant lies. */
const first = 'users';

const inOrder: readonly Distributed[] = [
  ...tablesOf('everywhere').map((table) => ({ table, kind: 'everywhere' as const })),
  ...[first, ...tablesOf('by tenant').filter((table) => table !== first)].map((table) => ({
    table,
    kind: 'by tenant' as const,
  })),
  ...tablesOf('in step').map((table) => ({ table, kind: 'in step' as const })),
];

function dividing(table: string, kind: TableKind): string {
  if (kind === 'in step') return `select citus_add_local_table_to_metadata('${table}')`;
  if (kind === 'everywhere') return `select create_reference_table('${table}')`;
  return `select create_distributed_table('${table}', 'tenant_id', colocate_with => '${table === first ? 'none' : first}')`;
}

async function listLying(owner: pg.Client): Promise<ReadonlySet<string>> {
  const { rows } = await owner.query<{ table: string }>(
    `select c.relname as table from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
     where p.partmethod = 'h' or (p.partmethod = 'n' and (p.repmodel = 't' or not p.autoconverted))`,
  );
  return new Set(rows.map(({ table }) => table));
}

interface Taken {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

async function listForeignKeys(
  owner: pg.Client,
  tables: readonly string[],
): Promise<readonly (Taken & { readonly other: string })[]> {
  const { rows } = await owner.query<Taken & { readonly other: string }>(
    `select k.conrelid::regclass::text as table, k.confrelid::regclass::text as other, k.conname as name,
       format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as definition
     from pg_constraint k join pg_class own on own.oid = k.conrelid join pg_class other on other.oid = k.confrelid
     where k.contype = 'f' and k.conparentid = 0 and (own.relname = any($1) or other.relname = any($1))
     order by own.relname, k.conname`,
    [tables],
  );
  return rows;
}

async function listTriggers(
  owner: pg.Client,
  tables: readonly string[],
): Promise<readonly (Taken & { readonly calls: string })[]> {
  const { rows } = await owner.query<Taken & { readonly calls: string }>(
    `select t.tgrelid::regclass::text as table, t.tgname as name, pg_get_triggerdef(t.oid) as definition, p.proname as calls
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
     where not t.tgisinternal and t.tgparentid = 0 and c.relname = any($1) order by c.relname, t.tgname`,
    [tables],
  );
  return rows;
}

interface KeyOverTenants {
  readonly dropping: string;
  /** An index of the same name, which is looked into and keeps nobody out. */
  readonly making: string;
}

async function listKeysOverTenants(owner: pg.Client): Promise<readonly KeyOverTenants[]> {
  const { rows } = await owner.query<KeyOverTenants>(
    `select case when k.oid is null then format('drop index %I', i.relname)
         else format('alter table %s drop constraint %I', x.indrelid::regclass, k.conname) end as dropping,
       replace(pg_get_indexdef(i.oid), 'CREATE UNIQUE INDEX', 'CREATE INDEX') as making
     from pg_class i join pg_index x on x.indexrelid = i.oid left join pg_constraint k on k.conindid = i.oid
     where x.indisunique and i.relname = any($1)`,
    [Object.keys(keysOverTenants)],
  );
  return rows;
}
