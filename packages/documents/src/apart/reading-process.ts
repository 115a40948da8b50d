import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { DocumentErrorCode } from '../document-error.ts';
import { RefusedFile } from '../refused-file.ts';
import type { StreamedFile } from '../streamed-file.ts';
import { frameLength, frameOf, FrameReader } from './frames.ts';

const program = fileURLToPath(new URL('../reading.child.ts', import.meta.url));
const packageFolder = fileURLToPath(new URL('../../', import.meta.url));
/** Where the one library that the reading process loads really lies. */
const xmlParserFolder = dirname(dirname(createRequire(import.meta.url).resolve('sax')));
const heapMegabytes = 384;
const maxAnswerBytes = 128 * 1024 * 1024;

/** What is asked of a file, as JSON: which reader, and with what bounds of its own. */
export interface ReadingTask {
  readonly kind: string;
}

/** How long it may take, and what it is called when it takes longer or holds more than a process does. */
export interface ReadingBounds {
  readonly milliseconds: number;
  readonly beyond: DocumentErrorCode;
}

/** What the process answers, as JSON. */
export type ReadingAnswer<Answer> = Answer | { readonly refused: DocumentErrorCode };

interface Reading {
  readonly beyond: DocumentErrorCode;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A process that reads one file after another, with a heap, a time and an answer that are bounded. It starts with
 * none of this process's environment and may read this package and the XML parser only. It keeps nobody from ending.
 */
export class ReadingProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers = new FrameReader(maxAnswerBytes);
  #reading: Reading | undefined;
  #isKilled = false;
  #hasEnded = false;

  constructor() {
    this.#child = spawn(
      process.execPath,
      [
        '--permission',
        `--allow-fs-read=${packageFolder}`,
        `--allow-fs-read=${xmlParserFolder}`,
        `--max-old-space-size=${heapMegabytes}`,
        '--no-warnings',
        program,
      ],
      { env: { NODE_ENV: 'production' }, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true },
    );
    this.#child.on('error', (error) => this.#fail(error));
    // A child that died leaves the pipe broken; its end is what counts.
    this.#child.stdin.on('error', () => undefined);
    this.#child.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#child.on('close', (code, signal) => {
      this.#hasEnded = true;
      this.#fail(
        this.#isKilled || signal !== null || isOutOfMemory(code)
          ? new RefusedFile(this.#reading?.beyond ?? 'file.too_much')
          : new Error(`the reading process ended with ${code}`),
      );
    });
    this.#holdOn(false);
  }

  get hasEnded(): boolean {
    return this.#hasEnded || this.#isKilled;
  }

  /** One at a time. @throws {RefusedFile} where it goes beyond its bounds, which ends the process */
  async read(
    file: Pick<StreamedFile, 'size' | 'pieces'>,
    task: ReadingTask,
    { milliseconds, beyond }: ReadingBounds,
  ): Promise<unknown> {
    const timer = setTimeout(() => this.kill(), milliseconds);
    this.#holdOn(true);
    try {
      return await new Promise<unknown>((resolve, reject) => {
        this.#reading = { beyond, resolve, reject };
        this.#send(file, task).catch((error: unknown) => {
          // Half a file is waited for: nothing more can be asked of it.
          this.#fail(error instanceof Error ? error : new Error(String(error)));
          this.kill();
        });
      });
    } finally {
      clearTimeout(timer);
      this.#holdOn(false);
    }
  }

  /** As fast as it is taken: no more of the file is held than a pipe does. */
  async #send({ size, pieces }: Pick<StreamedFile, 'size' | 'pieces'>, task: ReadingTask): Promise<void> {
    const { stdin } = this.#child;
    for (const part of frameOf(Buffer.from(JSON.stringify(task), 'utf8'))) stdin.write(part);
    stdin.write(frameLength(size));
    for await (const piece of pieces()) {
      if (!stdin.writable) return;
      if (!stdin.write(piece)) await isTakenOrBroken(stdin);
    }
  }

  kill(): void {
    this.#isKilled = true;
    this.#child.kill('SIGKILL');
  }

  #take(chunk: Buffer): void {
    try {
      for (const message of this.#answers.take(chunk)) {
        this.#reading?.resolve(JSON.parse(message.toString('utf8')));
        this.#reading = undefined;
      }
    } catch {
      this.kill();
    }
  }

  #fail(error: Error): void {
    this.#reading?.reject(error);
    this.#reading = undefined;
  }

  /** Whether this process waits for it; a pipe or a child that nobody waits for would keep it from ending. */
  #holdOn(isAwaited: boolean): void {
    const does = isAwaited ? 'ref' : 'unref';
    this.#child[does]();
    for (const pipe of [this.#child.stdin, this.#child.stdout]) if (pipe instanceof Socket) pipe[does]();
  }
}

/** A pipe that broke isn't the file's failure: the process's end tells why. */
function isTakenOrBroken(pipe: Writable): Promise<void> {
  return new Promise((resolve) => {
    const events = ['drain', 'error', 'close'];
    const settle = (): void => {
      for (const event of events) pipe.off(event, settle);
      resolve();
    };
    for (const event of events) pipe.on(event, settle);
  });
}

/** V8 aborts (128 + SIGABRT where a shell or container reports it so) when its heap is full. */
function isOutOfMemory(code: number | null): boolean {
  return code === 134;
}
