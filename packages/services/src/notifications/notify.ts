import type { Scope } from '../use-case.ts';
import type { NewNotice } from './notice.ts';
import { insertNotice } from './notice.repository.ts';

/** Gives a notice, in the transaction of what it tells of. */
export async function notify(
  { trx, actor, now }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  notice: NewNotice,
): Promise<void> {
  await insertNotice(trx, actor.tenantId, notice, now);
}
