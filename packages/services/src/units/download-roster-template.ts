import { localize } from '@huibao/domain';
import { z } from 'zod';
import type { RenderedFile } from '@huibao/documents/rendered-file';
import type { TableWorkbookInput } from '@huibao/documents/xlsx';
import { renderTables } from '@huibao/documents/render-workbook';
import { listUnitTypes } from '../forms/unit-type.repository.ts';
import { Later } from '../later.ts';
import { defineQuery } from '../use-case.ts';
import { headersIn, locales, wordsIn } from './roster-columns.ts';

/** The roster to be filled, with the codes that it knows on a second sheet. */
export const downloadRosterTemplate = defineQuery({
  permission: 'unit.manage',
  input: z.object({ locale: z.enum(locales) }),
  async run({ trx, actor }, { locale }): Promise<Later<RenderedFile>> {
    const t = wordsIn(locale);
    const types = (await listUnitTypes(trx, actor)).filter((type) => !type.isHeading);
    const tables: TableWorkbookInput = {
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
    };
    return new Later(() => renderTables(tables, t('sheet'), String(actor.tenantId)));
  },
});
