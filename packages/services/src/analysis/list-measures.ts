import {
  elementsOf,
  measureKey,
  type DataElement,
  type Localized,
  type PivotMeasure,
  withRetired,
} from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { requireEdition, type Edition } from '../forms/edition.repository.ts';
import { listUnitTypes } from '../forms/unit-type.repository.ts';
import { overseesOthers } from '../rollup/rollup-year.repository.ts';
import { defineQuery } from '../use-case.ts';
import { elementsByCode, findMeasure } from './measures.ts';
import { listGroupNames } from './reporter.repository.ts';

interface ListedMeasure {
  readonly key: string;
  readonly measure: PivotMeasure;
  readonly label: Localized;
  readonly unit: Localized;
  /** The dimensions that it comes apart by, into more than one part. */
  readonly breakdowns: readonly Localized[];
}

interface MeasureGroup {
  readonly code: string;
  readonly label: Localized;
  readonly measures: readonly ListedMeasure[];
}

/**
 * What can be measured in a year: its indicators under their groups, then, form by form, elements that none of them
 * takes whole.
 */
export const listMeasures = defineQuery({
  permission: 'rollup.read',
  input: z.object({ ...editionInput }),
  async run({ trx, actor }, address) {
    const edition = await requireEdition(trx, actor, address);
    // From below come indicators of a whole year: neither elements nor parts.
    const isSplittable = !(await overseesOthers(trx, actor.tenantId));
    const elements = elementsByCode(edition);
    const groups = [...indicatorGroups(edition, elements), ...(isSplittable ? formGroups(edition, elements) : [])];
    return {
      ...address,
      isSplittable,
      periods: edition.calendar.periods.map(({ label }) => label),
      unitGroups: await listGroupNames(trx, actor.tenantId),
      unitTypes: await listUnitTypes(trx, actor),
      groups: groups.filter((group) => group.measures.length > 0),
    };
  },
});

type Elements = ReadonlyMap<string, DataElement>;

function indicatorGroups(edition: Edition, elements: Elements): readonly MeasureGroup[] {
  return edition.indicatorGroups.map((group) => ({
    ...group,
    measures: edition.indicators
      .filter((one) => one.group === group.code)
      .flatMap((one) => listed(edition, elements, { indicator: one.code })),
  }));
}

function formGroups(edition: Edition, elements: Elements): readonly MeasureGroup[] {
  const takenWhole = new Set(
    edition.indicators.flatMap(({ operator }) =>
      operator.op === 'total' && !operator.of.keys ? [operator.of.element] : [],
    ),
  );
  return edition.forms.map(({ definition: form }) => ({
    code: `form:${form.code}`,
    label: form.shortTitle,
    measures: elementsOf(withRetired(form))
      .filter(({ code }) => !takenWhole.has(code))
      .flatMap(({ code }) => listed(edition, elements, { element: code })),
  }));
}

function listed(edition: Edition, elements: Elements, measure: PivotMeasure): readonly ListedMeasure[] {
  const found = findMeasure(edition, elements, measure);
  if (!found) return [];
  const { definition, breakdowns } = found;
  return [
    {
      key: measureKey(measure),
      measure,
      label: definition.label,
      unit: definition.unit,
      breakdowns: breakdowns.filter(({ options }) => options.length > 1).map(({ label }) => label),
    },
  ];
}
