// Run by the product's Node: lets the Temporal SDK download its CLI, the last resort where there is no pip.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const { TestWorkflowEnvironment } = await import('@temporalio/testing');
const folder = process.argv[2];
const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', downloadDir: folder } },
});
await environment.teardown();
const program = readdirSync(folder).find((name) => name.startsWith('temporal-cli'));
if (!program) throw new Error(`the download left nothing in ${folder}`);
process.stdout.write(join(folder, program));
