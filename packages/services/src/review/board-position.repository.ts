import { defineStatement, type TenantReader } from '@huibao/db';
import { sql } from 'kysely';
import type { BoardAsked } from './board.repository.ts';

/** Up to where a board tells what happened: its reader asks next for what changed since. */
export interface BoardPosition {
  /** When this PostgreSQL was started, in ms: another's transactions are counted otherwise. */
  readonly startedAt: string;
  /** Every transaction before this one had ended; what any later one writes may not be in the board yet. */
  readonly finished: string;
  /** The instant of the answer, in ms: with time alone forms become overdue. */
  readonly at: number;
}

/** Of the collection's row, so that in a divided database (101) the node is asked that counts for this tenant. */
const standing = defineStatement(
  (_, { tenantId, collectionId }: Omit<BoardAsked, 'unitIds'>) => sql<Pick<BoardPosition, 'startedAt' | 'finished'>>`
    select (extract(epoch from pg_postmaster_start_time()) * 1000)::bigint::text as "startedAt",
      pg_snapshot_xmin(pg_current_snapshot())::text as finished
    from collections where tenant_id = ${tenantId} and id = ${collectionId}`,
);

export async function readPosition(
  trx: TenantReader,
  of: Omit<BoardAsked, 'unitIds'>,
  now: Date,
): Promise<BoardPosition> {
  const [found] = await standing.run(trx, of);
  if (!found) throw new Error('PostgreSQL tells no snapshot');
  return { ...found, at: now.getTime() };
}

/** Transactions are numbered in a circle of 2³²: far enough from where it closes. */
const mostBehind = 2n ** 30n;

/** Whether everything since can be told from a position: else the board is read anew. */
export function isTellable(since: BoardPosition, now: BoardPosition): boolean {
  const [from, to] = [BigInt(since.finished), BigInt(now.finished)];
  return since.startedAt === now.startedAt && from <= to && to - from < mostBehind && since.at <= now.at;
}

interface ChangesAsked extends Omit<BoardAsked, 'unitIds'> {
  /** The number of the first transaction that may not have been seen, as rows have it. */
  readonly from: string;
  readonly at: Date;
  readonly now: Date;
}

// A row carries the number of the transaction that wrote it as it stands (`xmin`). What a reader didn't see was written
// by one that hadn't ended then, whose number is none of those before `finished`: so a commit that comes late isn't
// passed over, as it is by a sequence or a clock. Row locks leave the number alone, and nothing here is ever deleted.
// Whoever writes cells of a draft writes its submission or its unit in the same transaction.
const changedSince = (row: string, from: string) => sql<boolean>`age(${sql.ref(`${row}.xmin`)}) <= age(${from}::xid)`;

const changes = defineStatement(
  (_, { tenantId, collectionId, from, at, now }: ChangesAsked) => sql<{ unitId: number | null }>`
    select null::int as "unitId" from collections c
    where c.tenant_id = ${tenantId} and c.id = ${collectionId} and (${changedSince('c', from)}
      or (c.due_at > ${at} and c.due_at <= ${now}) or exists (
        select from collection_additions a
        where a.tenant_id = c.tenant_id and a.collection_id = c.id and ${changedSince('a', from)}))
    union
    select s.unit_id from submissions s join org_units u on u.tenant_id = s.tenant_id and u.id = s.unit_id
    where s.tenant_id = ${tenantId} and s.collection_id = ${collectionId}
      and (${changedSince('s', from)} or ${changedSince('u', from)}
        or (s.extended_until > ${at} and s.extended_until <= ${now}))
    union
    select n.unit_id from notices n
    where n.tenant_id = ${tenantId} and n.kind = 'nudge' and n.params ->> 'collectionId' = ${collectionId}::text
      and ${changedSince('n', from)}
    union
    select e.unit_id from extension_requests e
    where e.tenant_id = ${tenantId} and e.collection_id = ${collectionId} and ${changedSince('e', from)}`,
);

/** Ids of the units about which a board may tell something else than at a position; null: about all. */
export async function listChangedUnits(
  trx: TenantReader,
  of: Omit<BoardAsked, 'unitIds'>,
  { finished, at }: BoardPosition,
  now: Date,
): Promise<readonly number[] | null> {
  const from = (BigInt(finished) % 2n ** 32n).toString();
  const rows = await changes.run(trx, { ...of, from, at: new Date(at), now });
  const unitIds = rows.flatMap(({ unitId }) => unitId ?? []);
  return unitIds.length === rows.length ? unitIds : null;
}

const unitsAsked = defineStatement((trx, { tenantId, collectionId }: Omit<BoardAsked, 'unitIds'>) =>
  trx
    .selectFrom('submissions as s')
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.unit_id'),
    )
    .select(['u.kind', 'u.id'])
    .distinct()
    .where('s.tenant_id', '=', tenantId)
    .where('s.collection_id', '=', collectionId)
    .where('s.state', '<>', 'retired')
    .orderBy('u.kind')
    .orderBy('u.id'),
);

/** Ids of all units on a board, in its order. */
export async function listUnitsAsked(trx: TenantReader, of: Omit<BoardAsked, 'unitIds'>): Promise<readonly number[]> {
  return (await unitsAsked.run(trx, of)).map(({ id }) => id);
}
