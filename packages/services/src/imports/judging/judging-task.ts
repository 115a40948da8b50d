import type { EvaluationContext, OtherForm } from '@huibao/domain';
import type { DraftCell } from '../../submission/draft-cell.repository.ts';
import type { Submission } from '../../submission/submission.repository.ts';
import type { ImportRefusal, JudgedForm } from '../judged-form.ts';
import type { PlacedForm } from '../place-entries.ts';

/** What is around a form's cells. */
export type Around = Omit<EvaluationContext, 'cells' | 'unit' | 'year'>;

/** A form to be judged; definitions by their places in the task. */
export interface FormTask {
  readonly placed: PlacedForm;
  readonly submission: Pick<Submission, 'id' | 'unitId' | 'formCode' | 'issueNo' | 'unit' | 'year'>;
  readonly form: number;
  readonly drafts: readonly DraftCell[];
  readonly around: Omit<Around, 'others'>;
  readonly others?: readonly (Omit<OtherForm, 'form'> & { readonly form: number })[];
}

/** As `v8.serialize` writes it. */
export interface JudgingTask {
  /** As JSON: a process that has met the text before goes by what it made of it then. */
  readonly definitions: readonly string[];
  readonly forms: readonly FormTask[];
}

/** What came of one form. */
export interface Judgement {
  readonly form: JudgedForm;
  readonly refusals: readonly ImportRefusal[];
}

export type JudgingAnswer = readonly Judgement[] | { readonly failed: string };
