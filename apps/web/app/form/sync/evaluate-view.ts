import {
  cellMap,
  crossingElements,
  evaluateForm,
  type Cell,
  type CellMap,
  type Evaluation,
  type EvaluationContext,
  type Finding,
  type OtherForm,
} from '@huibao/domain';
import type { SubmissionView } from './view.ts';

type Other = SubmissionView['others'][number];

/** What the page shows of a form: judged as a submit judges it, and what drafts of other forms make of it. */
export interface PageEvaluation {
  readonly evaluation: Evaluation;
  /** Found only by what isn't submitted yet of other forms; nothing of it keeps the form from being submitted. */
  readonly foreseen: readonly Finding[];
}

/** By what stands of other forms, as at a submit. */
export function evaluateView(view: SubmissionView, cells: CellMap): Evaluation {
  return evaluateWith(view, cells, (other) => other.cells);
}

/**
 * Cells that come from other forms show what is drafted there while nothing stands; all else is as it is judged at a
 * submit.
 */
export function evaluatePage(view: SubmissionView, cells: CellMap): PageEvaluation {
  const evaluation = evaluateView(view, cells);
  if (view.others.every((other) => other.draft === null)) return { evaluation, foreseen: [] };
  const preview = evaluateWith(view, cells, (other) => other.cells ?? other.draft);
  const crossing = crossingElements(view.form);
  const known = new Set(evaluation.findings.map(({ rule }) => rule));
  return {
    evaluation: {
      ...evaluation,
      cells: new Map([
        ...[...evaluation.cells].filter(([, { code }]) => !crossing.has(code)),
        ...[...preview.cells].filter(([, { code }]) => crossing.has(code)),
      ]),
    },
    foreseen: preview.findings.filter(({ kind, rule }) => kind === 'rule' && !known.has(rule)),
  };
}

function evaluateWith(
  view: SubmissionView,
  cells: CellMap,
  cellsOf: (other: Other) => readonly Cell[] | null,
): Evaluation {
  return evaluateForm(view.form, contextOf(view, cells, cellsOf));
}

/** What a form is judged against: by what stands of other forms, unless something else of them is asked for. */
export function contextOf(
  view: SubmissionView,
  cells: CellMap,
  cellsOf: (other: Other) => readonly Cell[] | null = (other) => other.cells,
): EvaluationContext {
  const { unit, period, year, others } = view;
  return {
    cells,
    unit,
    period,
    year,
    ...before(view),
    ...(others.length === 0
      ? {}
      : {
          others: others.map((other): OtherForm => ({
            form: other.form,
            cells: mapOrNull(cellsOf(other)),
            ...before(other),
          })),
        }),
  };
}

function before({ previous, lastYear, earlierThisYear }: Pick<Other, 'previous' | 'lastYear' | 'earlierThisYear'>) {
  return {
    previous: mapOrNull(previous),
    lastYear: mapOrNull(lastYear),
    earlierThisYear: earlierThisYear.map((cells) => cellMap(cells)),
  };
}

function mapOrNull(cells: readonly Cell[] | null): CellMap | null {
  return cells && cellMap(cells);
}
