import type { Finding } from '@huibao/domain';
import type { FormHandle } from '../sync/use-form.ts';

export interface OpenPoints {
  readonly errors: readonly Finding[];
  readonly unexplained: readonly Finding[];
  readonly explained: readonly Finding[];
  readonly unreadable: readonly string[];
  readonly conflicts: readonly string[];
  /** Texts without a place, explanations, other windows: what isn't a cell of this page. */
  readonly others: number;
}

interface Judged {
  readonly evaluation: Pick<FormHandle['evaluation'], 'findings'>;
  readonly explanations: Pick<FormHandle['explanations'], 'explained'>;
  readonly state: Pick<FormHandle['state'], 'rejected' | 'leftovers' | 'elsewhere'> & {
    readonly save: Pick<FormHandle['state']['save'], 'refused' | 'conflicts'>;
  };
}

/** What stands between the form and its submission. */
export function openPointsOf({ evaluation, explanations, state }: Judged): OpenPoints {
  const unreadable = new Set([...state.rejected.keys(), ...state.save.refused.keys()]);
  const warnings = evaluation.findings.filter((finding) => finding.severity === 'warning');
  return {
    // A cell whose text can't be read is told as that, and not as an empty one too.
    errors: evaluation.findings.filter(
      ({ severity, kind, cells }) =>
        severity === 'error' && !(kind === 'required' && cells.every((id) => unreadable.has(id))),
    ),
    unexplained: warnings.filter((finding) => !explanations.explained.has(finding.rule)),
    explained: warnings.filter((finding) => explanations.explained.has(finding.rule)),
    unreadable: [...unreadable],
    conflicts: [...state.save.conflicts.keys()],
    others: state.leftovers.length + state.elsewhere,
  };
}

export function isReady(points: OpenPoints): boolean {
  const { errors, unexplained, unreadable, conflicts, others } = points;
  return errors.length + unexplained.length + unreadable.length + conflicts.length + others === 0;
}
