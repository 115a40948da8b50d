import { setTimeout as pause } from 'node:timers/promises';
import { defaultPolicy } from '@huibao/auth';
import type { Desk } from './office.ts';
import { PersonAtWork } from './person-at-work.ts';
import { askOnce, waitAfter, type Talk } from './talk.ts';

/** Somebody who guesses at one name after the other, each guess at another api: they count together. */
export class GuessesAtWork extends PersonAtWork {
  readonly ledgers = [];
  readonly #names: string[];
  readonly #password: string;
  #locked = 0;

  constructor(talk: Talk, desks: readonly Desk[], password: string) {
    super(talk);
    this.#names = desks.map(({ username }) => username);
    this.#password = password;
  }

  told(): string {
    return `${this.#locked} names locked after ${defaultPolicy.throttle.failures} guesses at two apis by turns`;
  }

  async step(): Promise<void> {
    const username = this.#names.pop();
    if (username === undefined) return;
    for (let n = 0; n < defaultPolicy.throttle.failures; n += 1) await this.#guess(username, `falsch-${n}`);
    const said = await this.#guess(username, this.#password);
    if (said !== 'session.locked')
      this.talk.findings.add(`after as many guesses as are heard, a sign-in is told ${said}`);
    this.#locked += 1;
  }

  async #guess(username: string, password: string): Promise<string> {
    for (;;) {
      const reply = await askOnce(this.talk, '', 'session.signIn', { username, password });
      if (reply.kind !== 'lost') return reply.kind === 'done' ? 'come in' : reply.code;
      await pause(waitAfter(1));
    }
  }
}
