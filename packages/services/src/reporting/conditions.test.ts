import type { BlockNode, FigureCondition, FigureNode, InlineNode, SectionContent } from '@huibao/domain';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  signInTurn,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let reportId: string;
let submissionId: string;
const clock = createClock('2024-06-25T09:00:00+08:00');

const cell = (code: string, value: string) => ({ code, key: '', state: 'value' as const, value });

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  const { first, editor } = world.actors;
  await acting.as(editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  submissionId = await acting.formOf(first, 'safety');
  await acting.reportAndAccept(first, editor, submissionId, [cell('screenings', '0'), cell('viewers', '0')]);
  clock.set('2025-01-20T09:00:00+08:00');
  ({ reportId } = await acting.as(editor, useCases.compileReport, { programme: 'rule_of_law', year: 2024 }));
});
afterAll(() => database.drop());

const figure = (indicator: string): FigureNode => ({
  type: 'figure',
  attrs: { id: indicator, indicator, format: { style: 'exact' }, unit: null },
});
const text = (words: string): InlineNode => ({ type: 'text', text: words });
const sentence = (terms: readonly FigureCondition[], ...content: readonly (FigureNode | string)[]): InlineNode => ({
  type: 'sentence',
  attrs: { id: JSON.stringify(terms).slice(0, 60), when: { all: terms } },
  content: content.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part)),
});
const paragraph = (...content: readonly InlineNode[]): BlockNode => ({
  type: 'paragraph',
  attrs: { id: crypto.randomUUID() },
  content,
});

const view = () => acting.as(world.actors.editor, useCases.getReportView, { reportId });
const section = async (code: string) => {
  const found = (await view()).sections.find((one) => one.code === code);
  if (!found) throw new Error(`no section ${code}`);
  return found;
};

function save(code: string, version: number, ...content: readonly BlockNode[]): Promise<string> {
  const doc: SectionContent = { type: 'doc', version: 2, content };
  return codeOf(acting.as(world.actors.editor, useCases.saveSection, { reportId, code, version, content: doc }));
}

async function write(code: string, ...content: readonly BlockNode[]): Promise<void> {
  expect(await save(code, (await section(code)).version, ...content)).toBe('no error');
}

const checksIn = async (code: string) =>
  (await acting.as(world.actors.editor, useCases.getGate, { reportId })).findings
    .filter((one) => one.place?.section === code)
    .map(({ check }) => check);

const screened = paragraph(
  text('在全区开展警示教育'),
  sentence([{ indicator: 'screenings', is: ['some'] }], '，观看38场，共', figure('screenings')),
  sentence([{ indicator: 'screenings', is: ['zero'] }], '，年内未组织观看'),
  sentence([{ indicator: 'study_sessions', is: ['missing'] }], '，另附说明'),
  sentence([{ indicator: 'study_sessions', is: ['some', 'zero'] }], '，学法', figure('study_sessions')),
  text('。'),
);

describe('sentences of a draft', () => {
  it('that aren’t printed ask nothing of the gate: no value, no number typed', async () => {
    await write('other', screened);
    expect(await checksIn('other')).toEqual([]);
    const { typedNumbers, isBlank } = await section('other');
    expect([typedNumbers, isBlank]).toEqual([[], false]);
  });

  it('that are printed are held to all that any text is', async () => {
    const asked = [{ indicator: 'screenings', is: ['zero' as const] }];
    await write('other', paragraph(sentence(asked, '讲座38场，学法', figure('study_sessions'))));
    expect(await checksIn('other')).toEqual(['figure_without_value', 'typed_number']);
    expect((await section('other')).typedNumbers).toEqual(['38']);
  });

  it('leave a section blank, and unprinted, where none of them stands', async () => {
    const never = [{ indicator: 'screenings', is: ['some' as const] }];
    await write('other', paragraph(sentence(never, '有观看。')));
    expect((await section('other')).isBlank).toBe(true);
  });

  it('may only ask about figures that there are', async () => {
    const { version } = await section('other');
    const asked = [{ indicator: 'nonsense', is: ['zero' as const] }];
    expect(await save('other', version, paragraph(sentence(asked, '无。')))).toBe('report.figure_unknown');
  });
});

describe('a figure that a condition asks about', () => {
  /** The school's number, accepted anew. */
  async function report(screenings: string, viewers: string): Promise<void> {
    const { first, editor } = world.actors;
    const { revision } = await acting.as(editor, useCases.getRevision, { submissionId });
    const reason = '学校更正';
    const untilOn = '2999-12-31';
    await acting.as(editor, useCases.reopenSubmission, { submissionId, revisionNo: revision.no, reason, untilOn });
    await acting.fill(first, submissionId, [cell('screenings', screenings), cell('viewers', viewers)]);
    await acting.explainAll(first, submissionId);
    const { revisionNo } = await acting.as(first, useCases.submitSubmission, { submissionId });
    await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo }] });
  }

  it('has moved once the text says something else for it, and not before', async () => {
    await write('other', screened);
    expect((await view()).moved).toEqual([]);
    await report('2', '60');
    expect((await view()).moved.map((one) => one.indicator)).toEqual(expect.arrayContaining(['screenings']));
    const { findings } = await acting.as(world.actors.editor, useCases.getGate, { reportId });
    expect(findings.find((one) => one.params.indicator === 'screenings')).toMatchObject({
      check: 'figure_moved',
      params: { before: '0场', after: '2场' },
    });
  });

  it('is frozen with what it decided: the document stays as it was signed, whatever the data says later', async () => {
    const { editor, checker, issuer, reviewer } = world.actors;
    await signInTurn(database.services, [editor, checker, issuer], reportId);
    await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
    const { deliveryId } = await acting.as(editor, useCases.sendReport, { reportId });
    const sent = async (): Promise<string> => {
      const { document } = await acting.as(reviewer, useCases.getDelivery, { deliveryId });
      return (document?.blocks ?? [])
        .flatMap((block) => (block.kind === 'paragraph' ? [block.runs.map((run) => run.text).join('')] : []))
        .join('\n');
    };
    const words = '在全区开展警示教育，观看38场，共2场，另附说明。';
    expect(await sent()).toContain(words);
    expect(await sent()).not.toContain('年内未组织观看');
    await report('0', '0');
    expect(await sent()).toContain(words);
    const [pdf, docx] = [
      await acting.as(editor, useCases.exportReport, { reportId, copy: 'upward', format: 'pdf' }),
      await acting.as(editor, useCases.exportReport, { reportId, copy: 'public', format: 'docx' }),
    ];
    expect(pdf.bytes.length + docx.bytes.length).toBeGreaterThan(10_000);
    const corrected = await acting.as(editor, useCases.correctReport, { reportId, reason: '更正' });
    const { sections } = await acting.as(editor, useCases.getReportView, corrected);
    expect(JSON.stringify(sections.find((one) => one.code === 'other')?.content)).toContain('年内未组织观看');
  });
});
