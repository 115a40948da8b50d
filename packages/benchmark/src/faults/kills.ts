import { setTimeout as pause } from 'node:timers/promises';
import type { Scenario } from './bench.ts';
import type { Part } from './machine.ts';

/** `kill -9` of these, one shortly after the other, at an instant that the dice choose. */
export function killing(parts: readonly Part[]): Scenario {
  return {
    name: `kill -9 of ${parts.join(' and ')}`,
    async strike({ machine, dice, window, hasWorkers }, calls) {
      if (hasWorkers) void calls.open(3);
      await pause(dice.between(Math.floor(window / 8), Math.floor(window / 3)));
      if (hasWorkers) void calls.open(3);
      for (const part of parts) {
        await machine.kill([part]);
        await pause(dice.below(700));
      }
    },
  };
}

export function pairsOf<T>(things: readonly T[]): readonly (readonly [T, T])[] {
  return things.flatMap((one, n) => things.slice(n + 1).map((other) => [one, other] as const));
}
