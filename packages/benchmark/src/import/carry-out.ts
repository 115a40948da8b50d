import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Actor } from '@huibao/db';
import { runUseCase, systemActor, useCases, warmUpJudging, warmUpReading, type Context } from '@huibao/services';

/** Milliseconds, and the most bytes that each process held at once. */
export interface CarriedOut {
  readonly reading: number;
  readonly writing: number;
  readonly held: number;
  /** Of the process apart that went through the file. */
  readonly heldApart: number;
}

/** Reads a file that was handed in, has it accepted by who handed it in, and writes it. */
export async function carryOut(ctx: Context, admin: Actor, importId: string): Promise<CarriedOut> {
  const system = await systemActor(ctx.authDb, admin.tenantId, admin.now);
  // As a worker's at its start.
  warmUpReading();
  warmUpJudging();
  await setTimeout(500);
  const start = performance.now();
  const watch = watchChildren();
  await runUseCase(ctx, system, useCases.readImport, { importId });
  const heldApart = watch.stop();
  const reading = performance.now() - start;
  await runUseCase(ctx, admin, useCases.acceptImport, { importId });
  const accepted = performance.now();
  let hasMore = true;
  while (hasMore) ({ hasMore } = await runUseCase(ctx, system, useCases.writeImport, { importId }));
  const writing = performance.now() - accepted;
  return { reading, writing, held: process.resourceUsage().maxRSS * 1024, heldApart };
}

/** The most that any of this process's children has held: from `/proc`, 0 where there is none. */
function watchChildren(): { readonly stop: () => number } {
  let most = 0;
  const look = (): void => {
    for (const pid of childrenOf(process.pid)) most = Math.max(most, peakOf(pid));
  };
  const timer = setInterval(look, 50);
  return {
    stop: () => {
      look();
      clearInterval(timer);
      return most;
    },
  };
}

function childrenOf(pid: number): readonly string[] {
  return textOf(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter((child) => child !== '');
}

function peakOf(pid: string): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(textOf(`/proc/${pid}/status`))?.[1] ?? '0') * 1024;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
