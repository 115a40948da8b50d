import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import type { StreamedFile } from '../streamed-file.ts';
import { frameLength, frameOf, FrameReader } from './frames.ts';

/** Of all that comes of one piece of work. */
const maxAnswerBytes = 128 * 1024 * 1024;

/** It took longer than it may, or held more than a process does; it has ended. */
export class BeyondBounds extends Error {
  override readonly name = 'BeyondBounds';
}

/** What is sent: bytes, or a file that comes in pieces. */
export type Sent = Uint8Array | Pick<StreamedFile, 'size' | 'pieces'>;

interface Asked {
  readonly take: (message: Buffer) => void;
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
  #taken = 0;
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

  /**
   * One at a time.
   * @param read what a message of the answer says, as each comes; undefined: there are more
   * @throws {BeyondBounds} which ends the process
   */
  async ask<Answer extends object>(
    messages: readonly Sent[],
    milliseconds: number,
    read: (message: Buffer) => Answer | undefined,
  ): Promise<Answer> {
    const timer = setTimeout(() => this.kill(), milliseconds);
    this.#holdOn(true);
    this.#taken = 0;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        const take = (message: Buffer): void => {
          const answer = read(message);
          if (answer === undefined) return;
          this.#asked = undefined;
          resolve(answer);
        };
        this.#asked = { take, reject };
        this.#send(messages).catch((error: unknown) => {
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

  /** As fast as it is taken: no more of a file is held than a pipe does. */
  async #send(messages: readonly Sent[]): Promise<void> {
    const { stdin } = this.#child;
    for (const message of messages) {
      if (message instanceof Uint8Array) {
        for (const part of frameOf(message)) stdin.write(part);
        continue;
      }
      stdin.write(frameLength(message.size));
      for await (const piece of message.pieces()) {
        if (!stdin.writable) return;
        if (!stdin.write(piece)) await isTakenOrBroken(stdin);
      }
    }
  }

  kill(): void {
    this.#isKilled = true;
    this.#child.kill('SIGKILL');
  }

  #take(chunk: Buffer): void {
    try {
      this.#taken += chunk.length;
      if (this.#taken > maxAnswerBytes) throw new RangeError(`an answer of ${this.#taken} bytes`);
      for (const message of this.#answers.take(chunk)) this.#tell(message);
    } catch {
      this.kill();
    }
  }

  #tell(message: Buffer): void {
    try {
      this.#asked?.take(message);
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
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
