import { setTimeout as pause } from 'node:timers/promises';
import type { Scenario } from './bench.ts';

/** Temporal has started what it was told to and the relays haven't heard so when they die: they tell it again. */
export const dyingBetween: Scenario = {
  name: 'kill -9 of both relays between a workflow’s start and the mark that it was sent',
  async strike({ machine, print }, calls) {
    const before = await machine.countWorkflows('collectionWorkflow');
    await machine.setWire('worker-temporal', { kind: 'stall', way: 'back' });
    await calls.open(4);
    // Visible a moment after it has begun.
    const until = performance.now() + 8000;
    let begun = 0;
    while (begun === 0 && performance.now() < until) {
      await pause(200);
      begun = (await machine.countWorkflows('collectionWorkflow')) - before;
    }
    if (begun === 0) throw new Error('no workflow was begun before the relays were to die');
    await machine.kill(['worker-1', 'worker-2']);
    await machine.setWire('worker-temporal', null);
    print(`         ${begun} workflows had begun and nobody knew`);
  },
};

/** Again and again, at whatever point of their work they are. */
export const dyingAnywhere: Scenario = {
  name: 'kill -9 of one of two relays, four times, while they send',
  async strike({ machine, dice }, calls) {
    for (let n = 0; n < 4; n += 1) {
      const calling = calls.open(4);
      await pause(dice.below(1500));
      await machine.kill([dice.chance(50) ? 'worker-1' : 'worker-2']);
      await calling;
    }
  },
};
