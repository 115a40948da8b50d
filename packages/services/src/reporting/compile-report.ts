import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear } from '../forms/edition.repository.ts';
import { defineMutation } from '../use-case.ts';
import { yearInput } from '../year-input.ts';
import { draftSections } from './draft-sections.ts';
import { listVersions } from './report.repository.ts';
import { startVersion } from './start-version.ts';

/** Compiles the year's first draft from the template: its figures are alive until 签发. */
export const compileReport = defineMutation({
  permission: 'report.write',
  input: z.object({ year: yearInput }),
  async run(scope, { year }) {
    const { trx, actor } = scope;
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const versions = await listVersions(trx, actor.tenantId, edition);
    if (versions.length > 0) throw new HuibaoError('report.exists', { year });
    const sections = await draftSections(scope, edition);
    return startVersion(scope, edition, { version: 1, correctionReason: null }, sections);
  },
});
