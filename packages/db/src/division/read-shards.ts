import { sql, type Kysely } from 'kysely';
import type { DB } from '../generated/database.ts';
import { databaseRoles } from '../time-limits.ts';
import { askNodes, isDivided } from './ask-nodes.ts';
import { compareShards, type NodeSaid, type Placement } from './compare-shards.ts';
import type { TableKind } from './table-kinds.ts';

const roles = databaseRoles.map((role) => `'${role}'`).join(', ');

/** What a node says of itself, as JSON; asked of each alike. */
const saying = `
  select jsonb_build_object(
    'tables', (
      select jsonb_agg(jsonb_build_object(
        'table', c.relname, 'isForced', c.relrowsecurity and c.relforcerowsecurity,
        'rights', (
          select coalesce(jsonb_agg(distinct coalesce(r.rolname, 'public') || ' ' || a.privilege_type || a.of), '[]')
          from (
            select grantee, privilege_type, '' as of from aclexplode(c.relacl)
            union all
            select grantee, privilege_type, ' of ' || attname from pg_attribute, aclexplode(attacl)
            where attrelid = c.oid and attnum > 0 and not attisdropped
          ) a left join pg_roles r on r.oid = a.grantee where a.grantee <> c.relowner
        ),
        'policies', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'name', p.policyname, 'command', p.cmd, 'isPermissive', p.permissive = 'PERMISSIVE', 'roles', p.roles,
            'using', p.qual, 'check', p.with_check)), '[]')
          from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
        )))
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    ),
    'functions', (
      select jsonb_object_agg(p.proname, p.prosrc) from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.proname ^@ 'app_'
    ),
    'unbound', (
      select coalesce(jsonb_agg(r.rolname), '[]') from pg_roles r
      where r.rolname in (${roles}) and (r.rolsuper or r.rolbypassrls)
    ))`;

/**
 * Of each node something that changes with whatever `readShardFaults` reads there, by the versions of the catalogue's
 * rows: asked in milliseconds.
 */
const marking = `
  select md5(concat_ws('/',
    (select string_agg(oid || ' ' || xmin, ',' order by oid) from pg_policy),
    (
      select string_agg(concat_ws(' ', oid, relrowsecurity, relforcerowsecurity, relacl), ',' order by oid)
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    ),
    (select string_agg(concat_ws(' ', attrelid, attnum, attacl), ',' order by attrelid, attnum)
      from pg_attribute where attacl is not null),
    (select string_agg(oid || ' ' || xmin, ',' order by oid) from pg_proc where pronamespace = 'public'::regnamespace),
    (select string_agg(concat_ws(' ', rolname, rolsuper, rolbypassrls), ',' order by rolname) from pg_roles)
  ))`;

/** The same of where the shards lie, which each node is told. */
const markingPlaces = `
  select md5(concat_ws('/',
    (select string_agg(concat_ws(' ', shardid, groupid), ',' order by shardid, groupid) from pg_dist_placement),
    (select string_agg(concat_ws(' ', logicalrelid::oid, partmethod, repmodel), ',' order by logicalrelid::oid) from pg_dist_partition),
    (select string_agg(concat_ws(' ', nodeid, groupid, nodename, nodeport), ',' order by nodeid) from pg_dist_node)
  ))`;

/**
 * Changes as soon as `readShardFaults` may answer otherwise; null where nothing is divided.
 * @throws where a node can't be asked
 */
export async function readShardMark(db: Kysely<DB>): Promise<string | null> {
  if (!(await isDivided(db))) return null;
  const marks = await askNodes(db, marking);
  const [places] = (await sql<{ mark: string }>`select (${sql.raw(markingPlaces)}) as mark`.execute(db)).rows;
  return [places?.mark, ...marks.map(({ answer }) => answer)].join(' ');
}

/**
 * In what the shards of a divided database aren't as the tables that they are parts of (`compareShards`); none where it
 * isn't divided.
 * @param db as any role that may connect to the other nodes as it does here
 * @throws where a node can't be asked: nobody knows then what it would show
 */
export async function readShardFaults(db: Kysely<DB>): Promise<readonly string[]> {
  if (!(await isDivided(db))) return [];
  type Said = Omit<NodeSaid, 'node'>;
  const [own] = (await sql<{ said: Said }>`${sql.raw(saying)} as said`.execute(db)).rows;
  const others = await askNodes(db, saying);
  const { rows: placements } = await sql<Placement>`
    select n.nodename || ':' || n.nodeport as node, shard_name(s.logicalrelid, s.shardid) as shard,
      s.logicalrelid::regclass::text as "table"
    from pg_dist_shard s join pg_dist_placement p using (shardid)
    join pg_dist_node n on n.groupid = p.groupid and n.noderole = 'primary'`.execute(db);
  const { rows: kinds } = await sql<{ table: string; kind: TableKind }>`
    select logicalrelid::regclass::text as "table",
      case when partmethod = 'h' then 'by tenant' when repmodel = 't' then 'everywhere' else 'in step' end as kind
    from pg_dist_partition`.execute(db);
  // Installed, and nothing divided yet: one PostgreSQL as any.
  if (!kinds.some(({ kind }) => kind === 'by tenant')) return [];
  const nodes = others.map(({ node, answer }): NodeSaid => ({ node, ...(JSON.parse(answer) as Said) }));
  if (!own) throw new Error('the database says nothing of itself');
  return compareShards({
    here: { node: 'here', ...own.said },
    nodes,
    placements,
    kinds: Object.fromEntries(kinds.map(({ table, kind }) => [table, kind])),
  });
}
