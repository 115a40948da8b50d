import { spawnSync } from 'node:child_process';

/** Something a person can mend. Its message is one sentence that says how; it is printed without a stack trace. */
export class Complaint extends Error {
  /**
   * @param {string} message
   * @param {string} [details] what a program said; shown where nobody can look at the logs afterwards
   */
  constructor(message, details) {
    super(message);
    this.details = details;
  }

  withDetails() {
    return this.details ? `${this.message}\n${this.details}` : this.message;
  }
}

let isQuiet = false;

/** While Ctrl-C is being obeyed, everything that was going on fails: that is no news. */
export function hush() {
  isQuiet = true;
}

/** @param {string} line */
export function say(line) {
  if (!isQuiet) process.stdout.write(`${line}\n`);
}

/**
 * Runs a command of the root package.json; a failure becomes one sentence and exit code 1.
 * @param {() => Promise<number | void>} work resolves to the exit code
 */
export async function runCommand(work) {
  // The database's user must be able to read what is made here; secrets set their own mode.
  process.umask(0o022);
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    if (!isQuiet) process.stderr.write(`${explain(error)}\n`);
  }
}

function explain(error) {
  if (error instanceof Complaint)
    return process.env.CI || process.env.HUIBAO_DEBUG ? error.withDetails() : error.message;
  if (error?.code === 'EACCES' || error?.code === 'EPERM') {
    return `No permission for ${error.path ?? 'a file'}, which belongs to ${ownerOf(error.path)}: run as that user, or have that user run \`npm run reset\`.`;
  }
  if (error?.code === 'ENOSPC')
    return `The disk is full${error.path ? ` (${error.path})` : ''}: free some space and start again.`;
  return process.env.HUIBAO_DEBUG
    ? String(error?.stack)
    : `Huibao could not go on: ${error?.message ?? error} (HUIBAO_DEBUG=1 shows where).`;
}

function ownerOf(path) {
  const listing = path ? spawnSync('ls', ['-ld', path], { encoding: 'utf8' }).stdout : '';
  return listing?.split(/\s+/)[2] ?? 'another user';
}
