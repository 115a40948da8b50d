import type { RenderedFile } from '@huibao/documents/rendered-file';
import { renderTables } from '@huibao/documents/render-workbook';
import type { TableSheet } from '@huibao/documents/xlsx';
import { localize } from '@huibao/domain';
import { createI18n, readChange, readReach } from '@huibao/i18n';
import { z } from 'zod';
import { readRollup } from '../rollup/read-rollup.ts';
import { Later } from '../later.ts';
import { defineQuery } from '../use-case.ts';
import { editionInput } from '../forms/edition-address.ts';
import { withHiddenColumn } from './hidden-column.ts';
import { locale, plainNumber, wordsIn } from './table-words.ts';

export const exportRollup = defineQuery({
  permission: 'rollup.read',
  goesFar: true,
  input: z.object({ ...editionInput, locale }),
  async run(scope, input): Promise<Later<RenderedFile>> {
    const rollup = await readRollup(scope, input);
    const t = wordsIn(input.locale);
    const i18n = createI18n(input.locale);
    const reach = readReach(rollup.reach, i18n);
    const label = (code: string): string => {
      const group = rollup.groups.find((one) => one.code === code);
      return group ? localize(group.label, input.locale) : code;
    };
    const hasOwn = rollup.indicators.some((one) => one.own !== null);
    const sheet: TableSheet = {
      name: t('rollup'),
      ...(reach === null ? {} : { title: reach }),
      columns: [
        { header: t('columns.group'), kind: 'text', width: 24 },
        { header: t('columns.indicator'), kind: 'text', width: 40 },
        { header: t('columns.value'), kind: 'number' },
        ...(hasOwn ? [{ header: t('columns.own'), kind: 'number' as const }] : []),
        { header: t('columns.unit'), kind: 'text' },
        { header: t('columns.lastYear'), kind: 'number' },
        { header: t('columns.change'), kind: 'number' },
        { header: t('columns.basis'), kind: 'text', width: 40 },
        { header: t('columns.answered'), kind: 'number' },
        { header: t('columns.expected'), kind: 'number' },
        { header: t('columns.partial'), kind: 'text' },
      ],
      rows: rollup.indicators.map((one) => [
        label(one.group),
        localize(one.label, input.locale),
        plainNumber(one.value?.value ?? null, one.decimals),
        ...(hasOwn ? [plainNumber(one.own?.value ?? null, one.decimals)] : []),
        localize(one.unit, input.locale),
        plainNumber(one.lastYear?.value ?? null, one.decimals),
        one.change.kind === 'change' ? one.change.by : null,
        readChange(one.change, one.decimals, i18n).note,
        String(one.value?.answered ?? 0),
        String(one.value?.expected ?? 0),
        one.isPartial ? t('isPartial') : null,
      ]),
    };
    const hidden = rollup.indicators.map((one) => [
      ...(one.isHidden ? [t('columns.value')] : []),
      ...(one.isHiddenLastYear ? [t('columns.lastYear')] : []),
    ]);
    const tables = { sheets: [withHiddenColumn(sheet, hidden, input.locale)] };
    return new Later(() => renderTables(tables, `${t('rollup')} ${input.year}`, String(scope.actor.tenantId)));
  },
});
