import { writeTableWorkbook } from '@huibao/documents/xlsx';
import { localize } from '@huibao/domain';
import { z } from 'zod';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { listUnitTypes } from '../forms/unit-type.repository.ts';
import { defineQuery } from '../use-case.ts';
import { headersIn, locales, wordsIn } from './roster-columns.ts';

/** The roster to be filled, with the codes that it knows on a second sheet. */
export const downloadRosterTemplate = defineQuery({
  permission: 'unit.manage',
  input: z.object({ locale: z.enum(locales) }),
  async run({ trx, actor }, { locale }): Promise<RenderedFile> {
    const t = wordsIn(locale);
    const types = (await listUnitTypes(trx, actor)).filter((type) => !type.isHeading);
    const bytes = await writeTableWorkbook({
      sheets: [
        {
          name: t('sheet'),
          columns: headersIn(locale).map((header) => ({ header, kind: 'text' as const, width: 18 })),
          rows: [],
        },
        {
          name: t('typeSheet'),
          columns: [
            { header: t('code'), kind: 'text' },
            { header: t('typeName'), kind: 'text', width: 20 },
          ],
          rows: types.map(({ code, label }) => [code, localize(label, locale)]),
        },
      ],
    });
    return { name: `${t('sheet')}.xlsx`, mediaType: mediaTypes.xlsx, bytes };
  },
});
