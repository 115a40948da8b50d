import { sendAhead, type DB, type TenantReader, type TenantTransaction } from '@huibao/db';
import { HuibaoError, type Ownership, type UnitKind } from '@huibao/domain';
import { sql, type Selectable } from 'kysely';

export interface Unit {
  readonly id: number;
  readonly kind: UnitKind;
  readonly name: string;
  readonly schoolType: string | null;
  readonly ownership: Ownership | null;
  readonly sectionCode: string | null;
  readonly schoolCode: string | null;
  readonly creditCode: string | null;
  readonly opensOn: string;
  readonly closesOn: string | null;
  readonly hasHeadStep: boolean;
}

/** What a unit is from a day on. */
export type UnitTraitsFromDay = Pick<Unit, 'name' | 'schoolType' | 'ownership' | 'sectionCode'>;

export async function listUnits(trx: TenantReader, tenantId: number): Promise<readonly Unit[]> {
  const rows = await trx
    .selectFrom('org_units')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy(byKind)
    .orderBy('id')
    .execute();
  return rows.map(toUnit);
}

/**
 * A page of those with this in their name or school code, without the root, in the order of `listUnits`; and how many
 * there are.
 */
export async function listUnitsOfPage(
  trx: TenantReader,
  tenantId: number,
  { search, after, limit }: { readonly search: string; readonly after: number | null; readonly limit: number },
): Promise<{ units: readonly Unit[]; counts: Readonly<Record<'school' | 'section' | 'bureau', number>> }> {
  const searched = trx
    .selectFrom('org_units')
    .where('tenant_id', '=', tenantId)
    .where('kind', '<>', 'root')
    .where(sql<boolean>`position(lower(${search}) in lower(concat_ws(' ', name, school_code))) > 0`);
  const rows = await searched
    .selectAll()
    .$if(after !== null, (q) =>
      q.where(
        sql<boolean>`(${byKind}, id) > (
          (select ${byKind} from org_units where tenant_id = ${tenantId} and id = ${after}), ${after}
        )`,
      ),
    )
    .orderBy(byKind)
    .orderBy('id')
    .limit(limit)
    .execute();
  const counted = await searched
    .select(['kind', sql<number>`count(*)::int`.as('count')])
    .groupBy('kind')
    .execute();
  const countOf = (kind: UnitKind): number => counted.find((one) => one.kind === kind)?.count ?? 0;
  return {
    units: rows.map(toUnit),
    counts: { school: countOf('school'), section: countOf('section'), bureau: countOf('bureau') },
  };
}

export async function listOpenSections(
  trx: TenantReader,
  tenantId: number,
): Promise<readonly Pick<Unit, 'id' | 'name'>[]> {
  return trx
    .selectFrom('org_units')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'section')
    .where('closes_on', 'is', null)
    .orderBy('id')
    .execute();
}

const byKind = sql`case kind when 'root' then 0 when 'school' then 1 when 'bureau' then 1 else 2 end`;

function toUnit(row: Selectable<DB['org_units']>): Unit {
  return {
    id: row.id,
    kind: row.kind as UnitKind,
    name: row.name,
    schoolType: row.school_type,
    ownership: row.ownership as Ownership | null,
    sectionCode: row.section_code,
    schoolCode: row.school_code,
    creditCode: row.credit_code,
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    hasHeadStep: row.has_head_step,
  };
}

export async function getRootUnitId(trx: TenantReader, tenantId: number): Promise<number> {
  const root = await trx
    .selectFrom('org_units')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'root')
    .executeTakeFirstOrThrow();
  return root.id;
}

/** Who gives a unit its name follows whoever else does, to the transaction's end: what is free stays free. */
export async function lockUnitNames(trx: TenantTransaction, tenantId: number): Promise<void> {
  await sendAhead(trx, sql`select pg_advisory_xact_lock(7120537, ${tenantId})`);
}

/** The id of an open unit of this name, other than `exceptId`. */
export async function findOpenUnitNamed(
  trx: TenantReader,
  tenantId: number,
  name: string,
  exceptId: number,
): Promise<number | undefined> {
  const row = await trx
    .selectFrom('org_units')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', name)
    .where('closes_on', 'is', null)
    .where('id', '<>', exceptId)
    .executeTakeFirst();
  return row?.id;
}

/** The new unit's id; undefined where an open unit has the name already. */
export async function insertUnit(
  trx: TenantTransaction,
  tenantId: number,
  unit: Omit<Unit, 'id'>,
  createdAt: Date,
): Promise<number | undefined> {
  await lockUnitNames(trx, tenantId);
  const row = await trx
    .insertInto('org_units')
    .values({
      tenant_id: tenantId,
      kind: unit.kind,
      ...columnsOf(unit),
      school_code: unit.schoolCode,
      credit_code: unit.creditCode,
      has_head_step: unit.hasHeadStep,
      opens_on: unit.opensOn,
      closes_on: unit.closesOn,
      created_at: createdAt,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'name']).where('closes_on', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** The unit by which a new tenant is itself. */
export async function insertRootUnit(
  trx: TenantTransaction,
  tenantId: number,
  name: string,
  opensOn: string,
  createdAt: Date,
): Promise<number> {
  const row = await trx
    .insertInto('org_units')
    .values({ tenant_id: tenantId, kind: 'root', name, opens_on: opensOn, created_at: createdAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The unit by which a tenant below reports; false where an open unit has the name already. */
export async function insertChildUnit(
  trx: TenantTransaction,
  tenantId: number,
  child: { readonly tenantId: number; readonly name: string; readonly opensOn: string },
  createdAt: Date,
): Promise<boolean> {
  await lockUnitNames(trx, tenantId);
  const row = await trx
    .insertInto('org_units')
    .values({
      tenant_id: tenantId,
      kind: 'bureau',
      name: child.name,
      child_tenant_id: child.tenantId,
      opens_on: child.opensOn,
      created_at: createdAt,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'name']).where('closes_on', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateUnitTraits(
  trx: TenantTransaction,
  tenantId: number,
  unitId: number,
  traits: UnitTraitsFromDay,
): Promise<void> {
  await trx
    .updateTable('org_units')
    .set(columnsOf(traits))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', unitId)
    .execute();
}

/** Has whoever else closes or merges any of them wait: what is read afterwards stays so. */
export async function lockUnits(trx: TenantTransaction, tenantId: number, unitIds: readonly number[]): Promise<void> {
  await trx
    .selectFrom('org_units')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...unitIds])
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** The last day of schools and sections that were open by then; answers how many they were. */
export async function closeUnits(
  trx: TenantTransaction,
  tenantId: number,
  unitIds: readonly number[],
  closesOn: string,
): Promise<number> {
  const closed = await trx
    .updateTable('org_units')
    .set({ closes_on: closesOn })
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...unitIds])
    .where('kind', 'in', ['school', 'section'])
    .where('opens_on', '<=', closesOn)
    .returning('id')
    .execute();
  return closed.length;
}

/** What the unit is from a day on; said again of the same day, the later word holds. */
export async function putUnitVersion(
  trx: TenantTransaction,
  tenantId: number,
  unitId: number,
  from: string,
  traits: UnitTraitsFromDay,
  notedAt: Date,
): Promise<void> {
  const columns = { ...columnsOf(traits), noted_at: notedAt };
  await trx
    .insertInto('org_unit_versions')
    .values({ tenant_id: tenantId, unit_id: unitId, valid_from: from, ...columns })
    .onConflict((oc) => oc.columns(['tenant_id', 'unit_id', 'valid_from']).doUpdateSet(columns))
    .execute();
}

/** Newest first. */
export async function listUnitVersions(
  trx: TenantReader,
  tenantId: number,
  unitId: number,
): Promise<readonly (UnitTraitsFromDay & { readonly from: string })[]> {
  const rows = await trx
    .selectFrom('org_unit_versions')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('unit_id', '=', unitId)
    .orderBy('valid_from', 'desc')
    .execute();
  return rows.map((row) => ({
    from: row.valid_from,
    name: row.name,
    schoolType: row.school_type,
    ownership: row.ownership as Ownership | null,
    sectionCode: row.section_code,
  }));
}

export async function insertSuccessions(
  trx: TenantTransaction,
  tenantId: number,
  unitIds: readonly number[],
  successorId: number,
  onDate: string,
  notedAt: Date,
): Promise<void> {
  await trx
    .insertInto('unit_successions')
    .values(
      unitIds.map((unitId) => ({
        tenant_id: tenantId,
        unit_id: unitId,
        successor_id: successorId,
        on_date: onDate,
        noted_at: notedAt,
      })),
    )
    .execute();
}

/** Whom the unit went on as, or for: the other's name, by date. */
export async function listSuccessions(
  trx: TenantReader,
  tenantId: number,
  unitId: number,
): Promise<readonly { readonly name: string; readonly on: string; readonly isSuccessor: boolean }[]> {
  const rows = await trx
    .selectFrom('unit_successions as s')
    .innerJoin('org_units as u', (join) =>
      join
        .onRef('u.tenant_id', '=', 's.tenant_id')
        .onRef('u.id', '=', sql<number>`case when s.unit_id = ${unitId} then s.successor_id else s.unit_id end`),
    )
    .select(['s.unit_id', 's.on_date', 'u.name'])
    .where('s.tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('s.unit_id', '=', unitId), eb('s.successor_id', '=', unitId)]))
    .orderBy('s.on_date')
    .execute();
  return rows.map((row) => ({ name: row.name, on: row.on_date, isSuccessor: row.unit_id === unitId }));
}

/** Names of those who report for each of the units, or for every one, and aren't disabled; by the unit's id. */
export async function listReporterNames(
  trx: TenantReader,
  tenantId: number,
  unitIds?: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await trx
    .selectFrom('memberships as m')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'm.tenant_id').onRef('u.id', '=', 'm.user_id'))
    .select(['m.unit_id', 'u.name'])
    .where('m.tenant_id', '=', tenantId)
    .where('m.role', '=', 'reporter')
    .$if(unitIds !== undefined, (q) => q.where('m.unit_id', '=', sql<number>`any(${unitIds ?? []})`))
    .where('u.disabled_at', 'is', null)
    .orderBy('u.name')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.unit_id)].map(([unitId, people]) => [unitId, people.map(({ name }) => name)]),
  );
}

/** Of what kind a unit is, and of what kind its tenant. */
export async function getUnitKinds(
  trx: TenantReader,
  tenantId: number,
  unitId: number,
): Promise<{ readonly unitKind: UnitKind; readonly tenantKind: string }> {
  const row = await trx
    .selectFrom('org_units as u')
    .innerJoin('tenants as t', 't.id', 'u.tenant_id')
    .select(['u.kind', 't.kind as tenantKind'])
    .where('u.tenant_id', '=', tenantId)
    .where('u.id', '=', unitId)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('unit.not_found');
  return { unitKind: row.kind as UnitKind, tenantKind: row.tenantKind };
}

function columnsOf({ name, schoolType, ownership, sectionCode }: UnitTraitsFromDay) {
  return { name, school_type: schoolType, ownership, section_code: sectionCode };
}
