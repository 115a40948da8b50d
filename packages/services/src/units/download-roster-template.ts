import { writeTableWorkbook } from '@huibao/documents/xlsx';
import { localize, schoolTypes } from '@huibao/domain';
import { z } from 'zod';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { defineQuery } from '../use-case.ts';
import { headersIn, locales, wordsIn } from './roster-columns.ts';

/** The roster to be filled, with the codes that it knows on a second sheet. */
export const downloadRosterTemplate = defineQuery({
  permission: 'unit.manage',
  input: z.object({ locale: z.enum(locales) }),
  async run(_scope, { locale }): Promise<RenderedFile> {
    const t = wordsIn(locale);
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
          rows: Object.entries(schoolTypes).map(([code, label]) => [code, localize(label, locale)]),
        },
      ],
    });
    return { name: `${t('sheet')}.xlsx`, mediaType: mediaTypes.xlsx, bytes };
  },
});
