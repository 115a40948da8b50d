import { readApiConfig, servicesOptionsOf } from '@huibao/config';
import { createLog, createServices, warmUpReading } from '@huibao/services';
import { drainable, stopOnSignals } from '@huibao/serving';
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
const draining = drainable(server);
stopOnSignals({ draining, drainSeconds: config.DRAIN_SECONDS, release: services.close, log });
server.listen(config.API_PORT, config.BIND_ADDRESS, () => log.info({ port: config.API_PORT }, 'api is listening'));
