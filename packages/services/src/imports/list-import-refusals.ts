import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { getCollection } from '../collection/collection.repository.ts';
import { getEdition } from '../forms/edition.repository.ts';
import { getImport } from './import.repository.ts';
import { countRefusals, listRefusals } from './import-form.repository.ts';
import { namingCells } from './name-of-cells.ts';
import { pageInput, pageOf } from './page-of.ts';

/** A page of what isn't taken of a file, by place, and why. */
export const listImportRefusals = defineQuery({
  permission: 'submission.import',
  input: z.object({ importId: z.uuid(), page: pageInput }),
  async run({ trx, actor }, { importId, page }) {
    const one = await getImport(trx, actor.tenantId, importId);
    const { edition } = await getCollection(trx, actor.tenantId, one.collectionId);
    const name = namingCells(await getEdition(trx, edition));
    const refusals = await listRefusals(trx, actor.tenantId, importId, pageOf(page));
    return {
      all: await countRefusals(trx, actor.tenantId, importId),
      refusals: refusals.map((refusal) => ({ ...refusal, ...name(refusal) })),
    };
  },
});
