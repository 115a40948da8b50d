import { z } from 'zod';
import { defineMutation, defineQuery, noInput } from '../../use-case.ts';
import { deleteSessionsOf } from '../accounts/account.repository.ts';
import { listSessionsOf } from './session.repository.ts';

const minute = 60_000;

/** Where one is signed in. */
export const listOwnSessions = defineQuery({
  permission: 'self',
  input: noInput,
  run: ({ ctx, trx, actor, now }) => {
    const { idleMinutes, maxMinutes } = ctx.signInPolicy.session;
    return listSessionsOf(trx, actor.tenantId, actor.userId, {
      seenSince: new Date(now.getTime() - idleMinutes * minute),
      begunSince: new Date(now.getTime() - maxMinutes * minute),
    });
  },
});

/** One of one's own, or all but the one that asks. */
export const endOwnSessions = defineMutation({
  permission: 'self',
  input: z.union([z.object({ only: z.string().max(100) }), z.object({ except: z.string().max(100) })]),
  async run({ trx, actor, audit }, which) {
    const ended = await deleteSessionsOf(trx, actor.tenantId, actor.userId, which);
    if (ended > 0) audit({ action: 'session.revoked', subject: actor.userId, detail: { ended } });
    return { ended };
  },
});
