// The first people of a product that was installed by the guide: `npm run test:install` starts it.
import { parentChannel } from '../faults/machine.ts';
import { runInstall } from '../install/run-install.ts';

const ask = parentChannel();
const failed = await runInstall(
  {
    site: () => ask('site'),
    createCity: () => ask('createCity'),
    accessLog: () => ask('accessLog'),
    upgrade: () => ask('upgrade'),
  },
  (line) => console.log(line),
);
process.disconnect();
process.exitCode = failed > 0 ? 1 : 0;
