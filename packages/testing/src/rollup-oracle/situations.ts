import type {
  District,
  DistrictCell,
  DistrictElement,
  DistrictRevision,
  DistrictSubmission,
  DistrictUnit,
  Operator,
  Term,
  UnitVersion,
} from './district.ts';
import { rollUpByHand, type HandFigure } from './roll-up-by-hand.ts';
import { findTraits, isChosen, isOpenOn } from './unit-on-a-day.ts';

/** What a generated district should turn up often, and how often it does so in this one. */
export const situations: Readonly<Record<string, (district: District) => number>> = {
  'cell: missing': (district) =>
    count(accepted(district), (one) =>
      elementsOf(district, one).some((element) => !one.cells.some((cell) => cell.element === element.code)),
    ),
  'cell: not applicable': (district) => count(cells(district), (cell) => cell.state === 'not_applicable'),
  'cell: zero': (district) => count(numbers(district), (value) => /^0(\.0+)?$/.test(value)),
  'cell: negative': (district) => count(numbers(district), (value) => value.startsWith('-')),
  'cell: more digits than a float': (district) =>
    count(numbers(district), (value) => value.replace(/\D/g, '').length > 16),
  'cell: six decimals': (district) => count(numbers(district), (value) => /\.\d{6}$/.test(value)),
  'cell: trailing zero': (district) => count(numbers(district), (value) => /\.\d*0$/.test(value)),

  'element: disaggregated': (district) => count(district.elements, (element) => element.keys.length > 1),
  'element: a key for some': (district) =>
    count(district.elements, (element) => Object.keys(element.keyAppliesTo).length > 0),
  'element: for some': (district) => count(district.elements, (element) => Object.keys(element.appliesTo).length > 0),

  'element: added within the year': (district) => count(district.elements, (element) => isAskedOnlyBy(element, 2)),
  'element: retired within the year': (district) => count(district.elements, (element) => isAskedOnlyBy(element, 1)),
  'element: an option added within the year': (district) =>
    count(district.elements, ({ keys, askedBy }) => {
      const added = Object.keys(askedBy ?? {}).length;
      return added > 0 && added < keys.length;
    }),
  'submission: one period by each issue': (district) =>
    count(
      district.submissions,
      (spring) =>
        spring.period === 1 &&
        spring.issue === 1 &&
        district.submissions.some(
          (autumn) =>
            autumn.period === 2 && autumn.issue === 2 && autumn.unit === spring.unit && autumn.form === spring.form,
        ),
    ),
  'figure: not owed by everybody who has the form': (district) =>
    count(
      [...rollUpByHand({ ...district, elements: district.elements.map(({ askedBy: _, ...element }) => element) })],
      ([code, { expected }]) => expected !== rollUpByHand(district).get(code)?.expected,
    ),

  'unit: opened in autumn': (district) =>
    count(
      district.units,
      (unit) => unit.opensOn >= `${district.year}-09-01` && unit.opensOn <= `${district.year}-12-31`,
    ),
  'unit: closed in spring': (district) =>
    count(district.units, (unit) => closedBetween(unit, `${district.year}-01-01`, `${district.year}-08-30`)),
  'unit: closed on 31 August': (district) =>
    count(district.units, (unit) => unit.closesOn === `${district.year}-08-31`),
  'unit: closed in autumn': (district) =>
    count(district.units, (unit) => closedBetween(unit, `${district.year}-09-01`, `${district.year}-12-30`)),
  'unit: closed on 31 December': (district) =>
    count(district.units, (unit) => unit.closesOn === `${district.year}-12-31`),
  'unit: merged into one that goes on': (district) =>
    count(successions(district), ([unit, successor]) => successor.opensOn <= (unit.closesOn ?? '')),
  'unit: merged into one that opens': (district) =>
    count(successions(district), ([unit, successor]) => successor.opensOn > (unit.closesOn ?? '')),
  'unit: changed type': (district) =>
    count(changesInYear(district), ([before, after]) => before.schoolType !== after.schoolType),
  'unit: changed ownership': (district) =>
    count(changesInYear(district), ([before, after]) => before.ownership !== after.ownership),
  'unit: changes next year': (district) =>
    count(district.units, (unit) => unit.versions.some((version) => version.from > `${district.year}-12-31`)),
  'unit: of a local type': (district) =>
    count(district.units, (unit) => unit.versions.some((version) => version.schoolType?.includes('.') === true)),
  'unit: in a group': (district) => count(district.units, (unit) => unit.groups.length > 0),
  'unit: section': (district) => count(district.units, (unit) => unit.versions[0]?.kind === 'section'),

  'submission: reopened, then accepted with other cells': (district) =>
    count(district.submissions, ({ revisions }) =>
      revisions.some(
        (revision, index) =>
          revision.outcome === 'reopened' &&
          revisions[index + 1]?.outcome === 'accepted' &&
          JSON.stringify(revision.cells) !== JSON.stringify(revisions[index + 1]?.cells),
      ),
    ),
  'submission: reopened, and no more': (district) =>
    count(district.submissions, (one) => lastOutcome(one) === 'reopened'),
  'submission: returned, then accepted': (district) =>
    count(
      district.submissions,
      ({ revisions }) => revisions.at(-2)?.outcome === 'returned' && revisions.at(-1)?.outcome === 'accepted',
    ),
  'submission: returned, and no more': (district) =>
    count(district.submissions, (one) => lastOutcome(one) === 'returned'),
  'submission: withdrawn': (district) => count(district.submissions, (one) => lastOutcome(one) === 'withdrawn'),
  'submission: still submitted': (district) => count(district.submissions, (one) => lastOutcome(one) === 'submitted'),
  'submission: never answered': (district) => count(district.submissions, (one) => one.revisions.length === 0),

  'stock: answered in spring only': (district) =>
    count(yearsOfStocks(district), ({ spring, autumn }) => spring !== undefined && autumn === undefined),
  'stock: not applicable after a value': (district) =>
    count(
      yearsOfStocks(district),
      ({ spring, autumn }) => spring?.state === 'value' && autumn?.state === 'not_applicable',
    ),
  'stock: of a unit that has closed': (district) =>
    count(
      yearsOf(district),
      ({ unit, element, spring }) =>
        element.flow === 'stock' && spring?.state === 'value' && !standsAtYearsEnd(district, unit),
    ),
  'flow: of a unit that has closed': (district) =>
    count(
      yearsOf(district),
      ({ unit, element, spring }) =>
        element.flow === 'flow' && spring?.state === 'value' && !standsAtYearsEnd(district, unit),
    ),
  'trait: an answer whose element no longer applies': (district) =>
    count(
      yearsOf(district),
      ({ unit, element, spring }) => spring !== undefined && !appliesAtYearsEnd(district, unit, element, ''),
    ),
  'trait: an answer whose key no longer applies': (district) =>
    count(
      yearsOf(district),
      ({ unit, element, spring }) =>
        spring !== undefined &&
        appliesAtYearsEnd(district, unit, element, '') &&
        !appliesAtYearsEnd(district, unit, element, spring.key),
    ),

  'indicator: by a named group': (district) =>
    count(district.indicators, ({ children }) => children.group !== undefined),
  'indicator: factor 1000': (district) => count(district.indicators, ({ factor }) => factor === '1000'),
  'indicator: factor 100': (district) => count(district.indicators, ({ factor }) => factor === '100'),
  'indicator: factor 0.0001': (district) => count(district.indicators, ({ factor }) => factor === '0.0001'),
  'indicator: some of the keys': (district) => count(terms(district), ({ keys }) => keys !== undefined),

  'text: Chinese': (district) =>
    count(cells(district), (cell) => (cell.texts ?? []).some((text) => /\p{Script=Han}/u.test(text))),
  'text: nothing to report': (district) => count(cells(district), (cell) => cell.texts?.length === 0),
  'text: named by two units': (district) =>
    count(district.elements, ({ code }) => {
      const named = accepted(district).flatMap((one) =>
        one.cells
          .filter((cell) => cell.element === code)
          .flatMap((cell) => (cell.texts ?? []).map((text) => ({ text, unit: one.unit }))),
      );
      return named.some(({ text, unit }) => named.some((other) => other.text === text && other.unit !== unit));
    }),
  'figure: list where UTF-16 sorts otherwise': (district) =>
    count(figures(district), ({ texts }) => JSON.stringify(texts) !== JSON.stringify([...texts].sort())),

  'figure: denominator zero': (district) =>
    count(figures(district), ({ numerator, denominator }) => numerator !== null && denominator === '0'),
  'figure: ratio without those who have one side only': (district) =>
    count(district.indicators, ({ code, children, operator }) => {
      if (operator.op !== 'ratio') return false;
      const numerator = { code: 'numerator', children, operator: { op: 'total' as const, of: operator.of } };
      const alone = rollUpByHand({ ...district, indicators: [numerator] }).get('numerator');
      return alone?.numerator !== rollUpByHand(district).get(code)?.numerator;
    }),
  'figure: of one period, the other never opened': (district) =>
    count(figures(district), ({ periods, expected }) => periods.length === 1 && expected > 0),
  'figure: of two forms, opened unlike': (district) =>
    count(district.indicators, ({ operator }) => {
      const forms = termsOf(operator).map((term) => getElement(district, term.element).form);
      const opened = new Set(
        forms.map((form) =>
          [1, 2]
            .filter((period) => district.submissions.some((one) => one.form === form && one.period === period))
            .join(),
        ),
      );
      return opened.size > 1;
    }),
  'figure: has a value': (district) => count(figures(district), ({ value }) => value !== null && value !== '0'),
  'figure: never-ending': (district) => count(figures(district), ({ value }) => /\.\d{20}$/.test(value ?? '')),
  'figure: negative': (district) => count(figures(district), ({ value }) => value?.startsWith('-') === true),
  'figure: answered, no number': (district) =>
    count(figures(district), ({ numerator, answered }) => numerator === null && answered > 0),
  'figure: partial': (district) =>
    count(figures(district), ({ answered, expected }) => answered > 0 && answered < expected),
  'figure: nobody expected': (district) => count(figures(district), ({ expected }) => expected === 0),
  'figure: the preview differs': (district) => differing(district, {}, { includeSubmitted: true }),
  'figure: spring differs from the year': (district) => differing(district, {}, { periods: [1] }),
  'figure: autumn differs from the year': (district) => differing(district, {}, { periods: [2] }),
};

/** Operator by operator: with which period operator, which type of element, which predicate. */
export function combinationsOf(district: District): readonly string[] {
  return district.indicators.flatMap(({ operator }) => {
    if (operator.op === 'list' || operator.op === 'distinct')
      return [`${operator.op} of a text ${getElement(district, operator.element).flow}`];
    return termsOf(operator).flatMap((term) => {
      const element = getElement(district, term.element);
      return [
        `${operator.op}: ${term.over ?? `default for a ${element.flow}`}, ${term.take} ${term.where?.op ?? 'any'}`,
        `${operator.op}: ${element.type} ${term.take}`,
        ...(term.where === undefined ? [] : [`${element.type} ${term.where.op}`]),
      ];
    });
  });
}

/** All that `combinationsOf` should find in a few hundred districts. */
export function allCombinations(): readonly string[] {
  const predicates = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'];
  const takes = ['sum any', 'count any', ...predicates.map((op) => `count ${op}`)];
  const overs = ['default for a flow', 'default for a stock', 'sum', 'latest', 'mean', 'max', 'min'];
  const taking = ['total', 'ratio'];
  const valuing = ['mean', 'min', 'max', 'median', 'weighted_mean'];
  return [
    ...taking.flatMap((op) => overs.flatMap((over) => takes.map((take) => `${op}: ${over}, ${take}`))),
    ...taking.flatMap((op) =>
      ['number sum', 'number count', 'boolean sum', 'boolean count', 'choice count'].map((what) => `${op}: ${what}`),
    ),
    ...valuing.flatMap((op) => overs.map((over) => `${op}: ${over}, sum any`)),
    ...valuing.flatMap((op) => ['number sum', 'boolean sum'].map((what) => `${op}: ${what}`)),
    ...['number', 'boolean', 'choice'].flatMap((type) => predicates.map((op) => `${type} ${op}`)),
    ...['list', 'distinct'].flatMap((op) => ['stock', 'flow'].map((flow) => `${op} of a text ${flow}`)),
  ];
}

function isAskedOnlyBy({ keys, askedBy }: DistrictElement, issue: number): boolean {
  return askedBy !== undefined && keys.every((key) => askedBy[key]?.join() === String(issue));
}

function count<T>(items: readonly T[], is: (item: T) => boolean): number {
  return items.filter(is).length;
}

function getElement(district: District, code: string): DistrictElement {
  const element = district.elements.find((candidate) => candidate.code === code);
  if (element === undefined) throw new RangeError(`No element ${code}`);
  return element;
}

function lastOutcome(submission: DistrictSubmission): DistrictRevision['outcome'] | undefined {
  return submission.revisions.at(-1)?.outcome;
}

interface Accepted {
  readonly unit: number;
  readonly form: string;
  readonly period: number;
  readonly cells: readonly DistrictCell[];
}

function accepted(district: District): readonly Accepted[] {
  return district.submissions
    .filter((submission) => lastOutcome(submission) === 'accepted')
    .map(({ unit, form, period, revisions }) => ({ unit, form, period, cells: revisions.at(-1)?.cells ?? [] }));
}

function elementsOf(district: District, submission: Accepted): readonly DistrictElement[] {
  return district.elements.filter((element) => element.form === submission.form);
}

function cells(district: District): readonly DistrictCell[] {
  return accepted(district).flatMap((submission) => submission.cells);
}

function numbers(district: District): readonly string[] {
  return cells(district)
    .filter((cell) => cell.state === 'value' && getElement(district, cell.element).type === 'number')
    .map((cell) => cell.value);
}

function closedBetween(unit: DistrictUnit, first: string, last: string): boolean {
  return unit.closesOn !== null && first <= unit.closesOn && unit.closesOn <= last;
}

function successions(district: District): readonly (readonly [DistrictUnit, DistrictUnit])[] {
  return district.units.flatMap((unit) =>
    district.units.filter((other) => other.id === unit.mergedInto).map((other) => [unit, other] as const),
  );
}

function changesInYear(district: District): readonly (readonly [UnitVersion, UnitVersion])[] {
  return district.units.flatMap((unit) =>
    unit.versions.flatMap((version, index) => {
      const before = unit.versions[index - 1];
      return before !== undefined && version.from.startsWith(String(district.year)) ? [[before, version] as const] : [];
    }),
  );
}

interface YearOfKey {
  readonly unit: DistrictUnit;
  readonly element: DistrictElement;
  readonly spring: DistrictCell | undefined;
  readonly autumn: DistrictCell | undefined;
}

function yearsOf(district: District): readonly YearOfKey[] {
  return district.units.flatMap((unit) =>
    district.elements.flatMap((element) =>
      element.keys.map((key) => {
        const cellOf = (period: number): DistrictCell | undefined =>
          accepted(district)
            .find((one) => one.unit === unit.id && one.form === element.form && one.period === period)
            ?.cells.find((cell) => cell.element === element.code && cell.key === key);
        return { unit, element, spring: cellOf(1), autumn: cellOf(2) };
      }),
    ),
  );
}

function yearsOfStocks(district: District): readonly YearOfKey[] {
  return yearsOf(district).filter(
    ({ unit, element }) => element.flow === 'stock' && element.type !== 'text' && standsAtYearsEnd(district, unit),
  );
}

function standsAtYearsEnd(district: District, unit: DistrictUnit): boolean {
  return isOpenOn(unit, `${district.year}-12-31`);
}

function appliesAtYearsEnd(district: District, unit: DistrictUnit, element: DistrictElement, key: string): boolean {
  const traits = findTraits(unit, `${district.year}-12-31`);
  return (
    traits !== undefined &&
    isChosen(element.appliesTo, unit, traits) &&
    isChosen(element.keyAppliesTo[key] ?? {}, unit, traits)
  );
}

function termsOf(operator: Operator): readonly Term[] {
  switch (operator.op) {
    case 'total':
    case 'mean':
    case 'min':
    case 'max':
    case 'median':
      return [operator.of];
    case 'ratio':
      return [operator.of, operator.per];
    case 'weighted_mean':
      return [operator.of, operator.weight];
    case 'list':
    case 'distinct':
      return [];
  }
}

function terms(district: District): readonly Term[] {
  return district.indicators.flatMap(({ operator }) => termsOf(operator));
}

function figures(district: District): readonly HandFigure[] {
  return [...rollUpByHand(district).values()];
}

function differing(
  district: District,
  one: Parameters<typeof rollUpByHand>[1],
  other: Parameters<typeof rollUpByHand>[1],
): number {
  const others = rollUpByHand(district, other);
  return [...rollUpByHand(district, one)].filter(
    ([code, figure]) => JSON.stringify(figure) !== JSON.stringify(others.get(code)),
  ).length;
}
