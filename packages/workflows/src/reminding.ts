import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';
import type { Reminded } from './activities.ts';

/**
 * A reminder waits out a database that is away: it is tried for a day, ever more rarely. That a worker died in the
 * midst of one shows only by its time: it takes a second.
 */
export const patiently = {
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
  scheduleToCloseTimeout: '1 day',
} as const;

/**
 * One that failed all day is given up, and logged: the dates that come after it are still to be told of. Older
 * histories have no answer, which is `told`.
 */
export async function tell(reminder: () => Promise<Reminded>): Promise<Reminded> {
  try {
    return await reminder();
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    log.warn('a reminder was given up', { activity: error.activityType, cause: error.cause?.message });
    return 'told';
  }
}
