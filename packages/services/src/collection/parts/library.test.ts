import { builtInPackage } from '@huibao/programmes';
import {
  cellMap,
  cellOptionsOf,
  elementsOf,
  evaluateForm,
  isNumeric,
  matchesUnit,
  partsOfIndicators,
  periodOf,
  type Cell,
  type DataElement,
  type IndicatorDefinition,
  type UnitTraits,
} from '@huibao/domain';
import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  generatedAnswers,
  type Acting,
  type Asked,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { rollUpByHand, type District } from '@huibao/testing/rollup-oracle';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as useCases from '../../use-cases.ts';

// Every part of the built-in programme, switched on, filled in and accepted in both terms: its figures are those that
// an implementation which shares no code with the product works out from the same answers.

const { programme } = builtInPackage('rule-of-law');
const { parts = [], forms, indicators } = programme;
const year = 2024;
const edition = { programme: programme.code, year };
const periods = [1, 2].map((ordinal) => periodOf(programme.calendar, year, ordinal));
const clock = createClock(`${year}-06-25T09:00:00+08:00`);
const partOf = partsOfIndicators(programme);
const own = indicators.filter(({ code }) => partOf.get(code) !== undefined);

/** What parts read of the forms that all are asked; nobody handed those in. */
const others = forms
  .filter(({ part }) => part === undefined)
  .map((form) => ({ form, cells: null, previous: null, lastYear: null, earlierThisYear: [] }));

const primarySchool: UnitTraits = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null };

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
const submissions: District['submissions'][number][] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  acting = actingIn(database.services);
  world = await createSmallWorld(database.services, clock, [year], { hasParts: true });
  const { editor, first, second, head, section } = world.actors;
  for (const { code } of parts) await acting.as(editor, useCases.switchPart, { ...edition, part: code, isOn: true });
  for (const { code } of programme.sections ?? [])
    await acting.as(editor, useCases.answerForSection, { code, unitId: world.unitIds.section });
  for (const period of periods) {
    const { ordinal } = period;
    clock.set(`${ordinal === 1 ? `${year}-06-25` : `${year}-12-20`}T09:00:00+08:00`);
    const { collectionId } = await acting.as(editor, useCases.openCollection, { ...edition, period: ordinal });
    for (const [unit, actor] of [first, second, section].entries()) {
      const { terms } = await acting.as(actor, useCases.listTasks, {});
      const owed = terms.find((term) => term.collectionId === collectionId)?.forms ?? [];
      const tasks = owed.filter(({ formCode }) => partOfForm(formCode) !== undefined);
      for (const [place, { submissionId, formCode }] of tasks.entries()) {
        const view = await acting.as(actor, useCases.getSubmissionView, { submissionId });
        const asked: Asked = {
          form: view.form,
          unit: view.unit,
          period,
          year,
          before: {
            previous: view.previous && cellMap(view.previous),
            earlierThisYear: view.earlierThisYear.map((one) => cellMap(one)),
          },
          carried: view.cells.filter(({ code }) => code.includes('.')),
          others,
        };
        const cells = generatedAnswers(asked, 1000 * ordinal + 100 * unit + place);
        await acting.as(actor, useCases.saveCells, {
          submissionId,
          source: 'page',
          cells: cells.map((cell) => ({ ...cell, version: 0 })),
        });
        for (const finding of warningsOf(asked, cells))
          await acting.as(actor, useCases.explainFinding, { submissionId, finding, text: '经核实无误。' });
        await acting.as(actor, useCases.submitSubmission, { submissionId });
        if (actor === second) await acting.as(head, useCases.confirmSubmission, { submissionId });
        await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] });
        submissions.push(toldByHand(unit + 1, formCode, asked, cells));
      }
    }
  }
});
afterAll(() => database.drop());

function partOfForm(code: string): string | undefined {
  return forms.find((form) => form.code === code)?.part;
}

function evaluated({ form, unit, period, before, carried = [], others: read = [] }: Asked, typed: readonly Cell[]) {
  const cells = cellMap([...carried, ...typed]);
  return evaluateForm(form, {
    cells,
    unit,
    period,
    year,
    lastYear: null,
    previous: null,
    earlierThisYear: [],
    others: read,
    ...before,
  });
}

function warningsOf(asked: Asked, typed: readonly Cell[]): ReadonlySet<string> {
  const { findings } = evaluated(asked, typed);
  return new Set(findings.flatMap((one) => (one.kind === 'rule' && one.severity === 'warning' ? [one.rule] : [])));
}

/** A submission as the oracle knows one: with what is worked out from what was typed. */
function toldByHand(
  unit: number,
  formCode: string,
  asked: Asked,
  typed: readonly Cell[],
): District['submissions'][number] {
  const { cells } = evaluated(asked, typed);
  const codes = new Set(elementsOf(asked.form).map(({ code }) => code));
  return {
    unit,
    form: formCode,
    period: asked.period.ordinal === 1 ? 1 : 2,
    revisions: [
      {
        outcome: 'accepted',
        cells: [...cells.values()]
          .filter(({ code, state }) => codes.has(code) && state === 'value')
          .map(({ code, key, value }) => ({ element: code, key, state: 'value', value: value ?? '' })),
      },
    ],
  };
}

const kindOf = ({ type }: DataElement): District['elements'][number]['type'] =>
  isNumeric(type) ? 'number' : type === 'boolean' || type === 'choice' ? type : 'text';

function district(): District {
  const school = {
    from: '2019-09-01',
    kind: 'school',
    schoolType: '211',
    ownership: 'public',
    sectionCode: null,
  } as const;
  const section = { ...school, kind: 'section', schoolType: null, ownership: null, sectionCode: 'policy' } as const;
  const unit = { opensOn: '2019-09-01', closesOn: null, groups: [], mergedInto: null } as const;
  const asked = forms.filter(({ part }) => part !== undefined);
  return {
    year,
    units: [school, school, section].map((version, index) => ({ ...unit, id: index + 1, versions: [version] })),
    elements: asked.flatMap((form) =>
      elementsOf(form).map((element) => ({
        code: element.code,
        form: form.code,
        type: kindOf(element),
        flow: element.flow,
        keys: cellOptionsOf(element)?.map(({ code }) => code) ?? [''],
        appliesTo: { kinds: [form.appliesTo.kinds?.[0] === 'section' ? 'section' : 'school'] as const },
        keyAppliesTo: {},
      })),
    ),
    submissions,
    // Whom an indicator counts follows from whom its form asks: one section answers for all duties here.
    indicators: own.map(({ code, operator, children }) => ({
      code,
      children: { kinds: [children?.kinds?.[0] === 'section' ? 'section' : 'school'] as const },
      operator: operator as District['indicators'][number]['operator'],
      ...('factor' in operator && operator.factor !== undefined ? { factor: operator.factor } : {}),
    })),
  };
}

const plain = (figure: {
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly answered: number;
  readonly expected: number;
}): string => [figure.numerator, figure.denominator, figure.value, `${figure.answered}/${figure.expected}`].join(' ');

it('gives the figures that its answers come to, of all that were asked', async () => {
  const { indicators: shown } = await acting.as(world.actors.editor, useCases.getRollup, edition);
  const byHand = rollUpByHand(district(), { periods: periods.map(({ ordinal }) => ordinal) });
  const figures = new Map(shown.map(({ code, value }) => [code, value && plain(value)]));
  expect(Object.fromEntries(own.map(({ code }) => [code, figures.get(code)]))).toEqual(
    Object.fromEntries([...byHand].map(([code, figure]) => [code, plain(figure)])),
  );
  expect(own.filter(isAnswered(byHand)).length).toBeGreaterThan(0.9 * own.length);
});

const isAnswered =
  (byHand: ReturnType<typeof rollUpByHand>) =>
  ({ code }: IndicatorDefinition): boolean =>
    (byHand.get(code)?.answered ?? 0) > 0;

it('asks every unit that its forms are for, and nobody else', async () => {
  const { parts: listed } = await acting.as(world.actors.editor, useCases.listParts, edition);
  expect(listed.map(({ code, isOn }) => [code, isOn])).toEqual(parts.map(({ code }) => [code, true]));
  for (const { code, units, asked, unanswered } of listed) {
    const asking = forms.filter(({ part }) => part === code);
    const isSchool = asking.some(({ appliesTo }) => matchesUnit(appliesTo, primarySchool));
    expect([code, units]).toEqual([
      code,
      new Set(submissions.filter(({ form }) => partOfForm(form) === code).map((one) => one.unit)).size,
    ]);
    expect([code, asked.every(({ cells }) => cells > 0), unanswered]).toEqual([code, true, []]);
    expect([code, asked.some(({ kind }) => kind === 'school')]).toEqual([code, isSchool]);
  }
});
