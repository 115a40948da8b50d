import { sql, type Kysely } from 'kysely';
import type { DB } from '../generated/database.ts';
import { askNodes, isDivided } from './ask-nodes.ts';
import { tablesOf } from './table-kinds.ts';

// How big a database is, over all nodes that it is divided over: where tables lie on others, the one that is connected
// to holds next to nothing.

interface TableSize {
  readonly name: string;
  /** With its indexes, what is kept apart of long values, and all its partitions. */
  readonly bytes: number;
  /** As the planner estimates them; null of a table that nobody has counted yet. */
  readonly rows: number | null;
}

/** What a server says of itself. */
interface ServerState {
  readonly bytes: number;
  /** Since the last piece of the log was archived; null where none is. */
  readonly ago: number | null;
  /** Whether the last try to archive one failed. */
  readonly failing: boolean;
}

/** Tables by their names, each with the partitions that `of` finds for it. */
const tables = (of: string, from: string): string => `
  select coalesce(jsonb_agg(jsonb_build_object('name', name, 'bytes', bytes, 'rows', rows)), '[]') as answer
  from (
    select coalesce(pg_partition_root(${of}), ${of})::regclass::text as name,
      sum(pg_total_relation_size(c.oid)) as bytes,
      sum(nullif(c.reltuples, -1)) filter (where c.relkind = 'r')::float8 as rows
    from pg_class c ${from}
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by 1
  ) one`;

const ofOne = tables('c.oid', '');

/** Of a shard, the table that it is a part of. A divided table by itself holds next to nothing. */
const ofNode = tables(
  'coalesce(s.logicalrelid::oid, c.oid)',
  `left join (select shard_name(logicalrelid, shardid) as name, logicalrelid from pg_dist_shard) s on s.name = c.relname`,
);

const server = `
  select jsonb_build_object(
    'bytes', pg_database_size(current_database()),
    'ago', case when current_setting('archive_mode') <> 'off'
      then extract(epoch from clock_timestamp() - last_archived_time)::float8 end,
    'failing', coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false)) as answer
  from pg_stat_archiver`;

/** Of each server that the database lies on; one, where it isn't divided. */
export async function readServers(db: Kysely<DB>): Promise<readonly ServerState[]> {
  return readEach<ServerState>(db, server, server);
}

/** The biggest first. */
export async function readTableSizes(db: Kysely<DB>): Promise<readonly TableSize[]> {
  return sumSizes(await readEach<readonly TableSize[]>(db, ofOne, ofNode));
}

/** What lies everywhere takes its room on each node, and has its rows once. */
export function sumSizes(nodes: readonly (readonly TableSize[])[]): readonly TableSize[] {
  const everywhere = new Set(tablesOf('everywhere'));
  const sums = new Map<string, TableSize>();
  for (const { name, bytes, rows } of nodes.flat()) {
    const sum = sums.get(name) ?? { name, bytes: 0, rows: null };
    sums.set(name, { name, bytes: sum.bytes + bytes, rows: together(sum.rows, rows, everywhere.has(name)) });
  }
  return [...sums.values()].toSorted((one, other) => other.bytes - one.bytes);
}

function together(one: number | null, other: number | null, isEverywhere: boolean): number | null {
  if (one === null || other === null) return one ?? other;
  return isEverywhere ? Math.max(one, other) : one + other;
}

async function readEach<T>(db: Kysely<DB>, alone: string, onNode: string): Promise<readonly T[]> {
  if (await isDivided(db)) return (await askNodes(db, onNode)).map(({ answer }) => JSON.parse(answer) as T);
  return (await sql<{ answer: T }>`${sql.raw(alone)}`.execute(db)).rows.map(({ answer }) => answer);
}
