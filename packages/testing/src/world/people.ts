import { withTenant, type Actor } from '@huibao/db';
import { isUnitRole, type Role } from '@huibao/domain';
import { insertAccount, systemActor, type Context } from '@huibao/services';

export interface NewPerson {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: number;
  readonly passwordHash: string;
}

/** Accounts with a known password that need not be changed, as a bureau's people after their first sign-in. */
export async function addPeople(
  ctx: Context,
  tenantId: number,
  people: readonly NewPerson[],
  now: () => Date,
): Promise<ReadonlyMap<string, Actor>> {
  const system = await systemActor(ctx.authDb, tenantId, now);
  const actors = new Map<string, Actor>();
  await withTenant(ctx.db, system, async (trx) => {
    for (const { passwordHash, ...person } of people) {
      const { userId } = await insertAccount(
        trx,
        system.tenantId,
        { ...person, passwordHash, mustChange: false },
        now(),
      );
      actors.set(person.username, {
        tenantId,
        lineage: system.lineage,
        units: isUnitRole(person.role) ? [person.unitId] : null,
        userId,
        userName: person.name,
        role: person.role,
        now,
      });
    }
  });
  return actors;
}
