import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { writeTableWorkbook } from '@huibao/documents/xlsx';
import { formatNumber, HuibaoError, localize, type Locale } from '@huibao/domain';
import { createI18n } from '@huibao/i18n';
import { z } from 'zod';
import { compareDistricts } from '../oversight/compare.ts';
import { getBoard } from '../review/get-board.ts';
import { defineQuery } from '../use-case.ts';
import { getRollup } from '../rollup/roll-up.ts';

export const locale = z.enum(['zh-CN', 'en']);
export const wordsIn = (language: Locale) => createI18n(language).getFixedT(null, 'exports');

/** Trailing zeros and digits beyond the indicator's own fall away; the sheet gets a number, not a text. */
export function plain(value: string | null, decimals: number): string | null {
  return value === null ? null : formatNumber(value, 'en', decimals).replaceAll(',', '');
}

export const exportRollup = defineQuery({
  permission: 'rollup.read',
  input: z.object({ year: z.int(), locale }),
  async run(scope, input): Promise<RenderedFile> {
    const rollup = await getRollup.run(scope, { year: input.year });
    const t = wordsIn(input.locale);
    const label = (code: string): string => {
      const group = rollup.groups.find((one) => one.code === code);
      return group ? localize(group.label, input.locale) : code;
    };
    const bytes = await writeTableWorkbook({
      sheets: [
        {
          name: t('rollup'),
          columns: [
            { header: t('columns.group'), kind: 'text', width: 24 },
            { header: t('columns.indicator'), kind: 'text', width: 40 },
            { header: t('columns.value'), kind: 'number' },
            { header: t('columns.unit'), kind: 'text' },
            { header: t('columns.lastYear'), kind: 'number' },
            { header: t('columns.answered'), kind: 'number' },
            { header: t('columns.expected'), kind: 'number' },
          ],
          rows: rollup.indicators.map((one) => [
            label(one.group),
            localize(one.label, input.locale),
            plain(one.value?.value ?? null, one.decimals),
            localize(one.unit, input.locale),
            plain(one.lastYear?.value ?? null, one.decimals),
            String(one.value?.answered ?? 0),
            String(one.value?.expected ?? 0),
          ]),
        },
      ],
    });
    return { name: `${t('rollup')} ${input.year}.xlsx`, mediaType: mediaTypes.xlsx, bytes };
  },
});

export const exportComparison = defineQuery({
  permission: 'oversight.read',
  input: compareDistricts.input.and(z.object({ locale })),
  async run(scope, { locale: language, ...input }): Promise<RenderedFile> {
    const comparison = await compareDistricts.run(scope, input);
    const t = wordsIn(language);
    const { decimals } = comparison.indicator;
    const bytes = await writeTableWorkbook({
      sheets: [
        {
          name: t('compare'),
          title: localize(comparison.indicator.label, language),
          columns: [
            { header: t('columns.rank'), kind: 'number' },
            { header: t('columns.district'), kind: 'text', width: 20 },
            ...comparison.years.map((year) => ({ header: String(year), kind: 'number' as const })),
            { header: t('columns.unit'), kind: 'text' as const },
            { header: t('columns.change'), kind: 'percent' },
            { header: t('columns.answered'), kind: 'number' },
            { header: t('columns.expected'), kind: 'number' },
            { header: t('columns.state'), kind: 'text' },
          ],
          rows: comparison.rows.map((row) => [
            row.rank === null ? null : String(row.rank),
            row.name,
            ...row.byYear.map((one) => plain(one.value, decimals)),
            localize(comparison.indicator.unit, language),
            row.change,
            String(row.current.answered),
            String(row.current.expected),
            t(`states.${row.current.state}`),
          ]),
        },
      ],
    });
    return {
      name: `${localize(comparison.indicator.label, language)} ${comparison.year}.xlsx`,
      mediaType: mediaTypes.xlsx,
      bytes,
    };
  },
});

export const exportBoard = defineQuery({
  permission: 'collection.read',
  input: z.object({ collectionId: z.uuid(), locale }),
  async run(scope, input): Promise<RenderedFile> {
    const board = await getBoard.run(scope, { collectionId: input.collectionId });
    if (board.units.length === 0) throw new HuibaoError('collection.not_found');
    const language: Locale = input.locale;
    const t = wordsIn(language);
    const bytes = await writeTableWorkbook({
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
              return one ? t(`states.${one.state}`) : null;
            }),
            String(unit.filled),
            String(unit.required),
          ]),
        },
      ],
    });
    return { name: `${t('board')} ${localize(board.period.label, language)}.xlsx`, mediaType: mediaTypes.xlsx, bytes };
  },
});
