import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { renderTables } from '@huibao/documents/render-workbook';
import { writeCsv } from '@huibao/documents/csv';
import type { TableSheet } from '@huibao/documents/xlsx';
import { localize, measureKey, parsePivotDefinition, type Locale, type PivotDefinition } from '@huibao/domain';
import { createI18n, readReach } from '@huibao/i18n';
import { z } from 'zod';
import type { Pivot } from '../analysis/arrange-pivot.ts';
import { answerPivot } from '../analysis/read-pivot.ts';
import { Later } from '../later.ts';
import { defineQuery } from '../use-case.ts';
import { withHiddenColumn } from './hidden-column.ts';
import { locale, plainNumber, wordsIn } from './table-words.ts';

type Head = Pivot['rows'][number];

/**
 * The table as the screen shows it: the same heads, the same rounding; what is partial, or not for the public, is named
 * at the end of its row.
 */
function tableOf(table: Pivot, language: Locale): TableSheet {
  const t = wordsIn(language);
  const { definition, above, measures } = table;
  const measureAt = (row: Head, column: Head) =>
    measures.find((one) => one.key === (row.at.measure ?? column.at.measure ?? definition.measures.map(measureKey)[0]));
  const named = (measure: Pivot['measures'][number]): string => {
    const unit = localize(measure.unit, language);
    return unit ? t('withUnit', { label: localize(measure.label, language), unit }) : localize(measure.label, language);
  };
  const labelOf = (head: Head): string => {
    const measure = measures.find((one) => one.key === head.at.measure);
    return measure && definition.rows === 'measure'
      ? named(measure)
      : head.label
        ? localize(head.label, language)
        : t('total');
  };
  const isMeasureAbove = above.includes('measure') || definition.columns === 'measure';
  const columnLabel = (head: Head): string => {
    const measure = measures.find((one) => one.key === head.at.measure);
    const own = definition.columns === 'none' || definition.columns === 'measure' ? [] : [labelOf(head)];
    return (
      [
        ...(above.includes('year') ? [String(head.at.year)] : []),
        ...(isMeasureAbove && measure ? [named(measure)] : []),
        ...own,
      ].join(' · ') || singleMeasure()
    );
  };
  const singleMeasure = (): string =>
    definition.rows === 'measure' ? t('columns.value') : measures[0] ? named(measures[0]) : '';
  const sheet: TableSheet = {
    name: t('analysis'),
    title: [
      t('analysis'),
      ...(measures.length === 1 && measures[0] ? [named(measures[0])] : []),
      ...(definition.years.length === 1 ? [String(definition.years[0])] : []),
      ...reachOf(table, language),
    ].join(' · '),
    columns: [
      { header: t(`dimensions.${definition.rows}`), kind: 'text', width: 28 },
      ...table.columns.map((column) => ({ header: columnLabel(column), kind: 'number' as const })),
      { header: t('partial'), kind: 'text', width: 32 },
    ],
    rows: table.rows.map((row, at) => {
      const cells = table.columns.map((column, index) => ({
        column,
        cell: table.cells[at]?.[index] ?? null,
        decimals: measureAt(row, column)?.decimals ?? 0,
      }));
      return [
        labelOf(row),
        ...cells.map(({ cell, decimals }) => plainNumber(cell?.value ?? null, decimals)),
        cells
          .flatMap(({ column, cell }) =>
            cell?.isPartial ? [`${columnLabel(column)} ${cell.answered}/${cell.expected}`] : [],
          )
          .join(t('listSeparator')),
      ];
    }),
  };
  const hidden = table.cells.map((row) =>
    row.flatMap((cell, index) => {
      const column = table.columns[index];
      return cell?.isHidden && column ? [columnLabel(column)] : [];
    }),
  );
  return withHiddenColumn(sheet, hidden, language);
}

/** How far each year goes that isn't over. */
function reachOf({ reach }: Pivot, language: Locale): readonly string[] {
  const i18n = createI18n(language);
  return reach.flatMap((one) => {
    const words = readReach(one, i18n);
    return words === null ? [] : [reach.length > 1 ? `${one.year} ${words}` : words];
  });
}

function readDefinition(text: string, context: z.RefinementCtx): PivotDefinition {
  const definition = parsePivotDefinition(text);
  if (definition) return definition;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
}

export const exportAnalysis = defineQuery({
  permission: 'rollup.read',
  goesFar: true,
  /** The definition as it stands in the address. */
  input: z.object({
    definition: z.string().max(8000).transform(readDefinition),
    format: z.enum(['xlsx', 'csv']),
    locale,
  }),
  async run(scope, { definition, format, locale: language }): Promise<Later<RenderedFile>> {
    const table = tableOf(await answerPivot(scope, definition), language);
    const name = wordsIn(language)('analysis');
    return new Later(async () =>
      format === 'csv'
        ? { name: `${name}.csv`, mediaType: mediaTypes.csv, bytes: writeCsv(table) }
        : renderTables({ sheets: [table] }, name, String(scope.actor.tenantId)),
    );
  },
});
