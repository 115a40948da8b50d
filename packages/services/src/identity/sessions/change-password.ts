import { hashPassword, passwordProblem, verifyPassword } from '@huibao/auth';
import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { deleteSessionsOf, getLogin, updatePassword } from '../accounts/account.repository.ts';

export const changePassword = defineMutation({
  permission: 'self',
  input: z.object({ current: z.string().max(200), next: z.string().max(200) }),
  async run({ trx, actor, now, audit }, { current, next }) {
    const login = await getLogin(trx, actor.tenantId, actor.userId);
    if (!(await verifyPassword(login.passwordHash, current))) throw new HuibaoError('password.wrong_current');
    if (current === next) throw new HuibaoError('password.same');
    const problem = passwordProblem(next, login.username);
    if (problem) throw new HuibaoError(problem);
    await updatePassword(trx, actor.tenantId, actor.userId, await hashPassword(next), now);
    // Whoever else holds a session of this person loses it; the caller starts a new one.
    await deleteSessionsOf(trx, actor.tenantId, actor.userId);
    audit({ action: 'password.changed', subject: actor.userId, detail: {} });
    return { username: login.username };
  },
});
