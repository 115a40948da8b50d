import type { Cell, EvaluationContext, OtherForm, ReportedBefore } from '@huibao/domain';
import type { DraftCell } from '../../submission/draft-cell.repository.ts';
import type { Submission } from '../../submission/submission.repository.ts';
import type { ImportRefusal, JudgedForm } from '../judged-form.ts';
import type { PlacedForm } from '../place-entries.ts';

/** What is around a form's cells. */
export type Around = Omit<EvaluationContext, 'cells' | 'unit' | 'year'>;

/** Cells of other terms, as JSON has them. */
export interface BeforeTask {
  readonly previous: readonly Cell[] | null;
  readonly lastYear: readonly Cell[] | null;
  readonly earlierThisYear: readonly (readonly Cell[])[];
}

/** A form to be judged; definitions by their places in the task. */
export interface FormTask extends BeforeTask {
  readonly placed: PlacedForm;
  readonly submission: Pick<Submission, 'id' | 'unitId' | 'formCode' | 'issueNo' | 'unit' | 'year'>;
  readonly form: number;
  readonly drafts: readonly DraftCell[];
  readonly around: Omit<Around, 'others' | keyof ReportedBefore>;
  readonly others?: readonly OtherTask[];
}

export interface OtherTask extends BeforeTask, Omit<OtherForm, 'form' | 'cells' | keyof ReportedBefore> {
  readonly form: number;
  readonly cells: readonly Cell[] | null;
}

/** As JSON, which is read three times as fast as what `v8.serialize` writes of many small objects. */
export interface JudgingTask {
  /** Each as JSON: a process that has met the text before goes by what it made of it then. */
  readonly definitions: readonly string[];
  readonly forms: readonly FormTask[];
}

/** What came of one form. */
export interface Judgement {
  readonly form: JudgedForm;
  readonly refusals: readonly ImportRefusal[];
}

/** As `v8.serialize` writes it: what is long in it are texts. */
export type JudgingAnswer = readonly Judgement[] | { readonly failed: string };
