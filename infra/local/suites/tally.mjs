import { say } from '../complaint.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ name: string, count: Count, output?: string }} Result output is shown if anything failed
 */

/** @param {Partial<Count>} [counts] @returns {Count} */
export const count = (counts = {}) => ({ passed: 0, failed: 0, skipped: 0, ...counts });

/** Nothing tested is nothing shown: it counts as one failure. */
const wasEmpty = ({ passed, failed }) => passed + failed === 0;

/**
 * Runs one suite, says how it went, and shows its output if it failed.
 * @param {string} name
 * @param {() => Promise<{ count: Count, output?: string, note?: string }>} work
 * @returns {Promise<Result>}
 */
export async function timed(name, work) {
  const start = Date.now();
  const { count: counted, output, note } = await work();
  const result = wasEmpty(counted) ? { ...counted, failed: 1 } : counted;
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : '';
  if (result.failed > 0 && output) say(`\n── ${name} ──────────────────────────\n${output.trimEnd()}\n`);
  say(
    `${name}: ${result.passed} passed, ${result.failed} failed${skipped} (${((Date.now() - start) / 1000).toFixed(1)} s)${wasEmpty(counted) ? ': nothing was run' : ''}${note ? `; ${note}` : ''}`,
  );
  return { name, count: result };
}

/**
 * The last lines of a run, by which CI judges it.
 * @param {Result[]} results @returns {number} the exit code
 */
export function conclude(results) {
  const sum = (key) => results.reduce((total, result) => total + result.count[key], 0);
  say('');
  for (const {
    name,
    count: { passed, failed, skipped },
  } of results)
    say(
      `  ${name.padEnd(26)} ${String(passed).padStart(5)} passed ${String(failed).padStart(5)} failed${skipped ? ` ${String(skipped).padStart(5)} skipped` : ''}`,
    );
  say(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}
