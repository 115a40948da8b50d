import { cellMap, evaluateForm, termOf, type Cell, type CellState, type UnitTraits } from '@huibao/domain';
import { formOf, type Edition } from '../forms/edition.repository.ts';
import type { QueryScope } from '../use-case.ts';

export interface Draft {
  readonly id: string;
  readonly formCode: string;
  readonly state: string;
  /** As of the last submit; right for what isn't being worked on. */
  readonly filled: number;
  readonly required: number;
  readonly unit: UnitTraits;
}

export interface Progress {
  readonly filled: number;
  readonly required: number;
}

/** How far each form is. Drafts are judged by the one evaluator on what is saved: a save stays one small upsert. */
export async function listProgress(
  { trx, actor }: Pick<QueryScope, 'trx' | 'actor'>,
  edition: Edition,
  period: number,
  drafts: readonly Draft[],
): Promise<ReadonlyMap<string, Progress>> {
  const open = drafts.filter((draft) => draft.state === 'draft' || draft.state === 'returned');
  const rows =
    open.length === 0
      ? []
      : await trx
          .selectFrom('draft_cells')
          .select(['submission_id', 'code', 'key', 'state', 'value'])
          .where('tenant_id', '=', actor.tenantId)
          .where(
            'submission_id',
            'in',
            open.map((draft) => draft.id),
          )
          .where('state', '<>', 'missing')
          .execute();
  const cells = Map.groupBy(rows, (row) => row.submission_id);
  const term = termOf(edition.year, period);
  return new Map(
    drafts.map((draft) => {
      if (!open.includes(draft)) return [draft.id, { filled: draft.filled, required: draft.required }];
      const own = (cells.get(draft.id) ?? []).map(({ code, key, state, value }): Cell => ({
        code,
        key,
        state: state as CellState,
        value,
      }));
      const { totals } = evaluateForm(formOf(edition, draft.formCode).definition, {
        cells: cellMap(own),
        unit: draft.unit,
        period: term,
        year: edition.year,
        previous: null,
        lastYear: null,
        earlierThisYear: [],
      });
      return [draft.id, { filled: totals.filled, required: totals.required }];
    }),
  );
}
