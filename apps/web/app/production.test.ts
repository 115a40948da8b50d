import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const apps = new URL('../../', import.meta.url);
const first = "import '@huibao/config/production';";

it.each(['web/server.mjs', 'api/src/main.ts', 'worker/src/main.ts'])('%s is for production before anything', (main) => {
  const imports = readFileSync(new URL(main, apps), 'utf8').matchAll(/^import .*$/gm);
  expect(imports.next().value?.[0]).toBe(first);
});

it.each([undefined, 'development'])('React and Express are, where NODE_ENV is %s', async (given) => {
  const program = `${first}
    import { createRequire } from 'node:module';
    import express from 'express';
    const { renderToString } = await import('react-dom/server');
    const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) => /development/.test(path));
    console.log(JSON.stringify([express().get('env'), typeof renderToString, loaded]));`;
  const env = { ...process.env, NODE_ENV: given } as NodeJS.ProcessEnv;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('web/', apps)),
    env,
  });
  expect(JSON.parse(stdout)).toEqual(['production', 'function', []]);
});
