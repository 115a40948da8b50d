import { Agent } from 'node:http';
import { Worker } from 'node:worker_threads';
import { AppSession } from './app-session.ts';
import { ask, type Answer } from './ask.ts';
import { cityProgramme, type Edition } from './product-door.ts';
import { boundLine, bytes, sampleLine, type Print } from './report.ts';
import { interleave } from './timing.ts';
import { benchYear, comparedYears, password, reviewerName, type City } from './world.ts';

const runs = 200;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
/**
 * The city's comparison as a browser's server gets it, beside the statement alone and beside the same bytes
 * sent for nothing.
 */
export async function measureComparison(options: {
  apiUrl: string;
  webOrigin: string;
  appUrl: string;
  city: City;
  edition: Edition;
  print: Print;
}): Promise<void> {
  const { apiUrl, webOrigin, appUrl, city, edition, print } = options;
  const signedIn = await ask(agent, `${apiUrl}/trpc/session.signIn`, {
    method: 'POST',
    headers: { origin: webOrigin, 'content-type': 'application/json' },
    body: JSON.stringify({ username: reviewerName, password }),
  });
  if (signedIn.status !== 200) throw new Error(`signing in failed: ${signedIn.body.toString()}`);
  const query = (procedure: string, input: unknown): string =>
    `${apiUrl}/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const get = (url: string): Promise<Answer> => ask(agent, url, { headers: { cookie: signedIn.cookie } });
  const matrix = query('oversight.matrix', { programme: cityProgramme, year: benchYear });
  const hasMatrix = (await get(matrix)).status === 200;
  const url = hasMatrix
    ? matrix
    : query('oversight.compare', { programme: cityProgramme, year: benchYear, indicator: 'sum_flow_1', per: null });
  const first = await get(url);
  if (first.status !== 200) throw new Error(`the comparison failed: ${first.body.toString()}`);
  print(
    `  ${hasMatrix ? 'oversight.matrix' : 'oversight.compare (there is no oversight.matrix yet: one indicator of the hundred)'}: ${bytes(first.body.length)} of JSON`,
  );

  const session = await AppSession.open(appUrl);
  const echo = new Worker(new URL('./echo-server.ts', import.meta.url), { workerData: first.body });
  try {
    const port = await new Promise<number>((resolve) => {
      echo.once('message', resolve);
    });
    const values = [[...comparedYears], [...edition.indicatorIds.values()]];
    const rows = `select year, element_id, unit_id, num, den, answered, expected from facts where year = any ($1::int[]) and element_id = any ($2::int[])`;
    const figures = `select distinct on (unit_id, year) unit_id, year, state, figures from deliveries where tenant_id = $2 and year = any ($1::int[]) order by unit_id, year, version desc`;
    const { product, statement, asJson, frozen, bytesAlone } = await interleave(
      {
        product: async () => {
          const { status } = await get(url);
          if (status !== 200) throw new Error(`the comparison answered ${status}`);
        },
        statement: () => session.read(city.reviewer, { name: 'rows', text: rows, values }),
        asJson: () =>
          session.read(city.reviewer, {
            name: 'json',
            text: `select json_agg(json_build_array(year, element_id, unit_id, num, den, answered, expected))::text as rows from (${rows}) r`,
            values,
          }),
        frozen: () =>
          session.read(city.reviewer, { name: 'figures', text: figures, values: [[...comparedYears], city.tenantId] }),
        bytesAlone: () => ask(agent, `http://127.0.0.1:${port}/`),
      },
      runs,
    );
    print(sampleLine('the product over HTTP, signed in, keep-alive', product));
    print(sampleLine('the SQL alone, 3 000 facts as rows', statement));
    print(sampleLine('the SQL alone, as one JSON text', asJson));
    print(sampleLine('the SQL alone, the frozen figures of 30 deliveries', frozen));
    print(sampleLine('a bare HTTP server, the same bytes', bytesAlone));
    print(boundLine('a city’s comparison over HTTP (p95)', product.p95, 50, ' ms'));
  } finally {
    await echo.terminate();
    await session.close();
    agent.destroy();
  }
}
