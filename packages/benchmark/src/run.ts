import { availableParallelism, loadavg } from 'node:os';
import { createServices, type Context } from '@huibao/services';
import { measureAcceptance } from './acceptance.ts';
import { measureAgainstRival } from './against-rival.ts';
import { measureCity } from './city-roll-up.ts';
import { loadCityYears } from './city-years.ts';
import { measureComparison } from './comparison.ts';
import { measureGrowth, printYear } from './growth.ts';
import { asOwner, urlOfDatabase } from './owner.ts';
import { cityProgramme, countryProgramme, loadEdition, type Edition } from './product-door.ts';
import { seconds, type Print } from './report.ts';
import { benchYear, makeBureau, makeCity, type Bureau, type City } from './world.ts';

export interface BenchOptions {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly apiUrl: string;
  readonly webOrigin: string;
  /** For the services of a database of this server. */
  readonly servicesOf: (databaseUrl: (url: string) => string) => Parameters<typeof createServices>[0];
  readonly facts: number;
  readonly bureaus: number;
  readonly showsPlans: boolean;
  readonly print: Print;
}

type Services = ReturnType<typeof createServices>;

const aloneDatabase = 'bench_alone';
const cityBureaus = 10;

/**
 * Everything that is measured, in one run: our figure beside the raw limit, and whether it keeps
 * within its bound.
 */
export async function runBench(options: BenchOptions): Promise<void> {
  const { print, ownerUrl } = options;
  const started = performance.now();
  const opened: Services[] = [];
  const open = (database: (url: string) => string): Services => {
    const services = createServices(options.servicesOf(database));
    opened.push(services);
    return services;
  };
  // With the machine's load, since a p95 on a busy one says little.
  const heading = (text: string): void => {
    print('');
    print(
      `${text}  [${seconds(performance.now() - started)}, load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores]`,
    );
  };
  try {
    await asOwner(ownerUrl, async (owner) => {
      // The benchmark vacuums when it is due: nothing may start by itself amid a measurement.
      await owner.query('alter system set autovacuum = off');
      await owner.query('select pg_reload_conf()');
      print((await owner.query<{ version: string }>('select version()')).rows[0]?.version ?? '');
    });
    heading('Making a city and its first bureau: 100 schools × 100 elements (110 cells) × 2 terms');
    const made = await makeFirst(
      options,
      open((url) => url),
    );
    await opened[0]?.close();
    await copyAlone(ownerUrl);
    const ctx = open((url) => url);
    const openServices = (): Services => createServices(options.servicesOf((url) => url));
    const aloneCtx = open((url) => urlOfDatabase(url, aloneDatabase));

    await asOwner(ownerUrl, async (owner) => {
      const { city, first } = made;
      const edition = await loadEdition(ctx, city.system, cityProgramme, benchYear);
      const bureaus: Bureau[] = [first];
      for (let n = 2; n <= cityBureaus; n += 1) bureaus.push(await makeBureau(ctx, owner, city, edition, n));
      await owner.query('vacuum analyze');
      await loadCityYears({ ctx, owner, city, bureaus });
      await owner.query('vacuum analyze');

      heading('(a) A bureau’s roll-up, and ten bureaus’, against the best hand-written statement');
      await measureAgainstRival({
        ctx,
        openServices,
        appUrl: options.appUrl,
        edition,
        bureaus,
        print,
        showsPlan: options.showsPlans,
      });
      await measureCity({ ctx, appUrl: options.appUrl, city, edition, print });
      heading('(b) Figures right after the acceptance that moves them');
      await measureAcceptance({ ctx, owner, edition, bureau: first, print });
      heading(`(d) A city’s comparison: ${cityBureaus} bureaus × 100 indicators × 3 years`);
      await measureComparison({
        apiUrl: options.apiUrl,
        webOrigin: options.webOrigin,
        appUrl: options.appUrl,
        city,
        edition,
        print,
      });
      heading('(c), (e) One bureau while the country moves in');
      const countryEdition = await loadCountryEdition(ctx, city);
      await measureGrowth({
        ...options,
        openServices,
        ctx,
        aloneCtx,
        aloneAppUrl: urlOfDatabase(options.appUrl, aloneDatabase),
        owner,
        edition,
        countryEdition,
        bureau: first,
      });
      heading('What the year weighs');
      await printYear(owner, edition, first.tenantId, print);
    });
    heading('Done');
  } finally {
    // One that was closed on the way says so; the others are closed all the same.
    await Promise.allSettled(opened.map((services) => services.close()));
  }
}

async function makeFirst(options: BenchOptions, ctx: Services): Promise<{ city: City; first: Bureau }> {
  return asOwner(options.ownerUrl, async (owner) => {
    const city = await makeCity(ctx, owner);
    const edition = await loadEdition(ctx, city.system, cityProgramme, benchYear);
    const first = await makeBureau(ctx, owner, city, edition, 1);
    await owner.query('vacuum analyze');
    return { city, first };
  });
}

/** A copy needs its template to itself: pools let go of what is idle after some seconds. */
async function copyAlone(ownerUrl: string): Promise<void> {
  await asOwner(urlOfDatabase(ownerUrl, 'postgres'), async (admin) => {
    const source = new URL(ownerUrl).pathname.slice(1);
    await admin.query(`drop database if exists ${aloneDatabase}`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [source]);
    await admin.query(`create database ${aloneDatabase} template ${source}`);
  });
  await asOwner(urlOfDatabase(ownerUrl, aloneDatabase), (owner) => owner.query('vacuum analyze'));
}

/** The platform's programme, which the country's bureaus answer to. */
async function loadCountryEdition(ctx: Context, city: City): Promise<Edition> {
  const platform = {
    ...city.system,
    tenantId: city.system.lineage.at(-1) ?? 0,
    lineage: city.system.lineage.slice(-1),
  };
  return loadEdition(ctx, platform, countryProgramme, benchYear);
}
