// Run by the product's Node: lets the Temporal SDK download one of its servers, the last resort where there is no pip.
//   node infra/local/download-temporal.mjs temporal|temporal-test-server <folder>     prints the program's path
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [program, folder] = process.argv.slice(2);
// The SDK's version is in the name of what it downloads, so that a file stays the right one however old it is.
const server = { executable: { type: 'cached-download', downloadDir: folder, ttl: '10 years' } };
const environment =
  program === 'temporal'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await environment.teardown();
const file = readdirSync(folder).find((name) => name.startsWith(`${program}-sdk-typescript-`));
if (!file) throw new Error(`the download left nothing in ${folder}`);
process.stdout.write(join(folder, file));
