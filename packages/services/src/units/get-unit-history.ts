import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { listSuccessions, listUnitVersions } from '../identity/unit.repository.ts';
import { defineQuery } from '../use-case.ts';

/** What a unit has been, newest first, and whom it went on as or for. */
export const getUnitHistory = defineQuery({
  permission: 'unit.read',
  input: z.object({ unitId: z.int32() }),
  async run({ trx, actor }, { unitId }) {
    const versions = await listUnitVersions(trx, actor.tenantId, unitId);
    if (versions.length === 0) throw new HuibaoError('unit.not_found');
    return { versions, successions: await listSuccessions(trx, actor.tenantId, unitId) };
  },
});
