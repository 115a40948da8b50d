import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { loadavg } from 'node:os';
import {
  checkChains,
  connectRelay,
  createServices,
  measureDatabase,
  measureOutbox,
  measurePlatform,
  relayOnce,
  tidy,
} from '@huibao/services';
import type pg from 'pg';
import { ask } from '../ask.ts';
import { asOwner } from '../owner.ts';
import { bytes, milliseconds, seconds, type Print } from '../report.ts';
import { timeOf } from '../timing.ts';
import { openAsker, type Asker } from './asker.ts';
import { countryPassword, findSample, makeCountry, printWeight } from './make-country.ts';
import { measureJobs, measurePages } from './measure-pages.ts';
import { listPages, type Found } from './pages.ts';

export interface CountryOptions {
  readonly ownerUrl: string;
  readonly relayUrl: string;
  readonly webOrigin: string;
  readonly services: Parameters<typeof createServices>[0];
  /** Of the product's processes, by name. */
  readonly pids: Readonly<Record<string, number>>;
  readonly metrics: readonly string[];
  /** Whether the country is there from a run before. */
  readonly isMade: boolean;
  /** Of how many cities the figures of schools are there; null of all. */
  readonly most: number | null;
  /** Of each page, after it is warm. */
  readonly runs: number;
  readonly only: string | null;
  readonly print: Print;
}

const programme = 'rule_of_law';

/** Every page of the platform, of a city, of a province and the public’s, with a country in the database. */
export async function runCountry(options: CountryOptions): Promise<void> {
  const { ownerUrl, print, webOrigin, services, most } = options;
  const ctx = createServices(services);
  const relayDb = connectRelay(options.relayUrl);
  const askers: Asker[] = [];
  const started = performance.now();
  const heading = (text: string): void =>
    print(`${text}  [${seconds(performance.now() - started)}, load ${loadavg()[0]?.toFixed(1)}]`);
  try {
    heading('The country');
    const { citySuffix, provinceReviewer, addresses } = await asOwner(ownerUrl, async (owner) => {
      if (!options.isMade) await printWeight(owner, await makeCountry(ctx, { owner, ownerUrl, most, print }), print);
      return { ...(await findSample(owner, most)), addresses: await findAddresses(owner) };
    });
    const open = async (username?: string): Promise<Asker> => {
      const asker = await openAsker(webOrigin, username ? { username, password: countryPassword } : undefined);
      askers.push(asker);
      return asker;
    };
    const of = (name: string): string => `${name}.${citySuffix}`;
    const who = {
      operator: await open('operator'),
      reviewer: await open(of('city')),
      cityAdmin: await open(of('cityadmin')),
      cityEditor: await open(of('cityoffice')),
      province: await open(provinceReviewer),
      bureauAdmin: await open(of('admin')),
      bureau: await open(of('bureau')),
      visitor: await open(),
    };
    const pages = listPages(who, { ...(await find(who)), ...addresses }).filter(
      ({ name }) => !options.only || name.includes(options.only),
    );
    heading('Pages');
    await measurePages(pages, options);
    heading('What stands behind them, and the night’s work');
    const now = (): Date => new Date();
    const { watchDb } = ctx;
    await measureJobs(
      [
        { name: 'platform.get', work: () => who.operator.query('platform.get') },
        { name: 'platform.tenants', work: () => who.operator.query('platform.tenants', { page: 1 }) },
        { name: 'platform.sizes', work: () => who.operator.query('platform.sizes') },
        {
          name: 'platform.request',
          work: () => who.operator.query('platform.request', { request: '0123456789abcdef0123456789abcdef' }),
        },
        { name: 'metrics: the platform', work: () => measurePlatform(watchDb, now()) },
        { name: 'metrics: the database', work: () => measureDatabase(watchDb) },
        { name: 'metrics: the outbox', work: () => measureOutbox(relayDb) },
        {
          name: 'a round of the relay with nothing to send',
          work: () => relayOnce(relayDb, { send: () => Promise.resolve(), isAway: () => false, now }),
        },
        { name: 'files to erase', work: () => ctx.blobs.eraseAsked() },
        { name: 'the sweep of files', work: () => ctx.blobs.sweep(86_400), isOnce: true },
        {
          name: 'by night: what has run out',
          work: () => tidy(ctx, relayDb, { notices: 730, messages: 30 }, now),
          isOnce: true,
        },
        { name: 'by night: a seventh of the chains', work: () => checkChains(ctx, now().getDay(), now), isOnce: true },
      ].filter(({ name }) => !options.only || name.includes(options.only)),
      print,
    );
    heading('Processes');
    await printProcesses(options);
  } finally {
    for (const asker of askers) asker.close();
    await relayDb.destroy();
    await ctx.close();
  }
}

/** Ids as the pages have them. */
async function find(who: Parameters<typeof listPages>[0]): Promise<Omit<Found, keyof Addresses>> {
  const { years } = await who.reviewer.query<{ years: readonly number[] }>('oversight.comparable', {
    programme,
    year: new Date().getFullYear(),
  });
  const year = years[0] ?? 0;
  const { districts } = await who.reviewer.query<{
    districts: readonly { deliveries: readonly { id: string }[] }[];
  }>('oversight.districts', { programme, year });
  const { reports } = await who.cityEditor.query<{ reports: readonly { id: string }[] }>('report.list', { programme });
  const { collections } = await who.bureau.query<{ collections: readonly { id: string }[] }>('collection.list', {
    programme,
  });
  const { pages } = await who.operator.query<{ pages: number }>('platform.tenants', { page: 1 });
  return {
    programme,
    year,
    deliveryId: districts.flatMap(({ deliveries }) => deliveries)[0]?.id ?? '',
    reportId: reports[0]?.id ?? '',
    collectionId: collections[0]?.id ?? '',
    lastTenants: pages,
  };
}

type Addresses = Pick<Found, 'publicationId' | 'lastPublished'>;

async function findAddresses(owner: pg.Client): Promise<Addresses> {
  const { rows } = await owner.query<{ id: string; day: string; year: number }>(
    `select id, published_on::text as day, year from publications where superseded_by is null
     order by year, published_on, id offset 90 limit 1`,
  );
  const { id = '', day = '', year = 0 } = rows[0] ?? {};
  return { publicationId: id, lastPublished: `/published?after=${year}_${day}_${id}` };
}

async function printProcesses({ pids, metrics, print }: CountryOptions): Promise<void> {
  for (const [name, pid] of Object.entries(pids)) {
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    print(`  ${name.padEnd(52)}${bytes(Number(kilobytes) * 1024).padStart(10)} resident`);
  }
  for (const url of metrics) {
    let lines = 0;
    const took = await timeOf(async () => {
      const { body } = await ask(new Agent(), url);
      lines = body.toString().split('\n').length;
    });
    print(`  ${url.padEnd(52)}${milliseconds(took).padStart(10)}, ${lines} lines`);
  }
}
