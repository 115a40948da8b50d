import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @param buildDirectory relative to apps/worker */
export const workflowBundlePath = (buildDirectory: string): string =>
  fileURLToPath(new URL(`../${buildDirectory}/workflows.js`, import.meta.url));

/** Bundling takes seconds in which no reminder would go out, so it is done before the worker starts, not by it. */
export function findWorkflowBundle(buildDirectory: string): string {
  const path = workflowBundlePath(buildDirectory);
  if (!existsSync(path))
    throw new Error(`There is no bundle of the workflows at ${path}: make it with pnpm --filter @huibao/worker build.`);
  return path;
}
