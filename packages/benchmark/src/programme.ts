import { twoTerms } from '@huibao/domain/sample-calendar';
import type {
  DataElement,
  FormDefinition,
  IndicatorDefinition,
  IndicatorOperator,
  Localized,
  Programme,
  Term,
  UnitFilter,
} from '@huibao/domain';

/** How many elements of each sort a synthetic programme collects. A split one has three cells. */
export interface Shape {
  readonly flows: number;
  readonly stocks: number;
  readonly yesNos: number;
  readonly splits: number;
  readonly forms: number;
}

/** 100 elements: what the bounds are stated for. */
export const bureauShape: Shape = { flows: 60, stocks: 25, yesNos: 10, splits: 5, forms: 4 };

/** 250 cells a term: the size of a country's yearly statistics of a school. */
export const countryShape: Shape = { flows: 150, stocks: 70, yesNos: 24, splits: 2, forms: 5 };

export const splitKeys = ['lower', 'middle', 'upper'] as const;

export const elementCode = {
  flow: (n: number): string => `flow_${n}`,
  stock: (n: number): string => `stock_${n}`,
  yesNo: (n: number): string => `yes_no_${n}`,
  split: (n: number): string => `split_${n}`,
};

export const publicOnly: UnitFilter = { ownership: 'public' };
export const primaryOnly: UnitFilter = { schoolTypes: ['211'] };

const same = (words: string): Localized => ({ zh: words, en: words });
const numbersTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

function elementsOfShape(shape: Shape): readonly DataElement[] {
  const integer = {
    type: 'integer',
    min: '0',
    unit: same('n'),
    required: true,
    notApplicable: [{ code: 'none', label: same('none') }],
  } as const;
  return [
    ...numbersTo(shape.flows).map((n): DataElement => ({
      ...integer,
      code: elementCode.flow(n),
      label: same(`Flow ${n}`),
      flow: 'flow',
    })),
    ...numbersTo(shape.stocks).map((n): DataElement => ({
      ...integer,
      code: elementCode.stock(n),
      label: same(`Stock ${n}`),
      flow: 'stock',
    })),
    ...numbersTo(shape.yesNos).map((n): DataElement => ({
      ...integer,
      code: elementCode.yesNo(n),
      label: same(`Yes or no ${n}`),
      type: 'boolean',
      flow: 'stock',
    })),
    ...numbersTo(shape.splits).map((n): DataElement => ({
      ...integer,
      code: elementCode.split(n),
      label: same(`Split ${n}`),
      flow: 'flow',
      dimension: {
        code: `stage_${n}`,
        label: same('Stage'),
        options: splitKeys.map((code) => ({ code, label: same(code) })),
      },
    })),
  ];
}

const sumOf = (element: string, keys?: readonly string[]): Term => ({
  element,
  take: 'sum',
  ...(keys ? { keys } : {}),
});
const yesOf = (n: number): Term => ({
  element: elementCode.yesNo(n),
  take: 'count',
  where: { op: 'eq', value: 'true' },
});

function indicator(code: string, operator: IndicatorOperator, children?: UnitFilter): IndicatorDefinition {
  return {
    code,
    group: 'all',
    label: same(code),
    unit: same('n'),
    operator,
    decimals: 1,
    coverageFloor: '0.9',
    format: { style: 'exact' },
    comparable: true,
    moreIsBetter: true,
    ...(children ? { children } : {}),
  };
}

/**
 * Every operator over numbers that indicators have, in the proportions of the built-in programme: mostly totals, then
 * counts and ratios.
 */
function indicatorsOfShape({ flows, stocks, yesNos, splits }: Shape): readonly IndicatorDefinition[] {
  const last = <T>(count: number, make: (n: number) => T): readonly T[] => numbersTo(count).map(make);
  return [
    ...last(flows - 12, (n) =>
      indicator(`sum_flow_${n}`, { op: 'total', of: sumOf(elementCode.flow(n)) }, n % 8 === 0 ? publicOnly : undefined),
    ),
    ...last(splits, (n) => indicator(`sum_split_${n}`, { op: 'total', of: sumOf(elementCode.split(n)) })),
    ...last(Math.min(3, splits), (n) =>
      indicator(`sum_lower_${n}`, { op: 'total', of: sumOf(elementCode.split(n), ['lower', 'middle']) }),
    ),
    ...last(stocks - 10, (n) =>
      indicator(
        `sum_stock_${n}`,
        { op: 'total', of: sumOf(elementCode.stock(n)) },
        n % 5 === 0 ? primaryOnly : undefined,
      ),
    ),
    ...last(yesNos - 2, (n) => indicator(`count_yes_${n}`, { op: 'total', of: yesOf(n) })),
    ...last(3, (n) =>
      indicator(`count_busy_${n}`, {
        op: 'total',
        of: { element: elementCode.flow(n), take: 'count', where: { op: 'gt', value: '100' } },
      }),
    ),
    ...last(10, (n) =>
      indicator(
        `ratio_${n}`,
        {
          op: 'ratio',
          of: sumOf(elementCode.flow(flows - n)),
          per: sumOf(elementCode.stock(stocks - n)),
          factor: '1000',
        },
        n === 10 ? publicOnly : undefined,
      ),
    ),
    ...last(2, (n) =>
      indicator(`share_${n}`, {
        op: 'ratio',
        of: yesOf(yesNos - n),
        per: { element: elementCode.yesNo(yesNos - n), take: 'count' },
        factor: '100',
      }),
    ),
    ...last(3, (n) => indicator(`mean_${n}`, { op: 'mean', of: sumOf(elementCode.stock(n)) })),
    indicator('median_1', { op: 'median', of: sumOf(elementCode.stock(1)) }),
    indicator('min_1', { op: 'min', of: sumOf(elementCode.flow(1)) }),
    indicator('max_1', { op: 'max', of: sumOf(elementCode.flow(1)) }),
  ];
}

/** A programme that nobody reports: numbers only, as many as it takes. */
export function syntheticProgramme(code: string, shape: Shape): Programme {
  const elements = elementsOfShape(shape);
  // Whole runs of elements, so that what belongs together is asked together.
  const perForm = Math.ceil(elements.length / shape.forms);
  const forms = numbersTo(shape.forms).map((n): FormDefinition => ({
    code: `form_${n}`,
    number: same(String(n)),
    title: same(`Form ${n}`),
    shortTitle: same(`Form ${n}`),
    instructions: same('Numbers.'),
    appliesTo: { kinds: ['school'] },
    sections: [
      {
        code: `numbers_${n}`,
        title: same('Numbers'),
        blocks: [{ kind: 'fields', title: same('Numbers'), elements: elements.slice((n - 1) * perForm, n * perForm) }],
      },
    ],
    rules: [],
  }));
  return {
    code,
    title: same(code),
    forms,
    sensitiveRegisters: [],
    indicatorGroups: [{ code: 'all', label: same('All') }],
    indicators: indicatorsOfShape(shape),
    template: {
      code: `${code}_report`,
      title: ['Report'],
      upwardTitle: ['Report'],
      sections: [
        {
          code: 'only',
          heading: 'Figures',
          level: 1,
          numbering: 'auto',
          required: false,
          guidance: same('Figures'),
          content: { type: 'doc', version: 2, content: [] },
        },
      ],
    },
    chain: [{ code: 'issue', label: same('Issue'), role: 'bureau_issuer', issues: true }],
    calendar: twoTerms,
  };
}
