import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { ServicesOptions } from '@huibao/services';

/** The api as operators run it: a process of its own. */
export async function runApi(
  options: ServicesOptions,
  { api: port, metrics: metricsPort }: { readonly api: number; readonly metrics: number },
) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./main.ts', import.meta.url))], {
    env: {
      DATABASE_APP_URL: options.appUrl,
      DATABASE_AUTH_URL: options.authUrl,
      DATABASE_PUBLIC_URL: options.publicUrl,
      DATABASE_KEEPER_URL: options.keeperUrl,
      DATABASE_WATCH_URL: options.watchUrl,
      AUDIT_KEY: options.auditKey,
      REGISTER_KEY: options.registerKey,
      ACCOUNT_KEY: options.accountKey,
      SESSION_KEY: randomBytes(32).toString('base64'),
      STATE_DIR: options.stateDir,
      WEB_ORIGIN: options.webOrigin,
      API_PORT: String(port),
      METRICS_PORT: String(metricsPort),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const listening = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (log.includes('api is listening')) listening.resolve();
    });
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      listening.reject(new Error(log));
      resolve(code);
    });
  });
  await listening.promise;
  const metrics = `http://127.0.0.1:${metricsPort}/metrics`;
  return { port, base: `http://127.0.0.1:${port}`, metrics, child, exited, log: () => log };
}
