export type { CollectionTimes, Comment, FileEntry, SubmissionView } from './collection/get-submission.ts';
export type { SaveResult } from './collection/save-cells.ts';
export type { DraftCell } from './collection/submission.repository.ts';
export type { Unit } from './identity/manage-units.ts';
export type { NoticeKind } from './notifications/notices.ts';
export type { RevisionSummary, RevisionView } from './review/get-revision.ts';
export type { LineageRow } from './rollup/lineage.ts';
