import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { readWorkflowTestConfig } from '@huibao/config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activities, Reminded } from './activities.ts';
import { collectionWorkflow } from './collection.workflow.ts';
import { housekeepingWorkflow } from './housekeeping.workflow.ts';
import { importWorkflow } from './import.workflow.ts';
import { issuedSignal, publishedSignal, reportWorkflow, sentSignal, supersededSignal } from './report.workflow.ts';

const histories = fileURLToPath(new URL('../histories/', import.meta.url));
const day = 86_400_000;

let environment: TestWorkflowEnvironment;
let bundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  const quiet = (): void => undefined;
  Runtime.install({ logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet } });
  environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: readWorkflowTestConfig().TEMPORAL_TEST_SERVER } },
  });
  bundle = await bundleWorkflowCode({ workflowsPath: createRequire(import.meta.url).resolve('./workflows.ts') });
});
afterAll(() => environment.teardown());

interface Notice {
  readonly kind: string;
  readonly at: number;
}

/** Runs a worker that notes what workflows ask for, with the environment's own clock. */
async function withWorker<T>(
  work: (taskQueue: string, notices: readonly Notice[]) => Promise<T>,
  answer: (kind: string) => Promise<Reminded> = () => Promise.resolve('told'),
  own: Partial<Activities> = {},
): Promise<T> {
  const notices: Notice[] = [];
  const note = async ({ kind }: { kind: string }): Promise<Reminded> => {
    const answered = await answer(kind);
    notices.push({ kind, at: await environment.currentTimeMs() });
    return answered;
  };
  const nothing = (): Promise<never> => Promise.reject(new Error('nobody asked for it'));
  const activities: Activities = {
    remindCollection: note,
    remindReport: note,
    readImport: nothing,
    writeImport: nothing,
    failImport: nothing,
    tidy: nothing,
    checkChains: nothing,
    ...own,
  };
  const taskQueue = `test-${Math.random()}`;
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue,
    workflowBundle: bundle,
    activities,
  });
  return worker.runUntil(() => work(taskQueue, notices));
}

const iso = (ms: number): string => new Date(ms).toISOString();

it('by night what can’t be tidied keeps nobody from checking the chains of that day', async () => {
  let tries = 0;
  const asked: number[] = [];
  const own: Partial<Activities> = {
    tidy: () => Promise.reject(new Error(`full, ${(tries += 1)}`)),
    checkChains: ({ weekday }) => {
      asked.push(weekday);
      return Promise.resolve({ checked: 1, broken: 0 });
    },
  };
  await withWorker(
    async (taskQueue) => {
      const weekday = new Date(await environment.currentTimeMs()).getUTCDay();
      await environment.client.workflow.execute(housekeepingWorkflow, { taskQueue, workflowId: 'housekeeping' });
      expect([tries, asked]).toEqual([6, [weekday]]);
    },
    undefined,
    own,
  );
});

describe('a collection', () => {
  it('tells of its opening, three days and one day before it is due, and once it is overdue, then ends as it closes', async () => {
    await withWorker(async (taskQueue, notices) => {
      const start = await environment.currentTimeMs();
      const [opensAt, dueAt, closesAt] = [start + 5 * day, start + 35 * day, start + 40 * day];
      await environment.client.workflow.execute(collectionWorkflow, {
        taskQueue,
        workflowId: `collection-${start}`,
        args: [{ tenantId: 1, collectionId: 'c', opensAt: iso(opensAt), dueAt: iso(dueAt), closesAt: iso(closesAt) }],
      });
      expect(notices.map((one) => one.kind)).toEqual(['opened', 'due_soon', 'due_today', 'overdue']);
      const [opened, soon, today, overdue] = notices.map((one) => Math.round((one.at - start) / day));
      expect([opened, soon, today, overdue]).toEqual([5, 32, 34, 35]);
      expect(await environment.currentTimeMs()).toBeGreaterThanOrEqual(closesAt);
    });
  });

  it('begun late, says only what still matters', async () => {
    await withWorker(async (taskQueue, notices) => {
      const now = await environment.currentTimeMs();
      await environment.client.workflow.execute(collectionWorkflow, {
        taskQueue,
        workflowId: `late-${now}`,
        args: [
          {
            tenantId: 1,
            collectionId: 'c',
            opensAt: iso(now - 60 * day),
            dueAt: iso(now - 30 * day),
            closesAt: iso(now - 20 * day),
          },
        ],
      });
      expect(notices).toEqual([]);
      await environment.client.workflow.execute(collectionWorkflow, {
        taskQueue,
        workflowId: `midway-${now}`,
        args: [
          {
            tenantId: 1,
            collectionId: 'c',
            opensAt: iso(now - 10 * day),
            dueAt: iso(now + 2 * day),
            closesAt: iso(now + 5 * day),
          },
        ],
      });
      expect(notices.map((one) => one.kind)).toEqual(['due_soon', 'due_today', 'overdue']);
    });
  });

  it('waits out a database that is away', async () => {
    let failures = 3;
    await withWorker(
      async (taskQueue, notices) => {
        const now = await environment.currentTimeMs();
        await environment.client.workflow.execute(collectionWorkflow, {
          taskQueue,
          workflowId: `away-${now}`,
          args: [
            {
              tenantId: 1,
              collectionId: 'c',
              opensAt: iso(now),
              dueAt: iso(now + 10 * day),
              closesAt: iso(now + 12 * day),
            },
          ],
        });
        expect(notices.map((one) => one.kind)).toEqual(['opened', 'due_soon', 'due_today', 'overdue']);
      },
      () => (failures-- > 0 ? Promise.reject(new Error('the database is away')) : Promise.resolve('told')),
    );
  });
});

describe('a report', () => {
  it('is reminded of 1 March until it is sent, and of 1 April until it is public', async () => {
    await withWorker(async (taskQueue, notices) => {
      const now = await environment.currentTimeMs();
      const [reportDue, publishDue] = [now + 40 * day, now + 71 * day];
      const handle = await environment.client.workflow.start(reportWorkflow, {
        taskQueue,
        workflowId: `report-${now}`,
        args: [{ tenantId: 1, reportId: 'r', reportDueAt: iso(reportDue), publishDueAt: iso(publishDue) }],
      });
      await environment.sleep('38 days');
      expect(notices.map((one) => one.kind)).toEqual(['report_due', 'report_due']);
      const signal = { tenantId: 1, reportId: 'r', at: iso(now) };
      await handle.signal(issuedSignal, signal);
      await handle.signal(sentSignal, signal);
      await environment.sleep('20 days');
      expect(notices.map((one) => one.kind)).toEqual(['report_due', 'report_due', 'publish_due']);
      await handle.signal(publishedSignal, signal);
      await handle.result();
    });
  });

  it('says that a day has passed, and waits for as long as it takes', async () => {
    await withWorker(async (taskQueue, notices) => {
      const now = await environment.currentTimeMs();
      const handle = await environment.client.workflow.start(reportWorkflow, {
        taskQueue,
        workflowId: `overdue-${now}`,
        args: [{ tenantId: 1, reportId: 'r', reportDueAt: iso(now + 2 * day), publishDueAt: iso(now + 33 * day) }],
      });
      await environment.sleep('10 days');
      expect(notices.map((one) => [one.kind, Math.round((one.at - now) / day)])).toEqual([
        ['report_due', 0],
        ['report_due', 3],
      ]);
      await handle.signal(publishedSignal, { tenantId: 1, reportId: 'r', at: iso(now) });
      await handle.result();
    });
  });
});

describe('an import', () => {
  const run = (workflow: 'read' | 'write', own: Partial<Activities>) =>
    withWorker(
      (taskQueue) =>
        environment.client.workflow.execute(importWorkflow, {
          taskQueue,
          workflowId: `import-${Math.random()}`,
          args: [{ tenantId: 1, importId: 'i', step: workflow }],
        }),
      undefined,
      own,
    );

  it('is written until nothing is left', async () => {
    let left = 3;
    await run('write', { writeImport: () => Promise.resolve(--left > 0) });
    expect(left).toBe(0);
  });

  it('that can’t be read all day is given up, and says so', async () => {
    const failed: string[] = [];
    await run('read', {
      readImport: () => Promise.reject(new Error('the store is away')),
      failImport: ({ importId }) => Promise.resolve(void failed.push(importId)),
    });
    expect(failed).toEqual(['i']);
  });
});

describe('what goes wrong', () => {
  it('a reminder that failed all day is given up, and the dates after it are still told of', async () => {
    await withWorker(
      async (taskQueue, notices) => {
        const now = await environment.currentTimeMs();
        await environment.client.workflow.execute(collectionWorkflow, {
          taskQueue,
          workflowId: `given-up-${now}`,
          args: [
            {
              tenantId: 1,
              collectionId: 'c',
              opensAt: iso(now),
              dueAt: iso(now + 10 * day),
              closesAt: iso(now + 12 * day),
            },
          ],
        });
        expect(notices.map((one) => one.kind)).toEqual(['due_soon', 'due_today', 'overdue']);
      },
      (kind) => (kind === 'opened' ? Promise.reject(new Error('refused for good')) : Promise.resolve('told')),
    );
  });

  it('a report that was never sent hears of 1 April all the same', async () => {
    await withWorker(async (taskQueue, notices) => {
      const now = await environment.currentTimeMs();
      const handle = await environment.client.workflow.start(reportWorkflow, {
        taskQueue,
        workflowId: `unsent-${now}`,
        args: [{ tenantId: 1, reportId: 'r', reportDueAt: iso(now + 2 * day), publishDueAt: iso(now + 33 * day) }],
      });
      await environment.sleep('40 days');
      expect(notices.map((one) => one.kind)).toEqual([
        'report_due',
        'report_due',
        'publish_due',
        'publish_due',
        'publish_due',
      ]);
      await handle.signal(publishedSignal, { tenantId: 1, reportId: 'r', at: iso(now) });
      await handle.result();
    });
  });

  it('a superseded version ends: the next one’s dates are its own workflow’s', async () => {
    await withWorker(async (taskQueue, notices) => {
      const now = await environment.currentTimeMs();
      const handle = await environment.client.workflow.start(reportWorkflow, {
        taskQueue,
        workflowId: `superseded-${now}`,
        args: [{ tenantId: 1, reportId: 'r', reportDueAt: iso(now + 30 * day), publishDueAt: iso(now + 61 * day) }],
      });
      await handle.signal(supersededSignal, { tenantId: 1, reportId: 'r', at: iso(now) });
      await handle.result();
      expect(notices).toEqual([]);
    });
  });
});

describe('after a restore to an earlier moment', () => {
  it('a workflow of what is gone ends itself by its next reminder', async () => {
    await withWorker(
      async (taskQueue, notices) => {
        const now = await environment.currentTimeMs();
        const window = { opensAt: iso(now), dueAt: iso(now + 30 * day), closesAt: iso(now + 40 * day) };
        await environment.client.workflow.execute(collectionWorkflow, {
          taskQueue,
          workflowId: `gone-collection-${now}`,
          args: [{ tenantId: 1, collectionId: 'c', ...window }],
        });
        await environment.client.workflow.execute(reportWorkflow, {
          taskQueue,
          workflowId: `gone-report-${now}`,
          args: [{ tenantId: 1, reportId: 'r', reportDueAt: iso(now + 20 * day), publishDueAt: iso(now + 51 * day) }],
        });
        const kinds = notices.map((one) => one.kind);
        expect(kinds[0]).toBe('opened');
        // One for each of the dates, not three: on a slow machine the server skips to the second date while the first
        // one's answer is on its way.
        expect(kinds.slice(1).toSorted()).toEqual(kinds.length > 2 ? ['publish_due', 'report_due'] : ['report_due']);
      },
      () => Promise.resolve('gone'),
    );
  });

  it('a report’s that begins anew knows what was sent and said, and says only what is still to be', async () => {
    await withWorker(async (taskQueue, notices) => {
      const now = await environment.currentTimeMs();
      const dates = { reportDueAt: iso(now - 20 * day), publishDueAt: iso(now + 11 * day) };
      const handle = await environment.client.workflow.start(reportWorkflow, {
        taskQueue,
        workflowId: `anew-${now}`,
        // The first reminder of 1 April was given three days ago, before the moment that was restored to.
        args: [{ tenantId: 1, reportId: 'r', ...dates, isSent: true, saidUntil: iso(now - day) }],
      });
      await environment.sleep('13 days');
      expect(notices.map((one) => [one.kind, Math.round((one.at - now) / day)])).toEqual([
        ['publish_due', 8],
        ['publish_due', 12],
      ]);
      await handle.signal(publishedSignal, { tenantId: 1, reportId: 'r', at: iso(now) });
      await handle.result();
    });
  });
});

describe('recorded histories', () => {
  it.each(readdirSync(histories).filter((name) => name.endsWith('.json')))('replay: %s', async (name) => {
    const history = historyFromJSON(JSON.parse(readFileSync(histories + name, 'utf8')));
    await Worker.runReplayHistory({ workflowBundle: bundle }, history);
  });

  it('are there', () => {
    expect(readdirSync(histories).filter((name) => name.endsWith('.json')).length).toBeGreaterThanOrEqual(4);
  });
});
