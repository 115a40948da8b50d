// npm run city:create -- --name 焦作市教育局 --suffix jiaozuo --admin admin --security security [--division 410800]
import { parseArgs } from 'node:util';
import { readServicesConfig, servicesOptionsOf } from '@huibao/config';
import { HuibaoError } from '@huibao/domain';
import { createServices, platformActor, runUseCase, useCases } from '@huibao/services';

const { values } = parseArgs({
  options: {
    name: { type: 'string' },
    short: { type: 'string' },
    division: { type: 'string' },
    suffix: { type: 'string' },
    section: { type: 'string', default: '科室' },
    admin: { type: 'string' },
    security: { type: 'string' },
  },
});
const { name, suffix, admin, security } = values;
if (!name || !suffix || !admin || !security) {
  console.error(
    'Usage: npm run city:create -- --name <bureau> --suffix <what usernames end in> --admin <username> --security <username> [--short <name>] [--division <6 digits>] [--section 科室]',
  );
  process.exit(2);
}

const config = readServicesConfig();
const services = createServices({
  ...servicesOptionsOf(config),
  maxConnections: 2,
});
try {
  const now = (): Date => new Date();
  const platform = await platformActor(services.authDb, now);
  await runUseCase(services, platform, useCases.publishUnitTypes, {});
  for (const year of [now().getFullYear() - 1, now().getFullYear()])
    await runUseCase(services, platform, useCases.publishBuiltInEditions, { year });
  const city = await runUseCase(services, platform, useCases.createCity, {
    name,
    shortName: values.short ?? name,
    suffixPart: suffix,
    divisionCode: values.division ?? null,
    sectionWord: values.section,
    opensOn: `${now().getFullYear()}-01-01`,
    admin: { username: admin, name: admin },
    securityOfficer: { username: security, name: security },
  });
  console.log(`${name}: tenant ${city.tenantId}. First passwords, to be changed at first sign-in:`);
  for (const account of city.accounts) console.log(`  ${account.username}  ${account.password}  (${account.role})`);
} catch (error) {
  if (!(error instanceof HuibaoError)) throw error;
  console.error(`${error.code} ${JSON.stringify(error.params)}`);
  process.exitCode = 1;
} finally {
  await services.close();
}
