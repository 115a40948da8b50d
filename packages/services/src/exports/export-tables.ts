import { writeTableWorkbook } from '@huibao/documents/xlsx';
import { formatNumber, HuibaoError, localize, type Locale } from '@huibao/domain';
import { z } from 'zod';
import { compareDistricts } from '../oversight/compare.ts';
import { mediaTypes, type RenderedFile } from '../reporting/render-report.ts';
import { getBoard } from '../review/get-board.ts';
import { defineUseCase } from '../use-case.ts';
import { getRollup } from '../rollup/roll-up.ts';

const locale = z.enum(['zh-CN', 'en']);
const words = {
  'zh-CN': {
    group: '类别', indicator: '指标', value: '数值', lastYear: '上年', unit: '单位', answered: '已报', expected: '应报', rollup: '汇总', compare: '区县比较',
    district: '区县', rank: '位次', change: '同比', state: '报送', board: '填报进度', school: '单位', filled: '已填', required: '必填',
    states: { pending: '待接收', accepted: '已接收', returned: '退回补正', missing: '未上报', draft: '填报中', confirming: '待确认', submitted: '已提交' },
  },
  en: {
    group: 'Group', indicator: 'Indicator', value: 'Value', lastYear: 'Last year', unit: 'Unit', answered: 'Answered', expected: 'Expected', rollup: 'Roll-up', compare: 'Comparison',
    district: 'District', rank: 'Rank', change: 'Year on year', state: 'Report', board: 'Progress', school: 'Unit', filled: 'Filled', required: 'Required',
    states: { pending: 'To be received', accepted: 'Received', returned: 'Returned', missing: 'Not reported', draft: 'In progress', confirming: 'To be confirmed', submitted: 'Submitted' },
  },
} as const;

/** Trailing zeros and digits beyond the indicator's own fall away; the sheet gets a number, not a text. */
function plain(value: string | null, decimals: number): string | null {
  return value === null ? null : formatNumber(value, 'en', decimals).replaceAll(',', '');
}

export const exportRollup = defineUseCase({
  kind: 'query',
  permission: 'rollup.read',
  input: z.object({ year: z.int(), locale }),
  async run(scope, input): Promise<RenderedFile> {
    const rollup = await getRollup.run(scope, { year: input.year });
    const word = words[input.locale];
    const label = (code: string): string => { const group = rollup.groups.find((one) => one.code === code); return group ? localize(group.label, input.locale) : code; };
    const bytes = await writeTableWorkbook({
      sheets: [{
        name: word.rollup,
        columns: [
          { header: word.group, kind: 'text', width: 24 }, { header: word.indicator, kind: 'text', width: 40 }, { header: word.value, kind: 'number' }, { header: word.unit, kind: 'text' },
          { header: word.lastYear, kind: 'number' }, { header: word.answered, kind: 'number' }, { header: word.expected, kind: 'number' },
        ],
        rows: rollup.indicators.map((one) => [
          label(one.group), localize(one.label, input.locale), plain(one.value?.value ?? null, one.decimals), localize(one.unit, input.locale),
          plain(one.lastYear?.value ?? null, one.decimals), String(one.value?.answered ?? 0), String(one.value?.expected ?? 0),
        ]),
      }],
    });
    return { name: `${word.rollup} ${input.year}.xlsx`, mediaType: mediaTypes.xlsx, bytes };
  },
});

export const exportComparison = defineUseCase({
  kind: 'query',
  permission: 'oversight.read',
  input: compareDistricts.input.and(z.object({ locale })),
  async run(scope, { locale: language, ...input }): Promise<RenderedFile> {
    const comparison = await compareDistricts.run(scope, input);
    const word = words[language];
    const { decimals } = comparison.indicator;
    const bytes = await writeTableWorkbook({
      sheets: [{
        name: word.compare, title: localize(comparison.indicator.label, language),
        columns: [
          { header: word.rank, kind: 'number' }, { header: word.district, kind: 'text', width: 20 },
          ...comparison.years.map((year) => ({ header: String(year), kind: 'number' as const })), { header: word.unit, kind: 'text' as const },
          { header: word.change, kind: 'percent' }, { header: word.answered, kind: 'number' }, { header: word.expected, kind: 'number' }, { header: word.state, kind: 'text' },
        ],
        rows: comparison.rows.map((row) => [
          row.rank === null ? null : String(row.rank), row.name, ...row.byYear.map((one) => plain(one.value, decimals)), localize(comparison.indicator.unit, language),
          row.change, String(row.current.answered), String(row.current.expected), word.states[row.current.state],
        ]),
      }],
    });
    return { name: `${localize(comparison.indicator.label, language)} ${comparison.year}.xlsx`, mediaType: mediaTypes.xlsx, bytes };
  },
});

export const exportBoard = defineUseCase({
  kind: 'query',
  permission: 'collection.read',
  input: z.object({ collectionId: z.uuid(), locale }),
  async run(scope, input): Promise<RenderedFile> {
    const board = await getBoard.run(scope, { collectionId: input.collectionId });
    if (board.units.length === 0) throw new HuibaoError('collection.not_found');
    const language: Locale = input.locale;
    const word = words[language];
    const bytes = await writeTableWorkbook({
      sheets: [{
        name: word.board, title: `${localize(board.title, language)} ${localize(board.period.label, language)}`,
        columns: [
          { header: word.school, kind: 'text', width: 28 }, ...board.forms.map((form) => ({ header: localize(form.shortTitle, language), kind: 'text' as const, width: 14 })),
          { header: word.filled, kind: 'number' }, { header: word.required, kind: 'number' },
        ],
        rows: board.units.map((unit) => [
          unit.name, ...board.forms.map((form) => { const one = unit.forms.find((cell) => cell.formCode === form.code); return one ? word.states[one.state] : null; }),
          String(unit.filled), String(unit.required),
        ]),
      }],
    });
    return { name: `${word.board} ${localize(board.period.label, language)}.xlsx`, mediaType: mediaTypes.xlsx, bytes };
  },
});
