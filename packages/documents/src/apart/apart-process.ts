import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { frameOf, FrameReader } from './frames.ts';

const maxAnswerBytes = 128 * 1024 * 1024;

/** It took longer than it may, or held more than a process does; it has ended. */
export class BeyondBounds extends Error {
  override readonly name = 'BeyondBounds';
}

interface Asked {
  readonly resolve: (answer: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A process that does one piece of work after another, with a time and an answer that are bounded. It starts with none
 * of this process's environment. It keeps nobody from ending.
 */
export class ApartProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers = new FrameReader(maxAnswerBytes);
  #asked: Asked | undefined;
  #isKilled = false;
  #hasEnded = false;

  /** @param args of Node: what it may, and its program */
  constructor(args: readonly string[]) {
    this.#child = spawn(process.execPath, [...args], {
      env: { NODE_ENV: 'production' },
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    this.#child.on('error', (error) => this.#fail(error));
    // A child that died leaves the pipe broken; its end is what counts.
    this.#child.stdin.on('error', () => undefined);
    this.#child.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#child.on('close', (code, signal) => {
      this.#hasEnded = true;
      this.#fail(
        this.#isKilled || signal !== null || isOutOfMemory(code)
          ? new BeyondBounds()
          : new Error(`a process apart ended with ${code}`),
      );
    });
    this.#holdOn(false);
  }

  get hasEnded(): boolean {
    return this.#hasEnded || this.#isKilled;
  }

  /** One at a time. @throws {BeyondBounds} which ends the process */
  async ask(messages: readonly Uint8Array[], milliseconds: number): Promise<Buffer> {
    const timer = setTimeout(() => this.kill(), milliseconds);
    this.#holdOn(true);
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        this.#asked = { resolve, reject };
        for (const message of messages) for (const part of frameOf(message)) this.#child.stdin.write(part);
      });
    } finally {
      clearTimeout(timer);
      this.#holdOn(false);
    }
  }

  kill(): void {
    this.#isKilled = true;
    this.#child.kill('SIGKILL');
  }

  #take(chunk: Buffer): void {
    try {
      for (const message of this.#answers.take(chunk)) {
        this.#asked?.resolve(message);
        this.#asked = undefined;
      }
    } catch {
      this.kill();
    }
  }

  #fail(error: Error): void {
    this.#asked?.reject(error);
    this.#asked = undefined;
  }

  /** Whether this process waits for it; a pipe or a child that nobody waits for would keep it from ending. */
  #holdOn(isAwaited: boolean): void {
    const does = isAwaited ? 'ref' : 'unref';
    this.#child[does]();
    for (const pipe of [this.#child.stdin, this.#child.stdout]) if (pipe instanceof Socket) pipe[does]();
  }
}

/** V8 aborts (128 + SIGABRT where a shell or container reports it so) when its heap is full. */
function isOutOfMemory(code: number | null): boolean {
  return code === 134;
}
