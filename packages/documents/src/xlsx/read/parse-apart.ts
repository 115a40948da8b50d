import { RefusedFile } from '../../refused-file.ts';
import type { WorkbookLimits } from './limits.ts';
import type { ParsedSheet } from './parsed-workbook.ts';
import { ParsingProcess } from './parsing-process.ts';

const maxProcesses = 2;

/** Those that wait for a workbook: to start one costs ten times what an ordinary workbook does. */
const idle: ParsingProcess[] = [];
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Parses in a process apart, two at most at once. One that has read a workbook whole reads the next; one that refused
 * it or went beyond its bounds is given up, so that nobody's file is read by what choked on another's.
 * @throws {RefusedFile}
 */
export async function parseApart(bytes: Uint8Array, limits: WorkbookLimits): Promise<readonly ParsedSheet[]> {
  if (running >= maxProcesses) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    const parsing = takeIdle() ?? new ParsingProcess();
    let isWhole = false;
    try {
      const answer = await parsing.parse(bytes, limits);
      if ('refused' in answer) throw new RefusedFile(answer.refused);
      isWhole = true;
      return answer.sheets;
    } finally {
      if (isWhole) idle.push(parsing);
      else parsing.kill();
    }
  } finally {
    // The place passes on to who waits longest.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function takeIdle(): ParsingProcess | undefined {
  while (idle.length > 0) {
    const parsing = idle.pop();
    if (parsing && !parsing.hasEnded) return parsing;
  }
  return undefined;
}
