import { listReporterNames, listUnits } from '../identity/unit.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';

/** The tenant's units, each with the names of those who report for it. */
export const getUnits = defineQuery({
  permission: 'unit.read',
  input: noInput,
  async run({ trx, actor }) {
    const units = await listUnits(trx, actor.tenantId);
    const reporters = await listReporterNames(trx, actor.tenantId);
    return units.map((unit) => ({ ...unit, reporters: reporters.get(unit.id) ?? [] }));
  },
});
