import type { TenantTransaction } from '@huibao/db';
import { HuibaoError, schoolTypes, type Ownership, type SchoolType, type UnitKind } from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { assignToOpenCollections } from '../collection/assign-unit.ts';
import { defineUseCase, noInput, type Scope } from '../use-case.ts';

const schoolTypeCodes = Object.keys(schoolTypes) as [SchoolType, ...SchoolType[]];

export const unitInput = z.object({
  kind: z.enum(['school', 'section']),
  name: z.string().trim().min(2).max(60),
  schoolType: z.enum(schoolTypeCodes).nullable(),
  ownership: z.enum(['public', 'private']).nullable(),
  sectionCode: z.string().max(40).nullable(),
  schoolCode: z.string().regex(/^\d{10}$/).nullable(),
  creditCode: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/).nullable(),
  opensOn: z.iso.date(),
  closesOn: z.iso.date().nullable(),
  hasHeadStep: z.boolean(),
}).refine((unit) => (unit.kind === 'school') === (unit.schoolType !== null));

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

export async function listUnits(trx: TenantTransaction, tenantId: number): Promise<readonly Unit[]> {
  const rows = await trx.selectFrom('org_units').selectAll().where('tenant_id', '=', tenantId)
    .orderBy(sql`case kind when 'root' then 0 when 'school' then 1 when 'bureau' then 1 else 2 end`).orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id, kind: row.kind as UnitKind, name: row.name, schoolType: row.school_type as SchoolType | null,
    ownership: row.ownership as Ownership | null, sectionCode: row.section_code, schoolCode: row.school_code, creditCode: row.credit_code,
    opensOn: row.opens_on, closesOn: row.closes_on, hasHeadStep: row.has_head_step,
  }));
}

export const getUnits = defineUseCase({
  kind: 'query',
  permission: 'unit.read',
  input: noInput,
  run: ({ trx, actor }) => listUnits(trx, actor.tenantId),
});

export async function insertUnit(scope: Scope, unit: UnitInput): Promise<number> {
  const { trx, actor, now, audit } = scope;
  const inserted = await trx.insertInto('org_units').values({
    tenant_id: actor.tenantId, kind: unit.kind, name: unit.name, school_type: unit.schoolType, ownership: unit.ownership,
    section_code: unit.sectionCode, school_code: unit.schoolCode, credit_code: unit.creditCode, has_head_step: unit.hasHeadStep,
    opens_on: unit.opensOn, closes_on: unit.closesOn, created_at: now,
  }).onConflict((oc) => oc.columns(['tenant_id', 'name']).where('closes_on', 'is', null).doNothing()).returning('id').executeTakeFirst();
  if (!inserted) throw new HuibaoError('unit.name_taken', { name: unit.name });
  await trx.insertInto('org_unit_versions').values({
    tenant_id: actor.tenantId, unit_id: inserted.id, valid_from: unit.opensOn, name: unit.name, school_type: unit.schoolType, ownership: unit.ownership,
    section_code: unit.sectionCode, noted_at: now,
  }).execute();
  await assignToOpenCollections(scope, { ...unit, id: inserted.id });
  audit({ action: 'unit.created', subject: String(inserted.id), detail: { kind: unit.kind } });
  return inserted.id;
}

export const createUnit = defineUseCase({
  kind: 'mutation',
  permission: 'unit.manage',
  input: unitInput,
  run: async (scope, unit) => ({ unitId: await insertUnit(scope, unit) }),
});

export const closeUnit = defineUseCase({
  kind: 'mutation',
  permission: 'unit.manage',
  input: z.object({ unitId: z.int(), closesOn: z.iso.date() }),
  async run({ trx, actor, audit }, { unitId, closesOn }) {
    const closed = await trx.updateTable('org_units').set({ closes_on: closesOn }).where('tenant_id', '=', actor.tenantId).where('id', '=', unitId)
      .where('kind', 'in', ['school', 'section']).returning('id').executeTakeFirst();
    if (!closed) throw new HuibaoError('unit.not_found');
    audit({ action: 'unit.closed', subject: String(unitId), detail: { closesOn } });
    return { unitId };
  },
});
