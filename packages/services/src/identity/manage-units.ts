import type { TenantReader } from '@huibao/db';
import { HuibaoError, localDate, schoolTypes, type Ownership, type SchoolType, type UnitKind } from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { assignToOpenCollections } from '../collection/assign-unit.ts';
import { defineMutation, defineQuery, noInput, type Scope } from '../use-case.ts';

const schoolTypeCodes = Object.keys(schoolTypes) as [SchoolType, ...SchoolType[]];

export const unitInput = z
  .object({
    kind: z.enum(['school', 'section']),
    name: z.string().trim().min(2).max(60),
    schoolType: z.enum(schoolTypeCodes).nullable(),
    ownership: z.enum(['public', 'private']).nullable(),
    sectionCode: z.string().max(40).nullable(),
    schoolCode: z
      .string()
      .regex(/^\d{10}$/)
      .nullable(),
    creditCode: z
      .string()
      .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
      .nullable(),
    opensOn: z.iso.date(),
    closesOn: z.iso.date().nullable(),
    hasHeadStep: z.boolean(),
  })
  .refine((unit) => (unit.kind === 'school') === (unit.schoolType !== null));

export type UnitInput = z.output<typeof unitInput>;

export interface Unit {
  readonly id: number;
  readonly kind: UnitKind;
  readonly name: string;
  readonly schoolType: SchoolType | null;
  readonly ownership: Ownership | null;
  readonly sectionCode: string | null;
  readonly schoolCode: string | null;
  readonly creditCode: string | null;
  readonly opensOn: string;
  readonly closesOn: string | null;
  readonly hasHeadStep: boolean;
}

export async function listUnits(trx: TenantReader, tenantId: number): Promise<readonly Unit[]> {
  const rows = await trx
    .selectFrom('org_units')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy(sql`case kind when 'root' then 0 when 'school' then 1 when 'bureau' then 1 else 2 end`)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as UnitKind,
    name: row.name,
    schoolType: row.school_type as SchoolType | null,
    ownership: row.ownership as Ownership | null,
    sectionCode: row.section_code,
    schoolCode: row.school_code,
    creditCode: row.credit_code,
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    hasHeadStep: row.has_head_step,
  }));
}

export const getUnits = defineQuery({
  permission: 'unit.read',
  input: noInput,
  run: ({ trx, actor }) => listUnits(trx, actor.tenantId),
});

export async function insertUnit(scope: Scope, unit: UnitInput): Promise<number> {
  const { trx, actor, now, audit } = scope;
  const inserted = await trx
    .insertInto('org_units')
    .values({
      tenant_id: actor.tenantId,
      kind: unit.kind,
      name: unit.name,
      school_type: unit.schoolType,
      ownership: unit.ownership,
      section_code: unit.sectionCode,
      school_code: unit.schoolCode,
      credit_code: unit.creditCode,
      has_head_step: unit.hasHeadStep,
      opens_on: unit.opensOn,
      closes_on: unit.closesOn,
      created_at: now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'name']).where('closes_on', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) throw new HuibaoError('unit.name_taken', { name: unit.name });
  await trx
    .insertInto('org_unit_versions')
    .values({
      tenant_id: actor.tenantId,
      unit_id: inserted.id,
      valid_from: unit.opensOn,
      name: unit.name,
      school_type: unit.schoolType,
      ownership: unit.ownership,
      section_code: unit.sectionCode,
      noted_at: now,
    })
    .execute();
  await assignToOpenCollections(scope, { ...unit, id: inserted.id });
  audit({ action: 'unit.created', subject: String(inserted.id), detail: { kind: unit.kind } });
  return inserted.id;
}

export const createUnit = defineMutation({
  permission: 'unit.manage',
  input: unitInput,
  run: async (scope, unit) => ({ unitId: await insertUnit(scope, unit) }),
});

export const closeUnit = defineMutation({
  permission: 'unit.manage',
  input: z.object({ unitId: z.int(), closesOn: z.iso.date() }),
  async run(scope, { unitId, closesOn }) {
    await close(scope, [unitId], closesOn);
    return { unitId };
  },
});

/** Its last day. Flows until then stay in the year's figures; stocks leave them with the unit. */
async function close({ trx, actor, audit }: Scope, unitIds: readonly number[], closesOn: string): Promise<void> {
  const closed = await trx
    .updateTable('org_units')
    .set({ closes_on: closesOn })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', 'in', [...unitIds])
    .where('kind', 'in', ['school', 'section'])
    .where('opens_on', '<=', closesOn)
    .returning('id')
    .execute();
  if (closed.length !== unitIds.length) throw new HuibaoError('unit.not_found');
  for (const unitId of unitIds) audit({ action: 'unit.closed', subject: String(unitId), detail: { closesOn } });
}

/**
 * What a unit is from a day on: renamed, turned private, grown into a nine-year school. Years that ended before print as they
 * were; a year is rolled up by what held on its last day. It owes at once what newly concerns it.
 */
export const changeUnit = defineMutation({
  permission: 'unit.manage',
  input: z.object({
    unitId: z.int(),
    from: z.iso.date(),
    name: z.string().trim().min(2).max(60),
    schoolType: z.enum(schoolTypeCodes).nullable(),
    ownership: z.enum(['public', 'private']).nullable(),
    sectionCode: z.string().max(40).nullable(),
  }),
  async run(scope, { unitId, from, ...traits }) {
    const { trx, actor, now, audit } = scope;
    const unit = (await listUnits(trx, actor.tenantId)).find((one) => one.id === unitId);
    if (!unit || (unit.kind !== 'school' && unit.kind !== 'section')) throw new HuibaoError('unit.not_found');
    if ((unit.kind === 'school') !== (traits.schoolType !== null))
      throw new HuibaoError('request.invalid', { field: 'schoolType' });
    if (from < unit.opensOn || from > localDate(now) || (unit.closesOn !== null && from > unit.closesOn))
      throw new HuibaoError('unit.change_date');
    const columns = {
      name: traits.name,
      school_type: traits.schoolType,
      ownership: traits.ownership,
      section_code: traits.sectionCode,
    };
    await trx
      .insertInto('org_unit_versions')
      .values({ tenant_id: actor.tenantId, unit_id: unitId, valid_from: from, ...columns, noted_at: now })
      .onConflict((oc) => oc.columns(['tenant_id', 'unit_id', 'valid_from']).doUpdateSet({ ...columns, noted_at: now }))
      .execute();
    const latest = await trx
      .selectFrom('org_unit_versions')
      .select('valid_from')
      .where('tenant_id', '=', actor.tenantId)
      .where('unit_id', '=', unitId)
      .orderBy('valid_from', 'desc')
      .executeTakeFirstOrThrow();
    if (latest.valid_from === from) {
      const twin = await trx
        .selectFrom('org_units')
        .select('id')
        .where('tenant_id', '=', actor.tenantId)
        .where('name', '=', traits.name)
        .where('closes_on', 'is', null)
        .where('id', '<>', unitId)
        .executeTakeFirst();
      if (twin) throw new HuibaoError('unit.name_taken', { name: traits.name });
      await trx
        .updateTable('org_units')
        .set(columns)
        .where('tenant_id', '=', actor.tenantId)
        .where('id', '=', unitId)
        .execute();
      await assignToOpenCollections(scope, { ...unit, ...traits });
    }
    audit({ action: 'unit.changed', subject: String(unitId), detail: { from, ...columns } });
    return { unitId };
  },
});

/** 合并: units close on a day, and another goes on for them. Their history stays theirs. */
export const mergeUnits = defineMutation({
  permission: 'unit.manage',
  input: z.object({ unitIds: z.array(z.int()).min(1).max(50), successorId: z.int(), closesOn: z.iso.date() }),
  async run(scope, { unitIds, successorId, closesOn }) {
    const { trx, actor, now, audit } = scope;
    const units = await listUnits(trx, actor.tenantId);
    const successor = units.find((unit) => unit.id === successorId);
    const merged = units.filter((unit) => unitIds.includes(unit.id));
    if (
      !successor ||
      merged.length !== new Set(unitIds).size ||
      merged.some((unit) => unit.id === successorId || unit.kind !== successor.kind)
    )
      throw new HuibaoError('unit.not_found');
    if (successor.closesOn !== null || merged.some((unit) => unit.closesOn !== null))
      throw new HuibaoError('unit.already_closed');
    await close(
      scope,
      merged.map((unit) => unit.id),
      closesOn,
    );
    await trx
      .insertInto('unit_successions')
      .values(
        merged.map((unit) => ({
          tenant_id: actor.tenantId,
          unit_id: unit.id,
          successor_id: successorId,
          on_date: closesOn,
          noted_at: now,
        })),
      )
      .execute();
    for (const unit of merged)
      audit({ action: 'unit.merged', subject: String(unit.id), detail: { successorId, closesOn } });
    return { merged: merged.length };
  },
});

/** What a unit has been, newest first, and whom it went on as or for. */
export const getUnitHistory = defineQuery({
  permission: 'unit.read',
  input: z.object({ unitId: z.int() }),
  async run({ trx, actor }, { unitId }) {
    const versions = await trx
      .selectFrom('org_unit_versions')
      .selectAll()
      .where('tenant_id', '=', actor.tenantId)
      .where('unit_id', '=', unitId)
      .orderBy('valid_from', 'desc')
      .execute();
    if (versions.length === 0) throw new HuibaoError('unit.not_found');
    const successions = await trx
      .selectFrom('unit_successions as s')
      .innerJoin('org_units as u', (join) =>
        join
          .onRef('u.tenant_id', '=', 's.tenant_id')
          .onRef('u.id', '=', sql<number>`case when s.unit_id = ${unitId} then s.successor_id else s.unit_id end`),
      )
      .select(['s.unit_id', 's.on_date', 'u.name'])
      .where('s.tenant_id', '=', actor.tenantId)
      .where((eb) => eb.or([eb('s.unit_id', '=', unitId), eb('s.successor_id', '=', unitId)]))
      .orderBy('s.on_date')
      .execute();
    return {
      versions: versions.map((row) => ({
        from: row.valid_from,
        name: row.name,
        schoolType: row.school_type as SchoolType | null,
        ownership: row.ownership as Ownership | null,
        sectionCode: row.section_code,
      })),
      successions: successions.map((row) => ({ name: row.name, on: row.on_date, isSuccessor: row.unit_id === unitId })),
    };
  },
});
