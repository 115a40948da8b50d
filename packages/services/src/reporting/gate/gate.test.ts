import {
  HuibaoError,
  type BlockNode,
  type FigureNode,
  type InlineNode,
  type Reason,
  type SectionContent,
} from '@huibao/domain';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  makeFit,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../../use-cases.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let reportId: string;
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2023, 2024]);
  acting = actingIn(database.services);
  const { first, editor } = world.actors;
  await acting.as(editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  await acting.reportAndAccept(first, editor, await acting.formOf(first, 'safety'));
  clock.set('2025-01-20T09:00:00+08:00');
  const promised = { id: null, year: 2023, owner: '政策法规股', dueOn: null, detail: '落实到校' };
  await acting.as(editor, useCases.saveLedgerItem, {
    programme: 'rule_of_law',
    ...promised,
    kind: 'plan',
    title: '健全学法制度',
  });
  ({ reportId } = await acting.as(editor, useCases.compileReport, { programme: 'rule_of_law', year: 2024 }));
});
afterAll(() => database.drop());

const figure = (indicator: string): FigureNode => ({
  type: 'figure',
  attrs: { id: indicator, indicator, format: { style: 'exact' }, unit: null },
});
const paragraph = (...content: readonly InlineNode[]): BlockNode => ({
  type: 'paragraph',
  attrs: { id: crypto.randomUUID() },
  content,
});
const text = (words: string): BlockNode => paragraph({ type: 'text', text: words });
const findings = async () => (await acting.as(world.actors.editor, useCases.getGate, { reportId })).findings;
const checksIn = async (section: string) =>
  (await findings()).filter((one) => one.place?.section === section).map((one) => one.check);
const submit = () => acting.as(world.actors.editor, useCases.decideReport, { reportId, action: 'approve' });

/** The reasons that the use-case itself gives. */
async function reasonsOf(work: Promise<unknown>): Promise<readonly Reason[]> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HuibaoError) || error.code !== 'report.gate_refused') throw new Error('not refused');
  return error.params.reasons as readonly Reason[];
}

async function write(code: string, ...content: readonly BlockNode[]): Promise<void> {
  const { sections } = await acting.as(world.actors.editor, useCases.getReportView, { reportId });
  const version = sections.find((one) => one.code === code)?.version ?? 0;
  const doc: SectionContent = { type: 'doc', version: 2, content };
  await acting.as(world.actors.editor, useCases.saveSection, { reportId, code, version, content: doc });
}

describe('the gate', () => {
  it('refuses a fresh draft for everything at once, each with its place, in both languages, as the screen shows', async () => {
    // The template's own sentences are left out where nobody answered; one that somebody writes isn't.
    const { sections } = await acting.as(world.actors.editor, useCases.getReportView, { reportId });
    const standing = sections.find((one) => one.code === 'study')?.content.content ?? [];
    await write('study', paragraph(figure('study_sessions')), ...standing);
    const reasons = await reasonsOf(submit());
    const shown = (await findings()).filter((one) => one.severity === 'refused' || !one.answer);
    expect(reasons.map((one) => one.code)).toEqual(shown.map((one) => one.check));
    expect(new Set(reasons.map((one) => one.code))).toEqual(
      new Set(['figure_without_value', 'period_unopened', 'ledger_missing', 'ledger_unanswered', 'unreported']),
    );
    const valueless = reasons.find((one) => one.code === 'figure_without_value');
    expect(valueless?.place).toEqual({
      zh: '（一）坚持领导干部集体学法制度，树牢法治思维和法治意识 第 1 段',
      en: '（一）坚持领导干部集体学法制度，树牢法治思维和法治意识, paragraph 1',
    });
    for (const { text: words } of reasons)
      for (const said of [words.zh, words.en]) expect(said).not.toMatch(/\{\{|gate\./);
    expect(reasons.find((one) => one.code === 'period_unopened')?.text.zh).toContain('2024 秋季学期');
  });

  it('is passed once all is mended and answered, and the answers stand in what is signed', async () => {
    await makeFit(database.services, world.actors.editor, reportId);
    expect((await findings()).filter((one) => one.severity === 'refused')).toEqual([]);
  });

  it.each([
    ['section_blank', paragraph()],
    ['personal_data', text('学生（11010519491231002X）家长13800138000。')],
    ['request', text('以上情况妥否，请批示。')],
    [
      'table_total',
      {
        type: 'table',
        attrs: { id: 't' },
        content: ['项目|数', '讲座|3', '合计|4'].map((row) => ({
          type: 'tableRow',
          content: row.split('|').map((cell) => ({
            type: 'tableCell',
            content: [{ type: 'paragraph', content: [{ type: 'text', text: cell }] }],
          })),
        })),
      },
    ],
    ['typed_number', text('全年讲座三十八次。')],
  ] as readonly (readonly [string, BlockNode])[])('%s is refused until it is mended', async (check, block) => {
    await write('opening', block);
    expect(await checksIn('opening')).toContain(check);
    expect((await reasonsOf(submit())).map((one) => one.code)).toContain(check);
    await write('opening', text('现将工作情况报告如下。'));
    expect(await checksIn('opening')).toEqual([]);
  });

  it('wants a balance kept, a returned report sent anew, and the ledger told whole', async () => {
    await write('shortcomings', text('一是法治教育形式有待创新。'), text('二是另有不足。'));
    expect(await checksIn('shortcomings')).toEqual(['ledger_overcounted']);
    await write('shortcomings', text('尚有不足。'));
    expect(await checksIn('shortcomings')).toEqual(['ledger_unlisted']);
    await write('shortcomings', text('一是法治教育形式有待创新。'));
    expect(await checksIn('shortcomings')).toEqual([]);
  });
});

describe('an answer', () => {
  const sentence = '全年讲座三十八次，效果良好。';
  const typed = async () => (await findings()).find((one) => one.check === 'typed_number');
  const answer = (fingerprint: string, words = '依据：安全股讲座台账') =>
    codeOf(acting.as(world.actors.editor, useCases.answerFinding, { reportId, fingerprint, text: words }));

  it('is in writing, kept with who gave it, and lapses with what it answers', async () => {
    await write('opening', text(sentence));
    const found = await typed();
    expect(await answer(found?.fingerprint ?? '')).toBe('no error');
    expect((await typed())?.answer).toMatchObject({ text: '依据：安全股讲座台账', by: 'editor' });
    // What was answered for is no problem of its section any more.
    const { sections } = await acting.as(world.actors.editor, useCases.getReportView, { reportId });
    const opening = sections.find(({ code }) => code === 'opening');
    expect([opening?.typedNumbers, opening?.answeredNumbers.length]).toEqual([[], 1]);
    await write('opening', text('全年讲座三十八次，效果一般。'));
    expect((await typed())?.answer).toBeNull();
    expect(await answer(found?.fingerprint ?? '')).toBe('report.finding_gone');
    await write('opening', text(sentence));
    expect((await typed())?.answer?.by).toBe('editor');
  });

  it('doesn’t do for what has to be mended, and names nobody', async () => {
    await write('opening', text('妥否，请批示。'));
    const [found] = (await findings()).filter((one) => one.check === 'request');
    expect(await answer(found?.fingerprint ?? '')).toBe('report.finding_not_answerable');
    await write('opening', text(sentence));
    expect(await answer((await typed())?.fingerprint ?? '', '见13800138000')).toBe('report.answer_personal');
  });

  it('to who is missing lapses when somebody else is', async () => {
    const { first, editor } = world.actors;
    const missing = async () => (await findings()).filter((one) => one.check === 'unreported');
    const before = await missing();
    expect(before.every((one) => one.answer !== null)).toBe(true);
    await acting.reportAndAccept(first, editor, await acting.formOf(first, 'safety'));
    expect((await missing()).some((one) => one.answer === null)).toBe(true);
  });

  it('goes with the report to who signs', async () => {
    const { editor } = world.actors;
    await write('opening', text('现将工作情况报告如下。'));
    await makeFit(database.services, editor, reportId);
    await submit();
    const [superior] = (await findings()).filter((one) => one.check === 'unreported');
    expect(superior?.answer?.text).toBe('依据：本局工作台账。');
  });
});

describe('a report that came back', () => {
  it('stands in the way of publishing, and of the next year’s, until it goes up again', async () => {
    const { editor, checker, issuer, reviewer } = world.actors;
    for (const signer of [checker, issuer])
      await acting.as(signer, useCases.decideReport, { reportId, action: 'approve' });
    await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
    const { deliveryId } = await acting.as(editor, useCases.sendReport, { reportId });
    const { document, answers } = await acting.as(reviewer, useCases.getDelivery, { deliveryId });
    const lines = (document?.blocks ?? [])
      .flatMap((block) => (block.kind === 'paragraph' ? block.runs : []))
      .map((run) => run.text);
    expect(lines.find((line) => line.startsWith('数据说明：春季学期'))).toContain('第二小学');
    expect(answers.map((one) => one.check)).toContain('unreported');
    const reason = '请补充主要负责人履职情况。';
    await acting.as(reviewer, useCases.decideDelivery, { deliveryId, action: 'return', reason });
    const { waiting } = await acting.as(editor, useCases.getTodo, {});
    const back = { kind: 'delivery_returned', programme: 'rule_of_law', count: 1, href: `/reports/${reportId}` };
    expect(waiting).toContainEqual(back);
    const refused = await reasonsOf(acting.as(editor, useCases.publishReport, { reportId }));
    expect(refused.map((one) => one.code)).toEqual(['delivery_returned']);
    expect(refused[0]?.text.zh).toContain(reason);
    const corrected = await acting.as(editor, useCases.correctReport, { reportId, reason: '补正' });
    const { findings: next } = await acting.as(editor, useCases.getGate, { reportId: corrected.reportId });
    expect(next.filter((one) => one.severity === 'refused' || !one.answer)).toEqual([]);
  });
});
