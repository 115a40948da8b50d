import { evaluateForm, readJudgedRules, type CellMap } from '@huibao/domain';
import { useMemo } from 'react';
import { Judged } from '../../rule-reading.tsx';
import { contextOf } from '../sync/evaluate-view.ts';
import type { SubmissionView } from '../sync/view.ts';

/**
 * A rule that isn't met, in words, with what it is judged by.
 *
 * @param isForeseen by what is only drafted of other forms, where nothing of them stands
 */
export function RuleJudgedHere({
  view,
  cells,
  rule,
  isForeseen,
}: {
  readonly view: SubmissionView;
  readonly cells: CellMap;
  readonly rule: string;
  readonly isForeseen: boolean;
}) {
  const judged = useMemo(() => {
    const context = contextOf(view, cells, (other) => other.cells ?? (isForeseen ? other.draft : null));
    return readJudgedRules(view.form, context, evaluateForm(view.form, context).cells, new Set([rule]))[0];
  }, [view, cells, rule, isForeseen]);
  return judged ? <Judged judged={judged} /> : null;
}
