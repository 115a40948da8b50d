import { spawn } from 'node:child_process';

/**
 * Runs a program to its end. Never throws for a bad exit: the caller knows what it means.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, uid?: number, gid?: number, input?: string, onText?: (text: string) => void, inherit?: boolean, signal?: AbortSignal }} [options]
 * @returns {Promise<{ code: number | null, signal: string | null, output: string, stdout: string }>} code null when it could not be started or was killed
 */
export function run(command, args, options = {}) {
  const { input, onText, inherit, ...spawnOptions } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...spawnOptions, stdio: inherit ? 'inherit' : [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
    let output = '';
    let stdout = '';
    const collect = (isStdout) => (chunk) => {
      output += chunk;
      if (isStdout) stdout += chunk;
      onText?.(chunk);
    };
    for (const [stream, isStdout] of [[child.stdout, true], [child.stderr, false]]) {
      stream?.setEncoding('utf8');
      stream?.on('data', collect(isStdout));
    }
    child.stdin?.on('error', () => collect(false)('the program closed its input early\n'));
    child.stdin?.end(input);
    child.once('error', (error) => resolve({ code: null, signal: null, output: `${output}${error.message}`, stdout }));
    child.once('close', (code, signal) => resolve({ code, signal, output, stdout }));
  });
}

/** The last lines of a long output, for one message. */
export const tail = (text, lines = 12) => text.trimEnd().split('\n').slice(-lines).join('\n');
