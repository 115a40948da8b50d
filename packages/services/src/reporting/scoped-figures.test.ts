import {
  figureKey,
  type BlockNode,
  type FigureNode,
  type FigureScope,
  type Programme,
  type SectionContent,
} from '@huibao/domain';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  quarterlyProgramme,
  quartersOfLetters,
  signInTurn,
  type Acting,
  type QuartersOfLetters,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishEdition } from '../forms/publish-edition.ts';
import type { Scope } from '../use-case.ts';
import * as useCases from '../use-cases.ts';

// A report of four quarters says something of one of them, and of last year, beside the year's own figures. What is
// counted is persons: of so few as handed in a request in the last quarter the public isn't told.

const programme = 'city-open_quarters';
const ofPersons: Programme = JSON.parse(
  JSON.stringify(quarterlyProgramme).replace('"code":"letters",', '"code":"letters","countsPersons":true,'),
) as Programme;

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let reportId: string;
/** Last year's. */
let earlierId: string;
let quarters: QuartersOfLetters;
const clock = createClock('2023-03-25T09:00:00+08:00');

/** Letters by quarter, of the first school and of the second. */
const letters: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  2023: [
    [4, 4],
    [5, 5],
    [2, 0],
    [3, 3],
  ],
  2024: [
    [9, 4],
    [5, 5],
    [6, 4],
    [1, 0],
  ],
};
const openings = ['03-25', '06-25', '09-25', '12-25'];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2023, 2024]);
  acting = actingIn(database.services);
  quarters = quartersOfLetters(acting, world, programme);
  for (const year of [2023, 2024]) {
    const publish = {
      ...useCases.rollEditionsForward,
      run: (scope: Scope) => publishEdition(scope, { programme: ofPersons, glossary: [] }, year),
    };
    await acting.as(world.actors.cityAdmin, publish, { year });
    for (const [index, at] of openings.entries()) {
      clock.set(`${year}-${at}T09:00:00+08:00`);
      await quarters.report(year, index + 1, letters[year]?.[index] ?? [0, 0]);
    }
  }
  clock.set('2025-01-25T09:00:00+08:00');
  ({ reportId } = await acting.as(world.actors.editor, useCases.compileReport, { programme, year: 2024 }));
});
afterAll(() => database.drop());

const figure = (indicator: string, scope?: FigureScope): FigureNode => ({
  type: 'figure',
  attrs: {
    id: figureKey({ indicator, scope }),
    indicator,
    format: indicator === 'answered_share' ? { style: 'percent', decimals: 1 } : { style: 'exact' },
    unit: null,
    ...(scope ? { scope } : {}),
  },
});
const paragraph = (...content: readonly (FigureNode | string)[]): BlockNode => ({
  type: 'paragraph',
  attrs: { id: crypto.randomUUID() },
  content: content.map((one) => (typeof one === 'string' ? { type: 'text', text: one } : one)),
});

const view = (id = reportId) => acting.as(world.actors.editor, useCases.getReportView, { reportId: id });
const gate = async (id = reportId) =>
  (await acting.as(world.actors.editor, useCases.getGate, { reportId: id })).findings;

const save = (...content: readonly BlockNode[]): Promise<string> => saveIn(reportId, ...content);

async function saveIn(id: string, ...content: readonly BlockNode[]): Promise<string> {
  const { version } = (await view(id)).sections.find(({ code }) => code === 'requests')!;
  const doc: SectionContent = { type: 'doc', version: 2, content };
  const section = { reportId: id, code: 'requests', version, content: doc };
  return codeOf(acting.as(world.actors.editor, useCases.saveSection, section));
}

describe('a figure with a scope', () => {
  it('is of a period of the calendar, or of last year, and of nothing else', async () => {
    expect(await save(paragraph('夏季', figure('letters', { period: 'summer' }), '。'))).toBe('report.scope_unknown');
    expect(await save(paragraph('夏季', figure('letters', { year: 'last', period: 'summer' }), '。'))).toBe(
      'report.scope_unknown',
    );
    expect(
      await codeOf(
        acting.as(world.actors.editor, useCases.getFigures, {
          reportId,
          figures: [{ indicator: 'letters', scope: {} }],
        }),
      ),
    ).toBe('request.invalid');
  });

  it('stands beside the year’s own, each with its own value and n of N', async () => {
    expect(
      await save(
        paragraph(
          '全年收到申请',
          figure('letters'),
          '，一季度',
          figure('letters', { period: 'q1' }),
          '，上年',
          figure('letters', { year: 'last' }),
          '，上年四季度',
          figure('letters', { year: 'last', period: 'q4' }),
          '，年中申请人',
          figure('pupils', { period: 'q2' }),
          '。',
        ),
      ),
    ).toBe('no error');
    const { scoped, indicators, periods } = await view();
    expect(indicators.find(({ code }) => code === 'letters')?.value).toMatchObject({
      value: '34',
      answered: 8,
      expected: 8,
    });
    expect(
      Object.fromEntries(
        scoped.map((one) => [
          figureKey({ indicator: one.code, scope: one.scope }),
          [one.value, one.answered, one.expected],
        ]),
      ),
    ).toEqual({
      'letters@q1': ['13', 2, 2],
      'letters@last:': ['26', 8, 8],
      'letters@last:q4': ['6', 2, 2],
      'pupils@q2': ['40', 2, 2],
    });
    expect(periods.map(({ code }) => code)).toEqual(['q1', 'q2', 'q3', 'q4']);
  });

  it('opens to what it is: the cells of its period, and last year’s', async () => {
    const opened = (scope?: FigureScope) =>
      acting.as(world.actors.editor, useCases.getReportLineage, {
        reportId,
        indicator: 'letters',
        ...(scope ? { scope } : {}),
      });
    const told = ({ rows, reporters, yearName }: Awaited<ReturnType<typeof opened>>) => ({
      year: yearName.zh,
      cells: rows.map(({ period, value }) => [period, value]),
      adds: reporters.map(({ adds }) => adds.numerator),
    });
    expect(told(await opened({ period: 'q1' }))).toEqual({
      year: '2024 年度',
      cells: [
        [1, '9'],
        [1, '4'],
      ],
      adds: ['9', '4'],
    });
    expect(told(await opened({ year: 'last', period: 'q4' }))).toEqual({
      year: '2023 年度',
      cells: [
        [4, '3'],
        [4, '3'],
      ],
      adds: ['3', '3'],
    });
    expect(told(await opened({ year: 'last' })).adds).toEqual(['14', '12']);
    expect((await opened()).reporters.map(({ adds }) => adds.numerator)).toEqual(['21', '13']);
  });

  it('without a value is refused by the gate, by its name', async () => {
    expect(
      await save(
        paragraph(
          '上年学法',
          figure('answered_share', { year: 'last' }),
          '，申请人',
          figure('pupils', { year: 'last', period: 'q1' }),
          '。',
        ),
      ),
    ).toBe('no error');
    expect((await gate()).filter(({ check }) => check === 'figure_without_value')).toEqual([]);
    clock.set('2023-07-05T09:00:00+08:00');
    ({ reportId: earlierId } = await acting.as(world.actors.editor, useCases.compileReport, { programme, year: 2023 }));
    const ofLast = figure('letters', { year: 'last', period: 'q1' });
    expect(await saveIn(earlierId, paragraph('收到', figure('letters'), '，上年', ofLast, '。'))).toBe('no error');
    const findings = await gate(earlierId);
    expect(findings.filter(({ check }) => check === 'figure_without_value')).toMatchObject([
      {
        severity: 'refused',
        label: { zh: '收到申请（上年第一季度）', en: 'Requests received (Last year’s Quarter 1)' },
        params: { scope: 'last:q1' },
      },
    ]);
    clock.set('2025-01-25T09:00:00+08:00');
  });

  it('decides a condition, which asks the same of a period', async () => {
    const asks = (scope: FigureScope, is: 'some' | 'missing', words: string): BlockNode =>
      ({
        ...paragraph(words),
        attrs: { id: words, when: { all: [{ indicator: 'letters', is: [is], scope }] } },
      }) as BlockNode;
    expect(
      await save(
        paragraph('收到', figure('letters'), '。'),
        asks({ period: 'q1' }, 'some', '一季度通报3次。'),
        asks({ year: 'last' }, 'missing', '上年另报4次。'),
      ),
    ).toBe('no error');
    expect((await view()).sections.find(({ code }) => code === 'requests')?.typedNumbers).toEqual(['3']);
  });

  it('is hidden in public where the year beside it would tell what is left', async () => {
    expect(
      await save(
        paragraph(
          '全年',
          figure('letters'),
          '，一季度',
          figure('letters', { period: 'q1' }),
          '，二季度',
          figure('letters', { period: 'q2' }),
          '，三季度',
          figure('letters', { period: 'q3' }),
          '。',
        ),
      ),
    ).toBe('no error');
    // 34 − 13 − 10 − 10 = 1: one of the three yields.
    expect((await view()).hidden).toEqual(['letters@q2']);
    expect(
      await save(
        paragraph(
          '全年',
          figure('letters'),
          '，一季度',
          figure('letters', { period: 'q1' }),
          '，二季度',
          figure('letters', { period: 'q2' }),
          '。',
        ),
      ),
    ).toBe('no error');
    expect((await view()).hidden).toEqual([]);
    expect(await save(paragraph('四季度', figure('letters', { period: 'q4' }), '。'))).toBe('no error');
    expect((await view()).hidden).toEqual(['letters@q4']);
    // Where the text tells the periods, the year's figure couldn't stand beside them, and is marked in the roll-up.
    expect(
      await save(
        paragraph(
          '一季度',
          figure('letters', { period: 'q1' }),
          '，二季度',
          figure('letters', { period: 'q2' }),
          '，三季度',
          figure('letters', { period: 'q3' }),
          '。',
        ),
      ),
    ).toBe('no error');
    const { indicators } = await acting.as(world.actors.editor, useCases.getRollup, { programme, year: 2024 });
    expect(indicators.filter(({ isHidden }) => isHidden).map(({ code }) => code)).toEqual(['letters']);
  });

  it('of last year is hidden where last year’s own text would have had to', async () => {
    const ofLast = (period: string): FigureNode => figure('letters', { year: 'last', period });
    // Last year's report says 26: with three of its quarters the third's two would be told.
    expect(await save(paragraph(ofLast('q1'), '、', ofLast('q2'), '、', ofLast('q4'), '。'))).toBe('no error');
    expect((await view()).hidden).toEqual(['letters@last:q4']);
    expect(
      await save(paragraph(ofLast('q1'), '、', ofLast('q3'), '、', figure('letters', { year: 'last' }), '。')),
    ).toBe('no error');
    expect((await view()).hidden).toEqual(['letters@last:q3']);
    // What its public copy left out when it was signed is left out, though the number is another now.
    const { editor, checker, issuer } = world.actors;
    await saveIn(
      earlierId,
      paragraph('收到', figure('letters'), '，三季度', figure('letters', { period: 'q3' }), '。'),
    );
    await signInTurn(database.services, [editor, checker, issuer], earlierId);
    await quarters.correct(2023, 3, 12, '2025-02-20');
    expect((await view()).hidden).toEqual(['letters@last:q3']);
  });

  it('keeps what it was when it was looked at, and shows when it is another', async () => {
    expect(
      await save(
        paragraph('全年', figure('letters'), '，上年二季度', figure('letters', { year: 'last', period: 'q2' }), '。'),
      ),
    ).toBe('no error');
    await quarters.correct(2023, 2, 8, '2025-02-20');
    const moved = (await gate()).filter(({ check }) => check === 'figure_moved');
    expect(moved).toMatchObject([
      { label: { zh: '收到申请（上年第二季度）' }, params: { scope: 'last:q2', before: '10件', after: '13件' } },
    ]);
    expect((await view()).moved).toMatchObject([
      { indicator: 'letters', scope: { year: 'last', period: 'q2' }, before: { value: '10' }, after: { value: '13' } },
    ]);
    const looked = (scope: FigureScope, value: string) =>
      codeOf(
        acting.as(world.actors.editor, useCases.lookAgain, {
          reportId,
          figures: [{ indicator: 'letters', scope, value }],
        }),
      );
    expect(await looked({ year: 'last', period: 'q2' }, '10')).toBe('report.figure_moved_on');
    expect(await looked({ year: 'last', period: 'q2' }, '13')).toBe('no error');
    expect((await view()).moved).toEqual([]);
  });

  it('is frozen, delivered and opened as it was signed', async () => {
    const { editor, checker, issuer, reviewer } = world.actors;
    expect(
      await save(
        paragraph(
          '全年',
          figure('letters'),
          '，一季度',
          figure('letters', { period: 'q1' }),
          '，上年',
          figure('letters', { year: 'last' }),
          '。',
        ),
      ),
    ).toBe('no error');
    await signInTurn(database.services, [editor, checker, issuer], reportId);
    await quarters.correct(2023, 1, 7, '2025-02-20');
    const keyed = (figures: readonly { code: string; scope?: FigureScope; value: string | null }[]) =>
      Object.fromEntries(figures.map((one) => [figureKey({ indicator: one.code, scope: one.scope }), one.value]));
    expect(keyed((await view()).scoped)).toEqual({ 'letters@q1': '13', 'letters@last:': '39' });
    const lineage = await acting.as(editor, useCases.getReportLineage, {
      reportId,
      indicator: 'letters',
      scope: { year: 'last' },
    });
    expect(lineage).toMatchObject({ isFrozen: true, yearName: { zh: '2023 年度' } });
    expect(lineage.reporters.map(({ adds }) => adds.numerator)).toEqual(['27', '12']);
    await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
    const { deliveryId } = await acting.as(editor, useCases.sendReport, { reportId });
    await acting.as(reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
    const delivery = await acting.as(reviewer, useCases.getDelivery, { deliveryId });
    const printed = delivery.document?.blocks
      .flatMap((block) => (block.kind === 'table' ? [] : block.runs))
      .map(({ text }) => text);
    expect(printed?.join('')).toContain('全年34件，一季度13件，上年39件。');
    expect(delivery.indicators.find(({ code }) => code === 'letters')?.value).toMatchObject({ value: '34' });
    const compared = await acting.as(reviewer, useCases.compareAll, { programme, year: 2024 });
    expect(compared.indicators.find(({ code }) => code === 'letters')?.values).toEqual([[null, null, '34']]);
  });
});
