import { listTenantIds, runUseCase, systemActor, useCases, type Context } from '@huibao/services';
import { workflowTypes } from '@huibao/workflows';
import type { Client } from '@temporalio/client';

const piece = 1000;

/**
 * Ends the workflows of collections, reports and imports that there are no more, since the database was restored to a
 * moment before them. Returns how many those were.
 */
export async function endGone(client: Client, taskQueue: string, services: Context, now: () => Date): Promise<number> {
  const running = new Map<number, Map<string, string>>();
  const types = Object.values(workflowTypes).map((type) => `'${type}'`);
  const query = `ExecutionStatus = 'Running' AND TaskQueue = '${taskQueue}' AND WorkflowType IN (${types.join(', ')})`;
  for await (const { workflowId } of client.workflow.list({ query })) {
    const [, tenant, id] = /^[a-z]+\/(\d+)\/([\da-f-]{36})(?:\/[a-z]+)?$/.exec(workflowId) ?? [];
    if (tenant === undefined || id === undefined) continue;
    const own = running.get(Number(tenant)) ?? new Map<string, string>();
    running.set(Number(tenant), own.set(workflowId, id));
  }
  // Asked after the list: a workflow begins only once its row stands.
  const tenants = new Set(await listTenantIds(services.authDb));
  let ended = 0;
  for (const [tenantId, workflows] of running) {
    const standing = tenants.has(tenantId)
      ? await standingOf(services, tenantId, [...new Set(workflows.values())], now)
      : new Set();
    for (const [workflowId, id] of workflows) {
      if (standing.has(id)) continue;
      await client.workflow.getHandle(workflowId).terminate('restored to a moment before it');
      ended += 1;
    }
  }
  return ended;
}

async function standingOf(
  services: Context,
  tenantId: number,
  ids: readonly string[],
  now: () => Date,
): Promise<ReadonlySet<string>> {
  const actor = await systemActor(services.authDb, tenantId, now);
  const standing = new Set<string>();
  for (let from = 0; from < ids.length; from += piece) {
    const found = await runUseCase(services, actor, useCases.listStanding, { ids: ids.slice(from, from + piece) });
    for (const id of found.ids) standing.add(id);
  }
  return standing;
}
