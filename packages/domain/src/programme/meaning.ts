import {
  issuesWithin,
  placed,
  repeated,
  unknownReference,
  type DefinitionIssue,
  type DefinitionPath,
  type Placed,
} from '../form/definition-issue.ts';
import type { DataElement } from '../form/definition.ts';
import { columnCode, elementsOf, registersOf, withRetired } from '../form/definition.ts';
import { placedCodes, placedElements, unitIssues } from '../form/meaning.ts';
import { scopePeriods } from '../figure/figure-scope.ts';
import { findIndicatorIssues, type Askable } from '../indicator/check-indicator.ts';
import { crossingElements } from '../form/names-of-others.ts';
import { acrossFormsIssues } from './across-forms.ts';
import type { TemplateSection } from '../report/definition.ts';
import { figuresOf, indicatorsOfProse, sentencesOf, usedFigures } from '../report/prose.ts';
import { calendarIssues } from './calendar-issues.ts';
import type { Programme } from './definition.ts';
import { partIssues } from './part-issues.ts';

/** What doesn't fit together in a programme; nothing when it is right. What a form says by itself isn't looked at. */
export function findProgrammeIssues(programme: Programme): readonly DefinitionIssue[] {
  return [
    ...formIssues(programme),
    ...registerIssues(programme),
    ...indicatorIssues(programme),
    ...templateIssues(programme),
    ...chainIssues(programme),
    ...calendarIssues(programme),
    ...repeated('section asked', placed(programme.sections ?? [], ['sections'])),
    ...repeated('group asked', placed(programme.unitGroups ?? [], ['unitGroups'])),
    ...partIssues(programme),
  ];
}

function formIssues({ forms, sensitiveRegisters }: Programme): readonly DefinitionIssue[] {
  const registers = new Map(
    sensitiveRegisters.map(({ code, categories }) => [code, new Set(categories.map((one) => one.code))] as const),
  );
  const within = <Item>(of: (form: Programme['forms'][number]) => readonly Placed<Item>[]): readonly Placed<Item>[] =>
    forms.flatMap((form, index) => of(form).map(({ item, path }) => ({ item, path: ['forms', index, ...path] })));
  return [
    ...repeated('form', placed(forms, ['forms'])),
    ...repeated('element or register', within(placedCodes)),
    ...within(placedElements)
      .filter(({ item }) => item.fromSensitiveRegister !== undefined && !registers.has(item.fromSensitiveRegister))
      .map(({ item: { code, fromSensitiveRegister = '' }, path }) =>
        unknownReference(
          [...path, 'fromSensitiveRegister'],
          fromSensitiveRegister,
          `${code}: there is no sensitive register ${fromSensitiveRegister}`,
        ),
      ),
    // An option counts the category of its code.
    ...within(placedElements).flatMap(({ item: { code, fromSensitiveRegister = '', dimension }, path }) => {
      const categories = registers.get(fromSensitiveRegister);
      if (!categories || !dimension) return [];
      return placed(dimension.options, [...path, 'dimension', 'options'])
        .filter(({ item }) => !categories.has(item.code))
        .map(({ item: option, path: at }) =>
          unknownReference(
            [...at, 'code'],
            option.code,
            `${code}: ${fromSensitiveRegister} has no category ${option.code}`,
          ),
        );
    }),
    ...acrossFormsIssues(forms),
  ];
}

function registerIssues({ sensitiveRegisters }: Programme): readonly DefinitionIssue[] {
  const registers = placed(sensitiveRegisters, ['sensitiveRegisters']);
  return [
    ...repeated('sensitive register', registers),
    ...registers.flatMap(({ item, path }) =>
      repeated(`category of ${item.code}`, placed(item.categories, [...path, 'categories'])),
    ),
  ];
}

function indicatorIssues(programme: Programme): readonly DefinitionIssue[] {
  const elements = collectedElements(programme);
  const groups = new Set(programme.indicatorGroups.map((group) => group.code));
  const codes = new Set(programme.indicators.map((indicator) => indicator.code));
  const indicators = placed(programme.indicators, ['indicators']);
  return [
    ...repeated('group', placed(programme.indicatorGroups, ['indicatorGroups'])),
    ...repeated('indicator', indicators),
    ...indicators.flatMap(({ item, path }) => issuesWithin(path, unitIssues(item))),
    ...indicators.flatMap(({ item: { code, group, scale, ...draft }, path }) => [
      ...(groups.has(group)
        ? []
        : [unknownReference([...path, 'group'], group, `indicator ${code}: there is no group ${group}`)]),
      ...findIndicatorIssues(draft, elements).map(({ code: found, part, params, sentence }) => ({
        code: found,
        path: [...path, ...(['of', 'per', 'weight'].includes(part) ? ['operator', part] : [part])],
        params,
        sentence: `indicator ${code}: ${sentence}`,
      })),
      ...(typeof scale === 'object' && !codes.has(scale.per)
        ? [
            unknownReference(
              [...path, 'scale', 'per'],
              scale.per,
              `indicator ${code}: its scale asks for ${scale.per}, which is no indicator`,
            ),
          ]
        : []),
    ]),
  ];
}

function templateIssues({ template, indicators, calendar }: Programme): readonly DefinitionIssue[] {
  const codes = new Set(indicators.map((indicator) => indicator.code));
  const sectionCodes = new Set(template.sections.map((section) => section.code));
  const overview = placed(template.overview ?? [], ['overview']);
  const balances = placed(template.balances ?? [], ['balances']);
  return issuesWithin(
    ['template'],
    [
      ...repeated('report section', placed(template.sections, ['sections'])),
      ...repeated('report section', overview),
      // By its code a section is known as required, or as the ledger's.
      ...overview
        .filter(({ item }) => !sectionCodes.has(item.code))
        .map(({ item: { code }, path }) =>
          unknownReference([...path, 'code'], code, `overview: there is no section ${code}`),
        ),
      ...proseIssues(placed(template.sections, ['sections']), codes),
      ...proseIssues(overview, codes),
      ...periodIssues(placed(template.sections, ['sections']), calendar),
      // It is written of what others deliver, and they deliver years.
      ...periodsUsed(overview).map(({ code, path, period }): DefinitionIssue => ({
        code: 'definition.period_not_delivered',
        path,
        params: { code: period },
        sentence: `overview section ${code}: ${period} is a part of the year, and years are delivered`,
      })),
      ...repeated('balance', balances),
      ...balances.flatMap(({ item: { code, left, right }, path }) =>
        [...placed(left, [...path, 'left']), ...placed(right, [...path, 'right'])]
          .filter((one) => !codes.has(one.item))
          .map((one) => unknownReference(one.path, one.item, `balance ${code}: there is no indicator ${one.item}`)),
      ),
    ],
  );
}

/** Of one text: ids are unique in it, and its figures exist. */
function proseIssues(
  sections: readonly Placed<TemplateSection>[],
  indicators: ReadonlySet<string>,
): readonly DefinitionIssue[] {
  const ids = (of: (section: TemplateSection) => readonly { readonly attrs: { readonly id: string } }[]) =>
    sections.flatMap(({ item, path }) =>
      of(item).map(({ attrs }) => ({ item: { code: attrs.id }, path: [...path, 'content'] as DefinitionPath })),
    );
  return [
    ...repeated(
      'figure',
      ids((section) => figuresOf(section.content)),
    ),
    ...repeated(
      'sentence',
      ids((section) => sentencesOf(section.content)),
    ),
    ...proseOfBlocks(sections).flatMap(({ code, content, path }) =>
      indicatorsOfProse(content)
        .filter((indicator) => !indicators.has(indicator))
        .map((indicator) =>
          unknownReference(path, indicator, `report section ${code}: there is no indicator ${indicator}`),
        ),
    ),
  ];
}

interface PeriodUsed {
  /** The section's. */
  readonly code: string;
  readonly path: DefinitionPath;
  readonly period: string;
}

/** Periods of which a text's figures are. */
function periodsUsed(sections: readonly Placed<TemplateSection>[]): readonly PeriodUsed[] {
  return proseOfBlocks(sections).flatMap(({ code, content, path }) =>
    [...new Set(usedFigures(content).flatMap(({ scope }) => scope?.period ?? []))].map((period) => ({
      code,
      path,
      period,
    })),
  );
}

/** Block by block: where something is wrong in a text of fifty, it is found. */
function proseOfBlocks(sections: readonly Placed<TemplateSection>[]) {
  return sections.flatMap(({ item: { code, content }, path }) =>
    content.content.map((block, index) => ({
      code,
      content: { ...content, content: [block] },
      path: [...path, 'content', 'content', index] as DefinitionPath,
    })),
  );
}

function periodIssues(
  sections: readonly Placed<TemplateSection>[],
  calendar: Programme['calendar'],
): readonly DefinitionIssue[] {
  const known = scopePeriods(calendar);
  return periodsUsed(sections)
    .filter(({ period }) => !known.includes(period))
    .map(({ code, path, period }) =>
      unknownReference(path, period, `report section ${code}: the calendar has no period ${period} to choose`),
    );
}

function chainIssues({ chain }: Programme): readonly DefinitionIssue[] {
  return [
    ...repeated('step', placed(chain, ['chain'])),
    ...(chain.filter((step) => step.issues).length === 1 && chain.at(-1)?.issues
      ? []
      : [
          {
            code: 'definition.last_step_issues' as const,
            path: ['chain'],
            params: {},
            sentence: 'the last step of the chain, and no other, issues',
          },
        ]),
  ];
}

/** Every element and register column (`register.column`) of the programme, by code: those asked no more among them. */
export function collectedElements(
  programme: Pick<Programme, 'forms'>,
): ReadonlyMap<string, DataElement & Pick<Askable, 'crossesForms'>> {
  return new Map(
    programme.forms
      .map(withRetired)
      .flatMap((form) => [
        ...elementsOf(form).map(
          (element) =>
            [
              element.code,
              crossingElements(form).has(element.code) ? { ...element, crossesForms: true as const } : element,
            ] as const,
        ),
        ...registersOf(form).flatMap((register) =>
          register.columns.map((column) => [columnCode(register, column), column] as const),
        ),
      ]),
  );
}
