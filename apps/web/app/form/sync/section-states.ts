import type { Evaluation, FormDefinition, UnitTraits } from '@huibao/domain';
import type { FormState } from './form-state.ts';
import { findPlace, sectionOfCell } from './places.ts';

/** `optional`: nothing is asked of it that must be answered. */
export type SectionState =
  | { readonly kind: 'troubled'; readonly count: number }
  | { readonly kind: 'open'; readonly filled: number; readonly required: number }
  | { readonly kind: 'done' | 'optional' };

interface Parts {
  readonly view: { readonly form: FormDefinition; readonly unit: UnitTraits };
  readonly evaluation: Pick<Evaluation, 'findings' | 'progress'>;
  readonly state: Pick<FormState, 'rejected'> & { readonly save: Pick<FormState['save'], 'refused' | 'conflicts'> };
  /** Warned findings whose explanation the server has. */
  readonly explained: ReadonlySet<string>;
}

/** How far each section is: done only if a check would find nothing in it and all of it is saved. */
export function sectionStates({ view, evaluation, state, explained }: Parts): ReadonlyMap<string, SectionState> {
  const troubles = new Map<string, number>();
  const add = (code: string | undefined): void => {
    if (code !== undefined) troubles.set(code, (troubles.get(code) ?? 0) + 1);
  };
  for (const finding of evaluation.findings) {
    // What nobody answered yet isn't wrong: it is counted as what is still to fill.
    if (finding.kind === 'required' || (finding.severity === 'warning' && explained.has(finding.rule))) continue;
    new Set(finding.cells.map((id) => sectionOfCell(view.form, view.unit, id))).forEach(add);
  }
  const { rejected, save } = state;
  for (const id of new Set([...rejected.keys(), ...save.refused.keys(), ...save.conflicts.keys()]))
    add(findPlace(view.form, view.unit, id)?.section);
  return new Map(
    evaluation.progress.map(({ code, filled, required }): [string, SectionState] => {
      const count = troubles.get(code) ?? 0;
      if (count > 0) return [code, { kind: 'troubled', count }];
      if (filled < required) return [code, { kind: 'open', filled, required }];
      return [code, { kind: required === 0 ? 'optional' : 'done' }];
    }),
  );
}
