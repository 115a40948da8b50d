import { setTimeout as pause } from 'node:timers/promises';
import type { Scenario } from './bench.ts';
import type { Fault, Wire } from './machine.ts';

/** One way between two parts is broken for a third of the time. */
export function breaking(wire: Wire, faultOf: (seed: number) => Fault): Scenario {
  const { kind, way } = faultOf(0);
  const what = way === undefined ? kind : `${kind} of what is ${way === 'there' ? 'asked' : 'answered'}`;
  return {
    name: `${what} between ${wire.replace('-', ' and ')}`,
    async strike({ machine, dice, window, hasWorkers }, calls) {
      await pause(dice.between(Math.floor(window / 8), Math.floor(window / 4)));
      await machine.setWire(wire, faultOf(dice.below(2 ** 31)));
      if (hasWorkers) void calls.open(3);
      await pause(window / 2);
      await machine.setWire(wire, null);
    },
  };
}

export const faults: readonly ((seed: number) => Fault)[] = [
  () => ({ kind: 'delay', milliseconds: 150 }),
  (seed) => ({ kind: 'late', percent: 6, milliseconds: 5000, seed }),
  (seed) => ({ kind: 'reset', percent: 3, seed }),
  () => ({ kind: 'stall' }),
  () => ({ kind: 'stall', way: 'back' }),
  () => ({ kind: 'blackhole' }),
  () => ({ kind: 'blackhole', way: 'back' }),
];

/** Another fault while one in thirty pieces to and from the api breaks its connection. */
export function amidResets({ name, strike }: Scenario): Scenario {
  return {
    name: `${name}, while connections between client and api are reset`,
    async strike(bench, calls) {
      await bench.machine.setWire('client-api', { kind: 'reset', percent: 3, seed: bench.dice.below(2 ** 31) });
      await strike(bench, calls);
    },
  };
}
