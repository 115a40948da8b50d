import { Agent } from 'node:http';
import { availableParallelism, loadavg } from 'node:os';
import { Worker } from 'node:worker_threads';
import { distribute } from '@huibao/db/distribute';
import { createServices } from '@huibao/services';
import type pg from 'pg';
import { ask } from '../ask.ts';
import { asOwner } from '../owner.ts';
import { boundLine, sampleLine, type Print } from '../report.ts';
import { interleave, sampleOf, timeOf } from '../timing.ts';
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
    await measureOneByOne(options, world);
    const { editorCookie, waiting, otherCookies } = world;
    await measureRollup({ ...options, origin: services.webOrigin }, editorCookie, waiting, otherCookies);
    await measureReviewing(options, world);
    // What fills them is taken by one PostgreSQL alone.
    if (!options.divides) await asOwner(ownerUrl, (owner) => measureLists(ctx, owner, print, world.reviewing.editor));
    for (const clients of [8, 64, 256]) await measureAtOnce(options, world, clients);
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
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  // Its one statement gives the tenant in none of its parts but the first.
  const bare = options.divides ? null : await RawSaves.open(services.appUrl, raw);
  const echo = new Worker(new URL('../echo-server.ts', import.meta.url), { workerData: Buffer.from('{}') });
  try {
    const port = await new Promise<number>((resolve) => echo.once('message', resolve));
    const [oneCell, form] = [saving(agent, options, one, 1), saving(agent, options, many, 100)];
    const read = readingRollup(agent, apiUrl);
    const samples = await interleave(
      {
        oneCell,
        bareCell: async () => bare?.save(1),
        form,
        bareForm: async () => bare?.save(100),
        rollup: () => read(world.editorCookie),
        workbook: await previewing(agent, options, raw),
        echo: () => ask(agent, `http://127.0.0.1:${port}/`),
      },
      runs,
    );
    print(sampleLine('one cell saved', samples.oneCell));
    if (bare) print(sampleLine('  PostgreSQL alone, the same rows', samples.bareCell));
    print(sampleLine('a form of 100 cells saved', samples.form));
    if (bare) print(sampleLine('  PostgreSQL alone, the same rows', samples.bareForm));
    print(sampleLine('a bureau’s roll-up read again', samples.rollup));
    print(sampleLine('a form’s workbook previewed', samples.workbook));
    print(sampleLine('a bare HTTP server', samples.echo));
    print(boundLine('one cell (median)', samples.oneCell.median, 3, ' ms'));
    print(boundLine('a form of 100 cells (median)', samples.form.median, 6, ' ms'));
    print(boundLine('a bureau’s roll-up read again (median)', samples.rollup.median, 15, ' ms'));
    print(boundLine('a workbook’s preview (median)', samples.workbook.median, 30, ' ms'));
  } finally {
    await echo.terminate();
    await bare?.close();
    agent.destroy();
  }
}

async function measureReviewing({ print, apiUrl, services }: LoadOptions, { reviewing }: LoadWorld): Promise<void> {
  print(`A term's end  [load ${loadavg()[0]?.toFixed(1)}]`);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { cookie, collectionId } = reviewing;
  try {
    await measureReview({ agent, apiUrl, origin: services.webOrigin, cookie, print }, collectionId);
  } finally {
    agent.destroy();
  }
}

/** Forms of 100 cells, each client a school of its own, and the least that is asked beside them. */
async function measureAtOnce(options: LoadOptions, world: LoadWorld, clients: number): Promise<void> {
  const { print, apiUrl } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: clients + 1 });
  try {
    // More clients than schools: some look at the same form, as colleagues do, each with the version that it saw.
    const savers = Array.from({ length: clients }, (_, n) => {
      const clerk = world.clerks[n % world.clerks.length];
      if (!clerk) throw new Error('no clerk');
      return saving(agent, options, clerk, 100);
    });
    const times: number[] = [];
    const small: number[] = [];
    const end = performance.now() + 8000;
    const started = performance.now();
    const clerk = world.clerks.at(-1);
    const asking = async (): Promise<void> => {
      while (performance.now() < end)
        small.push(
          await timeOf(() => ask(agent, `${apiUrl}/trpc/session.current`, { headers: headersOf(clerk?.cookie ?? '') })),
        );
    };
    await Promise.all([
      asking(),
      ...savers.map(async (save) => {
        while (performance.now() < end) times.push(await timeOf(save));
      }),
    ]);
    const rate = (times.length * 1000) / (performance.now() - started);
    print(
      `${clients} clients at once  [load ${loadavg()[0]?.toFixed(1)}]: ${rate.toFixed(0)} forms of 100 cells a second`,
    );
    print(sampleLine('  a form', sampleOf(times)));
    print(sampleLine('  who is signed in, asked meanwhile', sampleOf(small)));
    if (clients === 8) print(atLeastLine('8 clients', rate, 400));
  } finally {
    agent.destroy();
  }
}

const atLeastLine = (what: string, measured: number, bound: number): string =>
  `  ${measured >= bound ? '[ok]  ' : '[UNDER]'} ${what}: ${measured.toFixed(0)} forms a second, bound ${bound}`;

const headersOf = (cookie: string) => ({ cookie });

/** Saves the first cells of the clerk's form anew, with the versions that the last answer told. */
function saving(agent: Agent, { apiUrl, services }: LoadOptions, clerk: Clerk, count: number): () => Promise<void> {
  const versions = new Map<string, number>();
  let round = 0;
  return async () => {
    round += 1;
    const cells = clerk.cells.slice(0, count).map(({ code, type }) => ({
      code,
      key: '',
      state: 'value',
      value: type === 'boolean' ? String(round % 2 === 0) : String(round),
      version: versions.get(code) ?? 0,
    }));
    const { status, body } = await ask(agent, `${apiUrl}/trpc/submission.save`, {
      method: 'POST',
      headers: { ...headersOf(clerk.cookie), 'content-type': 'application/json', origin: services.webOrigin },
      body: JSON.stringify({ submissionId: clerk.submissionId, source: 'page', cells }),
    });
    if (status !== 200) throw new Error(`a save answered ${status}: ${body.toString()}`);
    const { result } = JSON.parse(body.toString()) as {
      result: { data: Record<'saved' | 'conflicts', readonly { code: string; version: number }[]> };
    };
    for (const { code, version } of [...result.data.saved, ...result.data.conflicts]) versions.set(code, version);
  };
}

/** Hands the form's own workbook in, as it was fetched, and reads what it would change. */
async function previewing(
  agent: Agent,
  { apiUrl, services }: LoadOptions,
  { cookie, submissionId }: Clerk,
): Promise<() => Promise<void>> {
  const address = `${apiUrl}/files/workbook/${submissionId}`;
  const workbook = await ask(agent, address, { headers: headersOf(cookie) });
  return async () => {
    const { status, body } = await ask(agent, address, {
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
