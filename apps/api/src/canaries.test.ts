import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { hashPassword } from '@huibao/auth';
import { createLog, runUseCase, useCases } from '@huibao/services';
import { createMetrics } from '@huibao/serving';
import {
  addPeople,
  createClock,
  createSmallWorld,
  createTestDatabase,
  reportYear,
  smallestPng,
  type TestDatabase,
} from '@huibao/testing';
import { startTracing } from '@huibao/tracing';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserAt } from './browser.fixture.ts';
import { listen, startApi } from './api-server.fixture.ts';

// What nobody may write down is planted in a day's work, where it goes well and where it fails, and looked for in all
// that is kept for operators and auditors: logs, metrics, traces, the audit trail, what goes to workflows, guesses,
// the audit's heads.

const origin = 'https://huibao.example';
const planted = {
  right: 'Canary-right-2024',
  wrong: 'Canary-wrong-2024',
  next: 'Canary-next-2024',
  pupil: '金丝雀甲同学',
  note: '13800001111，家住金丝雀路乙号',
  number: '73819264',
  file: '金丝雀丁的照片.png',
};

let database: TestDatabase;
let owner: pg.Client;
let server: Server;
let base: string;
let submissionId: string;
/** What a collector of traces hears. */
let traces = '';
const collector = createServer((request, response) => {
  void text(request).then((told) => {
    traces += told;
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  });
});
const lines: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = createClock('2024-01-05T09:00:00+08:00');
  const world = await createSmallWorld(database.services, clock, [2024, 2025]);
  await reportYear(database.services, clock, world, 2024);
  await addPeople(
    database.services,
    world.bureauId,
    [
      {
        username: 'clerk',
        name: '张三',
        role: 'reporter',
        unitId: world.unitIds.first,
        passwordHash: await hashPassword(planted.right),
      },
      {
        username: 'editor',
        name: '李四',
        role: 'bureau_editor',
        unitId: world.unitIds.root,
        passwordHash: await hashPassword(planted.right),
      },
    ],
    clock.now,
  );
  clock.set('2025-06-25T09:00:00+08:00');
  const period = { programme: 'rule_of_law', year: 2025, period: 1 };
  await runUseCase(database.services, world.actors.editor, useCases.openCollection, period);
  const { terms } = await runUseCase(database.services, world.actors.first, useCases.listTasks, {});
  submissionId = terms[0]?.forms.find((form) => form.formCode === 'safety')?.submissionId ?? '';
  ({ server, base } = await startApi({
    services: database.services,
    webOrigin: origin,
    log,
    onAnswered: metrics.observe,
    now: clock.now,
  }));
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  server.close();
  collector.close();
  await owner.end();
  await database.drop();
});

const log = createLog('api', { write: (line) => lines.push(line) });
const metrics = createMetrics(log);

it('a day’s work, with what goes wrong in it, leaves no value, name, password or token where operators look', async () => {
  const tracing = await startTracing('api', await listen(collector));
  const clerk = browserAt(base, origin, '10.0.0.1');
  expect((await clerk.signIn('clerk', planted.wrong)).code).toBe('session.wrong_credentials');
  expect((await clerk.signIn(planted.wrong, planted.right)).code).toBe('session.wrong_credentials');
  expect((await clerk.signIn('clerk', planted.right)).code).toBe('ok');
  const cell = (value: string, version = 0) => ({
    submissionId,
    source: 'page',
    cells: [{ code: 'letters', key: '', state: 'value', value, version }],
  });
  const row = {
    id: null,
    programme: 'rule_of_law',
    register: 'key_pupil_register',
    category: 'leave',
    pupil: planted.pupil,
    note: planted.note,
    since: '2025-03-01',
    endedOn: null,
  };
  const attach = async () => {
    const cookie = [...clerk.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${base}/files/evidence/${submissionId}?name=${encodeURIComponent(planted.file)}`, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/octet-stream' },
      body: new Blob([smallestPng()]),
    });
    return response.status;
  };

  // The database refuses each once, in words that name the row; and once something isn't what PostgreSQL can read.
  const tables = ['draft_cells', 'sensitive_rows', 'files', 'explanations'];
  for (const table of tables) await owner.query(`alter table ${table} add constraint canary check (false) not valid`);
  const failed = await clerk.call('submission.save', cell(planted.number));
  expect(failed.code).toBe('request.failed');
  expect((await clerk.call('register.saveRow', row)).code).toBe('request.failed');
  expect(await attach()).toBe(500);
  for (const table of tables) await owner.query(`alter table ${table} drop constraint canary`);

  expect((await clerk.call('submission.save', cell(planted.number))).code).toBe('ok');
  const refused = await clerk.call('submission.save', cell(`${planted.number}x`, 1));
  expect(refused.data).toMatchObject({ refused: [{ code: 'letters' }] });
  expect((await clerk.call('register.saveRow', row)).code).toBe('ok');
  expect(await attach()).toBe(200);
  expect((await clerk.call('submission.submit', { submissionId })).code).not.toBe('request.failed');
  const changed = { current: planted.right, next: planted.next };
  expect((await clerk.call('session.changePassword', { ...changed, current: planted.wrong })).code).not.toBe('ok');
  expect((await clerk.call('session.changePassword', changed)).code).toBe('ok');
  expect((await browserAt(base, origin, '10.0.0.2').signIn('clerk', planted.next)).code).toBe('ok');

  await tracing.stop();
  const kept = new Map<string, string>([
    ['the log', lines.join('')],
    ['the metrics', await metrics.text()],
    ['the traces', traces],
  ]);
  for (const table of ['audit_entries', 'audit_heads', 'outbox', 'sign_in_attempts', 'sessions', 'logins', 'notices']) {
    const { rows } = await owner.query<{ row: string }>(`select t::text as row from ${table} t`);
    kept.set(table, rows.map((one) => one.row).join('\n'));
  }
  const canaries = [...Object.values(planted), ...[...clerk.jar.values()].filter((value) => value.length > 20)];
  expect(canaries.length).toBeGreaterThan(8);
  const found = [...kept].flatMap(([where, text]) =>
    canaries.filter((canary) => text.includes(canary)).map((canary) => [where, canary]),
  );
  expect(found).toEqual([]);
  // They were written down, and where to look for what is wrong with them.
  expect(lines.length).toBeGreaterThan(2);
  expect(kept.get('the log')).toMatch(/"constraint":"canary"/);
  expect(kept.get('the metrics')).toContain('name="submission.save",status="200"');
  expect(kept.get('audit_entries')).toContain('register.row_added');

  // One id leads from what the clerk was told to the log, to what was done for it, and from an entry of the trail too.
  expect(failed.request).toMatch(/^[0-9a-f]{32}$/);
  expect(lines.filter((line) => line.includes(`"request":"${failed.request}"`)).join('')).toContain('canary');
  const spans = spansIn(traces);
  const ofFailed = spans.filter(({ traceId }) => traceId === failed.request);
  expect(ofFailed.map(({ name }) => name)).toEqual(expect.arrayContaining(['procedure submission.save', 'sql']));
  const { rows } = await owner.query<{ id: string }>(
    `select request_id as id from audit_entries where action = 'register.row_added' and request_id is not null`,
  );
  expect(spans.filter(({ traceId }) => traceId === rows[0]?.id).map(({ name }) => name)).toContain(
    'procedure register.saveRow',
  );
});

/** Of OTLP's requests, one after the other. */
function spansIn(told: string): { readonly traceId: string; readonly name: string }[] {
  return [...told.matchAll(/"traceId":"([0-9a-f]{32})".*?"name":"([^"]+)"/g)].map(([, traceId = '', name = '']) => ({
    traceId,
    name,
  }));
}
