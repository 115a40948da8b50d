import type { RenderedFile } from '@huibao/documents/rendered-file';
import { renderTables } from '@huibao/documents/render-workbook';
import type { TableSheet } from '@huibao/documents/xlsx';
import { localize } from '@huibao/domain';
import { createI18n, readChange, readReach } from '@huibao/i18n';
import { z } from 'zod';
import { compareDistricts } from '../oversight/compare-districts.ts';
import { readComparison } from '../oversight/read-comparison.ts';
import { Later } from '../later.ts';
import { defineQuery } from '../use-case.ts';
import { withHiddenColumn } from './hidden-column.ts';
import { locale, wordsIn } from './table-words.ts';

export const exportComparison = defineQuery({
  permission: 'oversight.read',
  goesFar: true,
  input: compareDistricts.input.and(z.object({ locale })),
  async run(scope, { locale: language, ...input }): Promise<Later<RenderedFile>> {
    const comparison = await readComparison(scope, input);
    const t = wordsIn(language);
    const i18n = createI18n(language);
    const reach = readReach(comparison.reach, i18n);
    const label = localize(comparison.indicator.label, language);
    const { decimals } = comparison.indicator;
    const { base } = comparison;
    const own = localize(comparison.indicator.unit, language);
    const unit = base ? t('perBase', { unit: own, times: base.times, name: localize(base.label, language) }) : own;
    const sheet: TableSheet = {
      name: t('compare'),
      title: reach === null ? label : `${label} · ${reach}`,
      columns: [
        { header: t('columns.rank'), kind: 'number' },
        { header: t('columns.district'), kind: 'text', width: 20 },
        ...comparison.years.map((year) => ({ header: String(year), kind: 'number' as const })),
        { header: t('columns.unit'), kind: 'text' as const },
        { header: t('columns.change'), kind: 'number' },
        { header: t('columns.basis'), kind: 'text', width: 40 },
        { header: t('columns.answered'), kind: 'number' },
        { header: t('columns.expected'), kind: 'number' },
        { header: t('columns.state'), kind: 'text' },
      ],
      rows: comparison.rows.map((row) => [
        row.rank === null ? null : String(row.rank),
        row.name,
        ...row.byYear.map((one) => one.value),
        unit,
        row.change.kind === 'change' ? row.change.by : null,
        readChange(row.change, decimals, i18n).note,
        String(row.current.answered),
        String(row.current.expected),
        t(row.current.isUnasked ? 'states.unasked' : `states.${row.current.state}`),
      ]),
    };
    const hidden = comparison.rows.map((row) =>
      row.byYear.flatMap((one, index) => (one.isHidden ? [String(comparison.years[index])] : [])),
    );
    const tables = { sheets: [withHiddenColumn(sheet, hidden, language)] };
    const name = `${localize(comparison.indicator.label, language)} ${comparison.year}`;
    return new Later(() => renderTables(tables, name, String(scope.actor.tenantId)));
  },
});
