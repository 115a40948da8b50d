import { availableParallelism, loadavg } from 'node:os';
import { Worker } from 'node:worker_threads';
import { distribute } from '@huibao/db/distribute';
import { createServices } from '@huibao/services';
import type pg from 'pg';
import { asOwner } from '../owner.ts';
import { boundLine, sampleLine, type Print } from '../report.ts';
import { interleave, sampleOf, timeOf, type Sample } from '../timing.ts';
import { Line } from './line.ts';
import { makeLoadWorld, type Clerk, type LoadWorld } from './load-world.ts';
import { measureLists } from './measure-lists.ts';
import { measureReview } from './measure-review.ts';
import { measureRollup, readingRollup } from './measure-rollup.ts';
import { RawSaves } from './raw-saves.ts';

export interface LoadOptions {
  readonly ownerUrl: string;
  readonly apiUrl: string;
  readonly services: Parameters<typeof createServices>[0];
  readonly sessionKey: Buffer;
  /** Measured in a database that is divided by tenant (Citus), once it is filled. */
  readonly divides: boolean;
  readonly print: Print;
}

const runs = 300;

/** Everything in one run: our figure, the bare database's and a bare server's beside it, and its bound. */
export async function runLoad(options: LoadOptions): Promise<void> {
  const { print, services, ownerUrl } = options;
  print(`A bureau of 100 schools × 100 elements, its api and PostgreSQL on ${availableParallelism()} cores`);
  const ctx = createServices(services);
  try {
    const world = await asOwner(ownerUrl, (owner) => makeLoadWorld(ctx, owner, options.sessionKey));
    if (options.divides) await asOwner(ownerUrl, (owner) => divide(owner, print));
    // A server serves for weeks: what is judged is judged of one that has served for half a minute.
    await measureAtOnce(options, world, { clients: 8, milliseconds: warmUp, when: ', a process’s first half minute' });
    await measureOneByOne(options, world);
    const { editorCookie, waiting, otherCookies } = world;
    await measureRollup({ ...options, origin: services.webOrigin }, editorCookie, waiting, otherCookies);
    await measureReviewing(options, world);
    // What fills them is taken by one PostgreSQL alone.
    if (!options.divides) await asOwner(ownerUrl, (owner) => measureLists(ctx, owner, print, world.reviewing.editor));
    const rate = await measureAtOnce(options, world, { clients: 8, milliseconds: measured });
    print(atLeastLine('8 clients', rate, 400));
    for (const clients of [64, 256]) await measureAtOnce(options, world, { clients, milliseconds: measured });
  } finally {
    await ctx.close();
  }
}

async function divide(owner: pg.Client, print: Print): Promise<void> {
  const started = performance.now();
  const { length } = await distribute(owner);
  await owner.query('vacuum analyze');
  print(`Divided: ${length} tables in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

/** What one clerk waits for. */
async function measureOneByOne(options: LoadOptions, world: LoadWorld): Promise<void> {
  const { print, apiUrl, services } = options;
  print(`One at a time  [load ${loadavg()[0]?.toFixed(1)}]`);
  const [one, many, raw] = world.clerks;
  if (!one || !many || !raw) throw new Error('too few clerks');
  const line = new Line(apiUrl, 1);
  // Its one statement gives the tenant in none of its parts but the first.
  const bare = options.divides ? null : await RawSaves.open(services.appUrl, raw);
  const echo = new Worker(new URL('../echo-server.ts', import.meta.url), { workerData: Buffer.from('{}') });
  try {
    const port = await new Promise<number>((resolve) => echo.once('message', resolve));
    const [oneCell, form] = [saving(line, options, one, 1), saving(line, options, many, 100)];
    const read = readingRollup(line);
    const saves = {
      oneCell,
      bareCell: async () => bare?.save(1),
      form,
      bareForm: async () => bare?.save(100),
    };
    const bareLine = new Line(`http://127.0.0.1:${port}`, 1);
    const bareServer = { echo: () => bareLine.ask('/') };
    const rollup = (): Promise<unknown> => read(world.editorCookie);
    const workbook = await previewing(line, options, raw);
    const between = await interleave({ ...saves, rollup, workbook, ...bareServer }, runs);
    const told = (how: string, samples: Readonly<Record<keyof (typeof saves & typeof bareServer), Sample>>): void => {
      print(sampleLine(`one cell saved, ${how}`, samples.oneCell));
      if (bare) print(sampleLine('  PostgreSQL alone, the same rows', samples.bareCell));
      print(sampleLine(`a form of 100 cells saved, ${how}`, samples.form));
      if (bare) print(sampleLine('  PostgreSQL alone, the same rows', samples.bareForm));
      print(sampleLine('a bare HTTP server', samples.echo));
      print(boundLine(`one cell, ${how} (median)`, samples.oneCell.median, 3, ' ms'));
      print(boundLine(`a form of 100 cells, ${how} (median)`, samples.form.median, 6, ' ms'));
    };
    told('between all that follows', between);
    print(sampleLine('a bureau’s roll-up read again', between.rollup));
    print(sampleLine('a form’s workbook previewed', between.workbook));
    print(boundLine('a bureau’s roll-up read again (median)', between.rollup.median, 15, ' ms'));
    print(boundLine('a workbook’s preview (median)', between.workbook.median, 30, ' ms'));
    told('ten in a row', await interleave({ ...saves, ...bareServer }, runs, 10));
    await bareLine.hangUp();
  } finally {
    await echo.terminate();
    await bare?.close();
    await line.hangUp();
  }
}

async function measureReviewing({ print, apiUrl, services }: LoadOptions, { reviewing }: LoadWorld): Promise<void> {
  print(`A term's end  [load ${loadavg()[0]?.toFixed(1)}]`);
  const { cookie, collectionId } = reviewing;
  await measureReview({ apiUrl, origin: services.webOrigin, cookie, print }, collectionId);
}

/** As long as V8 needs to have compiled what is saved by. */
const warmUp = 30_000;
const measured = 8000;

interface AtOnce {
  readonly clients: number;
  readonly milliseconds: number;
  /** What is said of it beside. */
  readonly when?: string;
}

/**
 * Forms of 100 cells, each client a school of its own, and the least that is asked beside them.
 * @returns forms a second
 */
async function measureAtOnce(
  options: LoadOptions,
  world: LoadWorld,
  { clients, milliseconds, when = '' }: AtOnce,
): Promise<number> {
  const { print, apiUrl } = options;
  const line = new Line(apiUrl, clients + 1);
  // More clients than schools: some look at the same form, as colleagues do, each with the version that it saw.
  const savers = Array.from({ length: clients }, (_, n) => {
    const clerk = world.clerks[n % world.clerks.length];
    if (!clerk) throw new Error('no clerk');
    return saving(line, options, clerk, 100);
  });
  const headers = headersOf(world.clerks.at(-1)?.cookie ?? '');
  const small = (): Promise<unknown> => line.ask('/trpc/session.current', { headers });
  const forms: number[] = [];
  const smalls: number[] = [];
  const started = performance.now();
  const go = async (one: () => Promise<unknown>, times: number[]): Promise<void> => {
    while (performance.now() < started + milliseconds) times.push(await timeOf(one));
  };
  try {
    await Promise.all([go(small, smalls), ...savers.map((save) => go(save, forms))]);
    const rate = (forms.length * 1000) / (performance.now() - started);
    print(
      `${clients} clients at once${when}  [load ${loadavg()[0]?.toFixed(1)}]: ${rate.toFixed(0)} forms of 100 cells a second`,
    );
    print(sampleLine('  a form', sampleOf(forms)));
    print(sampleLine('  who is signed in, asked meanwhile', sampleOf(smalls)));
    return rate;
  } finally {
    await line.hangUp();
  }
}

const atLeastLine = (what: string, measured: number, bound: number): string =>
  `  ${measured >= bound ? '[ok]  ' : '[UNDER]'} ${what}: ${measured.toFixed(0)} forms a second, bound ${bound}`;

const headersOf = (cookie: string) => ({ cookie });

/**
 * Saves the first cells of the clerk's form anew, with the versions that the last answer told. What is sent is put
 * together from pieces: whoever measures is to take little of the two cores from whom it measures.
 */
function saving(line: Line, { services }: LoadOptions, clerk: Clerk, count: number): () => Promise<void> {
  const cells = clerk.cells.slice(0, count);
  const pieces = cells.map(({ code }) => `{"code":${JSON.stringify(code)},"key":"","state":"value","value":"`);
  const versions = new Map(cells.map(({ code }) => [code, 0]));
  const beginning = `{"submissionId":${JSON.stringify(clerk.submissionId)},"source":"page","cells":[`;
  const headers = { ...headersOf(clerk.cookie), 'content-type': 'application/json', origin: services.webOrigin };
  let round = 0;
  return async () => {
    round += 1;
    const sent = cells.map(({ code, type }, n) => {
      const value = type === 'boolean' ? round % 2 === 0 : round;
      return `${pieces[n]}${value}","version":${versions.get(code)}}`;
    });
    const { status, body } = await line.ask('/trpc/submission.save', {
      method: 'POST',
      headers,
      body: Buffer.from(`${beginning}${sent.join()}]}`),
    });
    if (status !== 200) throw new Error(`a save answered ${status}: ${body.toString()}`);
    const { result } = JSON.parse(body.toString()) as {
      result: { data: Record<'saved' | 'conflicts', readonly { code: string; version: number }[]> };
    };
    for (const { code, version } of result.data.saved) versions.set(code, version);
    for (const { code, version } of result.data.conflicts) versions.set(code, version);
  };
}

/** Hands the form's own workbook in, as it was fetched, and reads what it would change. */
async function previewing(
  line: Line,
  { services }: LoadOptions,
  { cookie, submissionId }: Clerk,
): Promise<() => Promise<void>> {
  const address = `/files/workbook/${submissionId}`;
  const workbook = await line.ask(address, { headers: headersOf(cookie) });
  return async () => {
    const { status, body } = await line.ask(address, {
      method: 'POST',
      headers: {
        ...headersOf(cookie),
        'content-type': 'application/octet-stream',
        'content-length': String(workbook.body.length),
        origin: services.webOrigin,
      },
      body: workbook.body,
    });
    if (status !== 200) throw new Error(`the preview answered ${status}: ${body.toString()}`);
  };
}
