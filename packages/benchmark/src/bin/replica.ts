// Writes, and reads on a replica, which stands still and is killed meanwhile: `npm test` starts it.
import { readApiConfig, servicesOptionsOf } from '@huibao/config';
import { createServices } from '@huibao/services';
import { runReplica } from '../replica/run-replica.ts';

const [replicaUrl = ''] = process.argv.slice(2);
const ctx = createServices({ ...servicesOptionsOf(readApiConfig()), report: () => undefined });
const failed = await runReplica({ ctx, replicaUrl, print: (line) => console.log(line) });
await ctx.close();
process.exitCode = failed > 0 ? 1 : 0;
