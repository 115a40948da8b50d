import { cellId, cellMap, isEditable, phaseOf, type CellMap, type Evaluation, type Finding } from '@huibao/domain';
import { useRevalidator } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { client, failureOf, type Failure } from '../../client.ts';
import { browserStorage } from '../../kept-of-tab.ts';
import { useUnsavedPart } from '../../unsaved-work.ts';
import { evaluatePage } from './evaluate-view.ts';
import type { FormState } from './form-state.ts';
import { FormStore } from './form-store.ts';
import { differingFrom, type Differing } from '../../elsewhere/differing.ts';
import { marksOf, type Marks } from './marks.ts';
import { findPlace, placesOf, readText, type Place } from './places.ts';
import { openTabChannel } from './tab-channel.ts';
import type { SubmissionView } from './view.ts';

export interface ExplanationsHandle {
  readonly textOf: (finding: string) => string;
  /** Findings with an explanation that the server has. */
  readonly explained: ReadonlySet<string>;
  readonly failure: Failure | null;
  readonly write: (finding: string, text: string) => void;
  readonly save: (finding: string) => Promise<void>;
}

export interface FormHandle {
  readonly view: SubmissionView;
  readonly store: FormStore;
  readonly state: FormState;
  readonly evaluation: Evaluation;
  /** What drafts of other forms would make a rule say, once they are submitted. */
  readonly foreseen: readonly Finding[];
  readonly lastYear: CellMap | null;
  readonly places: ReadonlyMap<string, Place>;
  readonly explanations: ExplanationsHandle;
  readonly marks: Marks;
  /** What other programmes say otherwise. */
  readonly differing: readonly Differing[];
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
  loaded: SubmissionView,
  person: { readonly userId: string; readonly role: string } | null,
): FormHandle {
  const userId = person?.userId ?? '';
  const { revalidate } = useRevalidator();
  const reload = useRef(revalidate);
  const seen = useRef(loaded);
  // A form that was amended is shown once what its editors hold has been put in.
  const [view, setView] = useState(loaded);
  const isReadOnly = !mayFill(view, person?.role);
  const [store] = useState(() => createStore(seen, userId, () => void reload.current()));
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const [isChecked, setChecked] = useState(false);
  useEffect(() => {
    reload.current = revalidate;
  }, [revalidate]);
  useEffect(() => {
    seen.current = loaded;
    store.refresh(loaded, (id) => findPlace(loaded.form, loaded.unit, id) !== undefined);
    setView(loaded);
  }, [store, loaded]);
  useEffect(() => (isReadOnly ? undefined : store.start()), [store, isReadOnly]);
  useLifecycle(store);
  useUnsavedPart(
    useMemo(
      () => ({ count: () => store.unsaved, save: store.saveAll, isKept: () => store.getState().isKept }),
      [store],
    ),
  );

  const lastYear = useMemo(() => view.lastYear && cellMap(view.lastYear), [view]);
  const { evaluation, foreseen } = useMemo(() => evaluatePage(view, state.cells), [view, state.cells]);
  const places = useMemo(() => placesOf(view.form, view.unit), [view.form, view.unit]);
  const explanations = useMemo(
    () => ({
      explained: store.explanations.explained,
      failure: state.explanations.failure,
      textOf: (finding: string) => store.explanations.textOf(finding),
      write: (finding: string, text: string) => store.explanations.write(finding, text),
      save: (finding: string) => store.explanations.save(finding),
    }),
    [store, state.explanations],
  );
  const differing = useMemo(() => differingFrom(view.told, evaluation.cells), [view.told, evaluation.cells]);
  const marks = useMemo(
    () => marksOf(state, evaluation, explanations.explained, isChecked, new Set(differing.flatMap(({ ids }) => ids))),
    [state, evaluation, explanations.explained, isChecked, differing],
  );
  const { unsaved } = store;
  // The same for as long as nothing of it has changed: a grid of a thousand cells goes by it.
  return useMemo(
    () => ({
      view,
      store,
      state,
      evaluation,
      foreseen,
      lastYear,
      places,
      explanations,
      marks,
      differing,
      isReadOnly,
      unsaved,
      isChecked,
      setChecked,
    }),
    [
      view,
      store,
      state,
      evaluation,
      foreseen,
      lastYear,
      places,
      explanations,
      marks,
      differing,
      isReadOnly,
      unsaved,
      isChecked,
    ],
  );
}

/** `seen` holds the form as it was read last: it may be amended while the store lives. */
function createStore(seen: { readonly current: SubmissionView }, userId: string, onAmended: () => void): FormStore {
  const view = seen.current;
  return new FormStore(view, userId, {
    failureOf,
    onAmended,
    send: (source, cells, issueNo) =>
      client.submission.save.mutate({
        submissionId: view.id,
        source,
        ...(issueNo === undefined ? {} : { issueNo }),
        cells: cells.map(({ code, key, state, value, version }) => ({ code, key, state, value, version })),
      }),
    explain: (finding, text, seen) => client.submission.explain.mutate({ submissionId: view.id, finding, text, seen }),
    later: (work, milliseconds) => {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    storage: browserStorage(),
    channel: openTabChannel(`huibao/form/${userId}/${view.id}`),
    tab: String(Math.random()).slice(2),
    read: ({ code, key, text }) => {
      const { form, unit, year } = seen.current;
      const place = findPlace(form, unit, cellId({ code, key }));
      if (!place || place.isLocked) return null;
      const reading = readText(place.element, text, year);
      return reading.ok ? reading.content : reading.error;
    },
  });
}

/** Saves when the page is hidden or the network is back, and keeps what can't be saved. */
function useLifecycle(store: FormStore): void {
  useEffect(() => {
    const flush = (): void => {
      void store.queue.flush();
      void store.explanations.saveAll();
    };
    const look = (): void => {
      if (document.visibilityState === 'hidden') flush();
      else void store.gather();
    };
    const hide = (): void => {
      store.settle();
      flush();
    };
    const count = (): void => store.countElsewhere();
    window.addEventListener('online', flush);
    window.addEventListener('pagehide', hide);
    window.addEventListener('storage', count);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('online', flush);
      window.removeEventListener('pagehide', hide);
      window.removeEventListener('storage', count);
      document.removeEventListener('visibilitychange', look);
    };
  }, [store]);
}
