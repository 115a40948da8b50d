import { HuibaoError, programmeNameSchema } from '@huibao/domain';
import { z } from 'zod';
import { requireProgramme } from '../forms/programme.repository.ts';
import { defineQuery } from '../use-case.ts';
import { listVersions, listYearsOfVersions } from './indicator.repository.ts';

/** Versions of one indicator, newest first, with the years that use each. */
export const listIndicatorVersions = defineQuery({
  permission: 'indicator.read',
  input: z.object({ programme: programmeNameSchema, code: z.string().max(80) }),
  async run({ trx, actor }, { programme: name, code }) {
    const programme = await requireProgramme(trx, actor, name);
    const versions = await listVersions(trx, actor.lineage, programme, code);
    if (versions.length === 0) throw new HuibaoError('indicator.not_found');
    const ids = versions.map((one) => one.id);
    const uses = await listYearsOfVersions(trx, actor.lineage, ids);
    return versions.map(({ id, version, publishedAt, definition }) => ({
      version,
      publishedAt: publishedAt?.toISOString() ?? null,
      definition,
      years: uses
        .filter((use) => use.id === id)
        .map((use) => use.year)
        .sort(),
    }));
  },
});
