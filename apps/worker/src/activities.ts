import { runUseCase, systemActor, tellFailure, useCases, type Context } from '@huibao/services';
import type { Activities } from '@huibao/workflows';
import { ApplicationFailure } from '@temporalio/client';

/** Activities are use-cases run as the tenant's system actor. */
export function createActivities(services: Context, now: () => Date): Activities {
  return {
    remindCollection: ({ tenantId, ...input }) =>
      telling(async () => {
        await runUseCase(services, await systemActor(services.authDb, tenantId, now), useCases.remindCollection, input);
      }),
    remindReport: ({ tenantId, ...input }) =>
      telling(async () => {
        await runUseCase(services, await systemActor(services.authDb, tenantId, now), useCases.remindReport, input);
      }),
  };
}

/** What fails stands in the workflow's history, so as it may be written down. It is tried again like any other. */
async function telling(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { type, message, stack } = tellFailure(error);
    throw Object.assign(ApplicationFailure.create({ type, message }), { stack });
  }
}
