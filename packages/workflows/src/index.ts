export type { Activities, Checked, CollectionReminder, Reminded, ReportReminder } from './activities.ts';
export {
  housekeepingType,
  reportSignals,
  workflowTypes,
  type CollectionMessage,
  type ImportMessage,
  type ReportMessage,
  type ReportSignal,
} from './messages.ts';
