import { HuibaoError, periodOf } from '@huibao/domain';
import { formOf, getEdition, type Edition } from '../forms/edition.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';
import { extendWindow, prolongWindow, timesOf } from './window.ts';
import { countReturnedComments } from './comment.repository.ts';
import { measureProgress, type Progress } from './measure-progress.ts';
import { listTasksOf, type Task } from './task.repository.ts';

/** The unit's terms, newest first, each with its forms: what to do, until when, how far it is. */
export const listTasks = defineQuery({
  permission: 'submission.read',
  input: noInput,
  async run({ trx, actor, now }) {
    const unitId = actor.units?.[0];
    if (unitId === undefined) throw new HuibaoError('access.denied');
    const tasks = await listTasksOf(trx, actor.tenantId, unitId);
    const comments = await countReturnedComments(trx, actor.tenantId, unitId);
    const terms = [];
    for (const group of Map.groupBy(tasks, (task) => task.collectionId).values()) {
      const [first] = group;
      if (!first) continue;
      const progress = await measureProgress(trx, actor.tenantId, group);
      const editions = new Map<string, Edition>();
      for (const task of group) editions.set(task.id, await getEdition(trx, task.edition));
      terms.push(showTerm(first, group, editions, progress, comments));
    }
    return { serverNow: now.toISOString(), terms };
  },
});

function showTerm(
  first: Task,
  group: readonly Task[],
  editions: ReadonlyMap<string, Edition>,
  progress: ReadonlyMap<string, Progress>,
  comments: ReadonlyMap<string, number>,
) {
  // Forms may be of different issues; the newest has them all, and its words.
  const edition = [...editions.values()].reduce((newest, one) => (isNewer(one, newest) ? one : newest));
  const formOrder = edition.forms.map((form) => form.definition.code);
  const extension = group.map((task) => task.extendedUntil).find((date) => date !== null) ?? null;
  return {
    collectionId: first.collectionId,
    programme: edition.programmeName,
    title: edition.title,
    year: first.year,
    period: periodOf(edition.calendar, first.year, first.period),
    times: timesOf(extendWindow(first.window, extension)),
    forms: group
      .filter((task) => task.state !== 'retired')
      .toSorted((a, b) => formOrder.indexOf(a.formCode) - formOrder.indexOf(b.formCode))
      .map((task) =>
        showTask(task, editions.get(task.id) ?? edition, progress.get(task.id) ?? task, comments.get(task.id) ?? 0),
      ),
    /** Asked no more before anything was handed in: what was written stays to be looked at. */
    retired: group
      .filter((task) => task.state === 'retired')
      .map((task) => {
        const { number, title } = formOf(editions.get(task.id) ?? edition, task.formCode).definition;
        return { submissionId: task.id, formCode: task.formCode, number, title };
      }),
  };
}

/** Of one issue, by what was added to it: the later additions go by, the more forms they have. */
function isNewer(one: Edition, other: Edition): boolean {
  return one.issueNo > other.issueNo || (one.issueNo === other.issueNo && one.forms.length > other.forms.length);
}

function showTask(task: Task, edition: Edition, { filled, required }: Progress, comments: number) {
  const { number, title } = formOf(edition, task.formCode).definition;
  return {
    submissionId: task.id,
    formCode: task.formCode,
    number,
    title,
    state: task.state,
    reason: task.reason,
    comments,
    filled,
    required,
    isZeroReport: task.isZeroReport,
    revisionNo: task.revisionNo,
    savedAt: task.savedAt?.toISOString() ?? null,
    submittedAt: task.submittedAt?.toISOString() ?? null,
    mendUntil: task.mendUntil?.toISOString() ?? null,
    /** Until when it may be filled in: who sent it back may have given time of its own. */
    closesAt: timesOf(prolongWindow(extendWindow(task.window, task.extendedUntil), task.mendUntil)).closesAt,
  };
}
