import { spawn } from 'node:child_process';
import { forgetProcess, recordProcess, sweepGroup } from './process-record.mjs';

/** What run() is waiting for just now. */
const running = new Set();

/** An interrupted start doesn't wait for the installation or the demo that it is in the middle of. */
export function endRuns() {
  for (const { pid } of running) sweepGroup(pid);
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {string} [input]
 * @property {boolean} [inherit] the terminal is the program's: it may ask, and Ctrl-C reaches it
 * @property {boolean} [echo] shows the output while it is collected
 * @property {{ home: import('./place.mjs').Home, name: string }} [record] for programs that run long: a later start
 *   ends them if this process is killed
 */

/**
 * Runs a program to its end. Never throws for a bad exit: the caller knows what it means.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number | null, output: string, stdout: string }>} code null when it could not be started or
 *   was killed
 */
export function run(command, args, options = {}) {
  const { input, inherit = false, echo = false, record, ...spawnOptions } = options;
  return new Promise((resolve) => {
    const stdio = inherit ? 'inherit' : [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'];
    const child = spawn(command, args, { ...spawnOptions, stdio, detached: !inherit });
    let output = '';
    let stdout = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (chunk) => {
        output += chunk;
        if (stream === child.stdout) stdout += chunk;
        if (echo) process.stdout.write(chunk);
      });
    }
    if (child.pid !== undefined) {
      running.add(child);
      if (record) recordProcess(record.home, record.name, child.pid);
    }
    // A program that fails at once may close its input before it has been read: its exit code says the rest.
    child.stdin?.on('error', (error) => {
      output += error.message;
    });
    child.stdin?.end(input);
    child.once('error', (error) => finish(null, error.message));
    child.once('close', (code) => finish(code));
    function finish(code, problem = '') {
      running.delete(child);
      if (record) forgetProcess(record.home, record.name);
      resolve({ code, output: output + problem, stdout });
    }
  });
}

/** The last lines of a long output, for one message. */
export const tail = (text, lines = 12) => text.trimEnd().split('\n').slice(-lines).join('\n');

/** The one line of a program's output that says why it failed: an error's first line rather than the stack below it. */
export function reasonIn(output) {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)/, '').trim())
    .filter((line) => line && !line.startsWith('A complete log'));
  return (
    lines.findLast?.((line) => /^\S*error\b|\b(FATAL|ERROR|ERR_\w+)\b/i.test(line)) ?? lines.at(-1) ?? 'it said nothing'
  );
}
