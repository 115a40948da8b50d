import { HuibaoError, measureKey, mostPeriods, pivotDefinitionSchema } from '@huibao/domain';
import { z } from 'zod';
import { listLineage } from '../rollup/lineage.ts';
import { markReporters } from '../rollup/mark-reporters.ts';
import { defineQuery } from '../use-case.ts';
import { yearInput } from '../year-input.ts';
import { definitionAt, findYear, periodsAt } from './slice.ts';

/** What stands behind one cell of a pivot: the same slice of the same indicator, down to who reported it. */
export const explainCell = defineQuery({
  permission: 'rollup.read',
  input: z.object({
    definition: pivotDefinitionSchema,
    at: z.object({
      year: yearInput.exactOptional(),
      measure: z.string().max(100).exactOptional(),
      unit: z.int32().exactOptional(),
      unitType: z.string().max(20).exactOptional(),
      term: z.int().min(1).max(mostPeriods).exactOptional(),
      option: z.string().max(170).exactOptional(),
    }),
  }),
  async run(scope, { definition: pivot, at }) {
    const year = at.year ?? pivot.years[0] ?? 0;
    const known = await findYear(scope.trx, scope.actor, { programme: pivot.programme, year }, pivot.measures);
    if (!known) throw new HuibaoError('edition.not_found', { year });
    const measure = at.measure ?? pivot.measures.map(measureKey)[0] ?? '';
    const whole = known.measures.get(measure);
    if (!whole) throw new HuibaoError('analysis.measure_not_found', { measure });
    const { label, unit } = whole.definition;
    const definition = definitionAt(known, measure, at, pivot.units);
    const periodNames = known.edition.calendar.periods.map((one) => one.label);
    if (!definition) return { indicator: measure, label, unit, periodNames, rows: [], reporters: [] };
    const periods = periodsAt(known.edition.calendar, at, pivot.terms);
    const [lineage] = await listLineage(scope, known.edition, [definition], {
      ...(periods ? { periods } : {}),
      ...(at.unit === undefined ? {} : { unitId: at.unit }),
    });
    // Of a choice, those who gave another answer are behind the cell as well: they count for none in it.
    return {
      indicator: measure,
      label,
      unit,
      periodNames,
      ...(await markReporters(scope, known.edition, definition, lineage)),
    };
  },
});
