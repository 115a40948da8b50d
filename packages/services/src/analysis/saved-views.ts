import { HuibaoError, pivotDefinitionSchema, type PivotDefinition } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { jsonOf } from '../json-column.ts';
import { defineMutation, defineQuery, noInput, type Scope } from '../use-case.ts';

/** One's own, and those that others of the bureau share. */
export const listViews = defineQuery({
  permission: 'rollup.read',
  input: noInput,
  async run({ trx, actor }) {
    const rows = await trx
      .selectFrom('analysis_views as v')
      .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'v.tenant_id').onRef('u.id', '=', 'v.user_id'))
      .select(['v.id', 'v.user_id', 'v.name', 'v.definition', 'v.is_shared', 'u.name as author'])
      .where('v.tenant_id', '=', actor.tenantId)
      .where((eb) => eb.or([eb('v.user_id', '=', actor.userId), eb('v.is_shared', '=', true)]))
      .orderBy('v.name')
      .orderBy('v.id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      definition: jsonOf<PivotDefinition>(row.definition),
      isShared: row.is_shared,
      isMine: row.user_id === actor.userId,
      author: row.author,
    }));
  },
});

interface NewView {
  readonly id: string;
  readonly name: string;
  readonly definition: PivotDefinition;
  readonly isShared: boolean;
  readonly createdAt: Date;
}

async function insertView(
  { trx, actor }: Scope,
  { id, name, definition, isShared, createdAt }: NewView,
): Promise<void> {
  const inserted = await trx
    .insertInto('analysis_views')
    .values({
      tenant_id: actor.tenantId,
      id,
      user_id: actor.userId,
      name,
      definition: JSON.stringify(definition),
      is_shared: isShared,
      created_at: createdAt,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'user_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) throw new HuibaoError('analysis.view_name_taken', { name });
}

/** Another's view is not there, shared or not: only its author changes it. */
async function removeView({ trx, actor }: Scope, id: string) {
  const removed = await trx
    .deleteFrom('analysis_views')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('user_id', '=', actor.userId)
    .returningAll()
    .executeTakeFirst();
  if (!removed) throw new HuibaoError('analysis.view_not_found');
  return removed;
}

export const saveView = defineMutation({
  permission: 'rollup.read',
  input: z.object({ name: z.string().trim().min(1).max(60), definition: pivotDefinitionSchema, isShared: z.boolean() }),
  async run(scope, view) {
    const id = uuid();
    await insertView(scope, { ...view, id, createdAt: scope.now });
    scope.audit({ action: 'analysis.view_saved', subject: id, detail: { isShared: view.isShared } });
    return { id };
  },
});

export const shareView = defineMutation({
  permission: 'rollup.read',
  input: z.object({ viewId: z.uuid(), isShared: z.boolean() }),
  async run(scope, { viewId, isShared }) {
    // Rows of this table are never changed: it is put back as shared, or not.
    const { id, name, definition, created_at: createdAt } = await removeView(scope, viewId);
    await insertView(scope, { id, name, definition: jsonOf<PivotDefinition>(definition), isShared, createdAt });
    scope.audit({ action: isShared ? 'analysis.view_shared' : 'analysis.view_unshared', subject: id, detail: {} });
    return { id };
  },
});

export const deleteView = defineMutation({
  permission: 'rollup.read',
  input: z.object({ viewId: z.uuid() }),
  async run(scope, { viewId }) {
    await removeView(scope, viewId);
    scope.audit({ action: 'analysis.view_deleted', subject: viewId, detail: {} });
    return { id: viewId };
  },
});
