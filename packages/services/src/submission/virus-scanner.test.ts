import { randomBytes } from 'node:crypto';
import { fileOf } from '@huibao/documents/streamed-file';
import { codeOf, createTestScanner, eicar, type TestScanner } from '@huibao/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clamdScanner } from './virus-scanner.ts';

let clamd: TestScanner;
const told: unknown[] = [];
const scan = (bytes: Uint8Array, milliseconds?: number) => {
  const file = fileOf(bytes);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 65_536) yield await Promise.resolve(bytes.subarray(at, at + 65_536));
  }
  return clamdScanner(clamd.address, (error) => told.push(error), milliseconds).scan({ ...file, pieces });
};

beforeAll(async () => {
  clamd = await createTestScanner();
});
afterAll(() => clamd.close());

it('finds what is in a file, and nothing in another', async () => {
  expect(await scan(Buffer.from('harmless'))).toBeNull();
  const hidden = randomBytes(3_000_000);
  // Across the edge of two pieces.
  hidden.write(eicar, 65_536 * 20 - 30, 'latin1');
  expect(await scan(hidden)).toBe('Eicar-Test');
});

it('takes no answer for a verdict that is none', async () => {
  for (const answer of ['INSTREAM size limit exceeded. ERROR', 'stream: ', 'stream: OK and more', 'OK', '\n']) {
    clamd.say(answer);
    expect(await codeOf(scan(randomBytes(200_000)))).toBe('file.scanner_away');
  }
  clamd.say('');
  expect(await codeOf(scan(Buffer.from('harmless'), 100))).toBe('file.scanner_away');
  clamd.say(null);
  expect(told).toHaveLength(6);
  const nobody = clamdScanner('[::1]:9', (error) => told.push(error));
  expect(await codeOf(nobody.scan(fileOf(Buffer.from('harmless'))))).toBe('file.scanner_away');
  expect(await codeOf(clamdScanner('/nowhere.ctl', () => undefined).scan(fileOf(randomBytes(9))))).toBe(
    'file.scanner_away',
  );
});
