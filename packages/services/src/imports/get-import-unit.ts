import { z } from 'zod';
import { getCollection } from '../collection/collection.repository.ts';
import { getEdition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { getImport } from './import.repository.ts';
import { listFormsOfUnit } from './import-form.repository.ts';
import { namingCells } from './name-of-cells.ts';

/** Cells of one form that are shown; how many there are is said beside them. */
const mostCells = 100;

/** What a file would change of one school, form by form: old and new of each cell, changed ones first. */
export const getImportUnit = defineQuery({
  permission: 'submission.import',
  input: z.object({ importId: z.uuid(), unitId: z.int32() }),
  async run({ trx, actor }, { importId, unitId }) {
    const one = await getImport(trx, actor.tenantId, importId);
    const { edition } = await getCollection(trx, actor.tenantId, one.collectionId);
    const name = namingCells(await getEdition(trx, edition));
    const forms = await listFormsOfUnit(trx, actor.tenantId, importId, unitId);
    return {
      forms: forms.map(({ cells, ...form }) => ({
        ...form,
        form: name({ formCode: form.formCode, code: '', key: '' }).form,
        cells: cells
          .toSorted((a, b) => Number(a.before.state === 'missing') - Number(b.before.state === 'missing'))
          .slice(0, mostCells)
          .map(({ version: _, ...cell }) => ({ ...cell, ...name({ formCode: form.formCode, ...cell }) })),
      })),
    };
  },
});
