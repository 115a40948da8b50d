import type { Actor } from '@huibao/db';
import { type Cell, type HuibaoError, type IndicatorDraft, type IndicatorOperator } from '@huibao/domain';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type Clock,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runUseCase, type UseCase } from '../use-case.ts';
import * as useCases from '../use-cases.ts';

let database: TestDatabase;
let clock: Clock;
/** Spring 2024: 表3 accepted of both schools, 150 and 50 letters for 100 and 20 pupils. */
let world: SmallWorld;

const as = <I, O, R>(actor: Actor, useCase: UseCase<I, O, R>, input: R): Promise<O> =>
  runUseCase(database.services, actor, useCase, input);
const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: HuibaoError) => ({ code: error.code, ...error.params }),
  );
function draft(zh: string, operator: IndicatorOperator, details: Partial<IndicatorDraft> = {}): IndicatorDraft {
  return {
    group: 'bullying',
    label: { zh, en: `${zh} (en)` },
    unit: { zh: '封', en: 'letters' },
    operator,
    children: { kinds: ['school'] },
    decimals: 0,
    coverageFloor: '0.9',
    format: { style: 'exact' },
    comparable: true,
    moreIsBetter: null,
    ...details,
  };
}

const letters: IndicatorOperator = { op: 'total', of: { element: 'letters', take: 'sum' } };
const save = (
  actor: Actor,
  year: number,
  definition: IndicatorDraft,
  known: { code: string; version: number } | null = null,
) =>
  as(actor, useCases.saveIndicator, {
    programme: 'rule_of_law',
    year,
    code: known?.code ?? null,
    version: known?.version ?? null,
    definition,
  });
const valueIn = async (actor: Actor, year: number, code: string): Promise<string | null | undefined> =>
  (await as(actor, useCases.getRollup, { programme: 'rule_of_law', year })).indicators.find((one) => one.code === code)
    ?.value?.value;
const codesIn = async (actor: Actor, year: number): Promise<string[]> =>
  (await as(actor, useCases.listIndicators, { programme: 'rule_of_law', year })).indicators.map(
    (one) => one.definition.code,
  );

async function report(reporter: Actor, head: Actor | null, own: Readonly<Record<string, string>>): Promise<void> {
  const acting = actingIn(database.services);
  const submissionId = await acting.formOf(reporter, 'safety');
  const cells = Object.entries(own).map(([code, value]): Cell => ({ code, key: '', state: 'value', value }));
  await acting.report(reporter, submissionId, cells);
  if (head) await as(head, useCases.confirmSubmission, { submissionId });
  await as(world.actors.editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] });
}

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createClock('2024-06-25T09:00:00+08:00');
  world = await createSmallWorld(database.services, clock, [2023, 2024]);
  await as(world.actors.editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  await report(world.actors.first, null, { pupils: '100', letters: '150', staff: '20', classes: '4', campuses: '1' });
  await report(world.actors.second, world.actors.head, {
    pupils: '20',
    letters: '50',
    staff: '5',
    classes: '1',
    campuses: '1',
  });
});
afterAll(() => database.drop());

describe('what a year has, and what can be asked', () => {
  it('lists the indicators with their owner, and the forms’ elements and columns', async () => {
    const list = await as(world.actors.editor, useCases.listIndicators, { programme: 'rule_of_law' });
    expect(list).toMatchObject({ year: 2024, years: [2024, 2023], level: 'bureau' });
    expect(list.indicators.find((one) => one.definition.code === 'letters')).toMatchObject({
      owner: 'built_in',
      version: 1,
    });
    const asked = list.forms.flatMap((form) => form.elements);
    expect(asked.find((one) => one.code === 'letters')).toMatchObject({ type: 'integer', flow: 'flow' });
    expect(asked.find((one) => one.code === 'bureau_study_sessions.law')).toMatchObject({
      type: 'text',
      register: { zh: expect.any(String) as string },
    });
    expect(asked.filter((one) => ['narrative', 'date', 'attachment'].includes(one.type))).toEqual([]);
    expect(list.units).toEqual({ kinds: ['school', 'section'], schoolTypes: ['211'], sectionCodes: ['policy'] });
    expect(
      await codeOf(as(world.actors.editor, useCases.listIndicators, { programme: 'rule_of_law', year: 2001 })),
    ).toBe('edition.not_found');
    for (const year of [0, 99_999, -32_769, 2 ** 40])
      expect(await codeOf(as(world.actors.editor, useCases.listIndicators, { programme: 'rule_of_law', year }))).toBe(
        'request.invalid',
      );
  });

  it('previews a definition on the data accepted so far, unit by unit', async () => {
    const preview = await as(world.actors.checker, useCases.previewIndicator, {
      programme: 'rule_of_law',
      year: 2024,
      code: null,
      definition: draft('试算', letters),
    });
    expect(preview).toMatchObject({
      level: 'bureau',
      isPartial: false,
      value: { value: '200', answered: 2, expected: 2 },
      lastYear: { value: null },
    });
    expect(preview.units.map((one) => [one.name, one.value.value])).toEqual([
      ['第一小学', '150'],
      ['第二小学', '50'],
    ]);
    const perThousand = draft('每千名学生', {
      op: 'ratio',
      of: { element: 'letters', take: 'sum' },
      per: { element: 'pupils', take: 'sum' },
      factor: '1000',
    });
    // 200 letters for 120 pupils, cut off and not rounded.
    expect(
      (
        await as(world.actors.editor, useCases.previewIndicator, {
          programme: 'rule_of_law',
          year: 2024,
          code: null,
          definition: perThousand,
        })
      ).value,
    ).toMatchObject({ numerator: '200', denominator: '120', value: '1666.66666666666666666666' });
    const many = draft('多发的学校', {
      op: 'total',
      of: { element: 'letters', take: 'count', where: { op: 'gte', value: '100' } },
    });
    expect(
      (
        await as(world.actors.editor, useCases.previewIndicator, {
          programme: 'rule_of_law',
          year: 2024,
          code: null,
          definition: many,
        })
      ).value,
    ).toMatchObject({ value: '1', answered: 2 });
  });
});

describe('an own indicator', () => {
  it('gets a code, is rolled up at once, and is published anew only when it changes', async () => {
    const made = await save(world.actors.editor, 2024, draft('发信', letters));
    expect(made).toEqual({ code: 'bureau_1', version: 1, years: [2024] });
    expect(await valueIn(world.actors.editor, 2024, 'bureau_1')).toBe('200');
    expect(await save(world.actors.editor, 2024, draft('发信', letters), made)).toMatchObject({
      code: 'bureau_1',
      version: 1,
    });
    const doubled = await save(world.actors.editor, 2024, draft('发信', { ...letters, factor: '2' }), made);
    expect(doubled.version).toBe(2);
    expect(await valueIn(world.actors.editor, 2024, 'bureau_1')).toBe('400');
    expect(await codeOf(save(world.actors.admin, 2024, draft('发信', letters), made))).toBe('indicator.changed_since');
    const versions = await as(world.actors.checker, useCases.listIndicatorVersions, {
      programme: 'rule_of_law',
      code: 'bureau_1',
    });
    expect(versions.map((one) => [one.version, one.years, one.definition.operator])).toEqual([
      [2, [2024], { ...letters, factor: '2' }],
      [1, [], letters],
    ]);
    const audit = await as(world.actors.auditor, useCases.listAudit, {});
    expect(audit.entries.map((entry) => entry.action)).toEqual(
      expect.arrayContaining(['indicator.added', 'indicator.changed']),
    );
  });

  it('keeps earlier years, and brings later ones that use it along', async () => {
    const first = await save(world.actors.editor, 2023, draft('两年', letters));
    expect(first.code).toBe('bureau_2');
    expect(await codesIn(world.actors.editor, 2024)).not.toContain('bureau_2');
    expect(
      (await as(world.actors.editor, useCases.listIndicators, { programme: 'rule_of_law', year: 2024 })).unused,
    ).toMatchObject([{ code: 'bureau_2', version: 1 }]);
    expect(await save(world.actors.editor, 2024, draft('两年', letters), first)).toMatchObject({
      version: 1,
      years: [2024],
    });
    expect(await save(world.actors.editor, 2023, draft('两年', { ...letters, factor: '3' }), first)).toMatchObject({
      version: 2,
      years: [2023, 2024],
    });
    expect(
      await save(world.actors.editor, 2024, draft('两年', letters), { code: 'bureau_2', version: 2 }),
    ).toMatchObject({ version: 3, years: [2024] });
    const list = await as(world.actors.editor, useCases.listIndicators, { programme: 'rule_of_law', year: 2023 });
    expect(list.indicators.find((one) => one.definition.code === 'bureau_2')).toMatchObject({
      owner: 'own',
      version: 2,
    });
  });

  it('is refused with a code that says why', async () => {
    const editor = world.actors.editor;
    const asked = (operator: IndicatorOperator, details?: Partial<IndicatorDraft>) =>
      refusal(save(editor, 2024, draft('不行的', operator, details)));
    expect(await refusal(save(editor, 2024, draft('家长信', letters), { code: 'letters', version: 1 }))).toMatchObject({
      code: 'indicator.not_own',
    });
    expect(
      await refusal(save(editor, 2024, draft('没有的', letters), { code: 'bureau_99', version: 1 })),
    ).toMatchObject({ code: 'indicator.not_found' });
    expect(await refusal(save(editor, 2024, draft('发信', letters)))).toEqual({
      code: 'indicator.label_taken',
      label: { zh: '发信', en: '发信 (en)' },
    });
    expect(await asked(letters, { group: 'nowhere' })).toEqual({ code: 'indicator.group_unknown' });
    expect(await asked(letters, { children: { group: 'nobody' } })).toEqual({ code: 'indicator.unit_group_unknown' });
    expect(await asked(letters, { format: { style: 'list', most: 3 } })).toEqual({
      code: 'indicator.format_needs_list',
    });
    expect(await asked(letters, { decimals: 9 })).toMatchObject({
      code: 'request.invalid',
      field: 'definition.decimals',
    });
    const count = (element: string, where?: { op: 'eq' | 'gt'; value: string }): IndicatorOperator => ({
      op: 'total',
      of: { element, take: 'count', ...(where ? { where } : {}) },
    });
    expect(await asked({ op: 'total', of: { element: 'nothing', take: 'sum' } })).toEqual({
      code: 'indicator.element_unknown',
      element: 'nothing',
    });
    expect(await asked({ op: 'total', of: { element: 'letters', take: 'sum', keys: ['x'] } })).toEqual({
      code: 'indicator.option_unknown',
      element: 'letters',
      option: 'x',
    });
    expect(await asked({ op: 'total', of: { element: 'case_title', take: 'sum' } })).toEqual({
      code: 'indicator.not_summable',
      element: 'case_title',
    });
    expect(await asked(count('case_title'))).toEqual({ code: 'indicator.not_countable', element: 'case_title' });
    expect(await asked(count('letters', { op: 'gt', value: '很多' }))).toEqual({
      code: 'indicator.condition_not_a_number',
      element: 'letters',
      value: '很多',
    });
    expect(await asked(count('enrolment_check', { op: 'eq', value: '1' }))).toEqual({
      code: 'indicator.condition_not_yes_or_no',
      element: 'enrolment_check',
      value: '1',
    });
    expect(await asked(count('enrolment_check', { op: 'gt', value: 'true' }))).toEqual({
      code: 'indicator.condition_has_no_order',
      element: 'enrolment_check',
    });
    expect(await asked(count('charter_status', { op: 'gt', value: 'approved' }))).toEqual({
      code: 'indicator.condition_has_no_order',
      element: 'charter_status',
    });
    expect(await asked(count('charter_status', { op: 'eq', value: 'lost' }))).toEqual({
      code: 'indicator.condition_not_a_choice',
      element: 'charter_status',
      value: 'lost',
    });
    expect(
      await asked({ op: 'total', of: { element: 'letters', take: 'sum', where: { op: 'gt', value: '1' } } }),
    ).toEqual({ code: 'indicator.condition_counts_only', element: 'letters' });
    expect(await asked({ op: 'total', of: { element: 'charter_status', take: 'count', over: 'sum' } })).toEqual({
      code: 'indicator.over_latest_only',
      element: 'charter_status',
    });
    expect(await asked({ op: 'median', of: { element: 'letters', take: 'count' } })).toEqual({
      code: 'indicator.spread_of_numbers',
      element: 'letters',
    });
    expect(await asked({ op: 'list', of: { element: 'letters' } })).toEqual({
      code: 'indicator.names_nothing',
      element: 'letters',
    });
  });

  it('leaves a year that doesn’t write about it, and can come back', async () => {
    const made = await save(world.actors.admin, 2024, draft('会用的', letters));
    const { reportId } = await as(world.actors.editor, useCases.compileReport, {
      programme: 'rule_of_law',
      year: 2024,
    });
    const { sections } = await as(world.actors.editor, useCases.getReportView, { reportId });
    const section = sections[0];
    const content = (indicator: string | null) => ({
      type: 'doc' as const,
      version: 2 as const,
      content: [
        {
          type: 'paragraph' as const,
          attrs: { id: 'p' },
          ...(indicator === null
            ? {}
            : {
                content: [
                  {
                    type: 'figure' as const,
                    attrs: { id: 'own', indicator, format: { style: 'exact' as const }, unit: null },
                  },
                ],
              }),
        },
      ],
    });
    const code = section?.code ?? '';
    await as(world.actors.editor, useCases.saveSection, { reportId, code, version: 1, content: content(made.code) });
    expect(
      await refusal(
        as(world.actors.admin, useCases.retireIndicator, { programme: 'rule_of_law', year: 2024, code: made.code }),
      ),
    ).toEqual({
      code: 'indicator.in_use',
      year: 2024,
    });
    await as(world.actors.editor, useCases.saveSection, { reportId, code, version: 2, content: content(null) });
    await as(world.actors.admin, useCases.retireIndicator, { programme: 'rule_of_law', year: 2024, code: made.code });
    expect(await codesIn(world.actors.editor, 2024)).not.toContain(made.code);
    expect(
      await codeOf(
        as(world.actors.admin, useCases.retireIndicator, { programme: 'rule_of_law', year: 2024, code: made.code }),
      ),
    ).toBe('indicator.not_found');
    expect(
      await codeOf(
        as(world.actors.admin, useCases.retireIndicator, { programme: 'rule_of_law', year: 2024, code: 'letters' }),
      ),
    ).toBe('indicator.not_own');
    expect(await save(world.actors.admin, 2024, draft('会用的', letters), made)).toMatchObject({
      code: made.code,
      version: 1,
    });
    expect(await codesIn(world.actors.editor, 2024)).toContain(made.code);
  });
});
