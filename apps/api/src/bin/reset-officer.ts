// node apps/api/src/bin/reset-officer.ts --username security@jiefang.jiaozuo
import { parseArgs } from 'node:util';
import { readServicesConfig, servicesOptionsOf } from '@huibao/config';
import { HuibaoError } from '@huibao/domain';
import { createServices, resetOfficer } from '@huibao/services';

const { username } = parseArgs({ options: { username: { type: 'string' } } }).values;
if (!username) {
  console.error(
    'Usage: node apps/api/src/bin/reset-officer.ts --username <a security officer’s>\n' +
      '  a new first password for who lost theirs, or the telephone, and has no colleague who may reset them',
  );
  process.exit(2);
}

const services = createServices({ ...servicesOptionsOf(readServicesConfig()), maxConnections: 2 });
try {
  const account = await resetOfficer(services, username, () => new Date());
  console.log(`First password, to be changed at first sign-in:\n  ${account.username}  ${account.password}`);
} catch (error) {
  if (!(error instanceof HuibaoError)) throw error;
  console.error(`${error.code} ${JSON.stringify(error.params)}`);
  process.exitCode = 1;
} finally {
  await services.close();
}
