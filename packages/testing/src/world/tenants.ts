import type { Actor } from '@huibao/db';
import { builtInPackages } from '@huibao/programmes';
import {
  platformActor,
  publishEdition,
  runUseCase,
  systemActor,
  useCases,
  type Context,
  type Scope,
} from '@huibao/services';

export interface NewTenant {
  readonly name: string;
  readonly shortName: string;
  readonly divisionCode: string | null;
  readonly documentPrefix: string;
  readonly sectionWord: string;
  readonly addressees: readonly { readonly addressee: string; readonly kind: 'main' | 'copy' }[];
  readonly isDemo: boolean;
  readonly opensOn: string;
  readonly adminUsername: string;
  readonly securityUsername: string;
  /** Of what its usernames end in; by its administrator's name where none is given. */
  readonly suffixPart?: string;
  /** Right below the platform: a city, unless it says province. */
  readonly kind?: 'city' | 'province';
}

function inputOf({ adminUsername, securityUsername, addressees, ...tenant }: NewTenant) {
  return {
    suffixPart: adminUsername
      .replaceAll(/[^a-z0-9]/g, '')
      .slice(-11)
      .replace(/^\d*/, 'x'),
    ...tenant,
    addressees: [...addressees],
    admin: { username: adminUsername, name: '管理员' },
    securityOfficer: { username: securityUsername, name: '安全管理员' },
  };
}

/**
 * A city with the programmes that ship, of the years, through the use-cases that a real one is made by.
 *
 * @param ships of which years a programme is published: all, unless it came with the product later
 */
export async function addCity(
  ctx: Context,
  city: NewTenant,
  years: readonly number[],
  now: () => Date,
  ships: (programme: string, year: number) => boolean = () => true,
): Promise<{ readonly tenantId: number; readonly system: Actor }> {
  const platform = await platformActor(ctx.authDb, now);
  await runUseCase(ctx, platform, useCases.publishUnitTypes, {});
  const publish = {
    ...useCases.publishBuiltInEditions,
    run: async (scope: Scope, { year }: { readonly year: number }) => {
      for (const builtIn of builtInPackages())
        if (ships(builtIn.programme.code, year)) await publishEdition(scope, builtIn, year);
    },
  };
  for (const year of years) await runUseCase(ctx, platform, publish, { year });
  const { tenantId } = await runUseCase(ctx, platform, useCases.createCity, inputOf(city));
  return { tenantId, system: await systemActor(ctx.authDb, tenantId, now) };
}

export async function addBureau(
  ctx: Context,
  city: Actor,
  bureau: NewTenant,
): Promise<{ readonly tenantId: number; readonly system: Actor }> {
  const { tenantId } = await runUseCase(ctx, city, useCases.createBureau, inputOf(bureau));
  return { tenantId, system: await systemActor(ctx.authDb, tenantId, city.now) };
}

/** Schools and sections; ids by name, the bureau's root included under ''. */
export async function addUnits(
  ctx: Context,
  bureau: Actor,
  units: readonly Parameters<typeof useCases.createUnit.run>[1][],
): Promise<ReadonlyMap<string, number>> {
  for (const unit of units) await runUseCase(ctx, bureau, useCases.createUnit, unit);
  const all = await runUseCase(ctx, bureau, useCases.getUnits, {});
  return new Map(all.map((unit) => [unit.kind === 'root' ? '' : unit.name, unit.id]));
}
