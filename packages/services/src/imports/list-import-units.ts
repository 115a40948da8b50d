import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { getImport } from './import.repository.ts';
import { listImportedUnits, measureImport } from './import-form.repository.ts';
import { pageInput, pageOf } from './page-of.ts';

/** A page of what a file says, school by school. */
export const listImportUnits = defineQuery({
  permission: 'submission.import',
  input: z.object({ importId: z.uuid(), page: pageInput }),
  async run({ trx, actor }, { importId, page }) {
    await getImport(trx, actor.tenantId, importId);
    const { units: all } = await measureImport(trx, actor.tenantId, importId);
    return { all, units: await listImportedUnits(trx, actor.tenantId, importId, pageOf(page)) };
  },
});
