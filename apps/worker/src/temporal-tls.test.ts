import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('reaches a Temporal behind TLS with its CA and a certificate of its own, and in no other way', async () => {
  const program = fileURLToPath(new URL('./temporal-tls.fixture.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  const neither = [false, false];
  expect(JSON.parse(stdout)).toEqual({
    whole: [true, true],
    stranger: neither,
    nobody: neither,
    another: neither,
    withoutTls: neither,
  });
});
