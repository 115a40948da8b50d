import type { TenantReader, TenantTransaction } from '@huibao/db';
import { v7 as uuid } from 'uuid';

export type ExtensionState = 'pending' | 'granted' | 'declined';

/** A unit's question for more time, and what became of it. */
export interface ExtensionRequest {
  readonly id: string;
  readonly collectionId: string;
  readonly unitId: number;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly state: ExtensionState;
  readonly answer: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly extendedUntil: Date | null;
}

/** Newest first; persons by their names. */
export async function listExtensionRequests(
  trx: TenantReader,
  tenantId: number,
  of: { readonly collectionId?: string; readonly unitId?: number },
): Promise<readonly ExtensionRequest[]> {
  const { collectionId, unitId } = of;
  const rows = await trx
    .selectFrom('extension_requests as e')
    .innerJoin('users as a', (join) => join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.asked_by'))
    .leftJoin('users as d', (join) => join.onRef('d.tenant_id', '=', 'e.tenant_id').onRef('d.id', '=', 'e.decided_by'))
    .select([
      'e.id',
      'e.collection_id',
      'e.unit_id',
      'e.reason',
      'a.name as askedBy',
      'e.asked_at',
      'e.state',
      'e.answer',
      'd.name as decidedBy',
      'e.decided_at',
      'e.extended_until',
    ])
    .where('e.tenant_id', '=', tenantId)
    .$if(collectionId !== undefined, (q) => q.where('e.collection_id', '=', collectionId ?? ''))
    .$if(unitId !== undefined, (q) => q.where('e.unit_id', '=', unitId ?? 0))
    .orderBy('e.asked_at', 'desc')
    .orderBy('e.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    collectionId: row.collection_id,
    unitId: row.unit_id,
    reason: row.reason,
    askedBy: row.askedBy,
    askedAt: row.asked_at,
    state: row.state as ExtensionState,
    answer: row.answer,
    decidedBy: row.decidedBy,
    decidedAt: row.decided_at,
    extendedUntil: row.extended_until,
  }));
}

/** False where a question of the unit's waits already. */
export async function insertExtensionRequest(
  trx: TenantTransaction,
  tenantId: number,
  asked: { readonly collectionId: string; readonly unitId: number; readonly reason: string },
  askedBy: string,
  askedAt: Date,
): Promise<boolean> {
  const rows = await trx
    .insertInto('extension_requests')
    .values({
      tenant_id: tenantId,
      id: uuid(),
      collection_id: asked.collectionId,
      unit_id: asked.unitId,
      reason: asked.reason,
      asked_by: askedBy,
      asked_at: askedAt,
    })
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'collection_id', 'unit_id']).where('state', '=', 'pending').doNothing(),
    )
    .returning('id')
    .execute();
  return rows.length > 0;
}

/** Answers the question that waits; how many did (0 or 1). */
export async function answerExtensionRequest(
  trx: TenantTransaction,
  tenantId: number,
  of: { readonly collectionId: string; readonly unitId: number },
  decision: { readonly state: 'granted' | 'declined'; readonly answer: string; readonly extendedUntil: Date | null },
  decidedBy: string,
  decidedAt: Date,
): Promise<number> {
  const rows = await trx
    .updateTable('extension_requests')
    .set({
      state: decision.state,
      answer: decision.answer,
      extended_until: decision.extendedUntil,
      decided_by: decidedBy,
      decided_at: decidedAt,
    })
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', of.collectionId)
    .where('unit_id', '=', of.unitId)
    .where('state', '=', 'pending')
    .returning('id')
    .execute();
  return rows.length;
}
