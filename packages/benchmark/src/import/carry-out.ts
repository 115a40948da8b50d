import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import type { Actor } from '@huibao/db';
import { practiseImporting, runUseCase, systemActor, useCases, type Context } from '@huibao/services';

/** A file that a district's administrator has handed in. */
export interface HandedIn {
  readonly admin: Omit<Actor, 'now'>;
  readonly importId: string;
}

/** Milliseconds, and the most bytes that each process held at once. */
export interface CarriedOut {
  readonly reading: number;
  readonly writing: number;
  readonly held: number;
  /** Of all these processes together, what several share counted once. */
  readonly heldTogether: number;
  /** Processor time of reading and checking, in this process and in those apart. */
  readonly busy: number;
  readonly busyApart: number;
  /** Of the biggest process apart: one that went through the file, or one that judged. */
  readonly heldApart: number;
  /** Programs that had something to do, over the minute before. */
  readonly load: number;
}

/** As a worker begins; it has served no file yet. */
export async function begin(): Promise<void> {
  await practiseImporting();
}

/** Reads a file that was handed in, has it accepted by who handed it in, and writes it. */
export async function carryOut(ctx: Context, admin: Actor, importId: string): Promise<CarriedOut> {
  const system = await systemActor(ctx.authDb, admin.tenantId, admin.now);
  const [load = 0] = loadavg();
  const before = process.cpuUsage();
  const start = performance.now();
  const watch = watchChildren();
  await runUseCase(ctx, system, useCases.readImport, { importId });
  const reading = performance.now() - start;
  const { held: heldApart, together: heldTogether, busy: busyApart } = watch.stop();
  const busy = busyOf(process.cpuUsage(before));
  await runUseCase(ctx, admin, useCases.acceptImport, { importId });
  const accepted = performance.now();
  let hasMore = true;
  while (hasMore) ({ hasMore } = await runUseCase(ctx, system, useCases.writeImport, { importId }));
  const writing = performance.now() - accepted;
  return {
    reading,
    writing,
    held: process.resourceUsage().maxRSS * 1024,
    heldApart,
    heldTogether,
    busy,
    busyApart,
    load,
  };
}

const busyOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** What this process's children held at most, each and with it, and their processor time: from `/proc`, or 0. */
function watchChildren(): {
  readonly stop: () => { readonly held: number; readonly together: number; readonly busy: number };
} {
  let held = 0;
  let together = 0;
  const look = (): void => {
    for (const pid of childrenOf(process.pid)) held = Math.max(held, peakOf(pid));
  };
  const sum = (): void => {
    const held = ['self', ...childrenOf(process.pid)].map(partsOf);
    const own = held.reduce((bytes, { anonymous }) => bytes + anonymous, 0);
    together = Math.max(together, own + Math.max(...held.map(({ files }) => files)));
  };
  const busyNow = (): number => childrenOf(process.pid).reduce((sum, pid) => sum + ticksOf(pid), 0) * tick;
  const before = busyNow();
  const timers = [setInterval(look, 50), setInterval(sum, 250)];
  return {
    stop: () => {
      look();
      for (const timer of timers) clearInterval(timer);
      return { held, together, busy: busyNow() - before };
    },
  };
}

/** Milliseconds of one of Linux's units of processor time. */
const tick = 10;

/** Of processor time, in the program and in the kernel for it. */
function ticksOf(pid: string): number {
  const [user = '0', system = '0'] = (/\) (.*)/.exec(textOf(`/proc/${pid}/stat`))?.[1] ?? '').split(' ').slice(11, 13);
  return Number(user) + Number(system);
}

function childrenOf(pid: number): readonly string[] {
  return textOf(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter((child) => child !== '');
}

function peakOf(pid: string): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(textOf(`/proc/${pid}/status`))?.[1] ?? '0') * 1024;
}

/**
 * What a process holds for itself, and of files: the program's own text, which they share. The kernel's exact account
 * of shares takes a tenth of what is being measured.
 */
function partsOf(pid: string): { readonly anonymous: number; readonly files: number } {
  const status = textOf(`/proc/${pid}/status`);
  const bytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? '0') * 1024;
  return { anonymous: bytes('RssAnon'), files: bytes('RssFile') };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
