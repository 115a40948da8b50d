import { HuibaoError, nextLocalType } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { lockPublishing } from '../forms/definition.repository.ts';
import { getTenant } from '../identity/tenants/tenant.repository.ts';
import { insertUnitTypes, listUnitTypes } from '../forms/unit-type.repository.ts';

/**
 * A type of school that a level tells apart below a national one, for itself and all below it. Its code is given by the
 * system and holds its parent's and its level's, so that levels never collide. It stays: units and what they answered
 * keep its code.
 */
export const addUnitType = defineMutation({
  permission: 'unit.manage',
  input: z.object({
    parent: z.string().max(40),
    label: z.object({ zh: z.string().trim().min(2).max(40), en: z.string().trim().min(2).max(80) }),
  }),
  async run({ trx, actor, now, audit }, { parent, label }) {
    await lockPublishing(trx, actor.tenantId);
    const types = await listUnitTypes(trx, actor);
    // Types of types would be told apart by nobody above: what is compared is national.
    if (!types.some((type) => type.code === parent && !type.isHeading && !type.code.includes('.')))
      throw new HuibaoError('unit_type.parent_unknown');
    if (types.some((type) => type.label.zh === label.zh))
      throw new HuibaoError('unit_type.name_taken', { name: label.zh });
    const { kind: level } = await getTenant(trx, actor.tenantId);
    if (level === undefined || level === 'platform') throw new HuibaoError('access.denied');
    const code = nextLocalType(
      level,
      parent,
      types.map((type) => type.code),
    );
    await insertUnitTypes(trx, actor.tenantId, [{ code, parent, label, isHeading: false }], now);
    audit({ action: 'unit_type.added', subject: code, detail: { name: label.zh } });
    return { code };
  },
});
