import type { Server } from 'node:http';
import { hashPassword } from '@huibao/auth';
import { runUseCase, useCases } from '@huibao/services';
import {
  addPeople,
  createClock,
  createSmallWorld,
  createTestDatabase,
  reportYear,
  smallestPng,
  type Clock,
  type ReportedYear,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from './api-server.fixture.ts';
import { everyAddress, everyChange } from './every-address.fixture.ts';

const origin = 'http://127.0.0.1:4800';
const password = 'Right-2024-pass';

let database: TestDatabase;
let clock: Clock;
let world: SmallWorld;
let reported: ReportedYear;
let server: Server;
let base: string;
let open: { submissionId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  // Sessions end by the machine's clock (Lucia's): the world's stands at today for what goes over HTTP.
  clock = createClock('2024-01-05T09:00:00+08:00');
  world = await createSmallWorld(database.services, clock, [2024, 2025]);
  reported = await reportYear(database.services, clock, world, 2024);
  const passwordHash = await hashPassword(password);
  const { unitIds, bureauId, cityId } = world;
  await addPeople(
    database.services,
    bureauId,
    [
      { username: 'zhang.reporter', name: '张三', role: 'reporter', unitId: unitIds.first, passwordHash },
      { username: 'li.editor', name: '李四', role: 'bureau_editor', unitId: unitIds.root, passwordHash },
      { username: 'wang.admin', name: '王五', role: 'bureau_admin', unitId: unitIds.root, passwordHash },
    ],
    clock.now,
  );
  const cityUnits = await runUseCase(database.services, world.actors.cityAdmin, useCases.getUnits, {});
  await addPeople(
    database.services,
    cityId,
    [{ username: 'city.reviewer', name: '市局', role: 'city_reviewer', unitId: cityUnits[0]?.id ?? 0, passwordHash }],
    clock.now,
  );
  clock.set('2025-06-25T09:00:00+08:00');
  await runUseCase(database.services, world.actors.editor, useCases.openCollection, {
    programme: 'rule_of_law',
    year: 2025,
    period: 1,
  });
  const { terms } = await runUseCase(database.services, world.actors.first, useCases.listTasks, {});
  open = { submissionId: terms[0]?.forms.find((form) => form.formCode === 'safety')?.submissionId ?? '' };
  ({ server, base } = await startApi({ services: database.services, webOrigin: origin, now: clock.now }));
});
afterAll(async () => {
  server.close();
  await database.drop();
});

const ours = { origin, 'content-type': 'application/json' };

async function call(path: string, body: unknown, cookie = '', headers: Record<string, string> = ours) {
  const response = await fetch(`${base}/trpc/${path}`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify(body),
  });
  const json = (await response.json()) as {
    result?: { data: unknown };
    error?: { code?: string; data?: { error: { code: string } } };
  };
  return {
    status: response.status,
    code: json.error?.data?.error.code ?? json.error?.code ?? 'ok',
    data: json.result?.data,
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
  };
}

async function signIn(username: string, secret = password): Promise<string> {
  const { code, cookie } = await call('session.signIn', { username, password: secret });
  expect(code).toBe('ok');
  return cookie;
}

async function send(path: string, bytes: Uint8Array, cookie: string) {
  const response = await fetch(base + path, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/octet-stream', cookie },
    body: new Blob([bytes]),
  });
  const body = (await response.json()) as { error?: { code: string } } & Record<string, unknown>;
  return { status: response.status, code: body.error?.code ?? 'ok', body };
}

async function download(path: string, cookie: string) {
  const response = await fetch(base + path, { headers: { cookie } });
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
}

describe('every answer', () => {
  it('says how it may be used: procedures, files, redirects, refusals and probes', async () => {
    const cookie = await signIn('zhang.reporter');
    const get = (path: string, headers: Record<string, string> = { cookie }) =>
      fetch(base + path, { headers, redirect: 'manual' });
    const answers = [
      ...(await Promise.all(everyAddress().map((path) => get(path)))),
      await get(`/files/workbook/${open.submissionId}`),
      await get('/live'),
      await get('/ready'),
      await get('/nowhere'),
      await get('/sso/start'),
      await fetch(`${base}/trpc/todo.markRead`, { method: 'POST' }),
    ];
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(5);
    expect(answers.filter(({ status }) => status === 403).length).toBeGreaterThan(5);
    for (const { url, headers } of answers) {
      const said = ['cache-control', 'referrer-policy', 'x-content-type-options', 'x-frame-options'];
      expect([url, ...said.map((name) => headers.get(name))]).toEqual([
        url,
        'no-store',
        'same-origin',
        'nosniff',
        'DENY',
      ]);
      expect([url, headers.get('strict-transport-security')]).toEqual([url, 'max-age=31536000']);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'.*sandbox/);
    }
  });
});

describe('forged requests', () => {
  const cases: readonly [string, Record<string, string>][] = [
    ['no origin', { 'content-type': 'application/json' }],
    ['null origin', { ...ours, origin: 'null' }],
    ['another site', { ...ours, origin: 'https://evil.example' }],
    ['cross-site by the browser’s own word', { ...ours, 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { ...ours, 'sec-fetch-site': 'same-site' }],
    ['a simple form', { origin, 'content-type': 'application/x-www-form-urlencoded' }],
    ['multipart', { origin, 'content-type': 'multipart/form-data; boundary=x' }],
    ['text/plain', { origin, 'content-type': 'text/plain' }],
  ];
  it.each(cases)('refuses %s on every change there is, files and procedures', async (_name, headers) => {
    const cookie = await signIn('zhang.reporter');
    const paths = everyChange();
    expect(paths.length).toBeGreaterThan(70);
    for (const path of paths) {
      const response = await fetch(base + path, { method: 'POST', headers: { ...headers, cookie }, body: '{}' });
      const body = (await response.json()) as { error?: { code?: string } };
      expect([path, response.status, body.error?.code]).toEqual([path, 403, 'request.forged']);
    }
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect((await fetch(`${base}/trpc/todo.markRead`, { method, headers: { ...headers, cookie } })).status).toBe(403);
  });

  it('takes no change by GET, and no batch', async () => {
    const cookie = await signIn('zhang.reporter');
    const byGet = await fetch(`${base}/trpc/session.signOut`, { headers: { cookie } });
    expect(byGet.status).toBe(405);
    const batch = await fetch(`${base}/trpc/todo.get,todo.get?batch=1`, { headers: { cookie } });
    expect(batch.status).toBe(400);
  });

  it('says what is wrong with a body that is too long or no JSON', async () => {
    const cookie = await signIn('zhang.reporter');
    const headers = { ...ours, cookie };
    const tooLong = await call('todo.markRead', { ids: ['x'.repeat(4 * 1024 * 1024)] }, cookie);
    expect([tooLong.code, tooLong.status]).toEqual(['request.too_large', 429]);
    const broken = await fetch(`${base}/trpc/todo.markRead`, { method: 'POST', headers, body: '{"ids":' });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ error: { data: { error: { code: 'request.invalid' } } } });
  });
});

describe('sessions', () => {
  it('answers a wrong name and a wrong password alike', async () => {
    const wrong = await call('session.signIn', { username: 'zhang.reporter', password: 'x' });
    const nobody = await call('session.signIn', { username: 'nobody.here', password: 'x' });
    expect([wrong.code, wrong.status]).toEqual(['session.wrong_credentials', 401]);
    expect([nobody.code, nobody.status]).toEqual([wrong.code, wrong.status]);
    const unstorable = await call('session.signIn', { username: 'nobody\0\u{d800}', password: 'x\0' });
    expect([unstorable.code, unstorable.status]).toEqual([wrong.code, wrong.status]);
  });

  it('keeps only a hash of the session’s id, and a cookie that no script reads', async () => {
    const response = await fetch(`${base}/trpc/session.signIn`, {
      method: 'POST',
      headers: ours,
      body: JSON.stringify({ username: 'zhang.reporter', password }),
    });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const id = /huibao_session=([^;]+)/.exec(cookie)?.[1] ?? '';
    const rows = await database.services.authDb.selectFrom('sessions').select('id_hash').execute();
    expect(rows.map((row) => row.id_hash)).not.toContain(id);
  });

  it('is refused after signing out, though the cookie is kept', async () => {
    const cookie = await signIn('zhang.reporter');
    await call('session.signOut', undefined, cookie);
    expect((await call('submission.submit', { submissionId: open.submissionId }, cookie)).code).toBe('session.missing');
  });

  it('ends with its person’s disabling and password reset; the new password must be changed first', async () => {
    const admin = await signIn('wang.admin');
    const created = (
      await call(
        'account.create',
        { username: 'new.person', name: '新人', unitId: world.unitIds.second, role: 'reporter' },
        admin,
      )
    ).data as { userId: string; username: string; password: string };
    const first = await signIn(created.username, created.password);
    const tasks = await fetch(`${base}/trpc/submission.tasks`, { headers: { cookie: first } });
    expect(((await tasks.json()) as { error: { data: { error: { code: string } } } }).error.data.error.code).toBe(
      'session.must_change_password',
    );
    expect((await call('session.changePassword', { current: created.password, next: 'short' }, first)).code).toBe(
      'password.too_short',
    );
    const changed = await call(
      'session.changePassword',
      { current: created.password, next: 'Better-2025-word' },
      first,
    );
    expect(changed.code).toBe('ok');
    expect((await call('todo.markRead', { ids: [reported.noticeId] }, changed.cookie)).code).toBe('ok');
    expect((await call('todo.markRead', { ids: [reported.noticeId] }, first)).code).toBe('session.missing');
    await call('account.setDisabled', { userId: created.userId, isDisabled: true }, admin);
    expect((await call('todo.markRead', { ids: [reported.noticeId] }, changed.cookie)).code).toBe('session.missing');
    expect((await call('session.signIn', { username: created.username, password: 'Better-2025-word' })).code).toBe(
      'session.wrong_credentials',
    );
  });
});

describe('files', () => {
  it('takes evidence by its bytes, whatever it is called', async () => {
    const cookie = await signIn('zhang.reporter');
    const path = `/files/evidence/${open.submissionId}?name=${encodeURIComponent('签收表.png')}`;
    const taken = await send(path, smallestPng(), cookie);
    expect(taken.body).toMatchObject({ name: '签收表.png', mediaType: 'image/png' });
    expect((await send(path, new TextEncoder().encode('<svg onload="alert(1)"/>'), cookie)).code).toBe(
      'file.type_refused',
    );
    expect((await send(path, new Uint8Array(), cookie)).code).toBe('file.empty');
    expect((await send(path, new Uint8Array(10 * 1024 * 1024 + 1).fill(1), cookie)).code).toBe('file.too_large');
    expect((await send(path, new Uint8Array(11 * 1024 * 1024), cookie)).code).toBe('file.too_large');
    const back = await download(`/files/evidence/${String(taken.body['id'])}?inline`, cookie);
    expect(back.bytes).toEqual(smallestPng());
    expect(back.headers.get('content-security-policy')).toContain('sandbox');
    expect(back.headers.get('content-disposition')).toMatch(/^attachment/);
    const stranger = await download(`/files/evidence/${String(taken.body['id'])}`, await signIn('city.reviewer'));
    expect(stranger.status).toBe(403);
  });

  it('takes a school’s own workbook back, cell by cell, and says why it takes no other', async () => {
    const cookie = await signIn('zhang.reporter');
    const workbook = await download(`/files/workbook/${open.submissionId}`, cookie);
    expect(workbook.headers.get('content-type')).toContain('spreadsheetml');
    expect((await send(`/files/workbook/${open.submissionId}`, workbook.bytes, cookie)).body).toMatchObject({
      changes: [],
      refused: [],
    });
    const { terms } = await runUseCase(database.services, world.actors.first, useCases.listTasks, {});
    const education = terms[0]?.forms.find((form) => form.formCode === 'education')?.submissionId ?? '';
    expect((await send(`/files/workbook/${education}`, workbook.bytes, cookie)).body.error).toMatchObject({
      code: 'workbook.other_form',
      // Whoever reads it names a form in their own language.
      params: { form: { zh: '表3 基本情况与校园安全情况', en: expect.stringMatching(/^Table 3 [A-Z]/) as string } },
    });
    const sibling = await runUseCase(database.services, world.actors.second, useCases.listTasks, {});
    const theirs = sibling.terms[0]?.forms.find((form) => form.formCode === 'safety')?.submissionId ?? '';
    const other = await runUseCase(database.services, world.actors.second, useCases.downloadWorkbook, {
      submissionId: theirs,
      locale: 'zh-CN',
    });
    expect((await send(`/files/workbook/${open.submissionId}`, other.bytes, cookie)).code).toBe('workbook.other_unit');
    const old = terms[1]?.forms.find((form) => form.formCode === 'safety')?.submissionId ?? '';
    const lastTerm = await runUseCase(database.services, world.actors.first, useCases.downloadWorkbook, {
      submissionId: old,
      locale: 'zh-CN',
    });
    expect((await send(`/files/workbook/${open.submissionId}`, lastTerm.bytes, cookie)).body.error).toMatchObject({
      code: 'workbook.other_period',
      params: { period: { en: expect.stringMatching(/^(Spring|Autumn) term \d{4}$/) as string } },
    });
    expect((await send(`/files/workbook/${open.submissionId}`, workbook.bytes.slice(0, 900), cookie)).code).toMatch(
      /^workbook\./,
    );
    expect((await send(`/files/workbook/${open.submissionId}`, smallestPng(), cookie)).code).toBe(
      'workbook.not_a_workbook',
    );
  });

  it('gives a report’s PDF to its bureau, the delivered one to its city, the published one to everybody', async () => {
    const editor = await signIn('li.editor');
    const city = await signIn('city.reviewer');
    for (const [path, cookie] of [
      [`/files/report/${reported.reportId}/upward.pdf`, editor],
      [`/files/delivery/${reported.deliveryId}.pdf`, city],
      [`/published/${reported.publicationId}.pdf`, ''],
    ] as const) {
      const file = await download(path, cookie);
      expect([path, new TextDecoder().decode(file.bytes.slice(0, 5))]).toEqual([path, '%PDF-']);
    }
    expect((await download(`/files/report/${reported.reportId}/upward.pdf`, city)).status).toBe(403);
    expect((await download(`/files/report/${reported.reportId}/upward.pdf`, '')).status).toBe(401);
    expect((await download(`/files/delivery/${reported.deliveryId}.pdf`, editor)).status).toBe(403);
    expect((await download('/published/not-an-id.pdf', '')).status).toBe(404);
  });

  it('answers 503 and when to ask again while somebody else holds what is asked for, and changes nothing', async () => {
    const cookie = await signIn('zhang.reporter');
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    // As long as nobody would wait in a test; new connections only have it.
    await owner.query(`do $$ begin execute format(
      'alter role huibao_app in database %I set lock_timeout = ''150ms''', current_database()); end $$`);
    // Each is gone when this is answered: one that still stood would take the next save with it.
    const cut = `select pg_terminate_backend(pid, 30000) from pg_stat_activity
      where datname = current_database() and usename = 'huibao_app'`;
    await owner.query(cut);
    await owner.query('begin');
    await owner.query('select 1 from submissions where id = $1 for update', [open.submissionId]);
    const cells = [{ code: 'letters', key: '', state: 'value', value: '41', version: 0 }];
    const save = () =>
      fetch(`${base}/trpc/submission.save`, {
        method: 'POST',
        headers: { ...ours, cookie },
        body: JSON.stringify({ submissionId: open.submissionId, source: 'page', cells }),
      });
    const held = await save();
    const { error } = (await held.json()) as { error: { data: unknown } };
    expect([held.status, held.headers.get('retry-after')]).toEqual([503, '5']);
    expect(error.data).toMatchObject({ httpStatus: 503, error: { code: 'request.failed', kind: 'unavailable' } });
    await owner.query('rollback');
    await owner.query(`do $$ begin execute format(
      'alter role huibao_app in database %I reset lock_timeout', current_database()); end $$`);
    await owner.query(cut);
    await owner.end();
    const again = await save();
    expect([again.status, ((await again.json()) as { result: { data: object } }).result.data]).toEqual([
      200,
      expect.objectContaining({ conflicts: [], refused: [] }),
    ]);
  });

  it('answers 410 for the files of a report that was annulled, and its page’s data hold no text', async () => {
    const { issuer, editor } = world.actors;
    const { reportId, publicationId } = reported;
    const { publication } = await runUseCase(database.services, editor, useCases.getReportView, { reportId });
    await runUseCase(database.services, issuer, useCases.annulReport, {
      reportId,
      number: publication?.number ?? '',
      ground: 'personal_data',
      reason: '含有学生个人信息',
    });
    for (const format of ['pdf', 'docx', 'xlsx']) {
      const gone = await download(`/published/${publicationId}.${format}`, '');
      expect([gone.status, new TextDecoder().decode(gone.bytes)]).toEqual([
        410,
        JSON.stringify({ error: { code: 'publication.annulled', kind: 'gone', params: {} } }),
      ]);
    }
    // And its pages, which go by what the procedure says of itself.
    const input = encodeURIComponent(JSON.stringify({ reportId }));
    const gate = await fetch(`${base}/trpc/report.gate?input=${input}`, {
      headers: { cookie: await signIn('li.editor') },
    });
    const { error } = (await gate.json()) as { error: { data: unknown } };
    expect(error.data).toEqual({ httpStatus: 410, error: { code: 'report.annulled', kind: 'gone', params: {} } });
    for (const [path, username, code] of [
      [`/files/report/${reportId}/upward.pdf`, 'li.editor', 'report.annulled'],
      [`/files/report/${reportId}/public.docx`, 'li.editor', 'report.annulled'],
      [`/files/delivery/${reported.deliveryId}.pdf`, 'city.reviewer', 'delivery.annulled'],
    ] as const) {
      const gone = await download(path, await signIn(username));
      expect([path, gone.status, new TextDecoder().decode(gone.bytes)]).toEqual([
        path,
        410,
        JSON.stringify({ error: { code, kind: 'gone', params: {} } }),
      ]);
    }
  });
});
