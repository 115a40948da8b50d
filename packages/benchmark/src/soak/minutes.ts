import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Machine } from '../faults/machine.ts';
import { sampleOf } from '../timing.ts';

/** A twelfth of the run: what was answered in it and what the parts were like at its end. */
interface Slice {
  readonly times: number[];
  memory: Readonly<Record<string, number>>;
  connections: number;
}

const slices = 12;

/** What is measured over a run, in twelve slices. */
export class Minutes {
  readonly slices: readonly Slice[] = Array.from({ length: slices }, () => ({ times: [], memory: {}, connections: 0 }));
  readonly #begun = performance.now();
  readonly #length: number;

  constructor(duration: number) {
    this.#length = duration / slices;
  }

  #now(): Slice | undefined {
    return this.slices[Math.floor((performance.now() - this.#begun) / this.#length)];
  }

  answered(milliseconds: number): void {
    this.#now()?.times.push(milliseconds);
  }

  /** Looks at processes and connections until it is told to stop; of each slice the last look counts. */
  async watch(machine: Machine, owner: pg.Pool, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const slice = this.#now();
      if (slice) {
        slice.memory = await machine.memory();
        const { rows } = await owner.query<{ count: number }>(
          `select count(*)::int as count from pg_stat_activity where usename like 'huibao%' and usename <> current_user`,
        );
        slice.connections = rows[0]?.count ?? 0;
      }
      await pause(this.#length / 4, undefined, { signal }).catch(() => undefined);
    }
  }

  lines(): readonly string[] {
    return this.slices.map(({ times, memory, connections }, n) => {
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number): string =>
        (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(0);
      const megabytes = Object.entries(memory).map(([part, size]) => `${part} ${size.toFixed(0)} MB`);
      return (
        `${String(n + 1).padStart(2)}/${slices}  ${((times.length * 1000) / this.#length).toFixed(1).padStart(6)} a second  ` +
        `p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} ms  ${megabytes.join(', ')}  ${connections} connections`
      );
    });
  }
}

/** How many times the first half's the second's may be: nothing grows with time, but a machine has moods. */
const mostGrowth = { memory: 1.3, p95: 2, connections: 1.5 };

/** What isn't flat of the hour's middle, in which as much of each kind of work is done at any time. */
export function isFlat({ slices: all }: Minutes): readonly string[] {
  const halves = [all.slice(slices / 4, slices / 2), all.slice(slices / 2, (slices * 3) / 4)] as const;
  const compare = (what: string, most: number, least: number, of: (slice: Slice) => number): readonly string[] => {
    const [before, after] = halves.map((half) => Math.max(least, sampleOf(half.map(of)).median));
    if (before === undefined || after === undefined || after <= before * most) return [];
    return [`${what} grew from ${before.toFixed(0)} to ${after.toFixed(0)}`];
  };
  const parts = Object.keys(all.at(-1)?.memory ?? {});
  return [
    ...parts.flatMap((part) => compare(`${part}’s memory`, mostGrowth.memory, 1, ({ memory }) => memory[part] ?? 0)),
    ...compare('p95', mostGrowth.p95, 20, ({ times }) => sampleOf(times).p95),
    ...compare('connections', mostGrowth.connections, 4, ({ connections }) => connections),
  ];
}
