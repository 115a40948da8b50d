import type { Actor } from '@huibao/db';
import { isPermitted, isUnitRole, roles, type Permission, type Role } from '@huibao/domain';
import { createServices, fileOf, runUseCase, useCases, type Profile, type UseCase } from '@huibao/services';
import {
  createClock,
  createSmallWorld,
  createTestDatabase,
  reportYear,
  stripTenants,
  type Clock,
  type ReportedYear,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absent, codeless, inputs, primary, year, type Target } from './access-matrix-inputs.ts';
import { bodyOf, type ProcedureMeta, type RequestContext } from './procedure.ts';
import { appRouter } from './router.ts';

// Every procedure × every role × {own, foreign} ids, generated from the router. A procedure that isn't in `inputs`
// fails the run: nothing is exposed without somebody saying what may happen when a stranger calls it.

/** About sessions and the public, not about a tenant: tested over HTTP. */
const aboutCookies = Object.keys(appRouter._def.procedures).filter(
  (path) => path.startsWith('session.') || path.startsWith('publication.'),
);

const programme = 'rule_of_law';
const codes = { programme, register: 'key_pupil_register' };
const byUnit = { programme, years: [year], measures: [{ indicator: 'letters' }], rows: 'unit', columns: 'term' };

/** Inputs for procedures without ids. */
const plainInputs: Readonly<Record<string, unknown>> = {
  ...alike(['collection.list', 'report.list', 'ledger.list', 'rollup.years'], { programme }),
  ...alike(['rollup.get', 'rollup.byUnit', 'rollup.preview', 'rollup.outliers', 'indicator.list'], { programme, year }),
  ...alike(['analysis.measures', 'collection.quality', 'collection.parts', 'report.compile'], { programme, year }),
  ...alike(['oversight.districts', 'oversight.comparable', 'oversight.matrix'], { programme, year }),
  'analysis.pivot': byUnit,
  'analysis.explain': { definition: byUnit, at: {} },
  'analysis.saveView': { name: 'x', definition: byUnit, isShared: true },
  'rollup.lineage': { programme, year, indicator: 'letters' },
  'oversight.compare': { programme, year, indicator: 'letters', per: null },
  'todo.markRead': { ids: [absent] },
  'collection.open': { programme, year, period: 2 },
  'collection.preview': { programme, year, period: 2 },
  'collection.switchPart': { programme, year, part: 'no_such_part', isOn: true },
  'unit.addType': { parent: '211', label: { zh: '教学班点', en: 'Teaching class' } },
  'programme.issues': { programme, year },
  'programme.publishBuiltIn': { year },
  'programme.rollForward': { year: year + 1 },
  'additions.withdraw': { programme, year, no: 1 },
  'additions.previewCarried': { programme, year },
  'additions.carry': { programme, year, hash: '0'.repeat(64) },
  'indicator.versions': { programme, code: 'letters' },
  'indicator.retire': { programme, year, code: 'letters' },
  'draft.begin': { from: 'nothing', year, code: 'begun', title: { zh: '新编方案', en: 'Begun' } },
  'unit.deleteGroup': { code: 'group_9' },
  'indicator.preview': { programme, year, code: null, definition: newIndicator() },
  'indicator.save': { programme, year, code: null, version: null, definition: newIndicator() },
  'unit.create': { kind: 'school', name: '新开小学', ...primary, ...codeless, closesOn: null, hasHeadStep: false },
  'platform.request': { request: '0'.repeat(32) },
  'tenant.createBureau': newTenant('新区'),
  'tenant.createCity': newTenant('新市'),
};

function alike(names: readonly string[], input: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.map((name) => [name, input]));
}

function newTenant(name: string): unknown {
  return {
    name,
    shortName: name,
    divisionCode: null,
    documentPrefix: '',
    sectionWord: '股室',
    suffixPart: 'matrix',
    opensOn: '2024-01-01',
    admin: { username: 'matrix.admin', name: 'x' },
    securityOfficer: { username: 'matrix.security', name: 'x' },
  };
}

function newIndicator(): unknown {
  return {
    group: 'basics',
    label: { zh: '在籍学生（试）', en: 'Pupils, again' },
    unit: { zh: '人', en: 'people' },
    operator: { op: 'total', of: { element: 'pupils', take: 'sum' } },
    decimals: 0,
    coverageFloor: '0',
    format: { style: 'exact' },
    comparable: false,
    moreIsBetter: null,
  };
}

let database: TestDatabase;
let clock: Clock;
let home: SmallWorld;
let own: ReportedYear;
let foreignYear: ReportedYear;
let foreign: Target;
let nowhere: Target;

/** As the procedure itself declares it. */
function permissionOf(path: string): Permission {
  const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures;
  const { permission } = (procedures[path] as { _def: { meta?: ProcedureMeta } })._def.meta ?? {};
  if (!permission) throw new Error(`${path} declares no permission`);
  return permission;
}

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createClock('2024-01-05T09:00:00+08:00');
  home = await createSmallWorld(database.services, clock, [year], { hasParts: true });
  const other = await createSmallWorld(database.services, clock, [year], { hasParts: true });
  own = await reportYear(database.services, clock, home, year);
  foreignYear = await reportYear(database.services, clock, other, year);
  foreign = {
    ...codes,
    ...foreignYear,
    unitId: other.unitIds.first,
    userId: other.actors.first.userId,
    draftId: (await runUseCase(database.services, other.actors.admin, useCases.beginDraft, plainInputs['draft.begin']))
      .draftId,
    importId: await beginImportOf(other),
  };
  nowhere = {
    ...codes,
    collectionId: absent,
    submissionId: absent,
    reportId: absent,
    deliveryId: absent,
    publicationId: absent,
    fileId: absent,
    ledgerId: absent,
    viewId: absent,
    noticeId: absent,
    sensitiveId: absent,
    unitId: 2_000_000_000,
    userId: absent,
    draftId: absent,
    importId: absent,
  };
});
afterAll(() => database.drop());

/** A file of the other bureau's, handed in. */
async function beginImportOf(world: SmallWorld): Promise<string> {
  const { collectionId } = foreignYear;
  const begin = { collectionId, name: 'x.csv', content: fileOf(Buffer.from('unit,form,element,value')) };
  return (await runUseCase(database.services, world.actors.admin, useCases.beginImport, begin)).importId;
}

/** Somebody of the home world in any role, at the place where that role works. */
function actorAs(role: Role): Actor {
  const isCity = role === 'city_reviewer' || role === 'city_admin';
  const base = isCity ? home.actors.reviewer : isUnitRole(role) ? home.actors.first : home.actors.editor;
  return { ...base, role, units: isUnitRole(role) ? [home.unitIds.first] : null };
}

async function callAs(
  role: Role,
  path: string,
  input: unknown,
  services = database.services,
): Promise<{ code: string; answer: string }> {
  const actor = actorAs(role);
  const profile = { awaits: null, membership: { role } } as Profile;
  const ctx: RequestContext = {
    services,
    now: clock.now,
    visitor: { cookie: '', address: '', device: '' },
    setCookie: () => undefined,
    tellPace: () => undefined,
    report: () => undefined,
    door: {
      sessions: {
        start: () => Promise.resolve(''),
        validate: () => Promise.resolve(null),
        idHashOf: () => null,
        end: () => Promise.resolve(''),
      },
      devices: { find: () => null, remember: () => '' },
      singleSignOn: null,
    },
    signedIn: {
      actor,
      profile,
      session: {
        idHash: '',
        tenantId: actor.tenantId,
        userId: actor.userId,
        membershipId: absent,
        hasSecondFactor: false,
        bySingleSignOn: false,
        expiresAt: clock.now(),
      },
    },
  };
  let target: unknown = appRouter.createCaller(ctx);
  for (const part of path.split('.')) target = (target as Record<string, unknown>)[part];
  try {
    return { code: 'ok', answer: JSON.stringify(await (target as (input: unknown) => Promise<unknown>)(input)) ?? '' };
  } catch (error) {
    return { code: bodyOf(error).code, answer: '' };
  }
}

const foreignIds = (): readonly string[] => [
  foreign.submissionId,
  foreign.reportId,
  foreign.collectionId,
  foreign.deliveryId,
  foreign.userId,
  foreign.ledgerId,
  foreign.viewId,
  foreign.draftId,
  foreign.importId,
];

const paths = Object.keys(appRouter._def.procedures).filter((path) => !aboutCookies.includes(path));

describe('access', () => {
  it('has a row for every procedure, and no row for what is gone', () => {
    expect(Object.keys(inputs).sort()).toEqual([...paths].sort());
  });

  it.each(paths)('%s: refused to every role without its permission', async (path) => {
    const permission = permissionOf(path);
    const input = inputs[path]?.(foreign) ?? plainInputs[path] ?? {};
    for (const role of roles) {
      const { code } = await callAs(role, path, input);
      expect([role, code === 'access.denied']).toEqual([role, !isPermitted(role, permission)]);
    }
  });

  it.each(paths.filter((path) => inputs[path] !== null))(
    '%s: answers the same for what is absent and what is foreign',
    async (path) => {
      for (const role of roles) {
        const [stranger, nobody] = [
          await callAs(role, path, inputs[path]?.(foreign)),
          await callAs(role, path, inputs[path]?.(nowhere)),
        ];
        expect([role, stranger.code]).toEqual([role, nobody.code]);
        expect([
          role,
          stranger.code === 'access.denied' ||
            stranger.code.endsWith('not_found') ||
            stranger.code === 'collection.nobody_to_nudge',
        ]).toEqual([role, true]);
      }
    },
  );

  it.each(paths.filter((path) => inputs[path] === null))('%s: holds nothing of another tenant', async (path) => {
    for (const role of roles) {
      const { answer } = await callAs(role, path, plainInputs[path] ?? {});
      for (const id of foreignIds()) expect(answer).not.toContain(id);
    }
  });

  it('hides one school of a bureau from another', async () => {
    const sibling: Actor = { ...home.actors.second, role: 'reporter' };
    const { terms } = await runUseCase(database.services, sibling, useCases.listTasks, {});
    expect(terms.flatMap((term) => term.forms).map((form) => form.submissionId)).not.toContain(own.submissionId);
    for (const useCase of [useCases.getSubmissionView, useCases.submitSubmission, useCases.withdrawSubmission]) {
      await expect(
        runUseCase(database.services, sibling, useCase as UseCase<{ submissionId: string }, unknown>, {
          submissionId: own.submissionId,
        }),
      ).rejects.toThrow('submission.not_found');
    }
    await expect(runUseCase(database.services, sibling, useCases.getFile, { fileId: own.fileId })).rejects.toThrow(
      'file.not_found',
    );
  });
});

/** What everybody tries, by somebody who may. */
const roleFor = (path: string): Role => {
  const permission = permissionOf(path);
  const role = roles.find((one) => isPermitted(one, permission));
  if (!role) throw new Error(`nobody may ${path}`);
  return role;
};

describe('with the tenant taken out of every statement', () => {
  let stripped: ReturnType<typeof stripTenants>;
  let services: ReturnType<typeof createServices>;
  beforeAll(() => {
    stripped = stripTenants();
    services = createServices(database.options);
  });
  afterAll(async () => {
    await services.close();
    stripped.restore();
    expect(stripped.count()).toBeGreaterThan(300);
  });

  it.each(paths.filter((path) => inputs[path] !== null))('%s: finds nothing foreign', async (path) => {
    const role = roleFor(path);
    const [stranger, nobody] = [
      await callAs(role, path, inputs[path]?.(foreign), services),
      await callAs(role, path, inputs[path]?.(nowhere), services),
    ];
    expect(stranger).toEqual(nobody);
    expect(stranger.code).toMatch(/not_found$|^collection\.nobody_to_nudge$/);
  });

  it.each(paths.filter((path) => inputs[path] === null))('%s: holds nothing foreign', async (path) => {
    const { code, answer } = await callAs(roleFor(path), path, plainInputs[path] ?? {}, services);
    // Who fails says nothing of anybody.
    expect(code).not.toBe('request.failed');
    for (const id of foreignIds()) expect(answer).not.toContain(id);
  });
});
