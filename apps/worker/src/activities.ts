import { runUseCase, systemActor, useCases, type Context } from '@huibao/services';
import type { Activities } from '@huibao/workflows';

/** Activities are use-cases run as the tenant's system actor. */
export function createActivities(services: Context, now: () => Date): Activities {
  return {
    async remindCollection({ tenantId, ...input }) {
      await runUseCase(services, await systemActor(services.authDb, tenantId, now), useCases.remindCollection, input);
    },
    async remindReport({ tenantId, ...input }) {
      await runUseCase(services, await systemActor(services.authDb, tenantId, now), useCases.remindReport, input);
    },
  };
}
