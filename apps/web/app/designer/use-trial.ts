import {
  cellId,
  namesOfForms,
  onceEach,
  type Cell,
  type FormDefinition,
  type Period,
  type UnitTraits,
} from '@huibao/domain';
import { judgeableForm } from '@huibao/domain/designing';
import { useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { failureOf } from '../client.ts';
import { evaluateView } from '../form/sync/evaluate-view.ts';
import { FormStore } from '../form/sync/form-store.ts';
import { marksOf } from '../form/sync/marks.ts';
import { findPlace, placesOf, readText } from '../form/sync/places.ts';
import { noChannel } from '../form/sync/tab-channel.ts';
import type { ExplanationsHandle, FormHandle } from '../form/sync/use-form.ts';
import type { SubmissionView } from '../form/sync/view.ts';

/** What a form said in earlier periods, as it was typed on the bench. */
export interface SaidBefore {
  readonly previous: readonly Cell[];
  readonly lastYear: readonly Cell[];
  readonly earlierThisYear: readonly (readonly Cell[])[];
}

export const saidNothing: SaidBefore = { previous: [], lastYear: [], earlierThisYear: [] };

/** Another form that the tried one reads, with what was typed on the bench for it. */
export interface TriedOther extends SaidBefore {
  readonly form: FormDefinition;
  readonly codes: readonly string[];
  readonly cells: readonly Cell[];
}

const always = '2000-01-01T00:00:00.000Z';
/** The same ones each time: what is drawn by them isn't drawn anew with each change of the form. */
const noFiles: SubmissionView['files'] = [];
const asUnit = onceEach((unit: UnitTraits) => ({ ...unit, id: 0, name: '' }) as SubmissionView['unit']);

/** What a unit that fills in the form would be shown. Nothing of it is kept. */
function trialView(
  form: FormDefinition,
  others: readonly TriedOther[],
  before: SaidBefore,
  unit: UnitTraits,
  period: Period,
  year: number,
): SubmissionView {
  return {
    id: '',
    collectionId: '',
    state: 'draft',
    reason: null,
    revisionNo: 0,
    revision: null,
    savedAt: null,
    submittedAt: null,
    serverNow: always,
    times: { opensAt: always, dueAt: always, closesAt: always },
    mendUntil: null,
    programme: '',
    year,
    period,
    unit: asUnit(unit),
    hasHeadStep: false,
    formVersion: 1,
    issueNo: 1,
    amended: null,
    parked: [],
    unruled: [],
    mended: null,
    form: form as SubmissionView['form'],
    cells: [],
    ...copied(before),
    explanations: [],
    comments: [],
    files: noFiles,
    others: others.map((other) => ({
      form: other.form as SubmissionView['form'],
      codes: [...other.codes],
      submissionId: null,
      state: 'submitted' as const,
      cells: [...other.cells],
      draft: null,
      ...copied(other),
    })),
    prefills: [],
    told: [],
    siblings: [],
  };
}

function copied({ previous, lastYear, earlierThisYear }: SaidBefore) {
  return {
    previous: [...previous],
    lastYear: [...lastYear],
    earlierThisYear: earlierThisYear.map((cells) => [...cells]),
  };
}

const noExplanations: ExplanationsHandle = {
  textOf: () => '',
  explained: new Set(),
  failure: null,
  write: () => undefined,
  save: () => Promise.resolve(),
};

/**
 * A form that is being built, as its reporter will see it and type into it: the same store, evaluator and grids, whose
 * server takes everything and keeps nothing.
 */
export function useTrial(
  form: FormDefinition,
  others: readonly TriedOther[],
  before: SaidBefore,
  unit: UnitTraits,
  period: Period,
  year: number,
): FormHandle {
  const tried = useMemo(
    () => judgeableForm(form, namesOfForms([form, ...others.map((other) => other.form)])),
    [form, others],
  );
  const view = useMemo(
    () => trialView(tried, others, before, unit, period, year),
    [tried, others, before, unit, period, year],
  );
  const seen = useRef(view);
  seen.current = view;
  const [store] = useState(
    () =>
      new FormStore(view, '', {
        failureOf,
        send: (_source, cells) => {
          const saved = cells.map(({ code, key, state, value, version }) => ({
            code,
            key,
            state,
            value,
            version: version + 1,
          }));
          return Promise.resolve({ savedAt: always, issueNo: 1, saved, conflicts: [], refused: [], parked: [] });
        },
        explain: () => Promise.reject(new Error('a trial has no explanations')),
        later: (work, milliseconds) => {
          const timer = setTimeout(work, milliseconds);
          return () => clearTimeout(timer);
        },
        storage: null,
        channel: noChannel,
        tab: '',
        read: ({ code, key, text }) => {
          const place = findPlace(seen.current.form, seen.current.unit, cellId({ code, key }));
          if (!place || place.isLocked) return null;
          const reading = readText(place.element, text, seen.current.year);
          return reading.ok ? reading.content : reading.error;
        },
      }),
  );
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const evaluation = useMemo(() => evaluateView(view, state.cells), [view, state.cells]);
  return {
    view,
    store,
    state,
    evaluation,
    foreseen: [],
    lastYear: null,
    places: placesOf(tried, view.unit),
    explanations: noExplanations,
    marks: marksOf(state, evaluation, noExplanations.explained, false, new Set()),
    differing: [],
    isReadOnly: false,
    unsaved: 0,
    isChecked: false,
    setChecked: () => undefined,
  };
}
