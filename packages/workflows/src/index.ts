export type { Activities, CollectionReminder, Reminded, ReportReminder } from './activities.ts';
export {
  reportSignals,
  workflowTypes,
  type CollectionMessage,
  type ImportMessage,
  type ReportMessage,
  type ReportSignal,
} from './messages.ts';
