import type { TenantReader, TenantTransaction } from '@huibao/db';

/** What a bureau says of its units beyond what they are, as it stands when a form is assigned. */
export interface UnitsAsAsked {
  /** The section that answers for a code that forms ask for, where it isn't the one whose own code it is. */
  readonly answers: ReadonlyMap<string, number>;
  /** Codes of each unit's groups. */
  readonly groups: ReadonlyMap<number, readonly string[]>;
}

export async function readUnitsAsAsked(trx: TenantReader, tenantId: number): Promise<UnitsAsAsked> {
  const members = await trx
    .selectFrom('unit_group_members')
    .select(['unit_id', 'group_code'])
    .where('tenant_id', '=', tenantId)
    .execute();
  const groups = new Map(
    [...Map.groupBy(members, (member) => member.unit_id)].map(([unitId, of]) => [
      unitId,
      of.map((member) => member.group_code),
    ]),
  );
  return { answers: await listSectionAnswers(trx, tenantId), groups };
}

export async function listSectionAnswers(trx: TenantReader, tenantId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('section_answers')
    .select(['asked_code', 'unit_id'])
    .where('tenant_id', '=', tenantId)
    .orderBy('asked_code')
    .execute();
  return new Map(rows.map((row) => [row.asked_code, row.unit_id]));
}

/** Names of the bureau's groups, by their codes. */
export async function listGroupNames(trx: TenantReader, tenantId: number): Promise<ReadonlyMap<string, string>> {
  const rows = await trx.selectFrom('unit_groups').select(['code', 'name']).where('tenant_id', '=', tenantId).execute();
  return new Map(rows.map((row) => [row.code, row.name]));
}

/** Which section answers for a code from now on. */
export async function putSectionAnswer(
  trx: TenantTransaction,
  tenantId: number,
  askedCode: string,
  unitId: number,
  notedAt: Date,
): Promise<void> {
  const columns = { unit_id: unitId, noted_at: notedAt };
  await trx
    .insertInto('section_answers')
    .values({ tenant_id: tenantId, asked_code: askedCode, ...columns })
    .onConflict((oc) => oc.columns(['tenant_id', 'asked_code']).doUpdateSet(columns))
    .execute();
}

export async function deleteSectionAnswer(trx: TenantTransaction, tenantId: number, askedCode: string): Promise<void> {
  await trx
    .deleteFrom('section_answers')
    .where('tenant_id', '=', tenantId)
    .where('asked_code', '=', askedCode)
    .execute();
}

/** The forms of a collection that somebody owes. */
export async function listOwedForms(
  trx: TenantReader,
  tenantId: number,
  collectionId: string,
): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('submissions')
    .select('form_code')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', collectionId)
    .execute();
  return new Set(rows.map((row) => row.form_code));
}
