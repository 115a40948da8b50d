import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { requireEdition } from '../forms/edition.repository.ts';
import { defineMutation } from '../use-case.ts';
import { draftSections } from './draft-sections.ts';
import { listVersions } from './report.repository.ts';
import { startVersion } from './start-version.ts';

/** Compiles the year's first draft from the template: its figures are alive until 签发. */
export const compileReport = defineMutation({
  permission: 'report.write',
  input: z.object({ ...editionInput }),
  async run(scope, address) {
    const { trx, actor } = scope;
    const edition = await requireEdition(trx, actor, address);
    const versions = await listVersions(trx, actor.tenantId, edition);
    if (versions.length > 0) throw new HuibaoError('report.exists', { year: address.year });
    const sections = await draftSections(scope, edition);
    return startVersion(scope, edition, { version: 1, correctionReason: null }, sections);
  },
});
