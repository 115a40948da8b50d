import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from '@huibao/services';
import type pg from 'pg';
import { loadFacts, loadRevisions, loadSchools, loadSubmissions } from '../population.ts';
import type { Edition } from '../product-door.ts';
import { boundLine, bytes, sampleLine, type Print } from '../report.ts';
import { sampleOf, timeOf } from '../timing.ts';
import { benchYear, makeEmptyBureau, type Bureau, type City } from '../world.ts';
import { Line } from './line.ts';

/** The biggest district of the country, and what it has waiting at a term's end: a board of every form of each. */
const schools = 346;
const acceptedAtOnce = 1000;

/** A bureau whose whole year is submitted and waits for its reviewer. */
export async function makeWaitingBureau(
  ctx: Context,
  owner: pg.Client,
  city: City,
  edition: Edition,
  n: number,
): Promise<Bureau> {
  const bureau = await makeEmptyBureau(ctx, city, n);
  const tenants = [bureau.tenantId];
  await loadSchools(owner, [{ tenantId: bureau.tenantId, schools }], benchYear);
  await loadSubmissions(owner, edition, tenants);
  // A document is made of what it will say: the facts come with the acceptance.
  await loadFacts(owner, edition.programmeCode, benchYear, tenants);
  await loadRevisions(owner, tenants);
  await owner.query('delete from facts where tenant_id = $1', tenants);
  await owner.query(`update submissions set state = 'submitted', decided_at = null where tenant_id = $1`, tenants);
  await owner.query(`update revisions set state = 'submitted', decided_at = null where tenant_id = $1`, tenants);
  return bureau;
}

export interface ReviewOptions {
  readonly apiUrl: string;
  readonly origin: string;
  readonly cookie: string;
  readonly print: Print;
}

interface Board {
  readonly position: string;
  readonly units: readonly {
    readonly forms: readonly { readonly submissionId: string; readonly state: string; readonly revisionNo: number }[];
  }[];
}

/** The board of the district, and a thousand of its forms accepted by one request. */
export async function measureReview(
  { apiUrl, origin, cookie, print }: ReviewOptions,
  collectionId: string,
): Promise<void> {
  const line = new Line(apiUrl, 1);
  const readBoard = async (by: Line, since?: string): Promise<Buffer> => {
    const input = encodeURIComponent(JSON.stringify({ collectionId, since }));
    const { status, body } = await by.ask(`/trpc/collection.board?input=${input}`, { headers: { cookie } });
    if (status !== 200) throw new Error(`the board answered ${status}: ${body.toString()}`);
    return body;
  };
  const times: number[] = [];
  for (let run = 0; run < 20; run += 1) times.push(await timeOf(() => readBoard(line)));
  const body = await readBoard(line);
  const { result } = JSON.parse(body.toString()) as { result: { data: Board } };
  const forms = result.data.units.flatMap((unit) => unit.forms);
  const board = sampleOf(times.slice(5));
  print(sampleLine(`a board of ${schools} schools, ${forms.length} forms`, board));
  print(boundLine('the board (median)', board.median, 100, ' ms'));
  print(`  the board weighs ${bytes(body.length)} of JSON, ${bytes((await packed(body)).length)} packed (gzip)`);
  const { position } = result.data;
  const later: number[] = [];
  for (let run = 0; run < 20; run += 1) later.push(await timeOf(() => readBoard(line, position)));
  print(sampleLine('  what changed since, asked on from it', sampleOf(later.slice(5))));
  print(`  weighs ${bytes((await packed(await readBoard(line, position))).length)} packed (gzip)`);
  await measureMeanwhile({ apiUrl, cookie, print }, 'eight read it whole', (by) => readBoard(by));
  await measureMeanwhile({ apiUrl, cookie, print }, 'eight follow it', (by) => readBoard(by, position));
  const items = forms
    .filter(({ state }) => state === 'submitted')
    .slice(0, acceptedAtOnce)
    .map(({ submissionId, revisionNo }) => ({ submissionId, revisionNo }));
  const accepting = await timeOf(async () => {
    const answer = await line.ask('/trpc/review.accept', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', origin },
      body: JSON.stringify({ items }),
    });
    if (answer.status !== 200) throw new Error(`the acceptance answered ${answer.status}: ${answer.body.toString()}`);
  });
  await line.hangUp();
  print(boundLine(`${items.length} forms accepted in one action`, accepting, 1000, ' ms'));
}

/** The least that is asked, while eight people ask something else without a pause. */
async function measureMeanwhile(
  { apiUrl, cookie, print }: Pick<ReviewOptions, 'apiUrl' | 'cookie' | 'print'>,
  what: string,
  read: (by: Line) => Promise<unknown>,
): Promise<void> {
  const [small, readers] = [new Line(apiUrl, 1), new Line(apiUrl, 8)];
  const meanwhile: number[] = [];
  const end = performance.now() + 5000;
  const reading = async (): Promise<void> => {
    while (performance.now() < end) await read(readers);
  };
  const asking = async (): Promise<void> => {
    while (performance.now() < end)
      meanwhile.push(await timeOf(() => small.ask('/trpc/session.current', { headers: { cookie } })));
  };
  await Promise.all([asking(), ...Array.from({ length: 8 }, reading)]);
  for (const one of [small, readers]) await one.hangUp();
  print(sampleLine(`  who is signed in, while ${what}`, sampleOf(meanwhile)));
  print(boundLine(`a small request, while ${what} (median)`, sampleOf(meanwhile).median, 50, ' ms'));
}

const packed = promisify<Buffer, Buffer>(gzip);
