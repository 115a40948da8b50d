import { cityProgramme } from '../product-door.ts';
import { boundLine, sampleLine, type Print } from '../report.ts';
import { sampleOf, timeOf } from '../timing.ts';
import { benchYear } from '../world.ts';
import { Line } from './line.ts';

export interface RollupOptions {
  readonly apiUrl: string;
  readonly origin: string;
  readonly print: Print;
}

/** A form that waits for its reviewer. */
export interface WaitingForm {
  readonly submissionId: string;
  readonly revisionNo: number;
}

const bound = 15;
/** Of DHIS2 2.43.1 in the run that issue 13 tells of, for ten bureaus. */
const rival = 197;
const rounds = 10;
/** What a page's data may take (`bench:country`). */
const pageBound = 300;

/** A year's page of figures, each time after an acceptance that moves it; and some bureaus' one after the other. */
export async function measureRollup(
  { apiUrl, origin, print }: RollupOptions,
  editorCookie: string,
  waiting: readonly WaitingForm[],
  others: readonly string[],
): Promise<void> {
  const line = new Line(apiUrl, 1);
  try {
    const read = readingRollup(line);
    const changed: number[] = [];
    for (const form of waiting) {
      await accept(line, { origin, cookie: editorCookie }, form);
      changed.push(await timeOf(() => read(editorCookie)));
    }
    const moved = sampleOf(changed.slice(5));
    print(sampleLine('a bureau’s roll-up, each time after an acceptance', moved));
    print(boundLine('a bureau’s roll-up after an acceptance (median)', moved.median, bound, ' ms'));
    const outliers = reading(line, 'rollup.outliers');
    const standingOut: number[] = [];
    for (let round = 0; round < rounds; round += 1) standingOut.push(await timeOf(() => outliers(editorCookie)));
    print(sampleLine('what stands out among its schools', sampleOf(standingOut)));
    print(boundLine('what stands out among its schools (median)', sampleOf(standingOut).median, pageBound, ' ms'));
    const inTurn = async (): Promise<void> => {
      for (const cookie of others) await read(cookie);
    };
    const first = await timeOf(inTurn);
    const then: number[] = [];
    for (let round = 0; round < rounds; round += 1) then.push(await timeOf(inTurn));
    print(`  the year of ${others.length} bureaus, one after the other, never read before: ${first.toFixed(0)} ms`);
    print(sampleLine('  the same once more', sampleOf(then)));
    print(boundLine(`the year of ${others.length} bureaus, once more (median)`, sampleOf(then).median, rival, ' ms'));
  } finally {
    await line.hangUp();
  }
}

export function readingRollup(line: Line): (cookie: string) => Promise<void> {
  return reading(line, 'rollup.get');
}

function reading(line: Line, procedure: string): (cookie: string) => Promise<void> {
  const input = encodeURIComponent(JSON.stringify({ programme: cityProgramme, year: benchYear }));
  return async (cookie) => {
    const { status, body } = await line.ask(`/trpc/${procedure}?input=${input}`, { headers: { cookie } });
    if (status !== 200) throw new Error(`${procedure} answered ${status}: ${body.toString()}`);
  };
}

async function accept(
  line: Line,
  { origin, cookie }: { readonly origin: string; readonly cookie: string },
  form: WaitingForm,
): Promise<void> {
  const { status, body } = await line.ask('/trpc/review.accept', {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin },
    body: JSON.stringify({ items: [form] }),
  });
  if (status !== 200) throw new Error(`the acceptance answered ${status}: ${body.toString()}`);
}
