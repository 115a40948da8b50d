// A day of an operator and of the people of a city: `npm run test:operator` starts it.
import { parentChannel } from '../faults/machine.ts';
import { operatedMachine } from '../operator/operated-machine.ts';
import { runDay } from '../operator/run-day.ts';

const failed = await runDay(operatedMachine(parentChannel()), (line) => console.log(line));
process.disconnect();
process.exitCode = failed > 0 ? 1 : 0;
