import { writePackageArchive } from '@huibao/documents/package';
import {
  printedContent,
  printedLines,
  statesOf,
  valuesByKey,
  type Cell,
  type FormDefinition,
  type IndicatorDefinition,
  type Localized,
  type Programme,
} from '@huibao/domain';
import { writePackage } from '@huibao/domain/package';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  quarterlyProgramme,
  signInTurn,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../use-case.ts';
import * as useCases from '../../use-cases.ts';

// What a bureau asks by a switch of its own: who is asked, what it comes to, and that nobody else notices.

const year = 2024;
const edition = { programme: 'city-open_quarters', year };
const clock = createClock(`${year}-03-25T09:00:00+08:00`);
const both = (zh: string): Localized => ({ zh, en: zh });

const [letters] = quarterlyProgramme.indicators;
const [schools] = quarterlyProgramme.forms;
const [requests] = quarterlyProgramme.template.sections;
if (!letters || !schools || !requests) throw new RangeError('the programme has all');

const trainings: FormDefinition = {
  ...schools,
  code: 'trainings',
  title: both('培训情况'),
  part: 'training',
  rules: [],
  sections: [
    {
      code: 'trainings',
      title: both('培训'),
      blocks: [
        {
          kind: 'fields',
          title: both('培训'),
          elements: ['trainings', 'trained'].map((code) => ({
            code,
            label: both(code),
            type: 'integer',
            flow: 'flow',
            required: true,
            min: '0',
          })),
        },
      ],
    },
  ],
};
const held: IndicatorDefinition = {
  ...letters,
  code: 'trainings',
  group: 'training',
  label: both('培训场次'),
  unit: both('场'),
  operator: { op: 'total', of: { element: 'trainings', take: 'sum' } },
};

const programme: Programme = {
  ...quarterlyProgramme,
  parts: [{ code: 'training', label: both('培训'), description: both('各校培训情况') }],
  forms: [...quarterlyProgramme.forms, trainings],
  indicatorGroups: [...quarterlyProgramme.indicatorGroups, { code: 'training', label: both('培训'), part: 'training' }],
  indicators: [...quarterlyProgramme.indicators, held],
  template: {
    ...quarterlyProgramme.template,
    sections: quarterlyProgramme.template.sections.map((section) =>
      section === requests
        ? {
            ...section,
            content: {
              ...section.content,
              content: [
                ...section.content.content,
                {
                  type: 'paragraph',
                  attrs: { id: 'trainings' },
                  content: [
                    {
                      type: 'sentence',
                      attrs: { id: 'held', when: { all: [{ indicator: 'trainings', is: ['some'] }] } },
                      content: [
                        { type: 'text', text: '开展培训' },
                        {
                          type: 'figure',
                          attrs: { id: 'trainings', indicator: 'trainings', format: { style: 'exact' }, unit: null },
                        },
                        { type: 'text', text: '。' },
                      ],
                    },
                    {
                      type: 'sentence',
                      attrs: { id: 'none', when: { all: [{ indicator: 'trainings', is: ['zero'] }] } },
                      content: [{ type: 'text', text: '未开展培训。' }],
                    },
                  ],
                },
              ],
            },
          }
        : section,
    ),
  },
};

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;

beforeAll(async () => {
  database = await createTestDatabase();
  acting = actingIn(database.services);
});
afterAll(() => database.drop());
beforeEach(async () => {
  clock.set(`${year}-03-25T09:00:00+08:00`);
  world = await createSmallWorld(database.services, clock, [year], { hasParts: true });
  await publish(programme);
});

async function publish(offered: Programme, of = year): Promise<void> {
  const content = writePackageArchive(writePackage({ programme: offered, glossary: [] }));
  const shown = await acting.as(world.actors.cityAdmin, useCases.previewPackage, { content, year: of });
  if (shown.refusals.length > 0 || !shown.offered) throw new Error(JSON.stringify(shown.refusals));
  const { issueNo, hash } = shown.offered;
  await acting.as(world.actors.cityAdmin, useCases.publishPackage, { content, year: of, hash, issueNo });
}

const turn = (isOn: boolean, actor = world.actors.editor) =>
  acting.as(actor, useCases.switchPart, { ...edition, part: 'training', isOn });

async function open(period = 1): Promise<string> {
  return (await acting.as(world.actors.editor, useCases.openCollection, { ...edition, period })).collectionId;
}

async function formsOf(collectionId: string): Promise<readonly string[]> {
  const { units } = await acting.as(world.actors.editor, useCases.getBoard, { collectionId });
  return units.flatMap((unit) => unit.forms.map((form) => form.formCode));
}

const said = (count: number): readonly Cell[] => [
  { code: 'trainings', key: '', state: 'value', value: String(count) },
  { code: 'trained', key: '', state: 'value', value: String(10 * count) },
];

const shownFigures = async () => {
  const { indicators } = await acting.as(world.actors.editor, useCases.getRollup, edition);
  return indicators.map(
    ({ code, value }) => `${code} ${value?.numerator ?? '—'} ${value?.answered}/${value?.expected}`,
  );
};

async function newDraft(): Promise<string> {
  return (await acting.as(world.actors.editor, useCases.compileReport, edition)).reportId;
}

type View = OutputOf<typeof useCases.getReportView>;

/** As a reader would read it, numbers apart. */
function printedOf({ sections, indicators }: View): string {
  const states = statesOf(valuesByKey(indicators.flatMap(({ value }) => value ?? [])));
  return sections
    .flatMap(({ content }) => printedLines(printedContent(content, states), () => '〓').map(({ text }) => text))
    .join();
}

async function textOf(reportId: string): Promise<string> {
  const { sections } = await acting.as(world.actors.editor, useCases.getReportView, { reportId });
  return sections.map(({ content }) => JSON.stringify(content)).join();
}

describe('a part of a programme', () => {
  it('says what it asks of whom and what comes of it before it is switched on', async () => {
    const { parts } = await acting.as(world.actors.editor, useCases.listParts, edition);
    expect(parts).toMatchObject([
      {
        code: 'training',
        isOn: false,
        units: 2,
        cells: 4,
        indicators: 1,
        sections: [requests.heading],
        asked: [{ kind: 'school', schoolType: '211', units: 2, cells: 2 }],
        unanswered: [],
      },
    ]);
  });

  it('goes on into the next year, may be changed before that is begun, and is its own from then on', async () => {
    const { editor } = world.actors;
    await turn(true);
    await open();
    const [next, after] = [year + 1, year + 2].map((of) => ({ ...edition, year: of }));
    if (!next || !after) throw new RangeError('two years');
    const shown = async (of: typeof edition) => {
      const { carriedFrom, parts } = await acting.as(editor, useCases.listParts, of);
      return [carriedFrom, ...parts.map(({ isOn, cells }) => [isOn, cells])];
    };
    for (const { year: of } of [next, after]) await publish(programme, of);
    clock.set(`${next.year}-03-25T09:00:00+08:00`);
    expect([await shown(edition), await shown(next)]).toEqual([
      [null, [true, 4]],
      [year, [true, 4]],
    ]);
    const begun = await acting.as(editor, useCases.openCollection, { ...next, period: 1 });
    expect(await formsOf(begun.collectionId)).toContain('trainings');
    expect(await shown(next)).toEqual([null, [true, 4]]);
    // What is switched in the year before is followed no more.
    await turn(false);
    expect([await shown(edition), await shown(next)]).toEqual([
      [null, [false, 4]],
      [null, [true, 4]],
    ]);

    expect(await shown(after)).toEqual([next.year, [true, 4]]);
    await acting.as(editor, useCases.switchPart, { ...after, part: 'training', isOn: false });
    expect(await shown(after)).toEqual([null, [false, 4]]);
    clock.set(`${after.year}-03-25T09:00:00+08:00`);
    const without = await acting.as(editor, useCases.openCollection, { ...after, period: 1 });
    expect(await formsOf(without.collectionId)).not.toContain('trainings');
  });

  it('isn’t carried into a year that was begun without it', async () => {
    await open();
    await publish(programme, year + 1);
    const next = { ...edition, year: year + 1 };
    clock.set(`${next.year}-03-25T09:00:00+08:00`);
    await acting.as(world.actors.editor, useCases.openCollection, { ...next, period: 1 });
    await turn(true);
    const { parts } = await acting.as(world.actors.editor, useCases.listParts, next);
    expect(parts.map(({ isOn }) => isOn)).toEqual([false]);
  });

  it('is asked of nobody, counts for nothing and prints nothing while it is off', async () => {
    const collectionId = await open();
    expect(await formsOf(collectionId)).toEqual(['safety', 'safety']);
    expect((await shownFigures()).some((one) => one.startsWith('trainings'))).toBe(false);
    expect(await textOf(await newDraft())).not.toContain('培训');
    const asked = await acting.as(world.actors.editor, useCases.previewCollection, { ...edition, period: 2 });
    expect(asked.forms.map(({ code }) => code)).toEqual(['safety']);
  });

  it('goes out in every period that is open, once, to those whom it asks, who are told', async () => {
    const collectionId = await open();
    const before = await shownFigures();
    // Two at once: one of them asks.
    const [one, other] = await Promise.all([turn(true), turn(true)]);
    expect([one.units, other.units].toSorted()).toEqual([0, 2]);
    expect((await formsOf(collectionId)).toSorted()).toEqual(['safety', 'safety', 'trainings', 'trainings']);
    const notices = await acting.as(world.actors.first, useCases.listNotices, {});
    expect(notices.filter(({ kind }) => kind === 'assigned')).toHaveLength(1);
    // What was there is as it was.
    expect(await shownFigures()).toEqual([...before, 'trainings — 0/2']);
    // What is opened later asks it too.
    clock.set(`${year}-06-25T09:00:00+08:00`);
    expect(await formsOf(await open(2))).toContain('trainings');
  });

  it('asks nothing more of a period that has closed', async () => {
    const collectionId = await open();
    clock.set(`${year}-05-25T09:00:00+08:00`);
    expect((await turn(true)).units).toBe(0);
    expect(await formsOf(collectionId)).not.toContain('trainings');
    expect(await shownFigures()).toContain('trainings — 0/0');
  });

  it('is switched off while nobody has answered, and asked again by the same drafts', async () => {
    await turn(true);
    const collectionId = await open();
    expect((await turn(false)).units).toBe(2);
    expect(await formsOf(collectionId)).toEqual(['safety', 'safety']);
    expect(await shownFigures()).not.toContain('trainings — 0/2');
    expect((await turn(true)).units).toBe(2);
    expect((await formsOf(collectionId)).toSorted()).toEqual(['safety', 'safety', 'trainings', 'trainings']);
  });

  it('stays on once somebody has typed anything, and says who', async () => {
    await turn(true);
    await open();
    const submissionId = await acting.formOf(world.actors.first, 'trainings');
    const [cell] = said(3);
    const cells = cell ? [{ ...cell, version: 0 }] : [];
    await acting.as(world.actors.first, useCases.saveCells, { submissionId, source: 'page', cells });
    await expect(turn(false)).rejects.toMatchObject({
      code: 'part.answered',
      params: { count: 1, units: '第一小学' },
    });
    expect(await codeOf(turn(true, world.actors.admin))).toBe('access.denied');
    const unknown = { ...edition, part: 'nothing', isOn: true };
    expect(await codeOf(acting.as(world.actors.editor, useCases.switchPart, unknown))).toBe('part.not_found');
  });

  it('reaches a draft of the report when its drafter takes it, and prints some, none, or nothing', async () => {
    await open();
    const reportId = await newDraft();
    await turn(true);
    const view = await acting.as(world.actors.editor, useCases.getReportView, { reportId });
    expect(view.switched).toEqual({ on: [both('培训')], off: [] });
    const { seen, indicators } = await acting.as(world.actors.editor, useCases.previewTemplate, { reportId });
    expect(indicators).toEqual(['培训场次']);
    const taken = { reportId, ...seen, additions: [...seen.additions], parts: [...seen.parts] };
    expect(await codeOf(acting.as(world.actors.editor, useCases.takeTemplate, { ...taken, parts: [] }))).toBe(
      'report.template_moved_on',
    );
    await acting.as(world.actors.editor, useCases.takeTemplate, taken);
    const printed = async () => printedOf(await acting.as(world.actors.editor, useCases.getReportView, { reportId }));
    const answer = async (count: number): Promise<void> => {
      const submissionId = await acting.formOf(world.actors.first, 'trainings');
      await acting.reportAndAccept(world.actors.first, world.actors.editor, submissionId, said(count));
    };
    expect(await printed()).not.toContain('培训');
    await answer(0);
    expect(await printed()).toContain('未开展培训。');
  });

  it('is compared where it is asked: a bureau without it is told so, and is neither nought nor missing', async () => {
    const { editor, checker, issuer, reviewer } = world.actors;
    await open();
    const city = { ...reviewer, role: 'bureau_editor' as const };
    clock.set(`${year + 1}-01-25T09:00:00+08:00`);
    const reportId = await newDraft();
    await signInTurn(database.services, [editor, checker, issuer], reportId);
    await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
    const { deliveryId } = await acting.as(editor, useCases.sendReport, { reportId });
    await acting.as(reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
    const comparable = async () => {
      const { indicators } = await acting.as(reviewer, useCases.listComparable, edition);
      return indicators.map(({ code }) => code);
    };
    // Nobody below was asked: the city has no such figure.
    expect(await comparable()).not.toContain('trainings');
    // It asks its own schools: then the bureau stands beside them as one that isn't asked.
    await acting.as(city, useCases.switchPart, { ...edition, part: 'training', isOn: true });
    const compared = await acting.as(reviewer, useCases.compareDistricts, { ...edition, indicator: 'trainings' });
    expect(compared.rows).toMatchObject([{ current: { value: null, isUnasked: true, state: 'accepted' } }]);
    const all = await acting.as(reviewer, useCases.compareAll, edition);
    expect(all.indicators.find(({ code }) => code === 'trainings')).toMatchObject({ isUnasked: [true] });
    expect(all.indicators.find(({ code }) => code === 'letters')).toMatchObject({ isUnasked: [false] });
    const { indicators } = await acting.as(city, useCases.getRollup, edition);
    expect(indicators.find(({ code }) => code === 'trainings')?.value).toMatchObject({ expected: 0 });
  });

  it('that an issue brings to a running year asks nobody anything until it is adopted and switched on', async () => {
    const collectionId = await open();
    const drill: FormDefinition = {
      ...trainings,
      code: 'drills',
      part: 'drilling',
      sections: [{ ...trainings.sections[0]!, blocks: trainings.sections[0]!.blocks.map(drilled) }],
    };
    const drilling = { code: 'drilling', label: both('演练'), description: both('演练情况') };
    await publish({ ...programme, parts: [...(programme.parts ?? []), drilling], forms: [...programme.forms, drill] });
    const on = { ...edition, part: 'drilling', isOn: true };
    // The collection goes by the issue before, which has no such form.
    expect((await acting.as(world.actors.editor, useCases.switchPart, on)).units).toBe(0);
    expect(await formsOf(collectionId)).toEqual(['safety', 'safety']);
    const { seen, added } = await acting.as(world.actors.editor, useCases.previewAdoption, { collectionId });
    expect(added).toBe(2);
    const adopted = { collectionId, ...seen, additions: [...seen.additions], returned: [] };
    await acting.as(world.actors.editor, useCases.adoptIssue, adopted);
    expect((await formsOf(collectionId)).toSorted()).toEqual(['drills', 'drills', 'safety', 'safety']);
    await acting.as(world.actors.editor, useCases.switchPart, { ...on, isOn: false });
    expect(await formsOf(collectionId)).toEqual(['safety', 'safety']);
  });
});

function drilled(block: FormDefinition['sections'][number]['blocks'][number]): typeof block {
  return block.kind === 'register'
    ? block
    : { ...block, elements: block.elements.map((element) => ({ ...element, code: `drill_${element.code}` })) };
}
