import { cellMap, evaluateForm, isEditable, phaseOf, type Cell, type CellMap, type Evaluation } from '@huibao/domain';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { client, failureOf } from '../../client.ts';
import { FormStore, type FormState } from './form-store.ts';
import { marksOf, type Marks } from './marks.ts';
import { placesOf, type Place } from './places.ts';
import { useExplanations, type Explanations } from './use-explanations.ts';
import type { SubmissionView } from './view.ts';

export interface FormHandle {
  readonly view: SubmissionView;
  readonly store: FormStore;
  readonly state: FormState;
  readonly evaluation: Evaluation;
  readonly lastYear: CellMap | null;
  readonly places: ReadonlyMap<string, Place>;
  readonly explanations: Explanations;
  readonly marks: Marks;
  readonly isReadOnly: boolean;
  readonly unsaved: number;
  readonly isChecked: boolean;
  readonly setChecked: (isChecked: boolean) => void;
}

export function mayFill(view: SubmissionView, role: string | undefined): boolean {
  const window = {
    opensAt: new Date(view.times.opensAt),
    dueAt: new Date(view.times.dueAt),
    closesAt: new Date(view.times.closesAt),
  };
  const phase = phaseOf(window, new Date(view.serverNow));
  return role === 'reporter' && isEditable(view.state) && phase !== 'scheduled' && phase !== 'closed';
}

/** The form at work: cells, their live check, their way to the server. */
export function useForm(
  view: SubmissionView,
  person: { readonly userId: string; readonly role: string } | null,
): FormHandle {
  const userId = person?.userId ?? '';
  const isReadOnly = !mayFill(view, person?.role);
  const [store] = useState(
    () =>
      new FormStore(view, userId, {
        failureOf,
        send: (source, cells) =>
          client.submission.save.mutate({
            submissionId: view.id,
            source,
            cells: cells.map(({ code, key, state, value, version }) => ({ code, key, state, value, version })),
          }),
        later: (work, milliseconds) => {
          const timer = setTimeout(work, milliseconds);
          return () => clearTimeout(timer);
        },
      }),
  );
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const [isChecked, setChecked] = useState(false);
  const explanations = useExplanations(view, () => store.queue.signedOut());
  useEffect(() => store.refresh(view), [store, view]);
  useEffect(() => {
    if (!isReadOnly) store.restore();
  }, [store, isReadOnly]);
  useLifecycle(store);

  const history = useMemo(
    () => ({
      previous: mapOrNull(view.previous),
      lastYear: mapOrNull(view.lastYear),
      earlierThisYear: view.earlierThisYear.map((cells) => cellMap(cells)),
    }),
    [view],
  );
  const evaluation = useMemo(
    () =>
      evaluateForm(view.form, {
        cells: state.cells,
        unit: view.unit,
        period: view.period,
        year: view.year,
        ...history,
      }),
    [view, history, state.cells],
  );
  const places = useMemo(() => placesOf(view.form, view.unit), [view.form, view.unit]);
  const marks = useMemo(
    () => marksOf(state, evaluation, explanations.explained, isChecked),
    [state, evaluation, explanations.explained, isChecked],
  );
  return {
    view,
    store,
    state,
    evaluation,
    lastYear: history.lastYear,
    places,
    explanations,
    marks,
    isReadOnly,
    unsaved: store.unsaved + explanations.unsaved,
    isChecked,
    setChecked,
  };
}

function mapOrNull(cells: readonly Cell[] | null): CellMap | null {
  return cells && cellMap(cells);
}

/** Saves when the page is hidden or the network is back; warns before unsaved cells are left. */
function useLifecycle(store: FormStore): void {
  useEffect(() => {
    const flush = (): void => void store.queue.flush();
    const hide = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    const warn = (event: BeforeUnloadEvent): void => {
      if (store.unsaved > 0) event.preventDefault();
    };
    window.addEventListener('online', flush);
    document.addEventListener('visibilitychange', hide);
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('online', flush);
      document.removeEventListener('visibilitychange', hide);
      window.removeEventListener('beforeunload', warn);
    };
  }, [store]);
}
