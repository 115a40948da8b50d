import type { RenderedFile } from '@huibao/documents/rendered-file';
import type { TableWorkbookInput } from '@huibao/documents/xlsx';
import { renderTables } from '@huibao/documents/render-workbook';
import { HuibaoError, localize, type Locale } from '@huibao/domain';
import { z } from 'zod';
import { readBoard } from '../review/read-board.ts';
import { Later } from '../later.ts';
import { defineQuery } from '../use-case.ts';
import { locale, wordsIn } from './table-words.ts';

export const exportBoard = defineQuery({
  permission: 'collection.read',
  goesFar: true,
  input: z.object({ collectionId: z.uuid(), locale }),
  async run(scope, input): Promise<Later<RenderedFile>> {
    const board = await readBoard(scope, input.collectionId);
    if (board.units.length === 0) throw new HuibaoError('collection.not_found');
    const language: Locale = input.locale;
    const t = wordsIn(language);
    const tables: TableWorkbookInput = {
      sheets: [
        {
          name: t('board'),
          title: `${localize(board.title, language)} ${localize(board.period.label, language)}`,
          columns: [
            { header: t('columns.reporter'), kind: 'text', width: 28 },
            ...board.forms.map((form) => ({
              header: localize(form.shortTitle, language),
              kind: 'text' as const,
              width: 14,
            })),
            { header: t('columns.filled'), kind: 'number' },
            { header: t('columns.required'), kind: 'number' },
          ],
          rows: board.units.map((unit) => [
            unit.name,
            ...board.forms.map((form) => {
              const one = unit.forms.find((cell) => cell.formCode === form.code);
              if (one) return t(`states.${one.state}`);
              return unit.retired.includes(form.code) ? t('states.retired') : null;
            }),
            String(unit.filled),
            String(unit.required),
          ]),
        },
      ],
    };
    const name = `${t('board')} ${localize(board.period.label, language)}`;
    return new Later(() => renderTables(tables, name, String(scope.actor.tenantId)));
  },
});
