import { cellMap, expectedCells, layOutGrid, type Cell, type Grid } from '@huibao/domain';
import { createI18n } from '@huibao/i18n';
import { statutoryForm as form } from '@huibao/testing/statutory';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { FormSheet } from './form-sheet.tsx';
import type { SubmissionView } from './sync/view.ts';

const unit = { kind: 'section', schoolType: null, ownership: null, sectionCode: 'office' } as const;
const cells = expectedCells(form, unit)
  .filter(({ element }) => element.calculated === undefined)
  .map(({ element, option }, index): Cell => ({
    code: element.code,
    key: option?.code ?? '',
    state: 'value',
    value: String(index + 1),
  }));
const name = { zh: '2025年', en: '2025' };
const view: SubmissionView = {
  id: 's',
  collectionId: 'c',
  state: 'draft',
  reason: null,
  revisionNo: 0,
  revision: null,
  savedAt: null,
  submittedAt: null,
  serverNow: '2026-01-05T08:00:00Z',
  times: { opensAt: '', dueAt: '', closesAt: '' },
  mendUntil: null,
  year: 2025,
  programme: '',
  period: {
    ordinal: 1,
    code: 'year',
    name,
    short: name,
    label: name,
    startsOn: '2025-01-01',
    endsOn: '2025-12-31',
    yearStartsOn: '2025-01-01',
  },
  unit: { ...unit, id: 7, name: '办公室' },
  hasHeadStep: false,
  formVersion: 1,
  issueNo: 1,
  amended: null,
  parked: [],
  unruled: [],
  mended: null,
  form: form as SubmissionView['form'],
  cells: cells.map((cell) => ({ ...cell, version: 1, source: 'page' as const })),
  previous: null,
  lastYear: null,
  earlierThisYear: [],
  explanations: [],
  comments: [],
  files: [],
  others: [],
  prefills: [],
  told: [],
  siblings: [],
};

/** The printed form as a browser would get it. */
function printed(): string {
  return renderToStaticMarkup(
    <I18nextProvider i18n={createI18n('zh-CN')}>
      <FormSheet view={view} isBlank={false} />
    </I18nextProvider>,
  );
}

/** A table's places as they are seen, each with the text of the cell that spans it; where two meet, none is. */
function placesOf(table: string): readonly (readonly string[])[] {
  const places: string[][] = [];
  for (const [row, [, line = '']] of [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].entries()) {
    let column = 0;
    for (const [, attributes = '', content = ''] of line.matchAll(/<t[hd]([^>]*)>(.*?)<\/t[hd]>/gs)) {
      while (places[row]?.[column] !== undefined) column += 1;
      const span = (of: 'col' | 'row') => Number(new RegExp(`${of}Span="(\\d+)"`, 'i').exec(attributes)?.[1] ?? 1);
      const text = content.replace(/<[^>]+>/g, '');
      for (let down = 0; down < span('row'); down += 1)
        for (let across = 0; across < span('col'); across += 1) {
          const at = (places[row + down] ??= []);
          at[column + across] = at[column + across] === undefined ? text : `${at[column + across]} ⨯ ${text}`;
        }
    }
  }
  return places;
}

const tables = [...printed().matchAll(/<table class="merged-sheet"[^>]*>.*?<\/table>/gs)].map(([table]) =>
  placesOf(table),
);

it('prints each grid as a table in which every line has as many places as its heads', () => {
  const grids = form.sections.flatMap(({ blocks }) => blocks).filter((block): block is Grid => block.kind === 'grid');
  expect(tables).toHaveLength(grids.length);
  for (const [index, grid] of grids.entries()) {
    const { columnHeads, labelColumns, lines } = layOutGrid(grid, unit);
    const width = labelColumns + (lines[0]?.slots.length ?? 0);
    expect(tables[index]?.map((row) => row.length)).toEqual(
      Array.from({ length: columnHeads.length + lines.length }, () => width),
    );
    expect(tables[index]?.flat().filter((text) => text.includes('⨯'))).toEqual([]);
  }
});

it('has the heads of 收到和处理政府信息公开申请情况 merged as they are prescribed', () => {
  const requests = tables.find((table) => table.flat().includes('法人或其他组织')) ?? [];
  expect(requests.slice(0, 3).map((row) => row.slice(3))).toEqual([
    Array.from({ length: 7 }, () => '申请人情况'),
    ['自然人', ...Array.from({ length: 5 }, () => '法人或其他组织'), '总计'],
    ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'],
  ]);
  const corner = requests[0]?.[0] ?? '';
  expect(corner).toContain('第一项加第二项之和，等于第三项加第四项之和');
  expect(requests.slice(0, 3).flatMap((row) => row.slice(0, 3))).toEqual(Array.from({ length: 9 }, () => corner));
  const refused = requests.filter((row) => row[1] === '（三）不予公开');
  expect(refused.map((row) => [row[0], row[2]])).toEqual([
    ['三、本年度办理结果', '1.属于国家秘密'],
    ['三、本年度办理结果', '2.其他法律行政法规禁止公开'],
    ['三、本年度办理结果', '3.危及“三安全一稳定”'],
    ['三、本年度办理结果', '4.保护第三方合法权益'],
    ['三、本年度办理结果', '5.属于三类内部事务信息'],
    ['三、本年度办理结果', '6.属于四类过程性信息'],
    ['三、本年度办理结果', '7.属于行政执法案卷'],
    ['三、本年度办理结果', '8.属于行政查询事项'],
  ]);
  // A label that is alone stands over both columns.
  const opened = requests.find((row) => row[1] === '（一）予以公开');
  expect(opened?.[2]).toBe('（一）予以公开');
});

it('prints what was answered in its place, and the sums beside it', () => {
  const value = new Map([...cellMap(cells)].map(([id, cell]) => [id, Number(cell.value)]));
  const requests = tables.find((table) => table.flat().includes('法人或其他组织')) ?? [];
  const line = requests.find((row) => row[2] === '1.属于国家秘密') ?? [];
  const own = ['person', 'company', 'research', 'charity', 'law_office', 'other'].map(
    (option) => value.get(`refused_1[${option}]`) ?? 0,
  );
  const sum = own.reduce((all, one) => all + one, 0);
  expect(line.slice(3).map((text) => Number(text.replaceAll(',', '')))).toEqual([...own, sum]);
});
