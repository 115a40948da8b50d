import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '@huibao/db';
import type { ErrorCode } from '@huibao/domain';
import type { Dice } from '@huibao/testing';
import type pg from 'pg';
import { FormAtWork } from './form-at-work.ts';
import type { FormLedger } from './ledger.ts';
import type { Desk, Office } from './office.ts';
import { PersonAtWork } from './person-at-work.ts';
import { askOnce, askUntilAnswered, readUntilAnswered, signIn, waitAfter, type Reply, type Talk } from './talk.ts';

export interface EndingsOptions {
  readonly talk: Talk;
  readonly doors: readonly string[];
  readonly office: Office;
  /** Of that office; another one's unit is where they may go on. */
  readonly desk: Desk;
  readonly elsewhere: Desk;
  readonly password: string;
  readonly passwordHash: string;
  readonly owner: pg.Pool;
  readonly dice: Dice;
  readonly cookieOf: (actor: Actor) => Promise<string>;
}

/** Something that ends somebody's session, asked for at one door. */
interface Ending {
  readonly name: string;
  readonly happen: (at: Talk, cookie: string) => Promise<unknown>;
  /** So that they can sign in again. */
  readonly undo?: (at: Talk) => Promise<unknown>;
  /** By password, as a browser does; else the session is begun in the database. */
  readonly isSignedIn?: true;
}

interface Listed {
  readonly userId: string;
  readonly memberships: readonly { readonly id: string; readonly unitId: number; readonly role: string }[];
}

/**
 * Somebody whose session is known to every api, as it saves through each; then it is ended through one of them, in one
 * way after the other, and the others are asked at once: nothing more is taken or shown.
 */
export class EndingsAtWork extends PersonAtWork {
  readonly ledgers: readonly FormLedger[];
  readonly #options: EndingsOptions;
  readonly #endings: readonly Ending[];
  #made = 0;

  constructor(options: EndingsOptions) {
    super(options.talk);
    this.#options = options;
    this.ledgers = options.desk.forms.slice(0, 1).map(({ ledger }) => ledger);
    this.#endings = this.#listEndings();
  }

  override round(): Promise<void> {
    return this.try(async () => {
      for (let n = 0; n < this.#endings.length; n += 1) await this.step();
    });
  }

  told(): string {
    return `${this.#made} sessions ended at one api: the first answer of every other was a refusal, and nothing taken`;
  }

  async step(): Promise<void> {
    const { doors } = this.#options;
    const ending = this.#endings[this.#made % this.#endings.length];
    const door = doors[this.#made % doors.length] ?? '';
    if (ending) await this.#end(ending, door);
    this.#made += 1;
  }

  async #end(ending: Ending, door: string): Promise<void> {
    const { talk, doors, desk, password, cookieOf, dice } = this.#options;
    const [own] = desk.forms;
    if (!own) return;
    const at = (one: string): Talk => ({ ...talk, door: () => one });
    const cookie = ending.isSignedIn
      ? await signIn(at(door), { username: desk.username, password })
      : await cookieOf(desk.clerk);
    // The second finds what the first left in each api's memory.
    for (const one of [...doors, ...doors]) await new FormAtWork(at(one), cookie, dice, own).change();
    await ending.happen(at(door), cookie);
    for (const one of [...doors.filter((other) => other !== door), door]) {
      const said = await this.#refusal(() => this.#save(at(one), cookie, own.ledger));
      if (said !== 'session.missing') talk.findings.add(`who ${ending.name} at another api is told ${said} by a save`);
      const shown = await this.#refusal(() =>
        askOnce(at(one), cookie, 'submission.get', { submissionId: own.ledger.submissionId }, 'GET'),
      );
      if (shown !== 'session.missing') talk.findings.add(`who ${ending.name} at another api is told ${shown}`);
    }
    await ending.undo?.(at(door));
  }

  /** What it is refused with, however often it had to be asked. */
  async #refusal(ask: () => Promise<Reply<unknown>>): Promise<ErrorCode | 'done'> {
    for (;;) {
      const reply = await ask();
      if (reply.kind === 'done') return 'done';
      if (reply.kind === 'refused') return reply.code;
      await pause(waitAfter(1));
    }
  }

  #save(at: Talk, cookie: string, { submissionId, written }: FormLedger): Promise<Reply<unknown>> {
    const cells = [...written].slice(0, 1).map(([code, values]) => ({
      code,
      key: '',
      state: 'value',
      value: '1',
      version: values.length,
    }));
    return askOnce(at, cookie, 'submission.save', { submissionId, source: 'page', cells });
  }

  #listEndings(): readonly Ending[] {
    const { office, owner, desk, elsewhere, passwordHash } = this.#options;
    const { userId } = desk.clerk;
    const [unitId, otherId] = [desk.clerk.units?.[0] ?? 0, elsewhere.clerk.units?.[0] ?? 0];
    const asAdmin = (at: Talk, procedure: string, input: object, doneAlready: ErrorCode = 'account.not_found') =>
      askUntilAnswered(at, office.adminCookie, procedure, { input: { userId, ...input }, doneAlready });
    const take = async (at: Talk, from: number): Promise<void> => {
      const search = desk.clerk.userName;
      const { accounts } = await readUntilAnswered<{ readonly accounts: readonly Listed[] }>(
        at,
        office.adminCookie,
        'account.list',
        { search },
      );
      const held = accounts.find((one) => one.userId === userId)?.memberships ?? [];
      const membershipId = held.find((one) => one.unitId === from)?.id;
      if (membershipId !== undefined) await asAdmin(at, 'account.removeRole', { membershipId });
    };
    const give = (at: Talk, to: number) => asAdmin(at, 'account.grantRole', { unitId: to, role: 'reporter' });
    const aged = (column: string, minutes: number) => () =>
      owner.query(`update sessions set ${column} = ${column} - make_interval(mins => $2) where user_id = $1`, [
        userId,
        minutes,
      ]);
    return [
      {
        name: 'signs out',
        isSignedIn: true,
        happen: (at, cookie) =>
          askUntilAnswered(at, cookie, 'session.signOut', { input: {}, doneAlready: 'session.missing' }),
      },
      { name: 'is signed out by an administrator', happen: (at) => asAdmin(at, 'account.endSessions', {}) },
      {
        name: 'is disabled',
        happen: (at) => asAdmin(at, 'account.setDisabled', { isDisabled: true }),
        undo: (at) => asAdmin(at, 'account.setDisabled', { isDisabled: false }),
      },
      {
        name: 'loses the role',
        happen: async (at) => {
          await give(at, otherId);
          await take(at, unitId);
        },
        undo: async (at) => {
          await give(at, unitId);
          await take(at, otherId);
        },
      },
      { name: 'rested for too long', happen: aged('seen_at', 61) },
      { name: 'was there for too long', happen: aged('created_at', 12 * 60 + 1) },
      {
        name: 'is given a new password',
        happen: (at) => asAdmin(at, 'account.resetPassword', {}),
        undo: () =>
          owner.query('update logins set must_change = false, password_hash = $2 where user_id = $1', [
            userId,
            passwordHash,
          ]),
      },
    ];
  }
}
