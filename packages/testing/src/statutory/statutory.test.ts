import {
  cellId,
  evaluateForm,
  expectedCells,
  formDefinitionSchema,
  layOutGrid,
  periodsOf,
  type Cell,
  type FormDefinition,
  type Grid,
  type GridLayout,
  type UnitTraits,
} from '@huibao/domain';
import { amendmentRefusals, comparePackages, readPackage, writePackage } from '@huibao/domain/package';
import { describe, expect, it } from 'vitest';
import {
  disclosureTables,
  proceedingsTable as proceedings,
  requestsTable as requests,
  statutoryForm,
  statutoryProgramme,
} from './index.ts';

const section: UnitTraits = { kind: 'section', schoolType: null, ownership: null, sectionCode: 'office' };

if (!requests || !proceedings) throw new Error('the form has three tables');
const [requestsTable, proceedingsTable] = [requests, proceedings];

const layOut = (grid: Grid): GridLayout => layOutGrid(grid, section);

/** `label tracks×levels` of each head, line by line. */
function headsOf({ columnHeads }: GridLayout): readonly (readonly string[])[] {
  return columnHeads.map((heads) => heads.map(({ label, tracks, levels }) => `${label.zh} ${tracks}×${levels}`));
}

function linesOf({ lines }: GridLayout): readonly string[] {
  return lines.map(({ heads }) =>
    heads.map(({ label, tracks, levels }) => `${label.zh} ${tracks}×${levels}`).join(' | '),
  );
}

describe('the tables of 政府信息公开 as grids', () => {
  it('are a form that can be published', () => {
    expect(formDefinitionSchema.safeParse(statutoryForm).error?.issues).toBeUndefined();
  });

  it('are a package that comes back byte for byte, and say where one doesn’t fit', () => {
    const files = writePackage({ programme: statutoryProgramme, glossary: [] });
    const read = readPackage(files);
    expect(read.ok && [...writePackage(read.package)]).toEqual([...files]);
    const form = files.get('forms/tables.json') ?? '';
    const uneven = form.replace(/"code": "charity"/, '"code": "charities"');
    const refused = readPackage(new Map([...files, ['forms/tables.json', uneven]]));
    expect(refused.ok ? [] : refused.refusals.slice(0, 1)).toMatchObject([
      {
        code: 'definition.grid_uneven',
        file: 'forms/tables.json',
        path: '$.sections[1].blocks[0].elements[1].dimension',
      },
    ]);
  });

  it('may be laid out otherwise within a year, and mean what they meant', () => {
    const relaid = (change: (grid: Grid) => FormDefinition['sections'][number]['blocks'][number]) => ({
      programme: {
        ...statutoryProgramme,
        forms: [
          {
            ...statutoryForm,
            sections: statutoryForm.sections.map((section) => ({
              ...section,
              blocks: section.blocks.map((block) => (block.kind === 'grid' ? change(block) : block)),
            })),
          },
        ],
      },
      glossary: [],
    });
    const published = { programme: statutoryProgramme, glossary: [] };
    const lines = relaid(({ title, elements }) => ({ kind: 'fields', title, elements }));
    expect(amendmentRefusals(published, lines)).toEqual([]);
    expect(comparePackages(published, lines)).toMatchObject({
      changes: [{ part: 'form', kind: 'changed' }],
      refusals: [],
    });
    const cut = relaid((grid) => ({
      ...grid,
      elements: grid.elements.map((element) => {
        const { dimension } = element;
        return dimension
          ? { ...element, dimension: { ...dimension, options: dimension.options.slice(0, 1) } }
          : element;
      }),
    }));
    expect(comparePackages(published, cut).refusals.map(({ code }) => code)).toContain('definition.option_removed');
  });

  it('have 10, 150 and 15 cells of the form, and sums beside them that are none', () => {
    const grids = [disclosureTables, [requestsTable], [proceedingsTable]];
    expect(
      grids.map((some) => some.flatMap((grid) => layOut(grid).lines).flatMap(({ slots }) => slots).length),
    ).toEqual([10, 175, 15]);
    expect(expectedCells(statutoryForm, section)).toHaveLength(10 + 150 + 15);
  });

  it('has the kinds of applicants above its columns, in three lines', () => {
    expect(headsOf(layOut(requestsTable))).toEqual([
      ['申请人情况 7×1'],
      ['自然人 1×2', '法人或其他组织 5×1', '总计 1×2'],
      ['商业企业 1×1', '科研机构 1×1', '社会公益组织 1×1', '法律服务机构 1×1', '其他 1×1'],
    ]);
  });

  it('has what came of requests beside its lines, in three columns', () => {
    const layout = layOut(requestsTable);
    expect(layout.labelColumns).toBe(3);
    const lines = linesOf(layout);
    expect([lines[0], lines[1], lines[2], lines[3]]).toEqual([
      '一、本年新收政府信息公开申请数量 1×3',
      '二、上年结转政府信息公开申请数量 1×3',
      '三、本年度办理结果 22×1 | （一）予以公开 1×2',
      '（二）部分公开（区分处理的，只计这一情形，不计其他情形） 1×2',
    ]);
    expect([lines[4], lines[5], lines[12], lines[15], lines[20], lines[23], lines[24]]).toEqual([
      '（三）不予公开 8×1 | 1.属于国家秘密 1×1',
      '2.其他法律行政法规禁止公开 1×1',
      '（四）无法提供 3×1 | 1.本机关不掌握相关政府信息 1×1',
      '（五）不予处理 5×1 | 1.信访举报投诉类申请 1×1',
      '（六）其他处理 3×1 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 1×1',
      '（七）总计 1×2',
      '四、结转下年度继续办理 1×3',
    ]);
  });

  it('has one line of fifteen columns under heads of three levels, the first of two', () => {
    const layout = layOut(proceedingsTable);
    expect(headsOf(layout)[0]).toEqual(['行政复议 5×1', '行政诉讼 10×1']);
    expect(headsOf(layout)[1]).toEqual([
      ...['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'].map((label) => `${label} 1×2`),
      '未经复议直接起诉 5×1',
      '复议后起诉 5×1',
    ]);
    expect([layout.labelColumns, layout.lines.length, layout.unit?.zh]).toEqual([0, 1, '件']);
  });

  it('is judged column by column, and its total line is worked out in each', () => {
    const [period] = periodsOf(statutoryProgramme.calendar, 2025);
    if (!period) throw new Error('the year is a period');
    const cells = expectedCells(statutoryForm, section).flatMap(({ element, option, cellId: id }): readonly Cell[] =>
      element.calculated === undefined
        ? [
            {
              code: element.code,
              key: option?.code ?? '',
              state: 'value',
              value: id === 'received[company]' ? '21' : '0',
            },
          ]
        : [],
    );
    const answers = new Map(cells.map((cell) => [cellId(cell), cell]));
    const others = { unit: section, period, year: 2025, previous: null, lastYear: null, earlierThisYear: [] };
    const judge = () => evaluateForm(statutoryForm, { cells: answers, ...others });
    const found = judge().findings;
    expect(found.map(({ rule, cells: at }) => [rule, at[0]])).toEqual([
      ['received_is_dealt_with', 'received[company]'],
    ]);
    for (const code of ['opened', 'refused_3', 'carried_out'])
      answers.set(`${code}[company]`, { code, key: 'company', state: 'value', value: '7' });
    expect(judge().findings).toEqual([]);
    expect(judge().cells.get('decided[company]')).toMatchObject({ value: '14' });
  });
});
