import { setTimeout as pause } from 'node:timers/promises';
import { createDice } from '@huibao/testing';
import { Findings, openLedger } from '../faults/ledger.ts';
import { FormAtWork } from '../faults/form-at-work.ts';
import type { Talk } from '../faults/talk.ts';
import type { Print } from '../report.ts';
import { foundCity, openNumbers, reportOne, type FormView, type FoundCity } from './found-city.ts';
import { agentTo, forgedAddress, Visitor, type FirstPassword, type Site } from './visitor.ts';

/** What infra/local/install-drill.mjs does by the guide. */
export interface InstallMachine {
  readonly site: () => Promise<Site & { readonly clients: number; readonly isUpgraded: boolean }>;
  /** What the guide's command prints. */
  readonly createCity: () => Promise<string>;
  readonly accessLog: () => Promise<readonly { readonly path: string; readonly address: string }[]>;
  readonly upgrade: () => Promise<Upgrade>;
}

interface Upgrade {
  /** Beside the version before, or after it. */
  readonly kind: 'rolling' | 'stopped';
  readonly breaking: readonly string[];
  readonly seconds: Readonly<Record<string, number>>;
  /** How the processes of the version before ended, by their names. */
  readonly ends: Readonly<Record<string, string>>;
}

/** Of this machine's own, and nobody else's here. */
const visitorsAddress = '127.0.0.9';
const schoolsOfInstall = 3;
/** People save before the upgrade begins and after it has ended: milliseconds. */
const around = 4000;
/** Seconds, on the busiest machine: a file that takes its tables in another order than a save gives way for ever. */
const mostToMigrate = 120;

/** Works in a product that was just installed by the guide. Returns how much of it failed. */
export async function runInstall(machine: InstallMachine, print: Print): Promise<number> {
  const site = await machine.site();
  const findings = new Findings();
  let failed = 0;
  const tell = (what: string): void => {
    const news = findings.take();
    print(`${news.length === 0 ? '  [ok]    ' : '  [FAILED]'} ${what}`);
    for (const line of news) print(`             ${line}`);
    failed += news.length === 0 ? 0 : 1;
  };
  const agent = agentTo(site, { from: visitorsAddress, most: 8 });
  try {
    const enter = async (who: FirstPassword) => {
      const visitor = new Visitor(site, agent);
      return { visitor, ...(await visitor.enter(who)) };
    };
    const administrator = await enterCity(machine, enter, findings);
    tell('the city is there; its administrator comes in by https, changes the password and enrols a second factor');

    const city = await foundCity(administrator, enter, site.isUpgraded ? site.clients + 1 : schoolsOfInstall);
    const { code, value, before, after } = await reportOne(city);
    if (after !== value || before === value) findings.add(`${code} is ${before} before and ${after} after ${value}`);
    tell(
      `a bureau, its roster of ${city.clerks.length} schools, a term; saved, submitted, accepted: rolled up is ${after}`,
    );

    if (!site.isUpgraded) {
      await judgeAccessLog(machine, findings);
      tell(`web’s access log has the visitor’s address (${visitorsAddress}), not the one that he claims`);
    } else tell(await upgradeUnderLoad(machine, site, city, findings));
  } finally {
    agent.destroy();
  }
  return failed;
}

async function enterCity(
  machine: InstallMachine,
  enter: (who: FirstPassword) => Promise<{ readonly visitor: Visitor; readonly had: readonly string[] }>,
  findings: Findings,
): Promise<Visitor> {
  const printed = await machine.createCity();
  const found = /^ +(\S+) {2}(\S+) {2}\(city_admin\)$/m.exec(printed);
  if (!found) throw new Error(`no first password of an administrator in: ${printed}`);
  const [, username = '', password = ''] = found;
  const { visitor, had } = await enter({ username, password });
  const asked = ['session.must_change_password', 'session.must_enrol'];
  if (had.join() !== asked.join()) findings.add(`the administrator was asked for ${had.join(', ')}`);
  const named = visitor.cookies.filter((name) => !name.startsWith('__Host-'));
  if (named.length > 0 || visitor.cookies.length === 0) findings.add(`cookies are named ${visitor.cookies.join(', ')}`);
  const page = await visitor.get('/sign-in', { accept: 'text/html', cookie: '' });
  if (page.status !== 200) findings.add(`/sign-in answers ${page.status}`);
  const { 'strict-transport-security': strict } = page.headers;
  if (!strict?.startsWith('max-age=')) findings.add(`Strict-Transport-Security is ${strict ?? 'absent'}`);
  const metrics = await visitor.get('/metrics');
  if (metrics.status !== 404) findings.add(`visitors are answered ${metrics.status} where metrics might be`);
  return visitor;
}

async function judgeAccessLog(machine: InstallMachine, findings: Findings): Promise<void> {
  const lines = await machine.accessLog();
  const visits = lines.filter(({ path }) => path.startsWith('/trpc/'));
  if (visits.length === 0) findings.add('it has no line of a visitor');
  for (const { path, address } of visits) if (address !== visitorsAddress) findings.add(`${path} came from ${address}`);
  if (lines.some(({ address }) => address === forgedAddress)) findings.add('it believes what a visitor claims');
}

/** @returns what is to be told of it */
async function upgradeUnderLoad(
  machine: InstallMachine,
  site: Site & { readonly clients: number },
  city: FoundCity,
  findings: Findings,
): Promise<string> {
  const agent = agentTo(site, { from: visitorsAddress, most: site.clients });
  let requests = 0;
  let longestGap = 0;
  let last = performance.now();
  const lost: { readonly what: string; readonly at: number }[] = [];
  const sentAgain = { count: 0 };
  const talk: Talk = {
    door: () => site.origin,
    webOrigin: site.origin,
    agent,
    patience: 30_000,
    findings,
    lost: { count: 0 },
    // nginx closes connections that rest as it is told of other webs.
    sentAgain,
    onLost: (what) => lost.push({ what, at: performance.now() }),
    onAnswer: () => {
      const now = performance.now();
      requests += 1;
      longestGap = Math.max(longestGap, now - last);
      last = now;
    },
  };
  const forms: FormAtWork[] = [];
  for (const { visitor, forms: ids } of city.clerks.slice(1)) {
    for (const submissionId of ids) {
      const { form } = await visitor.query<FormView>('submission.get', { submissionId });
      const cells = openNumbers(form).map(({ code }) => ({ code, isYesNo: false }));
      if (cells.length === 0) continue;
      forms.push(
        new FormAtWork(talk, visitor.cookie, createDice(forms.length), { ledger: openLedger(submissionId, 0), cells }),
      );
      break;
    }
  }
  try {
    let isOver = false;
    last = performance.now();
    const begun = last;
    const working = forms.map(async (form) => {
      while (!isOver) {
        await form.change();
        await pause(50);
      }
    });
    const failing = Promise.all(working);
    failing.catch(() => undefined);
    await pause(around);
    const { kind, breaking, seconds, ends } = await Promise.race([machine.upgrade(), failing.then(never)]);
    await pause(around);
    isOver = true;
    await failing;
    const took = (performance.now() - begun) / 1000;
    for (const form of forms) await form.open();
    for (const [name, end] of Object.entries(ends))
      if (end !== 'exit code 0') findings.add(`${name} ended with ${end}`);
    if (kind === 'rolling')
      for (const { what, at } of lost)
        findings.add(
          `a save failed ${((at - begun - around) / 1000).toFixed(1)} s after the upgrade was begun: ${what}`,
        );
    const migrated = seconds['migrated'] ?? 0;
    if (kind === 'rolling' && migrated > mostToMigrate)
      findings.add(`migrating took ${migrated.toFixed(0)} s: a file and who works wait for each other`);
    const saved = forms.reduce(
      (sum, { ledger }) => sum + [...ledger.written.values()].reduce((all, values) => all + values.length, 0),
      0,
    );
    const parts = Object.entries(seconds).map(([what, spent]) => `${what} in ${spent.toFixed(1)} s`);
    const why = kind === 'stopped' ? ` (${breaking.length} breaking migrations)` : '';
    return (
      `${kind}${why}, under ${forms.length} clients: ${requests} saves in ${took.toFixed(0)} s, ` +
      `${talk.lost.count} failed, ${sentAgain.count} sent again over another connection, longest without an answer ${(longestGap / 1000).toFixed(2)} s; ${parts.join(', ')}; ` +
      `all ${saved} values acknowledged are there`
    );
  } finally {
    agent.destroy();
  }
}

const never = (): never => {
  throw new Error('people went away');
};
