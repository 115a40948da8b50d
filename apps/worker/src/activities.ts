import { HuibaoError, type ErrorCode } from '@huibao/domain';
import { runUseCase, systemActor, tellFailure, useCases, type Context } from '@huibao/services';
import type { Activities, Reminded } from '@huibao/workflows';
import { ApplicationFailure } from '@temporalio/client';

/** Activities are use-cases run as the tenant's system actor. */
export function createActivities(services: Context, now: () => Date): Activities {
  return {
    remindCollection: ({ tenantId, ...input }) =>
      telling('collection.not_found', async () => {
        await runUseCase(services, await systemActor(services.authDb, tenantId, now), useCases.remindCollection, input);
      }),
    remindReport: ({ tenantId, ...input }) =>
      telling('report.not_found', async () => {
        await runUseCase(services, await systemActor(services.authDb, tenantId, now), useCases.remindReport, input);
      }),
  };
}

/** What fails stands in the workflow's history, so as it may be written down. It is tried again like any other. */
async function telling(gone: ErrorCode, work: () => Promise<void>): Promise<Reminded> {
  try {
    await work();
    return 'told';
  } catch (error) {
    if (error instanceof HuibaoError && error.code === gone) return 'gone';
    const { type, message, stack } = tellFailure(error);
    throw Object.assign(ApplicationFailure.create({ type, message }), { stack });
  }
}
