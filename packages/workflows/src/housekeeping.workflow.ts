import { ActivityFailure, isCancellation, log, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from './activities.ts';

const { tidy, checkChains } = proxyActivities<Activities>({
  startToCloseTimeout: '4 hours',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '1 minute', backoffCoefficient: 2, maximumInterval: '15 minutes', maximumAttempts: 6 },
});

/** What is done by night. One thing that can't be done keeps nobody from the next; what is left is tomorrow's. */
export async function housekeepingWorkflow(): Promise<void> {
  const weekday = workflowInfo().startTime.getUTCDay();
  for (const work of [tidy, () => checkChains({ weekday })]) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      log.warn('left for tomorrow', { activity: error.activityType });
    }
  }
}
