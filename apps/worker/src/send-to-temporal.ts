import type { OutboxRow } from '@huibao/services';
import { workflowTypes } from '@huibao/workflows';
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';

/** How long Temporal is waited for, while the relay's transaction is open: milliseconds. */
const deadline = 10_000;

/** Starts or signals by business key. Started already, or finished already: both mean that it has been heard. */
export function sendToTemporal(client: Client, taskQueue: string, now: () => Date): (row: OutboxRow) => Promise<void> {
  const ask = async ({ workflow, workflowId, signal, payload }: OutboxRow): Promise<void> => {
    // An import's second run finds nothing to do, unless a restore took away what the first one did.
    const isAnew = signal === 'anew';
    if (signal !== null && !isAnew) return client.workflow.getHandle(workflowId).signal(signal, payload);
    await client.workflow.start(workflowTypes[workflow], {
      workflowId,
      taskQueue,
      args: [payload],
      ...(isAnew
        ? { workflowIdReusePolicy: 'ALLOW_DUPLICATE', workflowIdConflictPolicy: 'TERMINATE_EXISTING' }
        : { workflowIdReusePolicy: workflow === 'import' ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE' }),
    });
  };
  return async (row) => {
    try {
      await client.withDeadline(now().getTime() + deadline, () => ask(row));
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError || error instanceof WorkflowNotFoundError) return;
      throw error;
    }
  };
}

/** DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE: nobody took the message, and nobody refused it. */
const awayCodes: ReadonlySet<number> = new Set([4, 8, 14]);

export function isTemporalAway(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && awayCodes.has(cause.code);
}
