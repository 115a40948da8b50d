import type { TenantReader, TenantTransaction } from '@huibao/db';
import type { IndicatorDefinition, Localized } from '@huibao/domain';
import { sql } from 'kysely';
import { jsonOf } from '../json-column.ts';

/** Units chosen by name: 寄宿制学校. */
export interface UnitGroup {
  readonly code: string;
  readonly name: string;
  readonly unitIds: readonly number[];
}

/** In the order in which they were made. */
export async function listGroups(trx: TenantReader, tenantId: number): Promise<readonly UnitGroup[]> {
  const groups = await trx
    .selectFrom('unit_groups')
    .select(['code', 'name'])
    .where('tenant_id', '=', tenantId)
    .orderBy('created_at')
    .orderBy('code')
    .execute();
  const members = await trx
    .selectFrom('unit_group_members')
    .select(['group_code', 'unit_id'])
    .where('tenant_id', '=', tenantId)
    .orderBy('unit_id')
    .execute();
  const byGroup = Map.groupBy(members, (member) => member.group_code);
  return groups.map((group) => ({
    ...group,
    unitIds: (byGroup.get(group.code) ?? []).map((member) => member.unit_id),
  }));
}

export async function hasGroup(trx: TenantReader, tenantId: number, code: string): Promise<boolean> {
  const group = await trx
    .selectFrom('unit_groups')
    .select('code')
    .where('tenant_id', '=', tenantId)
    .where('code', '=', code)
    .executeTakeFirst();
  return group !== undefined;
}

export async function insertGroup(
  trx: TenantTransaction,
  tenantId: number,
  group: UnitGroup,
  createdAt: Date,
): Promise<void> {
  const { code, name } = group;
  await trx.insertInto('unit_groups').values({ tenant_id: tenantId, code, name, created_at: createdAt }).execute();
  await replaceMembers(trx, tenantId, group);
}

export async function updateGroup(trx: TenantTransaction, tenantId: number, group: UnitGroup): Promise<void> {
  const { code, name } = group;
  await trx
    .updateTable('unit_groups')
    .set({ name })
    .where('tenant_id', '=', tenantId)
    .where('code', '=', code)
    .execute();
  await replaceMembers(trx, tenantId, group);
}

async function replaceMembers(trx: TenantTransaction, tenantId: number, { code, unitIds }: UnitGroup): Promise<void> {
  await trx.deleteFrom('unit_group_members').where('tenant_id', '=', tenantId).where('group_code', '=', code).execute();
  if (unitIds.length === 0) return;
  await trx
    .insertInto('unit_group_members')
    .values(unitIds.map((id) => ({ tenant_id: tenantId, group_code: code, unit_id: id })))
    .execute();
}

/** False where there is no such group. */
export async function deleteGroup(trx: TenantTransaction, tenantId: number, code: string): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('unit_groups')
    .where('tenant_id', '=', tenantId)
    .where('code', '=', code)
    .returning('code')
    .executeTakeFirst();
  return deleted !== undefined;
}

/** The label of an indicator of the tenant's own that counts by a group, if there is one. */
export async function findIndicatorOfGroup(
  trx: TenantReader,
  tenantId: number,
  code: string,
): Promise<Localized | undefined> {
  const asking = await trx
    .selectFrom('added_indicators as a')
    .innerJoin('indicator_versions as i', (join) =>
      join.onRef('i.owner_tenant_id', '=', 'a.owner_tenant_id').onRef('i.id', '=', 'a.indicator_version_id'),
    )
    .select('i.definition')
    .where('a.owner_tenant_id', '=', tenantId)
    .where(sql<boolean>`i.definition #>> '{children,group}' = ${code}`)
    .limit(1)
    .executeTakeFirst();
  return asking && jsonOf<IndicatorDefinition>(asking.definition).label;
}
