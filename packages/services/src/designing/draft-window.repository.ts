import type { TenantTransaction } from '@huibao/db';

/** A window in which somebody has a draft open. */
export interface DraftWindow {
  readonly userId: string;
  readonly windowId: string;
  readonly name: string;
  readonly part: string;
}

/** Says that a window is there, and forgets those that haven't said so since `since`. */
export async function putWindow(
  trx: TenantTransaction,
  tenantId: number,
  draftId: string,
  { userId, windowId, part }: Omit<DraftWindow, 'name'>,
  { since, at }: { readonly since: Date; readonly at: Date },
): Promise<void> {
  await trx
    .deleteFrom('draft_windows')
    .where('tenant_id', '=', tenantId)
    .where('draft_id', '=', draftId)
    .where('seen_at', '<', since)
    .execute();
  await trx
    .insertInto('draft_windows')
    .values({ tenant_id: tenantId, draft_id: draftId, user_id: userId, window_id: windowId, part, seen_at: at })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'draft_id', 'user_id', 'window_id']).doUpdateSet({ part, seen_at: at }),
    )
    .execute();
}

export async function deleteWindow(
  trx: TenantTransaction,
  tenantId: number,
  draftId: string,
  { userId, windowId }: Pick<DraftWindow, 'userId' | 'windowId'>,
): Promise<void> {
  await trx
    .deleteFrom('draft_windows')
    .where('tenant_id', '=', tenantId)
    .where('draft_id', '=', draftId)
    .where('user_id', '=', userId)
    .where('window_id', '=', windowId)
    .execute();
}

export async function listWindows(
  trx: TenantTransaction,
  tenantId: number,
  draftId: string,
): Promise<readonly DraftWindow[]> {
  return trx
    .selectFrom('draft_windows as w')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'w.tenant_id').onRef('u.id', '=', 'w.user_id'))
    .select(['w.user_id as userId', 'w.window_id as windowId', 'w.part', 'u.name'])
    .where('w.tenant_id', '=', tenantId)
    .where('w.draft_id', '=', draftId)
    .orderBy('u.name')
    .orderBy('w.window_id')
    .execute();
}
