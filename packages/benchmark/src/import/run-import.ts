import { fork } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { createServices, runUseCase, useCases, type Context } from '@huibao/services';
import type pg from 'pg';
import { asOwner } from '../owner.ts';
import { boundLine, bytes, count, sampleLine, seconds, type Print } from '../report.ts';
import { timeOf } from '../timing.ts';
import type { CarriedOut, HandedIn } from './carry-out.ts';
import { makeImportCity, makeImportDistrict, type ImportDistrict } from './import-world.ts';
import { openSaver, saveUntil } from './saver.ts';

export interface ImportOptions {
  readonly ownerUrl: string;
  readonly apiUrl: string;
  readonly sessionKey: Buffer;
  readonly services: Parameters<typeof createServices>[0];
  readonly print: Print;
}

/** The biggest district of the country, for a worker that has served no file yet and for one that has; and twice it. */
const sizes = [346, 346, 692];
/** And of the one whose file others wait for. */
const meanwhile = 500;
/** Values a second, read, checked and written. */
const leastRate = 20_000;
const mostHeld = 512 * 1024 * 1024;
/** Twice the values take at most so many times as long. */
const linear = 2.4;

export async function runImport({ ownerUrl, apiUrl, sessionKey, services, print }: ImportOptions): Promise<void> {
  print(`A district’s term from one file, its worker and PostgreSQL on ${availableParallelism()} cores`);
  const ctx = createServices(services);
  try {
    const city = await makeImportCity(ctx);
    const rates: number[] = [];
    await asOwner(ownerUrl, async (owner) => {
      const districts: ImportDistrict[] = [];
      for (const schools of sizes) districts.push(await makeImportDistrict(ctx, city, schools));
      await owner.query('vacuum analyze');
      for (const [place, carriedOut] of (await carryOutApart(ctx, districts)).entries()) {
        const district = districts[place];
        if (!district) continue;
        if (place === 0) print('The first file since the worker started');
        if (place === 1) print('Files after it');
        rates.push(await reportDistrict(ctx, owner, district, carriedOut, print));
      }
    });
    const [, one = 0, two = 0] = rates;
    print(boundLine('twice the values, in time', (2 * one) / two, linear, '×'));
    const origin = services.webOrigin;
    const { save, close } = await openSaver(ctx, city, { apiUrl, origin, sessionKey });
    const district = await makeImportDistrict(ctx, city, meanwhile);
    print(
      `Another bureau saves a form, while a file of ${count(district.values)} values is read and written  [load ${loadavg()[0]?.toFixed(1)}]`,
    );
    print(sampleLine('saved, alone', await saveUntil(save, setTimeout(3000))));
    print(sampleLine('saved, meanwhile', await saveUntil(save, carryOutApart(ctx, [district]))));
    close();
  } finally {
    await ctx.close();
  }
}

/** Answers values a second. */
async function reportDistrict(
  ctx: Context,
  owner: pg.Client,
  { schools, forms, values, file, admin, collectionId, tenantId }: ImportDistrict,
  { reading, writing, held, heldApart, heldTogether, busy, busyApart, load }: CarriedOut,
  print: Print,
): Promise<number> {
  print(
    `${schools} schools, ${count(forms)} forms, ${count(values)} values, a workbook of ${bytes(file.size)}  [load ${load.toFixed(1)}]`,
  );
  const { newest } = await runUseCase(ctx, admin, useCases.getImports, { collectionId });
  if (newest?.state !== 'done') throw new Error(`the import is ${newest?.state}: ${JSON.stringify(newest?.failure)}`);
  const { written } = newest.totals;
  if (written + newest.refusals < values) throw new Error(`${values - written} values were lost`);
  const rate = (of: number): number => (written * 1000) / of;
  print(`  read and checked in ${seconds(reading)}: ${count(Math.round(rate(reading)))} values a second`);
  print(`    by ${seconds(busy)} of the worker’s processor time and ${seconds(busyApart)} of the processes’ apart`);
  print(
    `  written in ${seconds(writing)}: ${count(Math.round(rate(writing)))} values a second, ${newest.refusals} refused`,
  );
  const bare = await writeBare(owner, tenantId);
  print(`  PostgreSQL alone, the same rows: ${seconds(bare)}, ${count(Math.round(rate(bare)))} values a second`);
  const whole = rate(reading + writing);
  print(
    `  ${whole >= leastRate ? '[ok]   ' : '[UNDER]'} read, checked and written: ${count(Math.round(whole))} values a second, bound ${count(leastRate)}`,
  );
  for (const [what, most] of [
    ['the worker', held],
    ['the biggest process apart', heldApart],
  ] as const)
    print(
      `  ${most <= mostHeld ? '[ok]  ' : '[OVER]'} held at most by ${what}: ${bytes(most)}, bound ${bytes(mostHeld)}`,
    );
  print(`  held at most by all of them together while they read: ${bytes(heldTogether)}`);
  return whole;
}

/** As a worker does, in a process of its own, one file after the other. */
async function carryOutApart(
  ctx: Context,
  districts: readonly Pick<ImportDistrict, 'admin' | 'collectionId' | 'file'>[],
): Promise<readonly CarriedOut[]> {
  const handedIn: HandedIn[] = [];
  for (const { admin, collectionId, file } of districts) {
    const begin = { collectionId, name: 'bench.xlsx', content: file };
    handedIn.push({ admin, importId: (await runUseCase(ctx, admin, useCases.beginImport, begin)).importId });
  }
  return inProcess(handedIn);
}

function inProcess(handedIn: readonly HandedIn[]): Promise<readonly CarriedOut[]> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('../bin/import-process.ts', import.meta.url), [JSON.stringify(handedIn)]);
    const carriedOut: CarriedOut[] = [];
    child.on('message', (said) => carriedOut.push(said as CarriedOut));
    child.on('close', (code) => {
      if (carriedOut.length === handedIn.length) resolve(carriedOut);
      else reject(new Error(`the import ended with ${code}`));
    });
  });
}

/** The rows of the cells and of their history, once more and in one transaction, as their owner. */
async function writeBare(owner: pg.Client, tenantId: number): Promise<number> {
  for (const table of ['draft_cells', 'cell_saves']) {
    await owner.query(`create temporary table bare_${table} as select * from ${table} where tenant_id = ${tenantId}`);
    await owner.query(`delete from ${table} where tenant_id = ${tenantId}`);
    await owner.query(`vacuum ${table}`);
  }
  const time = await timeOf(async () => {
    await owner.query('begin');
    for (const table of ['draft_cells', 'cell_saves'])
      await owner.query(`insert into ${table} select * from bare_${table}`);
    await owner.query('commit');
  });
  for (const table of ['draft_cells', 'cell_saves']) await owner.query(`drop table bare_${table}`);
  return time;
}
