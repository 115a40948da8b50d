import type { ProgrammeCalendar } from '../calendar/programme-calendar.ts';
import { scopePeriods, type FigureScope } from '../figure/figure-scope.ts';
import { headsOfPeriods } from '../official/wording.ts';
import type { ReportTemplate, TableCellNode, TableNode, TableTitleNode } from '../report/definition.ts';
import type { DraftParts } from './draft-parts.ts';
import { insertAt, type PartPath } from './place-in-part.ts';
import { cell, headCell, type TablePlace } from './table-cell.ts';

/** A line of a table of periods. */
export interface LineOfPeriods {
  readonly words: string;
  readonly indicator: string;
  /** What stands below the whole year: of what is open at a period's beginning another one; null for nothing. */
  readonly ofYear: string | null;
}

/**
 * Puts a table into a report whose columns are the periods of the year, and the year, under a title.
 */
export function putPeriods(
  parts: DraftParts,
  { title, lines }: { readonly title: string; readonly lines: readonly LineOfPeriods[] },
  { list, index, after }: TablePlace,
  fresh: () => string,
): { readonly parts: DraftParts; readonly path: PartPath } {
  const { calendar } = parts.get('programme.json') as { readonly calendar: ProgrammeCalendar };
  const codes = scopePeriods(calendar);
  const periods = calendar.periods.filter(({ code }) => codes.includes(code));
  const hasYear = lines.some(({ ofYear }) => ofYear !== null);
  const figure = (indicator: string, scope?: FigureScope): TableCellNode => {
    const attrs = {
      id: fresh(),
      indicator,
      format: { style: 'exact' as const },
      unit: '',
      ...(scope ? { scope } : {}),
    };
    return cell('tableCell', [{ type: 'paragraph', content: [{ type: 'figure', attrs }] }], 1, 1);
  };
  const heads = [
    headsOfPeriods.item,
    ...periods.map(({ label }) => label.zh),
    ...(hasYear ? [headsOfPeriods.year] : []),
  ];
  const titled: TableTitleNode = {
    type: 'tableTitle',
    attrs: { id: fresh() },
    content: [{ type: 'text', text: title }],
  };
  const table: TableNode = {
    type: 'table',
    attrs: { id: fresh() },
    content: [
      { type: 'tableRow', content: heads.map((text) => headCell(text, 1, 1)) },
      ...lines.map(({ words, indicator, ofYear }) => ({
        type: 'tableRow' as const,
        content: [
          headCell(words, 1, 1),
          ...periods.map(({ code: period }) => figure(indicator, { period })),
          ...(hasYear ? [ofYear === null ? cell('tableCell', [], 1, 1) : figure(ofYear)] : []),
        ],
      })),
    ],
  };
  const template = parts.get('template.json') as ReportTemplate;
  const blocks = [list, index, 'content', 'content'];
  const place = after === null ? (template[list]?.[index]?.content.content.length ?? 0) : after + 1;
  return {
    parts: new Map([['template.json', insertAt(insertAt(template, blocks, place, titled), blocks, place + 1, table)]]),
    path: [...blocks, place + 1],
  };
}
