import type { Explained } from './app-session.ts';
import type { Sample } from './timing.ts';

/** One line of the report at a time. */
export type Print = (line: string) => void;

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;

export const sampleLine = (label: string, { least, median, p95, runs }: Sample): string =>
  `  ${label.padEnd(46)} min ${milliseconds(least).padStart(9)}  median ${milliseconds(median).padStart(9)}  p95 ${milliseconds(p95).padStart(9)}  (${runs} runs)`;

/** A bound beside what was measured, on a line that can be searched for. */
export function boundLine(what: string, measured: number, bound: number, unit: '×' | ' ms'): string {
  const digits = unit === '×' ? 2 : 1;
  return `  ${measured <= bound ? '[ok]  ' : '[OVER]'} ${what}: ${measured.toFixed(digits)}${unit}, bound ${bound}${unit}`;
}

export const bytes = (value: number): string =>
  value >= 1e9
    ? `${(value / 1e9).toFixed(2)} GB`
    : value >= 1e6
      ? `${(value / 1e6).toFixed(1)} MB`
      : `${(value / 1e3).toFixed(1)} kB`;

export const count = (value: number): string => value.toLocaleString('en').replaceAll(',', ' ');

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

export const explainedLine = (label: string, { planning, execution, hit, read }: Explained): string =>
  `  ${label.padEnd(46)} planning ${milliseconds(planning)}, execution ${milliseconds(execution)}, buffers hit ${hit}, read ${read}  (EXPLAIN ANALYZE, medians)`;
