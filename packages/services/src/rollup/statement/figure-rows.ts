import type { IndicatorOperator } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import type { PlannedFigure, RollupPlan } from '../plan-rollup.ts';
import { comment, valueRows } from './sql-fragments.ts';

/** A row for each figure: how it is worked out, from what was taken or listed where, and as what it is delivered. */
export function figureRows(plan: RollupPlan): RawBuilder<unknown> {
  return valueRows(plan.figures.map((figure, no) => figureRow(figure, no, plan)));
}

function figureRow(figure: PlannedFigure, no: number, plan: RollupPlan): RawBuilder<unknown> {
  const { indicator, factor, figureId } = figure;
  const { op, own, choice } = readBy(figure, plan);
  return sql.join([
    sql.lit(no),
    sql`${sql.lit(op)} ${comment(indicator.code)}`,
    sql.lit(own),
    sql.lit(choice),
    sql`${sql.lit(factor)}::numeric`,
    sql`${sql.lit(figureId)}::int`,
  ]);
}

/** Ratios and weighted means stand behind the terms in `taken`; lists, and how many they hold, in `listed`. */
function readBy(
  { indicator, ofPlace }: PlannedFigure,
  { terms, pairs, lists }: RollupPlan,
): { readonly op: Exclude<IndicatorOperator['op'], 'distinct'>; readonly own: number; readonly choice: number } {
  const { op } = indicator.operator;
  switch (op) {
    case 'list':
    case 'distinct':
      return { op: 'list', own: ofPlace, choice: lists[ofPlace]?.choice ?? 0 };
    case 'ratio':
    case 'weighted_mean':
      return { op, own: terms.length + ofPlace, choice: pairs[ofPlace]?.choice ?? 0 };
    case 'total':
    case 'mean':
    case 'min':
    case 'max':
    case 'median':
      return { op, own: ofPlace, choice: terms[ofPlace]?.choice ?? 0 };
  }
}
