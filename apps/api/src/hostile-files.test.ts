import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hashPassword } from '@huibao/auth';
import { hostileEvidence, listHostileWorkbooks } from '@huibao/documents/hostile';
import { runUseCase, useCases } from '@huibao/services';
import { addPeople, createClock, createSmallWorld, createTestDatabase, type TestDatabase } from '@huibao/testing';
import { describe, expect, it } from 'vitest';
import { browserAt, type Browser } from './browser.fixture.ts';

const origin = 'https://huibao.example';
const password = 'Right-2024-pass';
const clock = createClock('2024-06-25T09:00:00+08:00');

/** A clerk of a tenant of their own, with a form to fill in. */
async function clerkOf(database: TestDatabase, username: string): Promise<{ username: string; submissionId: string }> {
  const world = await createSmallWorld(database.services, clock, [2024]);
  const { bureauId, actors, unitIds } = world;
  const passwordHash = await hashPassword(password);
  const clerk = { username, name: username, role: 'reporter' as const, unitId: unitIds.first, passwordHash };
  await addPeople(database.services, bureauId, [clerk], clock.now);
  const period = { programme: 'rule_of_law', year: 2024, period: 1 };
  await runUseCase(database.services, actors.editor, useCases.openCollection, period);
  const { terms } = await runUseCase(database.services, actors.first, useCases.listTasks, {});
  const form = terms[0]?.forms.find((one) => one.formCode === 'safety');
  return { username, submissionId: form?.submissionId ?? '' };
}

/** By `npm run test:attacks` alone: it measures times. */
describe.runIf(process.env['TEST_LONG'] === '1')('an api that is handed hostile files, one after the other', () => {
  it('refuses each, answers others meanwhile, goes on, and leaves nothing lying about', async () => {
    const database = await createTestDatabase();
    const temporary = mkdtempSync(join(tmpdir(), 'huibao-attacked-'));
    const attacker = await clerkOf(database, 'attacker');
    const other = await clerkOf(database, 'other');
    const api = spawn(
      process.execPath,
      [
        fileURLToPath(new URL('./api-process.fixture.ts', import.meta.url)),
        JSON.stringify({ options: database.options, now: clock.now().toISOString() }),
      ],
      { env: { ...process.env, TMPDIR: temporary }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      const [port] = (await once(createInterface({ input: api.stdout }), 'line')) as [string];
      const base = `http://127.0.0.1:${port}`;
      const signedIn = async ({ username }: { username: string }): Promise<Browser> => {
        const browser = browserAt(base, origin, '10.0.0.1');
        expect((await browser.signIn(username)).code).toBe('ok');
        return browser;
      };
      const cookie = [...(await signedIn(attacker)).jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const refusalOf = async (path: string, body: Uint8Array): Promise<string> => {
        const answer = await fetch(`${base}${path}`, {
          method: 'POST',
          headers: { origin, cookie, 'content-type': 'application/octet-stream' },
          body: Uint8Array.from(body),
        });
        return ((await answer.json()) as { error?: { code: string } }).error?.code ?? 'taken';
      };
      const files = [
        ...listHostileWorkbooks().map(({ name, bytes, codes }) => ({
          name,
          codes,
          send: () => refusalOf(`/files/workbook/${attacker.submissionId}`, bytes),
        })),
        ...hostileEvidence().map(({ name, bytes, code }) => ({
          name,
          codes: [code],
          send: () => refusalOf(`/files/evidence/${attacker.submissionId}?name=x.png`, bytes),
        })),
      ];
      expect(files.length).toBeGreaterThan(150);

      const taken: string[] = [];
      const waiting = [...files];
      const attack = Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let file = waiting.shift(); file; file = waiting.shift()) {
            const code = await file.send();
            if (!(file.codes as readonly string[]).includes(code)) taken.push(`${file.name}: ${code}`);
          }
        }),
      );
      const { isOver, times } = { isOver: { is: false }, times: [] as number[] };
      void attack.finally(() => (isOver.is = true));
      const clerk = await signedIn(other);
      const { submissionId } = other;
      let version = 0;
      while (!isOver.is) {
        const begun = performance.now();
        const cells = [{ code: 'letters', key: '', state: 'value', value: String(version), version }];
        const saved = await clerk.call('submission.save', { submissionId, source: 'page', cells });
        expect(saved.code).toBe('ok');
        version += 1;
        times.push(performance.now() - begun);
        await wait(10);
      }
      await attack;
      const sorted = times.toSorted((a, b) => a - b);
      const share = (of: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * of)] ?? Infinity);
      const left = readdirSync(temporary);
      process.stdout.write(
        `${files.length} hostile files refused; another tenant’s ${times.length} saves meanwhile: p50 ${share(0.5)} ms, p99 ${share(0.99)} ms, longest ${share(1)} ms; exits ${api.exitCode === null ? 0 : 1}; left in the temporary folder: ${left.length}\n`,
      );
      expect(taken).toEqual([]);
      expect(api.exitCode).toBeNull();
      expect(left).toEqual([]);
      expect(times.length).toBeGreaterThan(50);
      expect(share(0.99)).toBeLessThan(500);
    } finally {
      api.kill('SIGKILL');
      rmSync(temporary, { recursive: true, force: true });
      await database.drop();
    }
  }, 300_000);
});
