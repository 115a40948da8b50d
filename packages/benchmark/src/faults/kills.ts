import { setTimeout as pause } from 'node:timers/promises';
import type { Scenario } from './bench.ts';
import type { Part } from './machine.ts';

/** `kill -9` of these, one shortly after the other, at an instant that the dice choose. */
export function killing(parts: readonly Part[]): Scenario {
  return {
    name: `kill -9 of ${parts.join(' and ')}`,
    async strike({ machine, dice, window, hasWorkers }, calls) {
      const calling = hasWorkers ? calls.open(3) : undefined;
      await pause(dice.between(Math.floor(window / 8), Math.floor(window / 3)));
      const calledAgain = hasWorkers ? calls.open(3) : undefined;
      for (const part of parts) {
        await machine.kill([part]);
        await pause(dice.below(700));
      }
      await Promise.all([calling, calledAgain]);
    },
  };
}

export function pairsOf<T>(things: readonly T[]): readonly (readonly [T, T])[] {
  return things.flatMap((one, n) => things.slice(n + 1).map((other) => [one, other] as const));
}
