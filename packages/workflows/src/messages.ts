/** Payloads hold ids and instants (ISO): histories keep them, and people may read histories. */
export interface CollectionMessage {
  readonly tenantId: number;
  readonly collectionId: string;
  readonly opensAt: string;
  readonly dueAt: string;
  readonly closesAt: string;
}

export interface ReportMessage {
  readonly tenantId: number;
  readonly reportId: string;
  /** The statutory days begin then: 1 March and 1 April of the next year. */
  readonly reportDueAt: string;
  readonly publishDueAt: string;
  /** Of one that begins anew after a restore: what had come by then, and until when reminders stand as given. */
  readonly isSent?: boolean;
  readonly saidUntil?: string;
}

export interface ImportMessage {
  readonly tenantId: number;
  readonly importId: string;
  readonly step: 'read' | 'write';
  /** Of the request that asked for it, which its activities go on with. */
  readonly traceparent?: string;
}

export interface ReportSignal {
  readonly tenantId: number;
  readonly reportId: string;
  readonly at: string;
}

/** Types by which the outbox names workflows and signals. */
export const workflowTypes = {
  collection: 'collectionWorkflow',
  report: 'reportWorkflow',
  import: 'importWorkflow',
} as const;

/** By day and by night: nobody's outbox starts it. */
export const housekeepingType = 'housekeepingWorkflow';

export const reportSignals = ['issued', 'sent', 'published', 'superseded'] as const;
