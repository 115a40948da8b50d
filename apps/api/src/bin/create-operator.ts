// npm run operator:create -- --username wang --name 王工 [--reset | --disable]
import { parseArgs } from 'node:util';
import { readServicesConfig, servicesOptionsOf } from '@huibao/config';
import { HuibaoError } from '@huibao/domain';
import { createServices, platformActor, runUseCase, useCases } from '@huibao/services';

const { values } = parseArgs({
  options: {
    username: { type: 'string' },
    name: { type: 'string' },
    reset: { type: 'boolean', default: false },
    disable: { type: 'boolean', default: false },
  },
});
const { username, name, reset, disable } = values;
if (!username || (!name && !reset && !disable) || (reset && disable)) {
  console.error(
    'Usage: npm run operator:create -- --username <username> (--name <their name> | --reset | --disable)\n' +
      '  --reset    a new first password for one who is there, without their second factor\n' +
      '  --disable  one who is there signs in no more',
  );
  process.exit(2);
}

const services = createServices({ ...servicesOptionsOf(readServicesConfig()), maxConnections: 2 });
try {
  const platform = await platformActor(services.authDb, () => new Date());
  // Nobody on the platform stands above its operators: what a security officer does elsewhere, this command does.
  const officer = { ...platform, userName: 'create-operator', role: 'security_officer' } as const;
  const tell = (account: { readonly username: string; readonly password: string }): void =>
    console.log(`First password, to be changed at first sign-in:\n  ${account.username}  ${account.password}`);
  if (name) {
    const units = await runUseCase(services, platform, useCases.getUnits, {});
    const unitId = units.find(({ kind }) => kind === 'root')?.id ?? 0;
    tell(
      await runUseCase(services, platform, useCases.createAccount, {
        ...{ username, name, unitId },
        role: 'platform_operator',
      }),
    );
  } else {
    const { accounts } = await runUseCase(services, officer, useCases.listAccounts, { search: username });
    const found = accounts.find((account) => [username, `${username}@platform`].includes(account.username));
    if (!found) throw new HuibaoError('account.not_found');
    const { userId } = found;
    if (disable) {
      await runUseCase(services, officer, useCases.setAccountDisabled, { userId, isDisabled: true });
      console.log(`${found.username} signs in no more`);
    } else {
      if (found.hasSecondFactor) await runUseCase(services, officer, useCases.resetSecondFactor, { userId });
      tell(await runUseCase(services, officer, useCases.resetPassword, { userId }));
    }
  }
} catch (error) {
  if (!(error instanceof HuibaoError)) throw error;
  console.error(`${error.code} ${JSON.stringify(error.params)}`);
  process.exitCode = 1;
} finally {
  await services.close();
}
