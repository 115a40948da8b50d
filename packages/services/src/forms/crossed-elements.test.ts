import type { Actor } from '@huibao/db';
import type { Cell, DataElement, IndicatorDefinition, Localized, Programme } from '@huibao/domain';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  quarterlyProgramme,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../use-case.ts';
import * as useCases from '../use-cases.ts';
import { publishEdition } from './publish-edition.ts';

// Requests for information by who asks and by what came of them, as in the table of 政府信息公开: from the clerk's cells to
// the figures and what stands behind them.

const year = 2024;
const programme = 'city-open_quarters';
const both = (zh: string, en: string): Localized => ({ zh, en });

const handled: DataElement = {
  code: 'handled',
  label: both('办理件数', 'Cases handled'),
  type: 'integer',
  flow: 'flow',
  required: true,
  min: '0',
  dimension: {
    code: 'applicant',
    label: both('申请人', 'Applicant'),
    options: [
      { code: 'person', label: both('自然人', 'Natural person') },
      { code: 'company', label: both('商业企业', 'Company') },
    ],
  },
  crossedBy: [
    {
      code: 'outcome',
      label: both('办理结果', 'Outcome'),
      options: [
        { code: 'opened', label: both('予以公开', 'Opened') },
        { code: 'refused', label: both('不予公开', 'Refused') },
      ],
    },
  ],
};

const count = (code: string, keys?: readonly string[]): IndicatorDefinition => ({
  ...quarterlyProgramme.indicators[0]!,
  code,
  label: both(code, code),
  operator: { op: 'total', of: { element: 'handled', take: 'sum', ...(keys ? { keys } : {}) } },
});

const crossedProgramme: Programme = {
  ...quarterlyProgramme,
  forms: quarterlyProgramme.forms.map((form) => ({
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === 'fields' ? { ...block, elements: [...block.elements, handled] } : block,
      ),
    })),
    rules: [
      ...form.rules,
      {
        code: 'handled_within',
        severity: 'error',
        expression: 'handled <= letters',
        message: both('每类申请人的办理件数不能多于收到申请', 'No more handled of one kind of applicant than received'),
        elements: ['handled'],
        perOption: true,
      },
    ],
  })),
  indicators: [
    ...quarterlyProgramme.indicators,
    count('handled'),
    count('handled_persons', ['person']),
    count('handled_refused', ['refused']),
    count('persons_refused', ['person.refused']),
  ],
};

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
const clock = createClock(`${year}-06-25T09:00:00+08:00`);

const cell = (code: string, key: string, value: number): Cell => ({ code, key, state: 'value', value: String(value) });
const answers = (of: readonly [number, number, number, number]): readonly Cell[] => [
  cell('letters', '', 50),
  cell('answered', '', 10),
  cell('pupils', '', 10),
  ...['person.opened', 'person.refused', 'company.opened', 'company.refused'].map((key, at) =>
    cell('handled', key, of[at] ?? 0),
  ),
];

async function formIn(reporter: Actor, collectionId: string): Promise<string> {
  const { terms } = await acting.as(reporter, useCases.listTasks, {});
  return terms.find((term) => term.collectionId === collectionId)?.forms[0]?.submissionId ?? '';
}

let opened: { readonly first: string; readonly second: string };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
  acting = actingIn(database.services);
  const { cityAdmin, editor, first, second } = world.actors;
  const publish = {
    ...useCases.rollEditionsForward,
    run: (scope: Scope) => publishEdition(scope, { programme: crossedProgramme, glossary: [] }, year),
  };
  await acting.as(cityAdmin, publish, { year });
  clock.set(`${year}-03-21T09:00:00+08:00`);
  const { collectionId } = await acting.as(editor, useCases.openCollection, { programme, year, period: 1 });
  opened = { first: await formIn(first, collectionId), second: await formIn(second, collectionId) };
});
afterAll(() => database.drop());

describe('an element of several dimensions', () => {
  it('is kept cell by cell, and no cell that it doesn’t have', async () => {
    const { first } = world.actors;
    const save = (key: string) =>
      acting.as(first, useCases.saveCells, {
        submissionId: opened.first,
        source: 'page',
        cells: [{ ...cell('handled', key, 1), version: 0 }],
      });
    expect((await save('person')).refused).toMatchObject([{ error: 'cell.unknown' }]);
    expect((await save('refused.person')).refused).toMatchObject([{ error: 'cell.unknown' }]);
    expect((await save('company.refused')).refused).toEqual([]);
  });

  it('is judged by the options of its first dimension', async () => {
    const { first } = world.actors;
    await acting.fill(first, opened.first, answers([30, 21, 1, 1]));
    const submit = acting.as(first, useCases.submitSubmission, { submissionId: opened.first });
    expect(await codeOf(submit)).not.toBe('no error');
  });

  it('goes out in the workbook and comes back', async () => {
    const { first } = world.actors;
    await acting.fill(first, opened.first, answers([30, 4, 8, 2]));
    const { bytes } = await acting.as(first, useCases.downloadWorkbook, {
      submissionId: opened.first,
      locale: 'zh-CN',
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
    const changed = workbook.worksheets.flatMap((sheet) =>
      (sheet.getColumn(1).values as unknown[]).flatMap((id, row) => {
        if (id !== 'handled[company.refused]') return [];
        const label = sheet.getCell(row, 3).text;
        sheet.getCell(row, 5).value = 3;
        return [label];
      }),
    );
    expect(changed).toEqual(['商业企业·不予公开']);
    const content = new Uint8Array(await workbook.xlsx.writeBuffer());
    const preview = await acting.as(first, useCases.previewWorkbook, { submissionId: opened.first, content });
    expect(preview.changes.map(({ code, key }) => [code, key])).toEqual([['handled', 'company.refused']]);
  });

  it('adds up by each dimension, over the units and in what stands behind a figure', async () => {
    const { first, second, head, editor } = world.actors;
    await acting.reportAndAccept(first, editor, opened.first, answers([30, 4, 8, 2]));
    await acting.report(second, opened.second, answers([10, 5, 0, 1]));
    await acting.as(head, useCases.confirmSubmission, { submissionId: opened.second });
    await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId: opened.second, revisionNo: 1 }] });
    const { indicators } = await acting.as(editor, useCases.getRollup, { programme, year });
    const shown = new Map(indicators.map(({ code, value }) => [code, value]));
    expect(
      ['handled', 'handled_persons', 'handled_refused', 'persons_refused'].map((code) => [
        shown.get(code)?.value,
        shown.get(code)?.answered,
        shown.get(code)?.expected,
      ]),
    ).toEqual([
      ['60', 2, 2],
      ['49', 2, 2],
      ['12', 2, 2],
      ['9', 2, 2],
    ]);
    const lineage = await acting.as(editor, useCases.getLineage, { programme, year, indicator: 'handled_refused' });
    expect(lineage.reporters.map(({ adds }) => adds.numerator).sort()).toEqual(['6', '6']);
  });

  it('says of each cell which figures it moves', async () => {
    const { editor } = world.actors;
    const origin = await acting.as(editor, useCases.getCellOrigin, {
      submissionId: opened.first,
      revisionNo: 1,
      cell: 'handled[company.refused]',
    });
    expect(origin.cell).toMatchObject({ value: '2', label: { zh: '办理件数（商业企业·不予公开）' } });
    expect(origin.figures.map(({ indicator }) => indicator)).toEqual(['handled', 'handled_refused']);
  });

  it('comes apart by each dimension in the analysis, with the figure as their total', async () => {
    const table = await acting.as(world.actors.editor, useCases.pivot, {
      programme,
      years: [year],
      measures: [{ indicator: 'handled' }],
      rows: 'option',
      columns: 'none',
    });
    expect(table.rows.map(({ at, label }, row) => [at.option, label?.zh, table.cells[row]?.[0]?.value])).toEqual([
      ['applicant/person', '申请人·自然人', '49'],
      ['applicant/company', '申请人·商业企业', '11'],
      ['outcome/opened', '办理结果·予以公开', '48'],
      ['outcome/refused', '办理结果·不予公开', '12'],
      [undefined, undefined, '60'],
    ]);
  });
});
