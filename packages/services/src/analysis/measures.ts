import {
  breakdownOf,
  elementsOf,
  HuibaoError,
  indicatorOfElement,
  measureKey,
  operandsOf,
  type DataElement,
  type Dimension,
  type IndicatorDefinition,
  type Localized,
  type PivotMeasure,
} from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear, type Edition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { isOverseer } from './is-overseer.ts';

/** What a year's edition says of a measure: its definition, and what it comes apart by. */
export interface YearMeasure {
  readonly definition: IndicatorDefinition;
  readonly breakdown: Dimension | null;
}

/** Elements of the forms, by code, that facts are kept of. */
export function elementsByCode(edition: Edition): ReadonlyMap<string, DataElement> {
  return new Map(
    edition.forms
      .flatMap(({ definition }) => elementsOf(definition))
      .filter(({ code }) => edition.elementIds.has(code))
      .map((element) => [element.code, element]),
  );
}

/** Undefined where the year doesn't know it. */
export function findMeasure(
  edition: Edition,
  elements: ReadonlyMap<string, DataElement>,
  measure: PivotMeasure,
): YearMeasure | undefined {
  const element = 'element' in measure ? elements.get(measure.element) : undefined;
  const definition =
    'indicator' in measure
      ? edition.indicators.find((one) => one.code === measure.indicator)
      : element && indicatorOfElement(element);
  return definition && { definition, breakdown: breakdownOfIndicator(definition, elements) };
}

function breakdownOfIndicator(
  { operator }: IndicatorDefinition,
  elements: ReadonlyMap<string, DataElement>,
): Dimension | null {
  const own = operandsOf(operator)[0];
  const element = own && elements.get(own.element);
  const breakdown = element ? breakdownOf(element) : null;
  if (!breakdown || !own) return null;
  if (!element?.dimension) {
    const { where } = own;
    return own.take === 'count'
      ? {
          ...breakdown,
          options: breakdown.options.filter(({ code }) => !where || (where.op === 'eq') === (where.value === code)),
        }
      : null;
  }
  return own.keys
    ? { ...breakdown, options: breakdown.options.filter(({ code }) => own.keys?.includes(code)) }
    : breakdown;
}

interface ListedMeasure {
  readonly key: string;
  readonly measure: PivotMeasure;
  readonly label: Localized;
  readonly unit: Localized;
  /** The dimension that it comes apart by, into more than one part. */
  readonly breakdown: Localized | null;
}

/** What can be measured in a year: its indicators under their groups, then, form by form, elements that none of them takes whole. */
export const listMeasures = defineQuery({
  permission: 'rollup.read',
  input: z.object({ year: z.int() }),
  async run(scope, { year }) {
    const { trx, actor } = scope;
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const elements = elementsByCode(edition);
    const listed = (measure: PivotMeasure): readonly ListedMeasure[] => {
      const found = findMeasure(edition, elements, measure);
      return found
        ? [
            {
              key: measureKey(measure),
              measure,
              label: found.definition.label,
              unit: found.definition.unit,
              breakdown: found.breakdown && found.breakdown.options.length > 1 ? found.breakdown.label : null,
            },
          ]
        : [];
    };
    const whole = new Set(
      edition.indicators.flatMap(({ operator }) =>
        operator.op === 'total' && !operator.of.keys ? [operator.of.element] : [],
      ),
    );
    // From below come indicators of a whole year: neither elements nor parts.
    const isSplittable = !(await isOverseer(scope));
    const unitGroups = await trx
      .selectFrom('unit_groups')
      .select(['code', 'name'])
      .where('tenant_id', '=', actor.tenantId)
      .orderBy('name')
      .execute();
    const groups = [
      ...edition.indicatorGroups.map((group) => ({
        ...group,
        measures: edition.indicators
          .filter((one) => one.group === group.code)
          .flatMap((one) => listed({ indicator: one.code })),
      })),
      ...(isSplittable ? edition.forms : []).map(({ definition: form }) => ({
        code: `form:${form.code}`,
        label: form.shortTitle,
        measures: elementsOf(form)
          .filter(({ code }) => !whole.has(code))
          .flatMap(({ code }) => listed({ element: code })),
      })),
    ];
    return { year, isSplittable, unitGroups, groups: groups.filter((group) => group.measures.length > 0) };
  },
});
