import { condition, defineSignal, patched, proxyActivities, setHandler } from '@temporalio/workflow';
import type { Activities, ReportReminder } from './activities.ts';
import type { ReportMessage, ReportSignal } from './messages.ts';
import { patiently, tell } from './reminding.ts';

const { remindReport } = proxyActivities<Activities>(patiently);

export const issuedSignal = defineSignal<[ReportSignal]>('issued');
export const sentSignal = defineSignal<[ReportSignal]>('sent');
export const publishedSignal = defineSignal<[ReportSignal]>('published');
/** A later version has begun, whose own workflow goes on from here. */
export const supersededSignal = defineSignal<[ReportSignal]>('superseded');

const day = 86_400_000;
/** Before each statutory day, and the day after it. */
const leads = [14 * day, 3 * day, -day];

/**
 * From a draft to its publication: reminds of 1 March until it is sent up, and of 1 April until it is public, whether
 * or not it was ever sent.
 */
export async function reportWorkflow({
  tenantId,
  reportId,
  reportDueAt,
  publishDueAt,
  isSent = false,
  saidUntil,
}: ReportMessage): Promise<void> {
  const done = { issued: false, sent: isSent, published: false, superseded: false, gone: false };
  setHandler(issuedSignal, () => {
    done.issued = true;
  });
  setHandler(sentSignal, () => {
    done.sent = true;
  });
  setHandler(publishedSignal, () => {
    done.published = true;
  });
  setHandler(supersededSignal, () => {
    done.superseded = true;
  });

  const isOver = (): boolean => done.superseded || done.gone;

  const remindUntil = async (isDone: () => boolean, kind: ReportReminder, dueAt: string): Promise<void> => {
    for (const [index, lead] of leads.entries()) {
      const at = Date.parse(dueAt) - lead;
      const next = leads[index + 1];
      if (next !== undefined && Date.parse(dueAt) - next <= Date.now()) continue;
      if (saidUntil !== undefined && at <= Date.parse(saidUntil)) continue;
      const wait = at - Date.now();
      if (isDone() || (wait > 0 && (await condition(isDone, wait)))) return;
      if ((await tell(() => remindReport({ tenantId, reportId, kind, dueAt }))) === 'gone') done.gone = true;
    }
    await condition(isDone);
  };

  const reported = () => remindUntil(() => done.sent || done.published || isOver(), 'report_due', reportDueAt);
  const published = () => remindUntil(() => done.published || isOver(), 'publish_due', publishDueAt);
  if (patched('both-dates')) {
    await Promise.all([reported(), published()]);
  } else {
    // Of a workflow that began while the second date waited for the first.
    await reported();
    await published();
  }
}
