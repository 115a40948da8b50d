// Makes the one file of code that workflows run in, apart from everything else: pnpm --filter @huibao/worker build
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { readWorkerBuildConfig } from '@huibao/config';
import { bundleWorkflowCode } from '@temporalio/worker';
import { workflowBundlePath } from '../workflow-bundle.ts';

const path = workflowBundlePath(readWorkerBuildConfig().WORKER_BUILD_DIR);
const { code } = await bundleWorkflowCode({
  workflowsPath: createRequire(import.meta.url).resolve('@huibao/workflows/workflows'),
});
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, code);
