import { operandsOf, type IndicatorDefinition } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import {
  listAcceptedCells,
  listDeliveredCells,
  type AcceptedCell,
  type CellSource,
  type DeliveredCell,
} from './lineage.repository.ts';
import { planRollup, type PlannedFigure, type RollupPlan } from './plan-rollup.ts';
import type { Reader } from './roll-up.ts';
import { scopeOf } from './rollup-scope.ts';

/** One cell behind a figure: who reported what, in which term, on which revision. */
export interface LineageRow {
  readonly side: 'of' | 'per';
  readonly unitId: number;
  readonly unitName: string;
  readonly period: number;
  readonly cell: string;
  readonly value: string;
  /** The submission whose revision it is; or, of a figure that came from below, null and the delivery. */
  readonly submissionId: string | null;
  readonly deliveryId: string | null;
  readonly revisionId: string;
  readonly revisionNo: number;
  readonly by: string;
  readonly at: string;
  readonly explanations: number;
}

export type IndicatorLineageRow = LineageRow & { readonly indicator: string };

/** Which side of which indicator a source is read for. */
interface Source extends CellSource {
  readonly code: string;
  readonly indicator: string;
  readonly side: 'of' | 'per';
}

/** The cells that indicators read, as accepted now. */
export async function listLineage(
  reader: Reader,
  edition: Edition,
  indicators: readonly IndicatorDefinition[],
  options: { readonly periods?: readonly number[]; readonly unitId?: number } = {},
): Promise<readonly IndicatorLineageRow[]> {
  const { trx, actor } = reader;
  const { unitId } = options;
  const plan = planRollup(edition, indicators);
  const sources = plan.figures.flatMap((figure) => sourcesOf(figure, plan));
  const scope = await scopeOf(reader, edition, options, false);
  const delivered = scope.hasChildren ? await listDeliveredCells(trx, actor.tenantId, plan, scope.year, unitId) : [];
  const accepted = await listAcceptedCells(trx, actor.tenantId, sources, plan.choices, scope, unitId);
  return [...delivered.flatMap(rowsOfDelivered), ...accepted.flatMap((cell) => rowOfAccepted(cell, sources))];
}

/** What a figure reads, and of whom: the same ranges and the same choice of reporters as the roll-up's. */
function sourcesOf({ indicator, ofPlace }: PlannedFigure, plan: RollupPlan): readonly Source[] {
  const own = { indicator: indicator.code, side: 'of', isText: false } as const;
  const divisor = { indicator: indicator.code, side: 'per', isText: false } as const;
  switch (indicator.operator.op) {
    case 'list':
    case 'distinct': {
      const list = plan.lists[ofPlace];
      return list ? [{ ...own, ...list, keys: null, isText: true }] : [];
    }
    case 'ratio':
    case 'weighted_mean': {
      const pair = plan.pairs[ofPlace];
      if (!pair) return [];
      return [
        { ...own, ...pair.of.fold, choice: pair.choice },
        { ...divisor, ...pair.per.fold, choice: pair.choice },
      ];
    }
    case 'total':
    case 'mean':
    case 'min':
    case 'max':
    case 'median': {
      const term = plan.terms[ofPlace];
      return [...(term ? [{ ...own, ...term.fold, choice: term.choice }] : [])];
    }
  }
}

function rowOfAccepted(cell: AcceptedCell, sources: readonly Source[]): readonly IndicatorLineageRow[] {
  const source = sources[cell.source];
  if (!source) return [];
  return [
    {
      indicator: source.indicator,
      side: source.side,
      unitId: cell.unitId,
      unitName: cell.unitName,
      period: cell.period,
      cell: cell.key === '' ? source.code : `${source.code}[${cell.key}]`,
      value: cell.value,
      submissionId: cell.submissionId,
      deliveryId: null,
      revisionId: cell.revisionId,
      revisionNo: cell.revisionNo,
      by: cell.by ?? '',
      at: cell.at.toISOString(),
      explanations: cell.explanations,
    },
  ];
}

/** One row a side. */
function rowsOfDelivered(cell: DeliveredCell): readonly IndicatorLineageRow[] {
  const rowOf = (side: 'of' | 'per', value: string | null): readonly IndicatorLineageRow[] =>
    value === null
      ? []
      : [
          {
            indicator: cell.indicator,
            side,
            unitId: cell.unitId,
            unitName: cell.unitName,
            period: 0,
            cell: cell.indicator,
            value,
            submissionId: null,
            deliveryId: cell.deliveryId,
            revisionId: cell.deliveryId,
            revisionNo: cell.version,
            by: cell.number,
            at: cell.sentAt.toISOString(),
            explanations: 0,
          },
        ];
  return [...rowOf('of', cell.numerator), ...rowOf('per', cell.denominator)];
}

/** The codes of the elements that an indicator reads. */
export function elementsRead({ operator }: IndicatorDefinition): readonly string[] {
  return operator.op === 'list' || operator.op === 'distinct'
    ? [operator.of.element]
    : operandsOf(operator).map((term) => term.element);
}
