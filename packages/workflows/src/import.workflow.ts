import { ActivityFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities } from './activities.ts';
import type { ImportMessage } from './messages.ts';
import { patiently } from './reminding.ts';

/** It says that it lives; one that says nothing for so long has died, and another goes on. */
const { readImport, writeImport } = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  scheduleToCloseTimeout: '2 hours',
});
const { failImport } = proxyActivities<Activities>(patiently);

/** Reads a file, or writes what was accepted of it, whatever is killed meanwhile; what goes on failing is given up. */
export async function importWorkflow({ step, ...one }: ImportMessage): Promise<void> {
  try {
    if (step === 'read') await readImport(one);
    else while (await writeImport(one));
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    await failImport(one);
  }
}
