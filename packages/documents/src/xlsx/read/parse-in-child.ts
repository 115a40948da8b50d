import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RefusedFile } from '../../refused-file.ts';
import type { WorkbookLimits } from './limits.ts';
import type { ParseAnswer, ParsedSheet } from './parsed-workbook.ts';

const program = fileURLToPath(new URL('./parse-workbook.child.ts', import.meta.url));
const packageFolder = fileURLToPath(new URL('../../../', import.meta.url));
/** Where the one library that the parsing process loads really lies. */
const xmlParserFolder = dirname(dirname(createRequire(import.meta.url).resolve('sax')));
const heapMegabytes = 384;
const maxAnswerBytes = 128 * 1024 * 1024;
const maxChildren = 2;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Parses in another process with a heap, a time and an answer that are bounded, two at most at once; killed when it
 * goes beyond. It starts with none of this process's environment and may read this package and the XML parser only.
 * @throws {RefusedFile}
 */
export async function parseInChild(bytes: Uint8Array, limits: WorkbookLimits): Promise<readonly ParsedSheet[]> {
  if (running >= maxChildren) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    const answer = await runChild(bytes, limits);
    if ('refused' in answer) throw new RefusedFile(answer.refused);
    return answer.sheets;
  } finally {
    // The place passes on to who waits longest.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function runChild(bytes: Uint8Array, limits: WorkbookLimits): Promise<ParseAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        '--permission',
        `--allow-fs-read=${packageFolder}`,
        `--allow-fs-read=${xmlParserFolder}`,
        `--max-old-space-size=${heapMegabytes}`,
        '--no-warnings',
        program,
        JSON.stringify(limits),
      ],
      { env: { NODE_ENV: 'production' }, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true },
    );
    const chunks: Buffer[] = [];
    let received = 0;
    let isKilled = false;
    const kill = () => {
      isKilled = true;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(kill, limits.milliseconds);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    // A child that died leaves the pipe broken; its end is what counts.
    child.stdin.on('error', () => undefined);
    child.stdin.end(bytes);
    child.stdout.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > maxAnswerBytes) kill();
      else chunks.push(chunk);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (isKilled || signal !== null || isOutOfMemory(code)) reject(new RefusedFile('workbook.too_large'));
      else if (code !== 0) reject(new Error(`the parsing process ended with ${code}`));
      else resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as ParseAnswer);
    });
  });
}

/** V8 aborts (128 + SIGABRT where a shell or container reports it so) when its heap is full. */
function isOutOfMemory(code: number | null): boolean {
  return code === 134;
}
