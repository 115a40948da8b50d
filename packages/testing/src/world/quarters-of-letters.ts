import type { Actor } from '@huibao/db';
import type { Cell } from '@huibao/domain';
import { useCases } from '@huibao/services';
import type { Acting } from './acting.ts';
import type { SmallWorld } from './small-world.ts';

/** What the two schools of a small world report to the quarterly programme. */
export interface QuartersOfLetters {
  /** Opens a quarter; both report so many letters, all answered, and are accepted. */
  readonly report: (year: number, period: number, ofEach: readonly [number, number]) => Promise<void>;
  /** The first school's accepted form is reopened, and says another number. */
  readonly correct: (year: number, period: number, letters: number, untilOn: string) => Promise<void>;
}

export function quartersOfLetters(
  acting: Acting,
  { actors: { editor, first, second, head } }: SmallWorld,
  programme: string,
): QuartersOfLetters {
  const ofFirst = new Map<string, { readonly submissionId: string; readonly revisionNo: number }>();
  return {
    async report(year, period, ofEach) {
      const { collectionId } = await acting.as(editor, useCases.openCollection, { programme, year, period });
      const reporters: readonly Actor[] = [first, second];
      for (const [place, reporter] of reporters.entries()) {
        const { terms } = await acting.as(reporter, useCases.listTasks, {});
        const submissionId = terms.find((term) => term.collectionId === collectionId)?.forms[0]?.submissionId ?? '';
        const revision = { submissionId, revisionNo: 1 };
        await acting.report(reporter, submissionId, cellsOf(period, ofEach[place] ?? 0));
        if (reporter === first) ofFirst.set(`${year}/${period}`, revision);
        else await acting.as(head, useCases.confirmSubmission, { submissionId });
        await acting.as(editor, useCases.acceptSubmissions, { items: [revision] });
      }
    },
    async correct(year, period, letters, untilOn) {
      const accepted = ofFirst.get(`${year}/${period}`);
      if (!accepted) throw new Error(`nothing of ${year}/${period}`);
      await acting.as(editor, useCases.reopenSubmission, { ...accepted, reason: '数字有误', untilOn });
      const { submissionId } = accepted;
      const revisionNo = await acting.reportAndAccept(first, editor, submissionId, cellsOf(period, letters));
      ofFirst.set(`${year}/${period}`, { submissionId, revisionNo });
    },
  };
}

function cellsOf(period: number, letters: number): readonly Cell[] {
  const cell = (code: string, value: number): Cell => ({ code, key: '', state: 'value', value: String(value) });
  return [cell('letters', letters), cell('answered', letters), cell('pupils', period * 10)];
}
