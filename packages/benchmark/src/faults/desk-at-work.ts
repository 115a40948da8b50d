import { setTimeout as pause } from 'node:timers/promises';
import type { Dice } from '@huibao/testing';
import { FormAtWork } from './form-at-work.ts';
import type { Desk } from './office.ts';
import type { Talk } from './talk.ts';

/** A clerk and the editor who decides what the clerk submits, one step after the other. */
export class DeskAtWork {
  readonly #talk: Talk;
  readonly #desk: Desk;
  readonly #dice: Dice;
  readonly #forms: readonly FormAtWork[];
  #form = 0;
  #changes = 0;
  #isSubmitted = false;
  /** What is known of it is no more what is: it stays away. */
  #isBroken = false;
  isWaiting = false;

  constructor(talk: Talk, desk: Desk, dice: Dice) {
    this.#talk = talk;
    this.#desk = desk;
    this.#dice = dice;
    this.#forms = desk.forms.map((form) => new FormAtWork(talk, desk.cookie, dice, form));
  }

  async workUntil(isOver: () => boolean): Promise<void> {
    this.isWaiting = true;
    await pause(this.#dice.below(300));
    while (!isOver() && !this.#isBroken) {
      try {
        await this.#step();
      } catch (error) {
        this.#isBroken = true;
        this.#talk.findings.add(error instanceof Error ? error.message : String(error));
      }
      await pause(this.#dice.between(20, 400));
    }
    this.isWaiting = false;
  }

  async #step(): Promise<void> {
    const form = this.#forms[this.#form];
    if (!form) return;
    if (this.#isSubmitted) {
      await this.#decide(form);
      this.#isSubmitted = false;
      return;
    }
    if (this.#changes < 3) {
      await form.change();
      this.#changes += 1;
      return;
    }
    await form.submit();
    this.#changes = 0;
    this.#isSubmitted = true;
  }

  /** The last form is never accepted, so that there is always something to do. */
  #decide(form: FormAtWork): Promise<void> {
    const isLast = this.#form === this.#forms.length - 1;
    const { editorCookie } = this.#desk;
    switch (this.#dice.below(isLast ? 2 : 3)) {
      case 0:
        return form.withdraw();
      case 1:
        return form.return(editorCookie);
      default:
        this.#form += 1;
        return form.accept(editorCookie);
    }
  }
}
