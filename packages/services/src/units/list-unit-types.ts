import { defineQuery, noInput } from '../use-case.ts';
import { listUnitTypes as listTypes } from '../forms/unit-type.repository.ts';

/** The types of schools that there are: the national ones, and those that the levels of the line added below them. */
export const listUnitTypes = defineQuery({
  permission: 'unit_type.read',
  input: noInput,
  async run({ trx, actor }) {
    const types = await listTypes(trx, actor);
    return types.map(({ ownerTenantId, ...type }) => ({ ...type, isOwn: ownerTenantId === actor.tenantId }));
  },
});
