import { readAsTenant } from '@huibao/db';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireEdition } from '../forms/edition.repository.ts';
import { rollUp } from '../rollup/roll-up.ts';
import * as useCases from '../use-cases.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
const clock = createClock('2025-01-20T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
});
afterAll(() => database.drop());

describe('a draft of the report', () => {
  let reportId: string;

  it('is compiled from the template with live figures and the ledger, once', async () => {
    const { editor } = world.actors;
    const item = { id: null, year: 2024, owner: '政策法规股', dueOn: '2025-11-30' };
    const words = { title: '法治教育形式有待创新', detail: '部分学校形式不够丰富' };
    for (const kind of ['shortcoming', 'plan'] as const)
      await acting.as(editor, useCases.saveLedgerItem, { programme: 'rule_of_law', ...item, ...words, kind });
    ({ reportId } = await acting.as(editor, useCases.compileReport, { programme: 'rule_of_law', year: 2024 }));
    expect(await codeOf(acting.as(editor, useCases.compileReport, { programme: 'rule_of_law', year: 2024 }))).toBe(
      'report.exists',
    );
    const report = await acting.as(editor, useCases.getReportView, { reportId });
    const text = JSON.stringify(report.sections);
    expect(text).toContain('一是法治教育形式有待创新。部分学校形式不够丰富。');
    expect(text).not.toContain('{year}');
    // What the page holds the chapters against, as the gate does.
    expect(
      report.sections.flatMap(({ ledger }) => (ledger ? [[ledger.kind, ledger.items.map(({ title }) => title)]] : [])),
    ).toEqual([
      ['shortcoming', [words.title]],
      ['plan', [words.title]],
    ]);
  });

  it('may have no figure in its text, and is worked out all the same', async () => {
    const { editor } = world.actors;
    const figures = await readAsTenant(database.services.db, editor, async (trx) => {
      const edition = await requireEdition(trx, editor, { programme: 'rule_of_law', year: 2024 });
      return rollUp({ trx, actor: editor }, edition, { indicators: [] });
    });
    expect(figures).toEqual(new Map());
  });

  it('refuses prose outside the closed schema, unknown figures and stale versions', async () => {
    const { editor } = world.actors;
    const save = (content: readonly unknown[], version = 1) =>
      codeOf(
        acting.as(editor, useCases.saveSection, {
          reportId,
          code: 'opening',
          version,
          content: { type: 'doc', version: 2, content },
        }),
      );
    const paragraph = (...content: readonly unknown[]) => ({ type: 'paragraph', attrs: { id: 'p' }, content });
    const text = (words: string) => paragraph({ type: 'text', text: words });
    const figure = { id: 'x', indicator: 'nonsense', format: { style: 'exact' }, unit: null };
    expect(await save([paragraph({ type: 'image', attrs: { src: 'x' } })])).toBe('request.invalid');
    expect(await save([paragraph({ type: 'figure', attrs: figure })])).toBe('report.figure_unknown');
    expect(await save([text('全区共有120余所学校，恳请支持。')])).toBe('no error');
    // Two blocks of one id, merged cells that lie on one another: nothing is mended in silence.
    expect(await save([text('一'), text('二')])).toBe('request.invalid');
    const cell = (rowspan?: number) => ({ type: 'tableCell', ...(rowspan ? { attrs: { rowspan } } : {}) });
    const row = (...cells: readonly object[]) => ({ type: 'tableRow', content: cells });
    const table = (...rows: readonly object[]) => ({ type: 'table', attrs: { id: 't' }, content: rows });
    expect(await save([table(row(cell(2), cell()), row(cell(), cell()))])).toBe('request.invalid');
    expect(await save([])).toBe('report.section_changed');
    const { sections } = await acting.as(editor, useCases.getReportView, { reportId });
    expect(sections[0]?.typedNumbers).toEqual(['120余']);
  });
});
