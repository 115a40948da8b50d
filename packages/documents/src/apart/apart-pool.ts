import { ApartProcess, type Sent } from './apart-process.ts';
import { FairQueue, type Shares } from './fair-queue.ts';

/** The party has too many waiting already. */
export class TooManyWaiting extends Error {
  override readonly name = 'TooManyWaiting';
}

/** A few processes apart, each party (a tenant) in its turn. One that did its work well does the next. */
export class ApartPool {
  readonly #args: readonly string[];
  readonly #queue: FairQueue;
  /** Those that wait for work: to start one costs ten times what an ordinary piece does. */
  readonly #idle: ApartProcess[] = [];

  /** @param args of Node: what a process may, and its program */
  constructor(args: readonly string[], shares: Shares) {
    this.#args = args;
    this.#queue = new FairQueue(shares);
  }

  /**
   * Has one process work on what is sent to it, and reads its answer. A process whose answer couldn't be read is given
   * up, so that nobody's work is done by what choked on another's.
   * @param read what a message of the answer says, as each comes; undefined: there are more
   * @throws {TooManyWaiting}
   * @throws {BeyondBounds}
   */
  async ask<Answer extends object>(
    party: string,
    messages: readonly Sent[],
    milliseconds: number,
    read: (message: Buffer) => Answer | undefined,
  ): Promise<Answer> {
    const place = this.#queue.enter(party);
    if (!place) throw new TooManyWaiting();
    await place.isFree;
    try {
      const process = this.#takeIdle() ?? new ApartProcess(this.#args);
      let isWell = false;
      try {
        const answer = await process.ask(messages, milliseconds, read);
        isWell = true;
        return answer;
      } finally {
        if (isWell) this.#idle.push(process);
        else process.kill();
      }
    } finally {
      place.leave();
    }
  }

  /** Starts processes before anybody waits for them. */
  warmUp(processes = 1): void {
    while (this.#idle.length < processes) this.#idle.push(new ApartProcess(this.#args));
  }

  #takeIdle(): ApartProcess | undefined {
    while (this.#idle.length > 0) {
      const process = this.#idle.pop();
      if (process && !process.hasEnded) return process;
    }
    return undefined;
  }
}
