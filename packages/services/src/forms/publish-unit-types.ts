import { builtInUnitTypes } from '@huibao/programmes';
import { defineMutation, noInput } from '../use-case.ts';
import { insertUnitTypes } from './unit-type.repository.ts';

/** The national list of types of schools, as it ships with the product; those that are there already stay. */
export const publishUnitTypes = defineMutation({
  permission: 'programme.publish_built_in',
  input: noInput,
  async run({ trx, actor, now, audit }) {
    const added = await insertUnitTypes(trx, actor.tenantId, builtInUnitTypes(), now);
    if (added.length > 0)
      audit({ action: 'unit_type.published', subject: String(actor.tenantId), detail: { added: [...added] } });
    return { added: added.length };
  },
});
