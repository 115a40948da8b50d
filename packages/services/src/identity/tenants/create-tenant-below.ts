import { enterTenant, type Actor } from '@huibao/db';
import { HuibaoError, type Role, type TenantKind } from '@huibao/domain';
import { appendAudit } from '../../audit/append-audit.ts';
import type { Scope } from '../../use-case.ts';
import { insertAccount } from '../accounts/account.repository.ts';
import { firstPassword, type FirstPassword } from '../accounts/temporary-password.ts';
import type { TenantInput } from './tenant-input.ts';
import { suffixBelow, usernameIn } from './login-suffix.ts';
import { findChildTenantNamed, getTenant, insertTenant } from './tenant.repository.ts';
import { insertChildUnit, insertRootUnit } from '../unit.repository.ts';

export interface CreatedTenant {
  readonly tenantId: number;
  readonly accounts: readonly { readonly username: string; readonly role: Role; readonly password: string }[];
}

/** Of the two who are there from the beginning. */
export type FirstPasswords = Readonly<Record<'admin' | 'securityOfficer', FirstPassword>>;

export async function firstPasswords(): Promise<FirstPasswords> {
  const [admin, securityOfficer] = await Promise.all([firstPassword(), firstPassword()]);
  return { admin, securityOfficer };
}

/**
 * A tenant below the actor's own, its root unit, its first accounts, and, in the actor's tenant, the row by which it
 * reports: one mechanism at every level. All in the caller's transaction.
 */
export async function createTenantBelow(
  scope: Scope,
  input: TenantInput,
  parents: readonly TenantKind[],
  passwords: FirstPasswords,
): Promise<CreatedTenant> {
  const { trx, actor, now, audit, ctx } = scope;
  const own = await getTenant(trx, actor.tenantId);
  const parentKind = parents.find((kind) => kind === own.kind);
  if (!parentKind) throw new HuibaoError('tenant.not_found');
  if ((await findChildTenantNamed(trx, actor.tenantId, input.name)) !== undefined)
    throw new HuibaoError('unit.name_taken', { name: input.name });
  const kind = kindBelow(parentKind, input);
  const loginSuffix = suffixBelow(own, input.suffixPart);
  // Somebody's whom a restore took away: its chain's heads are still known, and would be held against this one's.
  const wasAnothers = async (id: number): Promise<boolean> => (await ctx.auditHeads.noted(id)).heads.size > 0;
  const tenant = { ...input, loginSuffix, parentId: actor.tenantId, kind };
  const tenantId = await insertTenant(trx, tenant, now, wasAnothers);
  // The platform receives no reports.
  if (parentKind !== 'platform') {
    const child = { tenantId, name: input.shortName, opensOn: input.opensOn };
    if (!(await insertChildUnit(trx, actor.tenantId, child, now)))
      throw new HuibaoError('unit.name_taken', { name: input.shortName });
  }
  audit({ action: `${kind}.created`, subject: String(tenantId), detail: { name: input.name } });

  const inside: Actor = { ...actor, tenantId, lineage: [tenantId, ...actor.lineage], units: null };
  await enterTenant(trx, inside);
  const rootUnitId = await insertRootUnit(trx, tenantId, input.name, input.opensOn, now);
  const accounts = await insertFirstAccounts(scope, tenantId, rootUnitId, kind, { ...input, loginSuffix }, passwords);
  const head = await appendAudit(trx, ctx.auditKeys, inside, now, [
    { action: `${kind}.created`, subject: String(tenantId), detail: { by: actor.tenantId } },
  ]);
  if (head) ctx.auditHeads.note(head);
  await enterTenant(trx, actor);
  return { tenantId, accounts };
}

function kindBelow(parentKind: TenantKind, input: TenantInput): TenantKind {
  if (parentKind === 'platform') return input.kind;
  return parentKind === 'province' ? 'city' : 'bureau';
}

async function insertFirstAccounts(
  { trx, now }: Scope,
  tenantId: number,
  unitId: number,
  kind: TenantKind,
  { admin, securityOfficer, loginSuffix }: TenantInput & { readonly loginSuffix: string },
  passwords: FirstPasswords,
): Promise<CreatedTenant['accounts']> {
  const people: readonly { username: string; name: string; role: Role; of: keyof FirstPasswords }[] = [
    { ...admin, role: kind === 'bureau' ? 'bureau_admin' : 'city_admin', of: 'admin' },
    { ...securityOfficer, role: 'security_officer', of: 'securityOfficer' },
  ];
  const accounts: { username: string; role: Role; password: string }[] = [];
  for (const { of, ...person } of people) {
    const { password, passwordHash } = passwords[of];
    const username = usernameIn({ loginSuffix }, person.username);
    await insertAccount(trx, tenantId, { ...person, username, unitId, passwordHash, mustChange: true }, now);
    accounts.push({ username, role: person.role, password });
  }
  return accounts;
}
