// Builds the demo where it isn't there yet, then prints its accounts, one JSON object a line.
import { readServicesConfig, servicesOptionsOf } from '@huibao/config';
import { createServices } from '@huibao/services';
import { demoPassword, invitedAccounts } from '../seed/accounts.ts';
import { findDemo, seedDemo } from '../seed/demo.ts';

const config = readServicesConfig();
// Some ten thousand commits that needn't each reach the disk: the demo is made anew if the machine stops meanwhile.
const appUrl = new URL(config.DATABASE_APP_URL);
appUrl.searchParams.set('options', '-c synchronous_commit=off');
const services = createServices({
  ...servicesOptionsOf(config),
  appUrl: appUrl.href,
});
try {
  const found = await findDemo(services);
  if (found === 'unfinished')
    throw new Error(
      'A demo was begun in this database and never finished, and people could not tell it from a whole one. Give an empty database, or empty this one, and start again.',
    );
  if (found === 'absent') await seedDemo(services, { today: new Date() });
  for (const account of invitedAccounts) console.log(JSON.stringify({ ...account, password: demoPassword }));
} finally {
  await services.close();
}
