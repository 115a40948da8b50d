import { isPermitted } from '@huibao/domain';
import { listNearQuotas } from '../../quotas/require-room.ts';
import { defineQuery, noInput } from '../../use-case.ts';
import { getTenant } from '../tenants/tenant.repository.ts';

/** What whoever makes accounts, or units with accounts, must know beforehand. */
export const getAccountSettings = defineQuery({
  permission: 'unit.read',
  input: noInput,
  async run({ trx, actor, ctx, now }) {
    const { kind, loginSuffix } = await getTenant(trx, actor.tenantId);
    return {
      /** What usernames here end in, after an @. */
      loginSuffix,
      /** The same of a tenant below, after its own part. */
      suffixBelow: kind === 'platform' ? '' : `.${loginSuffix}`,
      /** Of what they add to, what nears its end. */
      limits:
        isPermitted(actor.role, 'account.manage') || isPermitted(actor.role, 'unit.manage')
          ? await listNearQuotas(trx, actor.tenantId, now)
          : [],
      hasSingleSignOn: ctx.identityIssuer !== null,
    };
  },
});
