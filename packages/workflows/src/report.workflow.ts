import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { Activities, ReportReminder } from './activities.ts';
import type { ReportMessage, ReportSignal } from './messages.ts';

const { remindReport } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
  scheduleToCloseTimeout: '1 day',
});

export const issuedSignal = defineSignal<[ReportSignal]>('issued');
export const sentSignal = defineSignal<[ReportSignal]>('sent');
export const publishedSignal = defineSignal<[ReportSignal]>('published');

const day = 86_400_000;
/** Before each statutory day, and the day after it. */
const leads = [14 * day, 3 * day, -day];

/** From a draft to its publication: reminds of 1 March until it is sent up, of 1 April until it is public. */
export async function reportWorkflow({ tenantId, reportId, reportDueAt, publishDueAt }: ReportMessage): Promise<void> {
  const done = { issued: false, sent: false, published: false };
  setHandler(issuedSignal, () => {
    done.issued = true;
  });
  setHandler(sentSignal, () => {
    done.sent = true;
  });
  setHandler(publishedSignal, () => {
    done.published = true;
  });

  const remindUntil = async (isDone: () => boolean, kind: ReportReminder, dueAt: string): Promise<void> => {
    for (const [index, lead] of leads.entries()) {
      const at = Date.parse(dueAt) - lead;
      const next = leads[index + 1];
      if (next !== undefined && Date.parse(dueAt) - next <= Date.now()) continue;
      const wait = at - Date.now();
      if (isDone() || (wait > 0 && (await condition(isDone, wait)))) return;
      await remindReport({ tenantId, reportId, kind, dueAt });
    }
    await condition(isDone);
  };

  await remindUntil(() => done.sent || done.published, 'report_due', reportDueAt);
  await remindUntil(() => done.published, 'publish_due', publishDueAt);
}
