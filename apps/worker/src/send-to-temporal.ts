import type { OutboxRow } from '@huibao/services';
import { workflowTypes } from '@huibao/workflows';
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';

/** Starts or signals by business key. Started already, or finished already: both mean that it has been heard. */
export function sendToTemporal(client: Client, taskQueue: string): (row: OutboxRow) => Promise<void> {
  return async ({ workflow, workflowId, signal, payload }) => {
    try {
      if (signal === null) {
        await client.workflow.start(workflowTypes[workflow], {
          workflowId,
          taskQueue,
          args: [payload],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
        });
      } else {
        await client.workflow.getHandle(workflowId).signal(signal, payload);
      }
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
