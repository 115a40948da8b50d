import { HuibaoError, localDate, sectionCodeSchema } from '@huibao/domain';
import { z } from 'zod';
import { assignToOpenCollections } from '../collection/assign-forms.ts';
import {
  findOpenUnitNamed,
  listUnits,
  listUnitVersions,
  lockUnitNames,
  putUnitVersion,
  updateUnitTraits,
} from '../identity/unit.repository.ts';
import { defineMutation } from '../use-case.ts';
import { requireUnitType } from './require-unit-type.ts';

/**
 * What a unit is from a day on: renamed, turned private, grown into a nine-year school. Years that ended before print
 * as they were; a year is rolled up by what held on its last day. It owes at once what newly concerns it.
 */
export const changeUnit = defineMutation({
  permission: 'unit.manage',
  input: z.object({
    unitId: z.int32(),
    from: z.iso.date(),
    name: z.string().trim().min(2).max(60),
    schoolType: z.string().max(40).nullable(),
    ownership: z.enum(['public', 'private']).nullable(),
    sectionCode: sectionCodeSchema.nullable(),
  }),
  async run(scope, { unitId, from, ...traits }) {
    const { trx, actor, now, audit } = scope;
    await lockUnitNames(trx, actor.tenantId);
    const unit = (await listUnits(trx, actor.tenantId)).find((one) => one.id === unitId);
    if (!unit || (unit.kind !== 'school' && unit.kind !== 'section')) throw new HuibaoError('unit.not_found');
    if ((unit.kind === 'school') !== (traits.schoolType !== null))
      throw new HuibaoError('request.invalid', { field: 'schoolType' });
    if (traits.schoolType !== unit.schoolType) await requireUnitType(scope, traits.schoolType);
    if (from < unit.opensOn || from > localDate(now) || (unit.closesOn !== null && from > unit.closesOn))
      throw new HuibaoError('unit.change_date');
    await putUnitVersion(trx, actor.tenantId, unitId, from, traits, now);
    const [latest] = await listUnitVersions(trx, actor.tenantId, unitId);
    if (latest?.from === from) {
      const twin = await findOpenUnitNamed(trx, actor.tenantId, traits.name, unitId);
      if (twin !== undefined) throw new HuibaoError('unit.name_taken', { name: traits.name });
      await updateUnitTraits(trx, actor.tenantId, unitId, traits);
      await assignToOpenCollections(scope, { ...unit, ...traits });
    }
    audit({
      action: 'unit.changed',
      subject: String(unitId),
      detail: {
        from,
        name: traits.name,
        school_type: traits.schoolType,
        ownership: traits.ownership,
        section_code: traits.sectionCode,
      },
    });
    return { unitId };
  },
});
