import { programmeNameSchema } from '@huibao/domain';
import { z } from 'zod';
import { requireProgramme } from '../forms/programme.repository.ts';
import { defineQuery } from '../use-case.ts';
import { listYears } from './rollup-year.repository.ts';

/** Years of a programme that have anything to roll up, newest first. */
export const listRollupYears = defineQuery({
  permission: 'rollup.read',
  input: z.object({ programme: programmeNameSchema }),
  async run({ trx, actor }, { programme: name }) {
    const programme = await requireProgramme(trx, actor, name);
    return listYears(trx, actor.tenantId, programme);
  },
});
