import type { client } from '../../client.ts';

/** What the api says of a form being filled in. */
export type SubmissionView = Awaited<ReturnType<typeof client.submission.get.query>>;
export type SaveInput = Parameters<typeof client.submission.save.mutate>[0];
export type SaveResult = Awaited<ReturnType<typeof client.submission.save.mutate>>;
export type CellHistory = Awaited<ReturnType<typeof client.submission.cellHistory.query>>;
