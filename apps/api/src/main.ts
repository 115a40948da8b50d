import { readApiConfig, servicesOptionsOf } from '@huibao/config';
import { createLog, createServices, warmUpReading } from '@huibao/services';
import { createApiServer } from './server.ts';
import { signInPolicyOf } from './sign-in-policy.ts';

const config = readApiConfig();
const log = createLog('api');
const services = createServices({
  ...servicesOptionsOf(config),
  signInPolicy: signInPolicyOf(config),
  identityIssuer: config.OIDC_ISSUER,
  clamdAddress: config.CLAMD_ADDRESS,
  report: (error) => log.error(error),
});
const server = createApiServer({
  services,
  sessionKey: Buffer.from(config.SESSION_KEY, 'base64'),
  webOrigin: config.WEB_ORIGIN,
  identityClient: config.OIDC_CLIENT_ID ? { id: config.OIDC_CLIENT_ID, secret: config.OIDC_CLIENT_SECRET } : undefined,
  log,
  now: () => new Date(),
});
// The first clerk to upload a workbook doesn't wait for a reader to start.
warmUpReading();
server.listen(config.API_PORT, '127.0.0.1', () => log.info({ port: config.API_PORT }, 'api is listening'));

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    // What is under way is finished; keep-alive connections without a request are closed.
    server.close(() => void services.close().then(() => process.exit(0)));
    server.closeIdleConnections();
  });
}
