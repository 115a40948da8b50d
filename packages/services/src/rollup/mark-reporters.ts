import { spanOf, type IndicatorDefinition } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { listDelivered } from './delivered.repository.ts';
import { hiddenOfDeliveries, isOfFew } from './hidden-in-public.ts';
import { listClosedWithin } from './lineage.repository.ts';
import type { IndicatorLineage, LineageReporter } from './lineage.ts';
import type { Reader } from './roll-up.ts';

export interface MarkedReporter extends LineageReporter {
  /** The public isn't shown what it brings in. */
  readonly isHidden: boolean;
  /**
   * Its last day, where that fell into the year: what it did until then is counted in the year's sums, and of what
   * stood at the year's end it is no part, so that the two stand side by side with one school more and less.
   */
  readonly closedOn: string | null;
}

export interface MarkedLineage extends Pick<IndicatorLineage, 'rows'> {
  readonly reporters: readonly MarkedReporter[];
}

/** What stands behind a figure with the mark of what each reporter brings in: a bureau's as on its delivery. */
export async function markReporters(
  { trx, actor }: Reader,
  edition: Edition,
  indicator: IndicatorDefinition,
  { rows, reporters }: Pick<IndicatorLineage, 'rows' | 'reporters'> = { rows: [], reporters: [] },
): Promise<MarkedLineage> {
  const deliveryOf = new Map(
    rows.flatMap(({ unitId, deliveryId }) => (deliveryId === null ? [] : [[unitId, deliveryId] as const])),
  );
  const ids = reporters.map(({ unitId }) => unitId);
  const closed = await listClosedWithin(trx, actor.tenantId, spanOf(edition.calendar, edition.year), ids);
  const hidden = await hiddenOfDeliveries(
    trx,
    actor.tenantId,
    await listDelivered(trx, actor.tenantId, [...deliveryOf.values()]),
  );
  const isHidden = ({ unitId, of, per }: LineageReporter): boolean => {
    const delivery = deliveryOf.get(unitId);
    if (delivery === undefined) return isOfFew(edition, indicator, { numerator: of, denominator: per });
    return hidden.get(delivery)?.has(indicator.code) === true;
  };
  return {
    rows,
    reporters: reporters.map((reporter) => ({
      ...reporter,
      isHidden: isHidden(reporter),
      closedOn: closed.get(reporter.unitId) ?? null,
    })),
  };
}
