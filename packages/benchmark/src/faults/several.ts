import { setTimeout as pause } from 'node:timers/promises';
import { hashPassword } from '@huibao/auth';
import type { Bench, Scenario } from './bench.ts';
import { EndingsAtWork } from './endings-at-work.ts';
import { FiguresAtWork } from './figures-at-work.ts';
import { GuessesAtWork } from './guesses-at-work.ts';
import { ImportsAtWork } from './imports-at-work.ts';
import type { Machine, Part } from './machine.ts';
import type { Office } from './office.ts';
import type { PersonAtWork } from './person-at-work.ts';

// Two of each process over one database and one Temporal, asked by turns.

/** Everybody's who signs in. */
export const password = 'Ganz-2026-neues';
export const makePasswordHash = (): Promise<string> => hashPassword(password);

/** Milliseconds. */
const startsWithin = 240_000;

async function untilWhole(machine: Machine): Promise<void> {
  for (const late = performance.now() + startsWithin; ; await pause(300)) {
    const away = await machine.away();
    if (away.length === 0) return;
    if (performance.now() > late) throw new Error(`${away.join(', ')} didn’t come back`);
  }
}

/** One of two: killed, started again, ended, started again. */
export function losing(part: Part): Scenario {
  return {
    name: `kill -9 of ${part}, and SIGTERM once it is back`,
    async strike({ machine, dice, window, print }, calls) {
      void calls.open(3);
      await pause(dice.between(Math.floor(window / 8), Math.floor(window / 4)));
      await machine.kill([part]);
      await pause(dice.below(500));
      await untilWhole(machine);
      void calls.open(3);
      await pause(dice.between(Math.floor(window / 8), Math.floor(window / 4)));
      const { how, milliseconds } = await machine.end(part);
      if (how !== 'exit code 0') throw new Error(`${part} ended with ${how}`);
      print(`         ended in order in ${(milliseconds / 1000).toFixed(1)} s`);
      await untilWhole(machine);
    },
  };
}

/** One after the other, as a version is exchanged. */
export function rolling(parts: readonly Part[]): Scenario {
  return {
    name: 'SIGTERM to each, one after the other',
    async strike({ machine }, calls) {
      void calls.open(4);
      for (const part of parts) {
        const { how } = await machine.end(part);
        if (how !== 'exit code 0') throw new Error(`${part} ended with ${how}`);
        await untilWhole(machine);
      }
    },
  };
}

/** Whoever does something else works as well, until everything runs again. */
export const withOthers = ({ name, strike }: Scenario): Scenario => ({
  name,
  atWork: 'everybody',
  async strike(bench, calls) {
    await strike(bench, calls);
    await untilWhole(bench.machine);
  },
});

/** Who does something else does all of it once, while everything runs. */
export const agreeing: Scenario = {
  name: 'two apis asked by turns',
  atWork: 'nobody',
  async strike({ others }) {
    await Promise.all(others.map((one) => one.round()));
  },
};

export interface SeveralOptions extends Pick<Bench, 'talk' | 'city' | 'owner' | 'machine' | 'dice'> {
  readonly doors: readonly string[];
  readonly passwordHash: string;
  readonly cookieOf: ConstructorParameters<typeof EndingsAtWork>[0]['cookieOf'];
}

/** Who do other things than to fill in forms. */
export function othersAtWork(offices: readonly Office[], options: SeveralOptions): readonly PersonAtWork[] {
  const [figures, endings, imports] = offices;
  if (!figures || !endings) throw new Error('there are too few offices');
  const [elsewhere, guessed, ...desks] = endings.desks;
  if (!elsewhere || !guessed) throw new Error('there are too few desks');
  const { talk, city } = options;
  return [
    new FiguresAtWork({ ...options, office: figures, programme: 'city-term' }),
    ...desks.map((desk) => new EndingsAtWork({ ...options, office: endings, desk, elsewhere, password })),
    new GuessesAtWork(talk, [guessed, elsewhere], password),
    ...(imports ? [new ImportsAtWork({ ...options, office: imports, programme: city.programme })] : []),
  ];
}
