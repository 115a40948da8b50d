import { housekeepingType } from '@huibao/workflows';
import { ScheduleAlreadyRunning, type Client, type ScheduleOptions } from '@temporalio/client';

const scheduleId = 'housekeeping';

/** Has Temporal begin the night's work at ten past three, once, whichever worker is there; a later version's anew. */
export async function ensureSchedule(client: Client, taskQueue: string): Promise<void> {
  const schedule: ScheduleOptions = {
    scheduleId,
    spec: { calendars: [{ hour: 3, minute: 10 }], timezone: 'Asia/Shanghai' },
    action: { type: 'startWorkflow', workflowType: housekeepingType, workflowId: scheduleId, taskQueue },
    policies: { overlap: 'SKIP', catchupWindow: '12 hours' },
  };
  try {
    await client.schedule.create(schedule);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).update(({ state }) => ({ ...schedule, state }));
  }
}
