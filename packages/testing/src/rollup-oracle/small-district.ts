import type {
  District,
  DistrictCell,
  DistrictElement,
  DistrictIndicator,
  DistrictRevision,
  DistrictSubmission,
  DistrictUnit,
  Operator,
  Term,
} from './district.ts';
import { rollUpByHand, type HandFigure, type HandScope } from './roll-up-by-hand.ts';

type Traits = Partial<Omit<DistrictUnit, 'id' | 'versions'>> & {
  readonly schoolType?: string | null;
  readonly becomes?: { readonly from: string; readonly schoolType: string };
};

export function unit(id: number, traits: Traits = {}): DistrictUnit {
  const { schoolType = 'primary', becomes, ...rest } = traits;
  const first = { from: '2020-09-01', kind: 'school', schoolType, ownership: 'public', sectionCode: null } as const;
  return {
    id,
    opensOn: '2020-09-01',
    closesOn: null,
    groups: [],
    mergedInto: null,
    versions: becomes === undefined ? [first] : [first, { ...first, ...becomes }],
    ...rest,
  };
}

export function element(code: string, flow: 'stock' | 'flow', more: Partial<DistrictElement> = {}): DistrictElement {
  return { code, form: 'form', type: 'number', flow, keys: [''], appliesTo: {}, keyAppliesTo: {}, ...more };
}

/** `lessons` or `pupils.girls`; 'n/a' is not applicable, an array is a text's. */
function cells(answers: Readonly<Record<string, string | readonly string[]>>): readonly DistrictCell[] {
  return Object.entries(answers).map(([name, answer]): DistrictCell => {
    const [code = '', key = ''] = name.split('.');
    if (typeof answer !== 'string') return { element: code, key, state: 'value', value: '', texts: answer };
    return answer === 'n/a'
      ? { element: code, key, state: 'not_applicable', value: '' }
      : { element: code, key, state: 'value', value: answer };
  });
}

export function submission(
  unitId: number,
  period: 1 | 2,
  ...revisions: readonly (readonly [DistrictRevision['outcome'], Parameters<typeof cells>[0]])[]
): DistrictSubmission {
  return {
    unit: unitId,
    form: 'form',
    period,
    revisions: revisions.map(([outcome, answers]) => ({ outcome, cells: cells(answers) })),
  };
}

export function accepted(unitId: number, period: 1 | 2, answers: Parameters<typeof cells>[0]): DistrictSubmission {
  return submission(unitId, period, ['accepted', answers]);
}

export function valueOf(code: string, more: Partial<Term> = {}): Term {
  return { element: code, take: 'sum', ...more };
}

type Case = Pick<District, 'elements' | 'submissions'> &
  Partial<District> &
  Partial<Omit<DistrictIndicator, 'code' | 'operator'>> & { readonly scope?: HandScope };

export function figure(
  operator: Operator,
  { elements, submissions, units = [unit(1), unit(2), unit(3)], children = {}, factor, scope = {} }: Case,
): HandFigure | undefined {
  const indicator = { code: 'it', children, operator, ...(factor === undefined ? {} : { factor }) };
  return rollUpByHand({ year: 2025, units, elements, submissions, indicators: [indicator] }, scope).get('it');
}

export const lessons = element('lessons', 'flow');
export const pupils = element('pupils', 'stock');
