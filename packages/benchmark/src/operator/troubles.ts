import { newPassword } from '../install/visitor.ts';
import { areTold, openTerm, type Day, type Trouble } from './day.ts';
import { until } from './watch.ts';

const year = (): number => new Date().getFullYear();

/** Both, as a machine of theirs goes: reminders wait meanwhile. */
const workersKilled: Trouble = {
  name: 'every worker killed',
  seen: { alerts: ['HuibaoDown'], concerns: ['process_silent', 'no_worker'] },
  saves: 'go on',
  async cause({ machine, city }) {
    for (const name of ['worker-1', 'worker-2']) await machine.kill(name);
    await openTerm(city, year(), 2);
  },
  async mend({ machine }) {
    for (const number of [1, 2]) await machine.start('worker', number);
    await machine.follow('ready');
  },
  after: (day) => areTold(day, 2),
};

/** A setting of Temporal's makes it refuse what starts a collection's reminders. */
const messageParked: Trouble = {
  name: 'a message parked',
  seen: { alerts: ['HuibaoMessageParked'], concerns: ['messages_parked'] },
  saves: 'go on',
  async cause({ machine, city }) {
    await machine.setTemporal({ 'limit.maxIDLength': '45' });
    await openTerm(city, year() - 1, 1);
  },
  async mend({ machine, watch, operator, findings }) {
    const screen = await watch.screen();
    const told = await machine.follow('refused');
    for (const { failure } of screen?.parked ?? [])
      if (!told.includes(failure)) findings.add(`/ready says nothing of “${failure}”`);
    await machine.setTemporal({});
    await machine.follow('ready');
    for (const { tenantId, id } of screen?.parked ?? []) await operator.call('platform.retry', { tenantId, id });
  },
  after: (day) => areTold(day, 3),
};

/** Somebody else's file takes what a gigabyte needs. */
const diskFilling: Trouble = {
  name: 'the disk of STATE_DIR filling',
  seen: { alerts: ['HuibaoDiskFilling'] },
  saves: 'go on',
  cause: ({ machine }) => machine.leave('state', 300),
  mend: clearStateDisk,
};

/** Workers have no room, and heads of what people do no place. */
const diskFull: Trouble = {
  name: 'the disk of STATE_DIR full',
  seen: { alerts: ['HuibaoDiskFilling', 'HuibaoAuditHeadsWaiting'], concerns: ['process_disk', 'process_heads'] },
  saves: 'go on',
  async cause({ machine, stranger, city, watch }) {
    await machine.fill('state');
    const [, clerk] = city.clerks;
    // What is written goes on for as long as the file's last piece of the disk lasts.
    await until('heads that find no room', async () => {
      for (let n = 0; n < 10; n += 1) await stranger().tryPassword(clerk?.username ?? '');
      return (await watch.screen())?.concerns.some(({ kind }) => kind === 'process_heads') ?? false;
    });
  },
  mend: clearStateDisk,
};

/** The biggest file that isn't ours, as the guide has it listed. */
async function clearStateDisk({ machine }: Day): Promise<void> {
  const listed = await machine.follow('disk');
  const files = [...listed.matchAll(/^[\d.]+[KMGT]?\t(\/.+)$/gm)].map(([, path = '']) => path);
  const [others] = files.filter((path) => /\/[^/]+\.[^/]+$/.test(path) && !/audit-heads[^/]*\.log$/.test(path));
  if (others === undefined) throw new Error(`the guide's commands name no file that isn't ours:\n${listed}`);
  await machine.remove(others);
}

const databaseDiskFull: Trouble = {
  name: 'PostgreSQL’s disk full',
  seen: { alerts: ['HuibaoFailing'] },
  saves: 'wait',
  cause: ({ machine }) => machine.fill('database'),
  mend: ({ machine }) => machine.emptyDatabaseDisk(),
};

const renewed = async ({ machine }: Day): Promise<void> => {
  await machine.certify(90);
  await machine.follow('proxy');
  // nginx is told, and takes it a moment later.
  await until('visitors are shown the new certificate', async () => {
    const shown = /^notAfter=(.+)$/m.exec(await machine.follow('certificate'))?.[1] ?? '';
    return (Date.parse(shown) - Date.now()) / 86_400_000 > 89;
  });
};

const certificateExpiring: Trouble = {
  name: 'the certificate expiring in two days',
  seen: { alerts: ['HuibaoCertificateExpiring'] },
  saves: 'go on',
  isFromTheStart: true,
  cause: async () => undefined,
  mend: renewed,
};

const certificateExpired: Trouble = {
  name: 'the certificate expired',
  seen: { alerts: ['HuibaoSiteAway'] },
  saves: 'wait',
  async cause({ machine }) {
    await machine.certify(-1);
    await machine.follow('proxy');
  },
  mend: renewed,
};

const telephoneLost: Trouble = {
  name: 'a bureau’s administrator has lost the telephone',
  seen: {},
  saves: 'go on',
  async cause({ stranger, city, findings }) {
    const told = await stranger().tryPassword(city.adminName);
    if (told !== 'session.code_missing') findings.add(`the page says ${told}`);
  },
  async mend({ enter, city }) {
    const { visitor: officer } = await enter(city.officer);
    await letInByPassword(officer, city.adminName);
    await enter({ username: city.adminName, password: newPassword });
  },
};

interface Listed {
  readonly userId: string;
  readonly username: string;
}

type Visitor = ReturnType<Day['stranger']>;

async function idOf(manager: Visitor, username: string): Promise<string> {
  const { accounts } = await manager.query<{ readonly accounts: readonly Listed[] }>('account.list', {
    search: username,
  });
  const found = accounts.find((account) => account.username === username);
  if (!found) throw new Error(`${username} isn't listed`);
  return found.userId;
}

async function letInByPassword(officer: Visitor, username: string): Promise<void> {
  await officer.call('account.resetSecondFactor', { userId: await idOf(officer, username) });
}

/** Who has the telephone of nobody, and no colleague. */
const officerLost: Trouble = {
  name: 'a bureau’s only security officer has lost the telephone',
  seen: {},
  saves: 'go on',
  async cause({ stranger, city, findings }) {
    const told = await stranger().tryPassword(city.officer.username);
    if (told !== 'session.code_missing') findings.add(`the page says ${told}`);
  },
  async mend({ machine, enter, city }) {
    const { username } = city.officer;
    const printed = await machine.follow('officer', { 'security@jiefang.jiaozuo': username });
    const password = /^ +\S+@\S+ {2}(\S+)$/m.exec(printed)?.[1];
    if (password === undefined) throw new Error(`no first password in: ${printed}`);
    await enter({ username, password });
  },
};

const accountDisabled: Trouble = {
  name: 'a clerk’s account disabled',
  seen: {},
  saves: 'go on',
  async cause({ stranger, city, findings }) {
    const username = city.clerks[2]?.username ?? '';
    await city.admin.call('account.setDisabled', { userId: await idOf(city.admin, username), isDisabled: true });
    const told = await stranger().tryPassword(username);
    if (told !== 'session.wrong_credentials') findings.add(`the page says ${told}`);
  },
  async mend({ city, findings }) {
    const [, , clerk] = city.clerks;
    const username = clerk?.username ?? '';
    await city.admin.call('account.setDisabled', { userId: await idOf(city.admin, username), isDisabled: false });
    const told = await clerk?.visitor.tryPassword(username);
    if (told !== 'no error') findings.add(`enabled again, ${username} is told ${told}`);
  },
};

/** Whoever knows their names guesses at a bureau's people from its own address. */
const guesses: Trouble = {
  name: 'a bureau’s people locked by guesses from its own address',
  seen: { alerts: ['HuibaoPeopleCantSignIn'] },
  saves: 'go on',
  async cause({ city, watch, findings }) {
    const [one] = city.clerks;
    const names = city.clerks.map(({ username }) => username);
    let made = 0;
    await until('guesses seen', async () => {
      const name = names[(made += 1) % names.length] ?? '';
      await (one?.visitor as Visitor).elsewhere().tryPassword(name, `falsch-${made}`);
      return (await watch.firing()).has('HuibaoPeopleCantSignIn');
    });
    for (const { username, visitor } of city.clerks) {
      const told = await visitor.elsewhere().tryPassword(username);
      if (told !== 'session.locked') findings.add(`a new browser of ${username} is told ${told}`);
    }
  },
  async mend({ city, stranger, findings }) {
    for (const { username, visitor } of city.clerks.slice(1)) {
      const own = await visitor.tryPassword(username);
      if (own !== 'no error') findings.add(`at their own machine ${username} is told ${own}`);
      const other = await stranger().tryPassword(username);
      if (other !== 'no error') findings.add(`from another address ${username} is told ${other}`);
    }
  },
};

/** The certificate's alert waits for its time meanwhile; after the guesses nobody new comes in from the schools. */
export const troubles: readonly Trouble[] = [
  workersKilled,
  messageParked,
  diskFilling,
  diskFull,
  databaseDiskFull,
  certificateExpiring,
  certificateExpired,
  accountDisabled,
  telephoneLost,
  officerLost,
  guesses,
];
