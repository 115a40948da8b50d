import { HuibaoError, type ErrorCode } from '@huibao/domain';
import { inRequest } from '@huibao/tracing';
import type { Metrics } from '@huibao/serving';
import { runUseCase, systemActor, tellFailure, useCases, type Context, type createLog } from '@huibao/services';
import type { Activities, Reminded } from '@huibao/workflows';
import { activityInfo, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/client';

/** What hears of each activity that ends. */
interface Told {
  readonly log: ReturnType<typeof createLog>;
  readonly tell: Metrics['tellActivity'];
  readonly now: () => Date;
  /** What is done by night, over the whole platform. */
  readonly byNight: {
    readonly tidy: () => Promise<object>;
    readonly checkChains: (
      weekday: number,
    ) => Promise<{ readonly checked: number; readonly broken: readonly object[] }>;
  };
}

/** Activities are use-cases run as the tenant's system actor. */
export function createActivities(services: Context, told: Told): Activities {
  const { log, now, byNight } = told;
  const { telling, reminding } = createTelling(told);
  const as = (tenantId: number) => systemActor(services.authDb, tenantId, now);
  return {
    readImport: ({ tenantId, importId, traceparent }) =>
      telling(
        () => living(async () => runUseCase(services, await as(tenantId), useCases.readImport, { importId })),
        traceparent,
      ),
    writeImport: ({ tenantId, importId, traceparent }) =>
      telling(
        () =>
          living(async () => {
            const until = performance.now() + writingTurn;
            let hasMore = true;
            while (hasMore && performance.now() < until)
              ({ hasMore } = await runUseCase(services, await as(tenantId), useCases.writeImport, { importId }));
            return hasMore;
          }),
        traceparent,
      ),
    failImport: ({ tenantId, importId, traceparent }) =>
      telling(async () => {
        await runUseCase(services, await as(tenantId), useCases.failImport, { importId });
      }, traceparent),
    tidy: () =>
      telling(() =>
        living(async () => {
          log.info({ tidied: await byNight.tidy() }, 'what had run out is gone');
        }),
      ),
    checkChains: ({ weekday }) =>
      telling(() =>
        living(async () => {
          const { checked, broken } = await byNight.checkChains(weekday);
          for (const chain of broken) log.error(chain, 'an audit chain is broken');
          return { checked, broken: broken.length };
        }),
      ),
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

/**
 * An activity goes on with the request that somebody waits for it by, else is one of its own: the log, the audit trail
 * and the workflow's history tell of it alike.
 */
function createTelling({ log, tell, now }: Told) {
  /** What fails stands in the workflow's history, so as it may be written down. It is tried again like any other. */
  const telling = async <T>(work: () => Promise<T>, asked?: string): Promise<T> => {
    const {
      activityType: activity,
      attempt,
      workflowExecution,
      currentAttemptScheduledTimestampMs: due,
    } = activityInfo();
    const about = { activity, workflowId: workflowExecution?.workflowId, attempt };
    const began = performance.now();
    const waited = now().getTime() - due;
    const end = (isDone: boolean): void => tell({ activity, isDone, waited, milliseconds: performance.now() - began });
    return inRequest(asked, { name: `activity ${activity}`, attributes: about }, async () => {
      try {
        const result = await work();
        end(true);
        return result;
      } catch (error) {
        end(false);
        const { type, message, stack } = tellFailure(error);
        log.warn({ ...about, reason: message }, 'an activity failed, Temporal tries it again');
        throw Object.assign(ApplicationFailure.create({ type, message }), { stack });
      }
    });
  };
  /** What a restore to an earlier moment took away is nobody's to be reminded of. */
  const reminding = (gone: ErrorCode, work: () => Promise<void>): Promise<Reminded> =>
    telling(async () => {
      try {
        await work();
      } catch (error) {
        if (error instanceof HuibaoError && error.code === gone) return 'gone';
        throw error;
      }
      return 'told';
    });
  return { telling, reminding };
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
