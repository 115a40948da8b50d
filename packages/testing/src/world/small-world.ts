import type { Actor } from '@huibao/db';
import { withoutParts, type Role } from '@huibao/domain';
import { builtInPackages } from '@huibao/programmes';
import { platformActor, publishEdition, runUseCase, useCases, type Context, type Scope } from '@huibao/services';
import type { Clock } from '../clock.ts';
import { addPeople } from './people.ts';
import { addBureau, addCity, addUnits } from './tenants.ts';

/** One city, one bureau with two schools and a section, and somebody for every role: enough for most tests. */
export interface SmallWorld {
  readonly cityId: number;
  readonly bureauId: number;
  readonly unitIds: {
    readonly first: number;
    readonly second: number;
    readonly section: number;
    readonly root: number;
  };
  readonly actors: Readonly<
    Record<
      | 'first'
      | 'second'
      | 'section'
      | 'head'
      | 'editor'
      | 'checker'
      | 'issuer'
      | 'admin'
      | 'auditor'
      | 'reviewer'
      | 'cityAdmin',
      Actor
    >
  >;
}

/** Nobody signs in by password in these tests: a session is a row. */
const noPassword = 'no password';

let serial = 0;

/** Of a year that is published the city's own publication leaves what it finds. */
async function publishWithoutParts(ctx: Context, clock: Clock, years: readonly number[]): Promise<void> {
  const platform = await platformActor(ctx.authDb, clock.now);
  const publish = {
    ...useCases.publishBuiltInEditions,
    run: async (scope: Scope, { year }: { readonly year: number }) => {
      for (const { programme, glossary } of builtInPackages())
        await publishEdition(scope, { programme: withoutParts(programme), glossary }, year);
    },
  };
  for (const year of years) await runUseCase(ctx, platform, publish, { year });
}

/**
 * Names are unique across tenants, so that several worlds fit into one database. Its programme is the built-in one
 * without its parts, a third of it, unless a test is about them.
 */
export async function createSmallWorld(
  ctx: Context,
  clock: Clock,
  years: readonly number[],
  { hasParts = false }: { readonly hasParts?: boolean } = {},
): Promise<SmallWorld> {
  if (!hasParts) await publishWithoutParts(ctx, clock, years);
  serial += 1;
  const suffix = `w${serial}`;
  const tenant = { divisionCode: null, isDemo: false, opensOn: '2019-01-01' };
  const city = await addCity(
    ctx,
    {
      ...tenant,
      name: `焦作市教育局 ${suffix}`,
      shortName: `焦作市教育局 ${suffix}`,
      documentPrefix: '焦教',
      sectionWord: '科室',
      addressees: [],
      adminUsername: `city.admin.${suffix}`,
      securityUsername: `city.security.${suffix}`,
    },
    years,
    clock.now,
  );
  const bureau = await addBureau(ctx, city.system, {
    ...tenant,
    name: `焦作市山阳区教育局 ${suffix}`,
    shortName: `山阳区教育局 ${suffix}`,
    documentPrefix: '山教',
    sectionWord: '股室',
    addressees: [{ addressee: '山阳区委、区政府', kind: 'main' }],
    adminUsername: `admin.${suffix}`,
    securityUsername: `security.${suffix}`,
  });
  const school = {
    kind: 'school',
    schoolType: '211',
    ownership: 'public',
    sectionCode: null,
    schoolCode: null,
    creditCode: null,
    opensOn: '2019-09-01',
    closesOn: null,
    hasHeadStep: false,
  } as const;
  const units = await addUnits(ctx, bureau.system, [
    { ...school, name: '第一小学' },
    { ...school, name: '第二小学', hasHeadStep: true },
    { ...school, kind: 'section', name: '政策法规股', schoolType: null, ownership: null, sectionCode: 'policy' },
  ]);
  const id = (name: string): number => units.get(name) ?? 0;
  const unitIds = { first: id('第一小学'), second: id('第二小学'), section: id('政策法规股'), root: id('') };
  const person = (username: string, role: Role, unitId: number) => ({
    username: `${username}.${suffix}`,
    name: username,
    role,
    unitId,
    passwordHash: noPassword,
  });
  const people = await addPeople(
    ctx,
    bureau.tenantId,
    [
      person('first', 'reporter', unitIds.first),
      person('second', 'reporter', unitIds.second),
      person('head', 'head', unitIds.second),
      person('section', 'reporter', unitIds.section),
      person('editor', 'bureau_editor', unitIds.root),
      person('checker', 'bureau_checker', unitIds.root),
      person('issuer', 'bureau_issuer', unitIds.root),
      person('manager', 'bureau_admin', unitIds.root),
      person('auditor', 'audit_officer', unitIds.root),
    ],
    clock.now,
  );
  const cityRoot = (await addUnits(ctx, city.system, [])).get('') ?? 0;
  const cityPeople = await addPeople(
    ctx,
    city.tenantId,
    [person('reviewer', 'city_reviewer', cityRoot), person('citymanager', 'city_admin', cityRoot)],
    clock.now,
  );
  const actor = (username: string): Actor => {
    const found = people.get(`${username}.${suffix}`) ?? cityPeople.get(`${username}.${suffix}`);
    if (!found) throw new Error(`nobody is called ${username}`);
    return found;
  };
  return {
    cityId: city.tenantId,
    bureauId: bureau.tenantId,
    unitIds,
    actors: {
      first: actor('first'),
      second: actor('second'),
      section: actor('section'),
      head: actor('head'),
      editor: actor('editor'),
      checker: actor('checker'),
      issuer: actor('issuer'),
      admin: actor('manager'),
      auditor: actor('auditor'),
      reviewer: actor('reviewer'),
      cityAdmin: actor('citymanager'),
    },
  };
}
