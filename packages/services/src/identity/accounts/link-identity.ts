import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation, type Scope } from '../../use-case.ts';
import { requireManageable } from './account-rules.ts';
import { deleteSessionsOf } from './account.repository.ts';
import { deleteLinkedIdentity, insertLinkedIdentity } from './linked-identity.repository.ts';

/** By an administrator, who knows whose account at the provider it is. */
export const linkIdentity = defineMutation({
  permission: 'account.manage',
  input: z.object({ userId: z.uuid(), subject: z.string().trim().min(1).max(255) }),
  async run(scope, { userId, subject }) {
    await requireManageable(scope, userId);
    await link(scope, userId, subject);
    return { userId };
  },
});

/** Whoever came in by the provider is signed out. */
export const unlinkIdentity = defineMutation({
  permission: 'account.manage',
  input: z.object({ userId: z.uuid() }),
  async run(scope, { userId }) {
    await requireManageable(scope, userId);
    await unlink(scope, userId);
    return { userId };
  },
});

/** Not exposed: by the person, who has shown both accounts to be theirs. */
export const linkOwnIdentity = defineMutation({
  permission: 'self',
  input: z.object({ subject: z.string().min(1).max(255) }),
  run: (scope, { subject }) => link(scope, scope.actor.userId, subject),
});

/** Not exposed either: after the person's own password. */
export const unlinkOwnIdentity = defineMutation({
  permission: 'self',
  input: z.object({}),
  run: (scope) => unlink(scope, scope.actor.userId),
});

async function link(scope: Scope, userId: string, subject: string): Promise<void> {
  const { trx, actor, now, audit } = scope;
  const linked = await insertLinkedIdentity(trx, actor.tenantId, userId, { issuer: issuerOf(scope), subject }, now);
  if (!linked) throw new HuibaoError('single_sign_on.taken');
  audit({ action: 'account.identity_linked', subject: userId, detail: {} });
}

async function unlink(scope: Scope, userId: string): Promise<void> {
  const { trx, actor, audit } = scope;
  if (!(await deleteLinkedIdentity(trx, actor.tenantId, userId, issuerOf(scope)))) return;
  await deleteSessionsOf(trx, actor.tenantId, userId);
  audit({ action: 'account.identity_unlinked', subject: userId, detail: {} });
}

function issuerOf({ ctx }: Scope): string {
  if (ctx.identityIssuer === null) throw new HuibaoError('single_sign_on.not_configured');
  return ctx.identityIssuer;
}
