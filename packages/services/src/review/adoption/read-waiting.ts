import type { Collection } from '../../collection/collection.repository.ts';
import { readNewest, type NewerIssue } from '../../forms/newest-issue.repository.ts';
import { issueNoOf } from '../../forms/pinned-form.ts';
import type { TenantReader } from '@huibao/db';
import type { AskedEdition } from '../board.repository.ts';

/** What waits to be adopted for a collection. */
export interface Waiting {
  readonly newer: readonly NewerIssue[];
  /** Drafts, and what was sent back, that go by an older issue than the newest. */
  readonly behind: number;
}

export async function readWaiting(
  trx: TenantReader,
  { edition }: Pick<Collection, 'edition'>,
  asked: readonly AskedEdition[],
): Promise<Waiting> {
  const newest = await readNewest(trx, edition);
  return {
    newer: newest.newer,
    behind: asked
      .filter((one) => one.formIssueNo < issueNoOf(newest.edition, one.formOwnerId))
      .reduce((sum, one) => sum + one.open, 0),
  };
}
