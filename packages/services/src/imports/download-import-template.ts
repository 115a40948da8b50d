import { writeBulkTemplate } from '@huibao/documents/bulk';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { localize, periodOf } from '@huibao/domain';
import { createI18n } from '@huibao/i18n';
import { z } from 'zod';
import { getCollection } from '../collection/collection.repository.ts';
import { getEdition } from '../forms/edition.repository.ts';
import { listUnits } from '../identity/unit.repository.ts';
import { defineQuery } from '../use-case.ts';
import { listOwedForms } from './import.repository.ts';

/** A workbook of a term's forms, each with the units that owe it, to be filled in for all of them. */
export const downloadImportTemplate = defineQuery({
  permission: 'submission.import',
  input: z.object({ collectionId: z.uuid(), locale: z.enum(['zh-CN', 'en']) }),
  async run({ trx, actor }, { collectionId, locale }): Promise<RenderedFile> {
    const collection = await getCollection(trx, actor.tenantId, collectionId);
    const edition = await getEdition(trx, collection.edition);
    const units = new Map((await listUnits(trx, actor.tenantId)).map((unit) => [unit.id, unit]));
    const owing = Map.groupBy(await listOwedForms(trx, actor.tenantId, collectionId), ({ formCode }) => formCode);
    const period = localize(periodOf(edition.calendar, collection.year, collection.period).label, locale);
    const title = `${localize(edition.title, locale)} ${period}`;
    const forms = edition.forms.flatMap(({ definition }) => {
      const owed = owing.get(definition.code) ?? [];
      if (owed.length === 0) return [];
      const rows = owed.map(({ unitId }) => {
        const unit = units.get(unitId);
        return { code: unit?.schoolCode ?? unit?.creditCode ?? '', name: unit?.name ?? '' };
      });
      return [{ form: definition, units: rows }];
    });
    const name = createI18n(locale).getFixedT(null, 'exports')('import.name', { title });
    return { name: `${name}.xlsx`, mediaType: mediaTypes.xlsx, bytes: writeBulkTemplate(forms, { title, locale }) };
  },
});
