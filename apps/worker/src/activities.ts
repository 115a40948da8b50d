import { HuibaoError, type ErrorCode } from '@huibao/domain';
import { runUseCase, systemActor, tellFailure, useCases, type Context } from '@huibao/services';
import type { Activities, Reminded } from '@huibao/workflows';
import { heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/client';

/** Activities are use-cases run as the tenant's system actor. */
export function createActivities(services: Context, now: () => Date): Activities {
  const as = (tenantId: number) => systemActor(services.authDb, tenantId, now);
  return {
    readImport: ({ tenantId, importId }) =>
      telling(() => living(async () => runUseCase(services, await as(tenantId), useCases.readImport, { importId }))),
    writeImport: ({ tenantId, importId }) =>
      telling(() =>
        living(async () => {
          const until = performance.now() + writingTurn;
          let hasMore = true;
          while (hasMore && performance.now() < until)
            ({ hasMore } = await runUseCase(services, await as(tenantId), useCases.writeImport, { importId }));
          return hasMore;
        }),
      ),
    failImport: ({ tenantId, importId }) =>
      telling(async () => {
        await runUseCase(services, await as(tenantId), useCases.failImport, { importId });
      }),
    remindCollection: ({ tenantId, ...input }) =>
      reminding('collection.not_found', async () => {
        await runUseCase(services, await as(tenantId), useCases.remindCollection, input);
      }),
    remindReport: ({ tenantId, ...input }) =>
      reminding('report.not_found', async () => {
        await runUseCase(services, await as(tenantId), useCases.remindReport, input);
      }),
  };
}

/** What a restore to an earlier moment took away is nobody's to be reminded of. */
async function reminding(gone: ErrorCode, work: () => Promise<void>): Promise<Reminded> {
  return telling(async () => {
    try {
      await work();
    } catch (error) {
      if (error instanceof HuibaoError && error.code === gone) return 'gone';
      throw error;
    }
    return 'told';
  });
}

/** What fails stands in the workflow's history, so as it may be written down. It is tried again like any other. */
async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { type, message, stack } = tellFailure(error);
    throw Object.assign(ApplicationFailure.create({ type, message }), { stack });
  }
}

/** After so long others of the worker's have their turn: milliseconds. */
const writingTurn = 5000;
const heartbeatEvery = 5000;

/** Says that it is at work for as long as it is. */
async function living<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => heartbeat(), heartbeatEvery);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
