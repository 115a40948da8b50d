import type { OutboxRow } from '@huibao/services';
import { workflowTypes } from '@huibao/workflows';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';

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
