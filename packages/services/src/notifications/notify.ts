import type { Scope } from '../use-case.ts';
import type { NewNotice } from './notice.ts';
import { insertNotices } from './notice.repository.ts';

/** Gives notices, in the transaction of what it tells of. */
export async function notify(
  { trx, actor, now }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  ...notices: readonly NewNotice[]
): Promise<void> {
  await insertNotices(trx, actor.tenantId, notices, now);
}
