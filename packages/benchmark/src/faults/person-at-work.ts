import { setTimeout as pause } from 'node:timers/promises';
import type { FormLedger } from './ledger.ts';
import type { Talk } from './talk.ts';

/** Somebody who does one thing after the other, whatever falls meanwhile. */
export abstract class PersonAtWork {
  /** Of the forms that they alone write. */
  abstract readonly ledgers: readonly FormLedger[];
  protected readonly talk: Talk;
  /** What is known of it is no more what is: they stay away. */
  #isBroken = false;
  isWaiting = false;

  constructor(talk: Talk) {
    this.talk = talk;
  }

  abstract step(): Promise<void>;

  /** Everything once. */
  round(): Promise<void> {
    return this.try(() => this.step());
  }

  /** What must have come of it, once all is calm. */
  async judge(): Promise<void> {}

  /** What they did, for who reads of the run. */
  abstract told(): string;

  async workUntil(isOver: () => boolean): Promise<void> {
    this.isWaiting = true;
    while (!isOver() && !this.#isBroken) {
      await this.try(() => this.step());
      await pause(200);
    }
    this.isWaiting = false;
  }

  protected async try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#isBroken = true;
      this.talk.findings.add(error instanceof Error ? error.message : String(error));
    }
  }
}
