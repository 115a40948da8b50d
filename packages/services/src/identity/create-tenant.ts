import { hashPassword } from '@huibao/auth';
import { type Actor, enterTenant } from '@huibao/db';
import { HuibaoError, type Role, type TenantKind } from '@huibao/domain';
import { z } from 'zod';
import { appendAudit } from '../audit/append-audit.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { insertAccount, personName, temporaryPassword, username } from './manage-accounts.ts';

const tenantInput = z.object({
  name: z.string().trim().min(2).max(60),
  shortName: z.string().trim().min(1).max(20),
  divisionCode: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  documentPrefix: z.string().trim().max(10).default(''),
  sectionWord: z.string().trim().min(1).max(10),
  addressees: z
    .array(z.object({ addressee: z.string().trim().min(1).max(60), kind: z.enum(['main', 'copy']) }))
    .max(20)
    .default([]),
  isDemo: z.boolean().default(false),
  opensOn: z.iso.date(),
  /** Of what stands right below the platform: a city, or a province that will have cities. Below those it follows from the parent. */
  kind: z.enum(['city', 'province']).default('city'),
  /** The first people: an administrator of accounts, and a security officer who makes further administrators. */
  admin: z.object({ username, name: personName }),
  securityOfficer: z.object({ username, name: personName }),
});

type TenantInput = z.output<typeof tenantInput>;

export interface CreatedTenant {
  readonly tenantId: number;
  readonly accounts: readonly { readonly username: string; readonly role: Role; readonly password: string }[];
}

export const createCity = defineMutation({
  permission: 'city.create',
  input: tenantInput,
  run: (scope, input) => createTenantBelow(scope, input, ['platform']),
});

export const createBureau = defineMutation({
  permission: 'bureau.create',
  input: tenantInput,
  run: (scope, input) => createTenantBelow(scope, input, ['province', 'city']),
});

/**
 * A tenant below the actor's own, its root unit, its first accounts, and, in the actor's tenant, the row by which it
 * reports: one mechanism at every level. All in the caller's transaction.
 */
async function createTenantBelow(
  scope: Scope,
  input: TenantInput,
  parents: readonly TenantKind[],
): Promise<CreatedTenant> {
  const { trx, actor, now, audit, ctx } = scope;
  const parent = await trx.selectFrom('tenants').select('kind').where('id', '=', actor.tenantId).executeTakeFirst();
  const parentKind = parents.find((one) => one === parent?.kind);
  if (!parentKind) throw new HuibaoError('tenant.not_found');
  const kind = parentKind === 'platform' ? input.kind : parentKind === 'province' ? 'city' : 'bureau';
  const twin = await trx
    .selectFrom('tenants')
    .select('id')
    .where('parent_id', '=', actor.tenantId)
    .where('name', '=', input.name)
    .executeTakeFirst();
  if (twin) throw new HuibaoError('unit.name_taken', { name: input.name });

  const tenant = await trx
    .insertInto('tenants')
    .values({
      parent_id: actor.tenantId,
      kind,
      name: input.name,
      short_name: input.shortName,
      division_code: input.divisionCode,
      document_prefix: input.documentPrefix,
      section_word: input.sectionWord,
      addressees: JSON.stringify(input.addressees),
      is_demo: input.isDemo,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  // The platform receives no reports.
  if (parentKind !== 'platform') {
    await trx
      .insertInto('org_units')
      .values({
        tenant_id: actor.tenantId,
        kind: 'bureau',
        name: input.shortName,
        child_tenant_id: tenant.id,
        opens_on: input.opensOn,
        created_at: now,
      })
      .execute();
  }
  audit({ action: `${kind}.created`, subject: String(tenant.id), detail: { name: input.name } });

  const inside: Actor = { ...actor, tenantId: tenant.id, lineage: [tenant.id, ...actor.lineage], units: null };
  await enterTenant(trx, inside);
  const root = await trx
    .insertInto('org_units')
    .values({ tenant_id: tenant.id, kind: 'root', name: input.name, opens_on: input.opensOn, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const people: readonly { username: string; name: string; role: Role }[] = [
    { ...input.admin, role: kind === 'bureau' ? 'bureau_admin' : 'city_admin' },
    { ...input.securityOfficer, role: 'security_officer' },
  ];
  const accounts: { username: string; role: Role; password: string }[] = [];
  for (const person of people) {
    const password = temporaryPassword();
    await insertAccount(trx, inside, now, {
      ...person,
      unitId: root.id,
      passwordHash: await hashPassword(password),
      mustChange: true,
    });
    accounts.push({ username: person.username, role: person.role, password });
  }
  const head = await appendAudit(trx, ctx.auditKey, inside, now, [
    { action: `${kind}.created`, subject: String(tenant.id), detail: { by: actor.tenantId } },
  ]);
  if (head) ctx.auditHeads.note(head);
  await enterTenant(trx, actor);
  return { tenantId: tenant.id, accounts };
}
