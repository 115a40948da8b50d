import { join } from 'node:path';
import { Complaint, runCommand } from './complaint.mjs';
import { holderOf } from './lock.mjs';
import { home, makeHome, readJson, root } from './place.mjs';
import { choosePorts } from './ports.mjs';
import { environmentFile } from './product.mjs';
import { run } from './run.mjs';
import { node, toolEnvironment } from './toolchain.mjs';

// npm run dev:web: the pages from their sources, on an address of their own, in front of the api that `npm start` runs.
const product = home('start');
const place = home('dev-web');

await runCommand(async () => {
  const variables = readJson(environmentFile(product));
  if (!variables || !isRunning())
    throw new Complaint('The pages need a product that runs: `npm start` in another terminal, then this again.');
  makeHome(place);
  const { web } = await choosePorts(place.folder, { web: 4801 }, { web: Number(process.env.PORT) || undefined });
  const { API_URL, WEB_ORIGIN } = variables;
  const { code } = await run(node, ['dev-server.mjs'], {
    cwd: join(root, 'apps/web'),
    env: toolEnvironment({ API_URL, WEB_ORIGIN, WEB_PORT: String(web), NODE_ENV: 'development' }),
    inherit: true,
  });
  return code ?? 1;
});

function isRunning() {
  const pid = readJson(join(product.folder, 'running.json'))?.pid;
  return pid !== undefined && holderOf(product.lock)?.pid === pid;
}
