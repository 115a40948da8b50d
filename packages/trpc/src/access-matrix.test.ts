import type { Actor } from '@huibao/db';
import { isPermitted, isUnitRole, roles, type Permission, type Role } from '@huibao/domain';
import { runUseCase, useCases, type Profile, type UseCase } from '@huibao/services';
import {
  createClock,
  createSmallWorld,
  createTestDatabase,
  reportYear,
  type Clock,
  type ReportedYear,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, type ProcedureMeta, type RequestContext } from './procedure.ts';
import { appRouter } from './router.ts';

// Every procedure × every role × {own, foreign} ids, generated from the router. A procedure that isn't in `inputs`
// fails the run: nothing is exposed without somebody saying what may happen when a stranger calls it.

const year = 2024;
const [programme, absent] = ['rule_of_law', '01900000-0000-7000-8000-000000000000'];
const doc = { type: 'doc', version: 2, content: [] };
const primary = { schoolType: '211', ownership: 'public', sectionCode: null };
const codeless = { schoolCode: null, creditCode: null, opensOn: '2024-01-01' };

interface Target extends ReportedYear {
  readonly unitId: number;
  readonly userId: string;
  readonly draftId: string;
}

type InputOf = (target: Target) => unknown;

/**
 * Ids of a tenant as a stranger might send them. `null` marks what takes no id: its answer must hold nothing foreign.
 */
const inputs: Readonly<Record<string, InputOf | null>> = {
  'submission.tasks': null,
  'submission.get': ({ submissionId }) => ({ submissionId }),
  'submission.cellHistory': ({ submissionId }) => ({ submissionId, code: 'letters', key: '' }),
  'submission.save': ({ submissionId }) => ({
    submissionId,
    source: 'page',
    cells: [{ code: 'letters', key: '', state: 'value', value: '1', version: 0 }],
  }),
  'submission.explain': ({ submissionId }) => ({ submissionId, finding: 'x', text: 'x' }),
  'submission.restoreParked': ({ submissionId }) => ({ submissionId, ids: [absent] }),
  'submission.submit': ({ submissionId }) => ({ submissionId }),
  'submission.confirm': ({ submissionId }) => ({ submissionId }),
  'submission.decline': ({ submissionId }) => ({ submissionId, reason: 'x' }),
  'submission.withdraw': ({ submissionId }) => ({ submissionId }),
  'register.get': null,
  'register.saveRow': ({ sensitiveId }) => ({
    id: sensitiveId,
    programme,
    register: 'key_pupil_register',
    category: 'leave',
    pupil: 'x',
    note: '',
    since: '2024-01-01',
    endedOn: null,
  }),
  'collection.list': null,
  'collection.board': ({ collectionId }) => ({ collectionId }),
  'collection.open': null,
  'collection.preview': null,
  'collection.previewIssue': ({ collectionId }) => ({ collectionId }),
  'collection.adoptIssue': ({ collectionId }) => ({ collectionId, issueNo: 2, returned: [] }),
  'collection.nudge': ({ collectionId }) => ({ collectionId }),
  'collection.extend': ({ collectionId, unitId }) => ({ collectionId, unitId, untilOn: '2024-12-01', reason: 'x' }),
  'collection.declineExtension': ({ collectionId, unitId }) => ({ collectionId, unitId, reason: 'x' }),
  'collection.requestExtension': ({ collectionId }) => ({ collectionId, reason: 'x' }),
  'collection.extensions': null,
  'review.revision': ({ submissionId }) => ({ submissionId }),
  'review.accept': ({ submissionId }) => ({ items: [{ submissionId, revisionNo: 1 }] }),
  'review.acknowledgeReads': ({ submissionId }) => ({
    submissionId,
    revisionNo: 1,
    seen: [{ formCode: 'safety', revisionId: null }],
  }),
  'review.return': ({ submissionId }) => ({ submissionId, revisionNo: 1, reason: 'x', comments: [] }),
  'review.reopen': ({ submissionId }) => ({ submissionId, revisionNo: 1, reason: 'x' }),
  ...withoutIds(['rollup.get', 'rollup.preview', 'rollup.lineage', 'analysis.measures', 'analysis.pivot']),
  ...withoutIds(['analysis.explain', 'analysis.views', 'analysis.saveView', 'unit.deleteGroup', 'account.list']),
  'analysis.shareView': ({ viewId }) => ({ viewId, isShared: true }),
  'analysis.deleteView': ({ viewId }) => ({ viewId }),
  ...withoutIds(['indicator.list', 'indicator.versions', 'indicator.preview', 'indicator.save', 'indicator.retire']),
  'report.list': null,
  'report.figures': ({ reportId }) => ({ reportId, figures: [{ indicator: 'letters' }] }),
  ...byId('reportId', ['report.get', 'report.cases', 'report.gate', 'report.difference', 'report.watch']),
  ...byId('reportId', ['report.asides', 'report.send', 'report.publish', 'report.previewTemplate']),
  'report.lineage': ({ reportId }) => ({ reportId, indicator: 'letters' }),
  'report.compile': null,
  'report.correct': ({ reportId }) => ({ reportId, reason: 'x' }),
  'report.saveSection': ({ reportId }) => ({ reportId, code: 'opening', version: 1, content: doc }),
  'report.takeTemplate': ({ reportId }) => ({ reportId, issueNo: 1, additions: [] }),
  'report.decide': ({ reportId }) => ({ reportId, action: 'approve', comment: '' }),
  'report.withdraw': ({ reportId }) => ({ reportId, reason: '' }),
  'report.answer': ({ reportId }) => ({ reportId, fingerprint: '0'.repeat(64), text: 'xx' }),
  'report.lookAgain': ({ reportId }) => ({ reportId, figures: [{ indicator: 'letters', value: '1' }] }),
  'report.sectionVersions': ({ reportId }) => ({ reportId, code: 'opening', before: null }),
  'report.sectionVersion': ({ reportId }) => ({ reportId, code: 'opening', version: 1 }),
  'report.restoreSection': ({ reportId }) => ({ reportId, code: 'opening', restored: 1, version: 1 }),
  'report.keepAside': ({ reportId }) => ({ reportId, code: 'opening', baseVersion: 1, content: doc }),
  'report.settleAside': ({ reportId }) => ({ reportId, id: absent }),
  'report.number': ({ reportId }) => ({ reportId, sequence: null }),
  'report.recordDispatch': ({ reportId }) => ({ reportId, no: 0, channel: 'oa', receipt: '' }),
  'report.annul': ({ reportId }) => ({ reportId, number: '', ground: 'personal_data', reason: 'xx' }),
  'ledger.list': null,
  'ledger.save': ({ ledgerId }) => ({
    id: ledgerId,
    programme,
    year,
    kind: 'plan',
    title: 'x',
    detail: 'x',
    owner: 'x',
    dueOn: null,
  }),
  'ledger.answer': ({ ledgerId }) => ({ id: ledgerId, answer: 'x' }),
  'oversight.districts': null,
  'oversight.delivery': ({ deliveryId }) => ({ deliveryId }),
  'oversight.decide': ({ deliveryId }) => ({ deliveryId, action: 'accept' }),
  'oversight.comparable': null,
  'oversight.compare': null,
  'oversight.matrix': null,
  'collection.quality': null,
  'rollup.outliers': null,
  'rollup.years': null,
  'rollup.cell': ({ submissionId }) => ({ submissionId, revisionNo: 1, cell: 'letters' }),
  'unit.list': null,
  'unit.create': null,
  'unit.history': ({ unitId }) => ({ unitId }),
  'unit.change': ({ unitId }) => ({ unitId, from: '2024-01-01', name: '改名小学', ...primary }),
  'unit.merge': ({ unitId }) => ({ unitIds: [unitId], successorId: unitId + 1, closesOn: '2024-08-31' }),
  'unit.close': ({ unitId }) => ({ unitId, closesOn: '2024-12-31' }),
  'unit.saveGroup': ({ unitId }) => ({ code: null, name: '寄宿制学校', unitIds: [unitId] }),
  'unit.types': null,
  'unit.askedSections': null,
  'unit.answerForSection': ({ unitId }) => ({ code: 'policy', unitId }),
  'account.create': ({ unitId }) => ({ username: 'stranger', name: 'x', unitId, role: 'reporter' }),
  'account.grantRole': ({ userId, unitId }) => ({ userId, unitId, role: 'reporter' }),
  'account.setDisabled': ({ userId }) => ({ userId, isDisabled: true }),
  'account.resetPassword': ({ userId }) => ({ userId }),
  ...byId('draftId', ['draft.get', 'draft.watch', 'draft.check', 'draft.discard']),
  'draft.attend': ({ draftId }) => ({ draftId, windowId: 'w', part: 'programme.json' }),
  'draft.save': ({ draftId }) => ({ draftId, parts: [{ name: 'glossary.json', version: 1, content: { terms: [] } }] }),
  'draft.partVersions': ({ draftId }) => ({ draftId, name: 'glossary.json' }),
  'draft.restorePart': ({ draftId }) => ({ draftId, name: 'glossary.json', restored: 1, version: 1 }),
  'draft.publish': ({ draftId }) => ({ draftId, hash: '0'.repeat(64) }),
  ...withoutIds(['tenant.createBureau', 'tenant.createCity', 'audit.list', 'audit.checkChain', 'programme.list']),
  ...withoutIds(['programme.publishBuiltIn', 'programme.rollForward', 'additions.list', 'additions.withdraw']),
  ...withoutIds(['additions.previewCarried', 'additions.carry', 'unit.groups', 'todo.notices', 'todo.markRead']),
  ...withoutIds(['draft.list', 'draft.begin', 'programme.publishUnitTypes', 'programme.issues', 'todo.get', 'unit.addType']),
  'draft.tickAdvice': ({ draftId }) => ({ draftId, advice: 'year_past', isSeen: true }),
};

/** About sessions and the public, not about a tenant: tested over HTTP. */
const aboutCookies = [
  'session.current',
  'session.signIn',
  'session.signOut',
  'session.switchMembership',
  'session.changePassword',
  'session.setLocale',
  ...['publication.list', 'publication.get'],
];

const byUnit = { programme, years: [year], measures: [{ indicator: 'letters' }], rows: 'unit', columns: 'term' };

/** Inputs for procedures without ids. */
const plainInputs: Readonly<Record<string, unknown>> = {
  ...alike(['collection.list', 'report.list', 'ledger.list', 'rollup.years'], { programme }),
  ...alike(
    ['analysis.measures', 'rollup.get', 'rollup.preview', 'rollup.outliers', 'collection.quality', 'report.compile'],
    { programme, year },
  ),
  ...alike(['oversight.districts', 'oversight.comparable', 'oversight.matrix', 'indicator.list'], { programme, year }),
  'analysis.pivot': byUnit,
  'analysis.explain': { definition: byUnit, at: {} },
  'analysis.saveView': { name: 'x', definition: byUnit, isShared: true },
  'rollup.lineage': { programme, year, indicator: 'letters' },
  'oversight.compare': { programme, year, indicator: 'letters', per: null },
  'todo.markRead': { ids: [absent] },
  'collection.open': { programme, year, period: 2 },
  'collection.preview': { programme, year, period: 2 },
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
  'tenant.createBureau': newTenant('新区'),
  'tenant.createCity': newTenant('新市'),
};

function withoutIds(names: readonly string[]): Readonly<Record<string, null>> {
  return Object.fromEntries(names.map((name) => [name, null]));
}

function byId(id: keyof Target, names: readonly string[]): Readonly<Record<string, InputOf>> {
  return Object.fromEntries(names.map((name) => [name, (target: Target) => ({ [id]: target[id] })]));
}

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
  home = await createSmallWorld(database.services, clock, [year]);
  const other = await createSmallWorld(database.services, clock, [year]);
  own = await reportYear(database.services, clock, home, year);
  foreign = {
    ...(await reportYear(database.services, clock, other, year)),
    unitId: other.unitIds.first,
    userId: other.actors.first.userId,
    draftId: (await runUseCase(database.services, other.actors.admin, useCases.beginDraft, plainInputs['draft.begin']))
      .draftId,
  };
  nowhere = {
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
  };
});
afterAll(() => database.drop());

/** Somebody of the home world in any role, at the place where that role works. */
function actorAs(role: Role): Actor {
  const isCity = role === 'city_reviewer' || role === 'city_admin';
  const base = isCity ? home.actors.reviewer : isUnitRole(role) ? home.actors.first : home.actors.editor;
  return { ...base, role, units: isUnitRole(role) ? [home.unitIds.first] : null };
}

async function callAs(role: Role, path: string, input: unknown): Promise<{ code: string; answer: string }> {
  const actor = actorAs(role);
  const profile = { mustChangePassword: false, membership: { role } } as Profile;
  const ctx: RequestContext = {
    services: database.services,
    now: clock.now,
    cookie: '',
    setCookie: () => undefined,
    report: () => undefined,
    sessions: {
      start: () => Promise.resolve(''),
      validate: () => Promise.resolve(null),
      end: () => Promise.resolve(''),
    },
    signedIn: {
      actor,
      profile,
      session: {
        idHash: '',
        tenantId: actor.tenantId,
        userId: actor.userId,
        membershipId: absent,
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
      for (const id of [
        foreign.submissionId,
        foreign.reportId,
        foreign.collectionId,
        foreign.deliveryId,
        foreign.userId,
        foreign.ledgerId,
        foreign.viewId,
        foreign.draftId,
      ])
        expect(answer).not.toContain(id);
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
