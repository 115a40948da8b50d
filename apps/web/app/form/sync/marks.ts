import type { Evaluation, Finding } from '@huibao/domain';
import type { FormState } from './form-state.ts';

/** A cell's state, shown by colour and by shape. The order is that of urgency: the first that holds is shown. */
export type Mark = 'conflict' | 'invalid' | 'explain' | 'saving' | 'waiting' | 'differs' | 'explained' | 'saved';

export const glyphs: Readonly<Record<Mark, string>> = {
  conflict: '⇄',
  invalid: '✕',
  explain: '!',
  saving: '◌',
  waiting: '…',
  differs: '≠',
  explained: '≡',
  saved: '✓',
};

export interface Marks {
  readonly of: (id: string) => Mark | null;
  readonly findingsAt: (id: string) => readonly Finding[];
}

/**
 * `isChecked`: the person asked for the check, so that unanswered cells are shown too; before, they are just
 * not filled yet. `differing`: cells of which another programme says something else, which asks nothing of anybody.
 */
export function marksOf(
  state: FormState,
  evaluation: Evaluation,
  explained: ReadonlySet<string>,
  isChecked: boolean,
  differing: ReadonlySet<string>,
): Marks {
  const findings = new Map<string, Finding[]>();
  for (const finding of evaluation.findings) {
    if (finding.kind === 'required' && !isChecked) continue;
    for (const id of finding.cells) findings.set(id, [...(findings.get(id) ?? []), finding]);
  }
  const findingsAt = (id: string): readonly Finding[] => findings.get(id) ?? [];
  return {
    findingsAt,
    of(id) {
      const { save, rejected, cells } = state;
      const own = findingsAt(id);
      if (save.conflicts.has(id)) return 'conflict';
      if (rejected.has(id) || save.refused.has(id) || own.some((finding) => finding.severity === 'error'))
        return 'invalid';
      if (own.some((finding) => finding.severity === 'warning' && !explained.has(finding.rule))) return 'explain';
      if (save.inFlight.has(id)) return 'saving';
      if (save.pending.has(id)) return 'waiting';
      if (differing.has(id)) return 'differs';
      if (own.some((finding) => finding.severity === 'warning')) return 'explained';
      const cell = cells.get(id);
      return cell && cell.state !== 'missing' ? 'saved' : null;
    },
  };
}
