import { Findings } from '../faults/ledger.ts';
import { foundCity } from '../install/found-city.ts';
import { agentTo, Visitor, type FirstPassword } from '../install/visitor.ts';
import type { Print } from '../report.ts';
import { ClerkAtWork, type Day, type Trouble } from './day.ts';
import type { OperatedMachine } from './operated-machine.ts';
import { troubles } from './troubles.ts';
import { Watch } from './watch.ts';

/** Of this machine's own: the schools' and the office's, and somebody's elsewhere. */
const addresses = { schools: '127.0.0.9', elsewhere: '127.0.0.10' };
const schools = 4;

/** One trouble after the other. Returns how many of them weren't seen, mended or survived. */
export async function runDay(machine: OperatedMachine, print: Print): Promise<number> {
  const begun = performance.now();
  const site = await machine.site();
  const agentFrom = (from: string) => agentTo(site, { from, most: 16 });
  const [agent, elsewhere, working] = [
    agentFrom(addresses.schools),
    agentFrom(addresses.elsewhere),
    agentFrom(addresses.schools),
  ];
  const findings = new Findings();
  const enterBy = (by: typeof agent) => async (who: FirstPassword) => {
    const visitor = new Visitor(site, by);
    return { visitor, ...(await visitor.enter(who)) };
  };
  try {
    const { visitor: operator } = await enterBy(agent)(firstPasswordIn(await machine.follow('operator')));
    const { visitor: administrator } = await enterBy(agent)(firstPasswordIn(await machine.follow('city')));
    const city = await foundCity(administrator, enterBy(agent), schools);
    const clerk = await ClerkAtWork.sit(city, site, working, findings);
    const watch = new Watch(machine, operator);
    const day: Day = {
      machine,
      watch,
      city,
      operator,
      enter: enterBy(elsewhere),
      stranger: () => new Visitor(site, elsewhere),
      findings,
      begun,
    };
    print(`an operator’s day, ${site.times} times as fast:`);
    let failed = 0;
    for (const trouble of troubles.filter(({ name }) => name.includes(site.only))) {
      const told = await play(trouble, day, clerk).catch((error: unknown) => {
        findings.add(error instanceof Error ? error.message : String(error));
        return '';
      });
      const news = findings.take();
      print(`${news.length === 0 ? '  [ok]    ' : '  [FAILED]'} ${trouble.name}: ${told}`);
      for (const line of news) print(`             ${line}`);
      failed += news.length === 0 ? 0 : 1;
    }
    print(`  ${clerk.saved} values were acknowledged meanwhile, and all are there`);
    return failed;
  } finally {
    for (const one of [agent, elsewhere, working]) one.destroy();
  }
}

/** @returns what is to be told of it */
async function play(trouble: Trouble, day: Day, clerk: ClerkAtWork): Promise<string> {
  const { seen } = trouble;
  let isOver = false;
  const work = clerk.workUntil(() => isOver);
  work.catch(() => undefined);
  try {
    const begun = trouble.isFromTheStart ? day.begun : performance.now();
    await trouble.cause(day);
    await day.watch.sees(seen);
    const seconds = (performance.now() - begun) / 1000;
    const mending = performance.now();
    await trouble.mend(day);
    await day.watch.calm(seen);
    await trouble.after?.(day);
    const mended = (performance.now() - mending) / 1000;
    isOver = true;
    const lost = await work;
    await clerk.judge();
    if (lost > 0 && trouble.saves === 'go on') day.findings.add(`${lost} saves had to be sent again`);
    const names = [...(seen.alerts ?? []), ...(seen.concerns ?? [])];
    const where = names.length > 0 ? names.join(', ') : 'by the page of who is concerned';
    return `seen after ${seconds.toFixed(0)} s (${where}), mended ${mended.toFixed(0)} s later`;
  } finally {
    isOver = true;
    await work.catch(() => undefined);
  }
}

function firstPasswordIn(printed: string): FirstPassword {
  const found = /^ +(\S+@\S+) {2}(\S+)(?: {2}\(city_admin\))?$/m.exec(printed);
  if (!found) throw new Error(`no first password in: ${printed}`);
  const [, username = '', password = ''] = found;
  return { username, password };
}
