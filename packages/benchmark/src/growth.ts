import { systemActor, type Context } from '@huibao/services';
import type pg from 'pg';
import { statementsOf, type OpenServices } from './against-rival.ts';
import { AppSession } from './app-session.ts';
import { answeredShare, factsOfASchool, loadBureaus, makeTenants, sizesOf, type LoadTimes } from './country.ts';
import { rollUpOnce, type Edition } from './product-door.ts';
import { boundLine, bytes, count, explainedLine, milliseconds, sampleLine, seconds, type Print } from './report.ts';
import { rivalStatement } from './rival.ts';
import { interleave, ratioOf, sampleOf, timeOf } from './timing.ts';
import type { Bureau } from './world.ts';

const runs = 40;

interface Growth {
  readonly ctx: Context;
  /** The same bureau in a database with nothing else. */
  readonly aloneCtx: Context;
  readonly openServices: OpenServices;
  readonly appUrl: string;
  readonly aloneAppUrl: string;
  readonly owner: pg.Client;
  readonly edition: Edition;
  readonly countryEdition: Edition;
  readonly bureau: Bureau;
  readonly facts: number;
  readonly bureaus: number;
  readonly print: Print;
}

/** The country moves in, in steps; after each, what one bureau's figures cost. */
export async function measureGrowth(growth: Growth): Promise<void> {
  const { owner, facts, bureaus, print } = growth;
  const sizes = sizesOf(bureaus, Math.ceil(facts / factsOfASchool / answeredShare));
  const tenants = await makeTenants(owner, sizes);
  const schools = tenants.reduce((sum, one) => sum + one.schools, 0);
  print(
    `  ${count(bureaus)} bureaus, ${count(schools)} schools (the biggest bureau ${Math.max(...sizes)}, the smallest ${Math.min(...sizes)}), ${factsOfASchool} cells a school and year.`,
  );
  const steps = [1_000_000, 10_000_000, facts].filter(
    (step, index, all) => step <= facts && all.indexOf(step) === index,
  );
  let done = 0;
  let standing = 0;
  for (const step of steps) {
    const until =
      step === facts
        ? tenants.length
        : tenantsFor(
            tenants.map((one) => one.schools),
            step / factsOfASchool / answeredShare,
          );
    if (until <= done) continue;
    print('');
    print(`  To ${count(step)} facts of other bureaus:`);
    const slice = tenants.slice(done, until);
    const times = await loadBureaus(owner, growth.countryEdition, slice, print);
    done = until;
    standing += times.facts;
    await printLoad(growth, standing, times);
    await measureOne(growth, standing);
    const bySize = [...tenants.slice(0, done)].sort((a, b) => a.schools - b.schools);
    for (const [label, one] of [
      ['a middling bureau', bySize[Math.floor(bySize.length / 2)]],
      ['the biggest bureau', bySize.at(-1)],
    ] as const) {
      if (!one) continue;
      const actor = await systemActor(growth.ctx.authDb, one.tenantId, growth.bureau.editor.now);
      const times: number[] = [];
      const cold = await timeOf(() => rollUpOnce(growth.ctx, actor, growth.countryEdition));
      for (let run = 0; run < 12; run += 1)
        times.push(await timeOf(() => rollUpOnce(growth.ctx, actor, growth.countryEdition)));
      print(sampleLine(`${label}, ${one.schools} schools × 250 cells`, sampleOf(times)));
      print(`      its first read ${milliseconds(cold)}`);
    }
  }
}

function tenantsFor(schools: readonly number[], wanted: number): number {
  let sum = 0;
  const index = schools.findIndex((number) => (sum += number) >= wanted);
  return index === -1 ? schools.length : index + 1;
}

/** (c): the same bureau, the same statement, in the full tables and alone. */
async function measureOne(
  { ctx, aloneCtx, openServices, appUrl, aloneAppUrl, edition, bureau, print }: Growth,
  standing: number,
): Promise<void> {
  const full = await AppSession.open(appUrl);
  const alone = await AppSession.open(aloneAppUrl);
  try {
    const rival = { name: 'rival', text: rivalStatement(edition), values: [bureau.tenantId] };
    const cold = await timeOf(() => rollUpOnce(ctx, bureau.editor, edition));
    const both = await interleave(
      {
        full: () => rollUpOnce(ctx, bureau.editor, edition),
        alone: () => rollUpOnce(aloneCtx, bureau.editor, edition),
        rivalFull: () => full.read(bureau.editor, rival),
        rivalAlone: () => alone.read(bureau.editor, rival),
      },
      runs,
    );
    print(sampleLine('the bureau alone, the product', both.alone));
    print(sampleLine(`the bureau among ${count(standing)} facts of others`, both.full));
    print(`      its first read after the load ${milliseconds(cold)}`);
    print(sampleLine('the bureau alone, the rival', both.rivalAlone));
    print(sampleLine('the bureau among others, the rival', both.rivalFull));
    const heard = await statementsOf(openServices, bureau, edition);
    print(explainedLine('the product alone', await alone.explain(bureau.editor, heard)));
    print(explainedLine('the product among others', await full.explain(bureau.editor, heard)));
    print(explainedLine('the rival among others', await full.explain(bureau.editor, [rival])));
    print(
      boundLine(
        `one bureau among ${count(standing)} facts of others against alone (median of rounds)`,
        ratioOf(both.full, both.alone),
        1.5,
        '×',
      ),
    );
    print(
      boundLine(
        'the product among others against the rival there (median of rounds)',
        ratioOf(both.full, both.rivalFull),
        1.5,
        '×',
      ),
    );
  } finally {
    await full.close();
    await alone.close();
  }
}

async function printLoad({ owner, edition, print }: Growth, standing: number, times: LoadTimes): Promise<void> {
  const partition = `facts_${edition.year}`;
  const {
    rows: [size],
  } = await owner.query<{ heap: string; indexes: string; database: string; rows: string }>(
    `
    select pg_relation_size($1::regclass) as heap, pg_indexes_size($1::regclass) as indexes, pg_database_size(current_database()) as database,
      (select reltuples::bigint from pg_class where oid = $1::regclass) as rows`,
    [partition],
  );
  if (!size) throw new Error('the size can not be read');
  const rows = Number(size.rows);
  const per = (total: string): string => `${(Number(total) / rows).toFixed(1)} bytes`;
  print(
    `    ${count(times.facts)} facts in ${seconds(times.insert + times.indexes)}: ${count(Math.round(times.facts / ((times.insert + times.indexes) / 1000)))} a second with indexes (${count(Math.round(times.facts / (times.insert / 1000)))} without); vacuum and analyze ${seconds(times.vacuum)}`,
  );
  print(
    `    ${count(rows)} rows in ${partition}; heap ${bytes(Number(size.heap))}, ${per(size.heap)} a fact; indexes ${bytes(Number(size.indexes))}, ${per(size.indexes)} a fact; database ${bytes(Number(size.database))}`,
  );
  const { rows: parts } = await owner.query<{ name: string; size: string }>(
    `select indexrelid::regclass::text as name, pg_relation_size(indexrelid) as size from pg_index where indrelid = $1::regclass order by 2 desc`,
    [partition],
  );
  for (const part of parts) print(`      ${part.name}: ${bytes(Number(part.size))}, ${per(part.size)} a fact`);
  print(`    (${count(standing)} of them of other bureaus)`);
}

/**
 * What a year of the whole country weighs, table by table: facts and submissions as they stand, the rest from one
 * bureau of the city.
 */
export async function printYear(owner: pg.Client, edition: Edition, bureauTenant: number, print: Print): Promise<void> {
  const one = async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row> => {
    const row = (await owner.query<Row>(text, [...values])).rows[0];
    if (!row) throw new Error('nothing came back');
    return row;
  };
  const partition = `facts_${edition.year}`;
  await owner.query('vacuum analyze draft_cells, cell_saves, revisions');
  const { facts, submissions } = await one<{ facts: string; submissions: string }>(
    `
    select (select reltuples::bigint from pg_class where oid = $1::regclass) as facts, (select count(*) from submissions) as submissions`,
    [partition],
  );
  const sizeOf = async (table: string): Promise<number> =>
    Number((await one<{ size: string }>('select pg_total_relation_size($1::regclass) as size', [table])).size);
  const rowsOf = async (table: string): Promise<number> =>
    Number((await one<{ rows: string }>(`select count(*) as rows from ${table}`)).rows);
  const cells = await rowsOf('draft_cells');
  const drafts = (await sizeOf('draft_cells')) / cells;
  const changes = (await sizeOf('cell_saves')) / cells;
  const answered = Number(
    (
      await one<{ n: string }>(
        `select sum(jsonb_array_length(document -> 'facts')) as n from revisions where tenant_id = $1`,
        [bureauTenant],
      )
    ).n,
  );
  const documents =
    (await sizeOf('revisions')) /
    (await rowsOf('revisions')) /
    (answered /
      Number((await one<{ n: string }>('select count(*) as n from revisions where tenant_id = $1', [bureauTenant])).n));
  const lines: readonly [string, number, string][] = [
    ['facts', await sizeOf(partition), 'as it stands'],
    ['submissions', await sizeOf('submissions'), `as it stands, ${count(Number(submissions))} rows`],
    ['revisions', documents * Number(facts), `${documents.toFixed(0)} bytes a cell, each submitted once`],
    ['draft_cells', drafts * Number(facts), `${drafts.toFixed(0)} bytes a cell`],
    ['cell_saves', changes * Number(facts), `${changes.toFixed(0)} bytes a change, one a cell, forms saved whole`],
  ];
  for (const [table, size, how] of lines) print(`  ${table.padEnd(14)} ${bytes(size).padStart(10)}  (${how})`);
  print(
    `  ${'a year'.padEnd(14)} ${bytes(lines.reduce((sum, [, size]) => sum + size, 0)).padStart(10)}  for ${count(Number(facts))} facts; ten years of facts alone ${bytes(10 * (lines[0]?.[1] ?? 0))}`,
  );
}
