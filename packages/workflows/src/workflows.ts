// The bundle's entry: what Temporal runs, and nothing that isn't deterministic.
export { collectionWorkflow } from './collection.workflow.ts';
export { reportWorkflow } from './report.workflow.ts';
export { housekeepingWorkflow } from './housekeeping.workflow.ts';
export { importWorkflow } from './import.workflow.ts';
