import type { WorkbookCell } from '@huibao/documents/xlsx';
import {
  cellId,
  cellMap,
  holdsElements,
  printCell,
  type Cell,
  type CellContent,
  type FormDefinition,
} from '@huibao/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftCell } from '../draft-cell.repository.ts';
import { compareWorkbook } from './compare-workbook.ts';
import { refuseNotAsked } from './refuse-not-asked.ts';

const label = (zh: string) => ({ zh, en: zh });
const base = { flow: 'flow', required: true } as const;
const form: FormDefinition = {
  code: 'trial',
  number: label('表1'),
  title: label('试'),
  shortTitle: label('试'),
  instructions: label(''),
  appliesTo: {},
  rules: [],
  sections: [
    {
      code: 'all',
      title: label('全部'),
      blocks: [
        {
          kind: 'fields',
          title: label('数'),
          elements: [
            { ...base, code: 'pupils', label: label('在籍学生'), type: 'integer', min: '0' },
            { ...base, code: 'held_on', label: label('日期'), type: 'date' },
            { ...base, code: 'story', label: label('做法'), type: 'narrative' },
          ],
        },
        {
          kind: 'register',
          register: {
            code: 'checks',
            label: label('检查'),
            required: false,
            carriesOver: false,
            columns: [{ ...base, code: 'found', label: label('发现问题'), type: 'integer' }],
          },
        },
      ],
    },
  ],
};

const value = (code: string, given: string, key = ''): Cell => ({ code, key, state: 'value', value: given });
const store = (...cells: readonly (Cell & { version?: number })[]): ReadonlyMap<string, DraftCell> =>
  new Map(cells.map((cell) => [cellId(cell), { version: 1, source: 'page', ...cell }]));
const sheetCell = (code: string, text: string, key = '', more: Partial<WorkbookCell> = {}): WorkbookCell => ({
  code,
  key,
  sheet: '填报表',
  ref: 'E7',
  text,
  ...more,
});
const compare = (before: readonly Cell[] | null, now: ReadonlyMap<string, DraftCell>, cells: readonly WorkbookCell[]) =>
  compareWorkbook(form, 2026, now, { base: before && cellMap(before), cells, ignored: [] });
const ids = (cells: readonly Cell[]): readonly string[] => cells.map((cell) => cellId(cell));

describe('a workbook of yesterday', () => {
  it('leaves alone what a colleague has written where it was blank, and where it wasn’t', () => {
    const preview = compare(
      [value('pupils', '1158')],
      store({ ...value('pupils', '1160'), version: 2 }, value('story', '典型做法')),
      [sheetCell('pupils', '1158'), sheetCell('story', '')],
    );
    expect(preview).toMatchObject({ changes: [], emptied: [], conflicts: [], unchanged: 2 });
  });

  it('shows what both have changed, with both values', () => {
    const preview = compare([value('story', '旧')], store({ ...value('story', '同事写的'), version: 3 }), [
      sheetCell('story', '我写的'),
    ]);
    expect(preview.changes).toEqual([]);
    expect(preview.conflicts).toMatchObject([
      { code: 'story', value: '我写的', version: 3, before: { state: 'value', value: '同事写的' } },
    ]);
  });

  it('lists what would be emptied apart from what would change', () => {
    const answers = [value('pupils', '1158'), value('held_on', '2026-09-01')];
    const preview = compare(answers, store(...answers), [sheetCell('pupils', '无'), sheetCell('held_on', '9月8日')]);
    expect(ids(preview.emptied)).toEqual(['pupils']);
    expect(preview.changes).toMatchObject([{ code: 'held_on', value: '2026-09-08' }]);
  });

  it('deletes no record that a colleague has added since, nor one that they have changed', () => {
    const preview = compare(
      [value('checks.found', '1', 'a'), value('checks.found', '2', 'b')],
      store(value('checks.found', '1', 'a'), value('checks.found', '5', 'b'), value('checks.found', '3', 'c')),
      [],
    );
    expect(ids(preview.emptied)).toEqual(['checks.found[a]']);
    expect(ids(preview.conflicts)).toEqual(['checks.found[b]']);
  });

  it('asks of a register only whether it has nothing: a list with rows isn’t emptied by a blank beside that', () => {
    const rows = [value('checks', 'rows'), value('checks.found', '3', 'a')];
    const blank = [sheetCell('checks', ''), sheetCell('checks.found', '3', 'a')];
    expect(compare(rows, store(...rows), blank)).toMatchObject({
      changes: [],
      emptied: [],
      conflicts: [],
      unchanged: 2,
    });
    const nothing = [value('checks', 'nothing')];
    expect(ids(compare(nothing, store(...nothing), [sheetCell('checks', '')]).emptied)).toEqual(['checks']);
    expect(ids(compare(rows, store(...rows), [sheetCell('checks', 'nothing'), ...blank.slice(1)]).changes)).toEqual([
      'checks',
    ]);
  });

  it('that doesn’t know what it held empties nothing by itself', () => {
    const preview = compare(null, store(value('pupils', '1158'), value('checks.found', '1', 'a')), [
      sheetCell('pupils', ''),
    ]);
    expect(preview).toMatchObject({ changes: [], emptied: [] });
    expect(ids(preview.conflicts)).toEqual(['pupils', 'checks.found[a]']);
  });

  it('refuses by cell a formula without a result, and keeps what stands', () => {
    const answers = [value('pupils', '1158')];
    const preview = compare(answers, store(...answers), [
      sheetCell('pupils', '=600+600', '', { flaw: 'no_result' }),
      sheetCell('story', '110108199001011000', '', { flaw: 'lost_digits' }),
    ]);
    expect(preview.refused.map(({ code, error, text }) => [code, error, text])).toEqual([
      ['pupils', 'cell.no_result', '=600+600'],
      ['story', 'cell.lost_digits', '110108199001011000'],
    ]);
    expect([...preview.changes, ...preview.emptied, ...preview.conflicts]).toEqual([]);
  });

  it('says where it read a number that the sheet holds as a text', () => {
    const preview = compare([], store(), [
      sheetCell('pupils', '1,158', '', { flaw: 'number_as_text' }),
      sheetCell('story', '2026', '', { flaw: 'number_as_text' }),
    ]);
    expect(preview.changes.map(({ value: read, isNumberAsText }) => [read, isNumberAsText])).toEqual([
      ['1158', true],
      ['2026', false],
    ]);
  });
});

describe('two people and a workbook', () => {
  const addresses = [
    ['pupils', ''],
    ['story', ''],
    ['checks.found', 'a'],
    ['checks.found', 'b'],
    ['checks.found', 'c'],
  ] as const;
  const elements = new Map(
    form.sections[0]!.blocks.flatMap((block) =>
      holdsElements(block)
        ? block.elements.map((element) => [element.code, element] as const)
        : [[`${block.register.code}.found`, block.register.columns[0]!] as const],
    ),
  );
  /** What stands in one cell at the download; what the colleague and the clerk make of it; undefined: left alone. */
  const history = fc.record({
    held: fc.option(fc.nat(3), { nil: undefined }),
    colleague: fc.option(fc.option(fc.nat(3), { nil: null }), { nil: undefined, freq: 2 }),
    clerk: fc.option(fc.option(fc.nat(3), { nil: null }), { nil: undefined, freq: 2 }),
  });
  const content = (given: number | null | undefined): CellContent =>
    given === null || given === undefined ? { state: 'missing', value: '' } : { state: 'value', value: String(given) };
  const same = (a: CellContent | undefined, b: CellContent | undefined): boolean =>
    a?.state === b?.state && a?.value === b?.value;

  it('whatever each of them does, nothing is lost that isn’t shown', () => {
    fc.assert(
      fc.property(fc.tuple(history, history, history, history, history), (histories) => {
        const told = histories.map(({ held, colleague, clerk }, index) => {
          const [code, key] = addresses[index]!;
          const at = content(held);
          const now = colleague === undefined ? at : content(colleague);
          const mine = clerk === undefined ? at : content(clerk);
          return { code, key, at, now, mine };
        });
        const asCells = (pick: (one: (typeof told)[number]) => CellContent): readonly Cell[] =>
          told.map((one) => ({ code: one.code, key: one.key, ...pick(one) }));
        const preview = compare(
          asCells((one) => one.at).filter((cell) => cell.state !== 'missing'),
          store(...asCells((one) => one.now)),
          // A record of which nothing is left is a row that was deleted.
          told
            .filter((one) => !one.code.includes('.') || one.mine.state !== 'missing')
            .map((one) => sheetCell(one.code, printCell(elements.get(one.code)!, one.mine, 'en'), one.key)),
        );
        const listed = {
          changes: new Map(preview.changes.map((cell) => [cellId(cell), cell])),
          emptied: new Map(preview.emptied.map((cell) => [cellId(cell), cell])),
          conflicts: new Map(preview.conflicts.map((cell) => [cellId(cell), cell])),
        };
        for (const { code, key, at, now, mine } of told) {
          const id = cellId({ code, key });
          const isMine = !same(mine, at);
          const isTheirs = !same(now, at);
          const found = Object.entries(listed).flatMap(([list, cells]) => (cells.has(id) ? [list] : []));
          if (!isMine || same(mine, now)) expect(found, id).toEqual([]);
          else if (isTheirs) expect(found, id).toEqual(['conflicts']);
          else expect(found, id).toEqual([mine.state === 'missing' ? 'emptied' : 'changes']);
        }
        expect(preview.refused).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what a workbook holds where nothing is asked', () => {
  const asking: FormDefinition = {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === 'register'
          ? {
              ...block,
              register: {
                ...block.register,
                columns: [
                  ...block.register.columns,
                  { ...base, code: 'mended', label: label('整改'), type: 'text' as const, when: 'row.found > 0' },
                ],
              },
            }
          : {
              ...block,
              elements: block.elements.map((one) => (one.code === 'story' ? { ...one, when: 'pupils > 0' } : one)),
            },
      ),
    })),
  };
  const unit = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null } as const;
  const previewOf = (stored: ReadonlyMap<string, DraftCell>, cells: readonly WorkbookCell[]) =>
    refuseNotAsked(
      compareWorkbook(asking, 2025, stored, { base: cellMap([...stored.values()]), cells, ignored: [] }),
      asking,
      unit,
      stored,
    );

  it('is refused by place, as the form would be answered then; what isn’t decided is taken over', () => {
    const { changes, refused } = previewOf(store(value('checks.found', '3', 'r3')), [
      sheetCell('pupils', '0'),
      sheetCell('story', '旧文'),
      sheetCell('checks.found', '0', 'r1'),
      sheetCell('checks.mended', '已改', 'r1'),
      sheetCell('checks.found', '', 'r2'),
      sheetCell('checks.mended', '已改', 'r2'),
      sheetCell('checks.found', '3', 'r3'),
      sheetCell('checks.mended', '已改', 'r3'),
    ]);
    expect(refused.map((cell) => [cellId(cell), cell.error, cell.text])).toEqual([
      ['story', 'cell.not_asked', '旧文'],
      ['checks.mended[r1]', 'cell.not_asked', '已改'],
    ]);
    expect(changes.map(cellId)).toEqual(['pupils', 'checks.found[r1]', 'checks.mended[r2]', 'checks.mended[r3]']);
  });

  it('is nobody’s change where it was given out so', () => {
    const stored = store(value('pupils', '0'), value('story', '旧文'));
    const { changes, refused } = previewOf(stored, [sheetCell('pupils', '0'), sheetCell('story', '旧文')]);
    expect([changes, refused]).toEqual([[], []]);
  });
});
