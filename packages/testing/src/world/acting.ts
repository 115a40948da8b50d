import type { Actor } from '@huibao/db';
import { cellId, HuibaoError, type Cell } from '@huibao/domain';
import { runUseCase, useCases, type Context, type UseCase } from '@huibao/services';
import { plainAnswers } from './fill.ts';
import { Hindered } from './hindered.ts';

/** What people of a test do, each line as one of them. */
export interface Acting {
  readonly as: <Input, Output, Raw>(actor: Actor, useCase: UseCase<Input, Output, Raw>, input: Raw) => Promise<Output>;
  /** The id of the reporter's form of the newest term. */
  readonly formOf: (reporter: Actor, formCode: string) => Promise<string>;
  /** Answers a form plainly, with the cells that a test is about in place of the plain ones; `Hindered` if not all. */
  readonly fill: (reporter: Actor, submissionId: string, own?: readonly Cell[]) => Promise<void>;
  /** Explains every warning that the form may give. */
  readonly explainAll: (reporter: Actor, submissionId: string) => Promise<void>;
  /** Fills in, explains, submits: the form's next revision. Answers its number. */
  readonly report: (reporter: Actor, submissionId: string, own?: readonly Cell[]) => Promise<number>;
  /** The same, and the editor accepts it. */
  readonly reportAndAccept: (
    reporter: Actor,
    editor: Actor,
    submissionId: string,
    own?: readonly Cell[],
  ) => Promise<number>;
}

export function actingIn(ctx: Context): Acting {
  const as: Acting['as'] = (actor, useCase, input) => runUseCase(ctx, actor, useCase, input);

  const fill: Acting['fill'] = async (reporter, submissionId, own = []) => {
    const view = await as(reporter, useCases.getSubmissionView, { submissionId });
    const versions = new Map(view.cells.map((cell) => [cellId(cell), cell.version]));
    const plain = plainAnswers(view.form, view.unit, view.period);
    const answers = new Map([...plain, ...own].map((cell) => [cellId(cell), cell]));
    const saved = await as(reporter, useCases.saveCells, {
      submissionId,
      source: 'page',
      cells: [...answers.values()].map((cell) => ({ ...cell, version: versions.get(cellId(cell)) ?? 0 })),
    });
    const unsaved = [...saved.refused, ...saved.conflicts];
    if (unsaved.length > 0) throw new Hindered(`not saved: ${JSON.stringify(unsaved)}`);
  };

  const explainAll: Acting['explainAll'] = async (reporter, submissionId) => {
    const { form } = await as(reporter, useCases.getSubmissionView, { submissionId });
    for (const rule of form.rules.filter(({ severity }) => severity === 'warning'))
      await as(reporter, useCases.explainFinding, { submissionId, finding: rule.code, text: '经核实无误。' });
  };

  const report: Acting['report'] = async (reporter, submissionId, own) => {
    await fill(reporter, submissionId, own);
    await explainAll(reporter, submissionId);
    return (await as(reporter, useCases.submitSubmission, { submissionId })).revisionNo;
  };

  return {
    as,
    fill,
    explainAll,
    report,
    async formOf(reporter, formCode) {
      const { terms } = await as(reporter, useCases.listTasks, {});
      const form = terms[0]?.forms.find((task) => task.formCode === formCode);
      if (!form) throw new Error(`no form ${formCode}`);
      return form.submissionId;
    },
    async reportAndAccept(reporter, editor, submissionId, own) {
      const revisionNo = await report(reporter, submissionId, own);
      await as(editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo }] });
      return revisionNo;
    },
  };
}

/** The code that the work is refused with, or `no error`. */
export function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: unknown) => {
      if (error instanceof HuibaoError) return error.code;
      throw error;
    },
  );
}
