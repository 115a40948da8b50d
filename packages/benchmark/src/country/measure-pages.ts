import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { Worker } from 'node:worker_threads';
import { ask } from '../ask.ts';
import { bytes, milliseconds, type Print } from '../report.ts';
import { sampleOf, timeOf } from '../timing.ts';
import type { Page } from './pages.ts';

const warmUps = 3;
/** What nobody shall wait longer for, warm; and what a page may weigh on its way. */
const bound = 300;
const heaviest = 150_000;
const lastBound = 1.2;

/**
 * Each page over HTTP, beside a bare server that sends the same bytes; and the processor's time that api and web spent
 * on it, which a busy machine changes little.
 */
export async function measurePages(
  pages: readonly Page[],
  { runs, pids, print }: { runs: number; pids: Readonly<Record<string, number>>; print: Print },
): Promise<void> {
  const processes = ['api', 'web'].flatMap((name) => pids[name] ?? []);
  print(
    `  ${'page'.padEnd(52)}${['cold', 'p50', 'worst', 'bare', 'api', 'web', 'packed'].map((head) => head.padStart(10)).join('')}`,
  );
  const medians = new Map<string, number>();
  for (const { name, asker, path, lastOf } of pages) {
    let body: Buffer = Buffer.alloc(0);
    const get = async (): Promise<void> => {
      ({ body } = await asker.get(path));
    };
    const cold = await timeOf(get);
    for (let run = 0; run < warmUps; run += 1) await get();
    const times: number[] = [];
    const before = processes.map(processorTime);
    for (let run = 0; run < runs; run += 1) times.push(await timeOf(get));
    const busy = processes.map((pid, at) => (processorTime(pid) - (before[at] ?? 0)) / runs);
    const { median, times: sorted } = sampleOf(times);
    const worst = Math.max(...sorted);
    medians.set(name, median);
    const columns = [cold, median, worst, await bareOf(body, runs), ...busy].map(milliseconds);
    const first = lastOf === undefined ? undefined : medians.get(lastOf);
    const over = [
      ...(median > bound ? [`over ${bound} ms`] : []),
      ...(body.length > heaviest ? [`over ${bytes(heaviest)}`] : []),
      ...(first !== undefined && median > first * lastBound ? [`${(median / first).toFixed(2)}× its first page`] : []),
    ];
    print(
      `  ${name.padEnd(52)}${[...columns, bytes(body.length)].map((cell) => cell.padStart(10)).join('')}${over.length > 0 ? `  [OVER] ${over.join(', ')}` : ''}`,
    );
  }
}

/** Milliseconds of a process so far, as Linux counts them: in hundredths of a second. */
function processorTime(pid: number): number {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const fields = rest.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function bareOf(body: Buffer, runs: number): Promise<number> {
  const echo = new Worker(new URL('../echo-server.ts', import.meta.url), { workerData: body });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const port = await new Promise<number>((resolve) => echo.once('message', resolve));
    const times: number[] = [];
    for (let run = 0; run < warmUps + runs; run += 1)
      times.push(await timeOf(() => ask(agent, `http://127.0.0.1:${port}/`)));
    return sampleOf(times.slice(warmUps)).median;
  } finally {
    agent.destroy();
    await echo.terminate();
  }
}

export interface Job {
  readonly name: string;
  readonly work: () => Promise<unknown>;
  /** Once is enough, and a second time would find it done. */
  readonly isOnce?: boolean;
}

/** What no page waits for, and what stands behind one: a statement, or the night's work. */
export async function measureJobs(jobs: readonly Job[], print: Print): Promise<void> {
  for (const { name, work, isOnce = false } of jobs) {
    const cold = await timeOf(work);
    if (isOnce) {
      print(`  ${name.padEnd(52)}${milliseconds(cold).padStart(10)}`);
      continue;
    }
    const times: number[] = [];
    for (let run = 0; run < warmUps; run += 1) times.push(await timeOf(work));
    print(
      `  ${name.padEnd(52)}${[cold, sampleOf(times).median, Math.max(...times)].map((one) => milliseconds(one).padStart(10)).join('')}`,
    );
  }
}
