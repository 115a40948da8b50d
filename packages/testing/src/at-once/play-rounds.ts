import type { Actor } from '@huibao/db';
import { HuibaoError } from '@huibao/domain';
import type { Clock } from '../clock.ts';
import { createDice, type Dice } from '../rollup-oracle/seeded-dice.ts';
import { Hindered } from '../world/hindered.ts';
import type { SmallWorld } from '../world/small-world.ts';

type Person = keyof SmallWorld['actors'];

/** One thing that people of a small world do. What it chooses, it chooses by the dice that it is given. */
export interface Deed {
  readonly name: string;
  /** Beside the others. */
  readonly often: number;
  /** One of them does it. */
  readonly by: readonly Person[];
  readonly does: (who: Actor, dice: Dice) => Promise<unknown>;
}

interface Game {
  readonly seed: number;
  readonly rounds: number;
  readonly actors: SmallWorld['actors'];
  readonly deeds: readonly Deed[];
  readonly clock: Clock;
  /** Milliseconds from one round to the next. */
  readonly pause: number;
  /** What doesn't hold after a round. */
  readonly faults: () => Promise<readonly string[]>;
}

/** How often each deed ended how: `number: done`, `number: report.number_taken`. */
type Ends = ReadonlyMap<string, number>;

interface Drawn {
  readonly deed: Deed;
  readonly person: Person;
  readonly dice: Dice;
}

const mostAtOnce = 5;
/** Two that do the same at one moment are what most races are between, and chance alone seldom has them meet. */
const percentAlike = 35;

/**
 * Rounds of deeds, up to five at once, the same for the same seed as far as what is drawn goes. A deed is done, or
 * refused by its code; anything else, and whatever doesn't hold afterwards, ends the game with an error that names the
 * seed, the round, and who did what at once.
 */
export async function playRounds({ seed, rounds, actors, deeds, clock, pause, faults }: Game): Promise<Ends> {
  const dice = createDice(seed);
  const ends = new Map<string, number>();
  for (let round = 1; round <= rounds; round++) {
    const together = drawRound(dice, deeds);
    const results = await Promise.all(together.map((drawn) => attempt(drawn, actors)));
    for (const { end } of results) ends.set(end, (ends.get(end) ?? 0) + 1);
    const broken = results.filter(({ error }) => error !== undefined);
    const found = broken.length > 0 ? broken.map(({ end }) => end) : await faults();
    if (found.length > 0)
      throw new Error(
        `seed ${seed}, round ${round}, at once: ${together.map(nameOf).join(', ')}\n${found.join('\n')}`,
        {
          cause: broken[0]?.error,
        },
      );
    clock.advance(pause);
  }
  return ends;
}

function drawRound(dice: Dice, deeds: readonly Deed[]): readonly Drawn[] {
  const draw = (): Deed => dice.weighted(deeds.map((deed) => [deed.often, deed] as const));
  const alike = dice.chance(percentAlike) ? draw() : null;
  return Array.from({ length: dice.between(alike ? 2 : 1, mostAtOnce) }, () => {
    const deed = alike ?? draw();
    // Dice of its own: in which order those of a round go on is the machine's.
    return { deed, person: dice.pick(deed.by), dice: createDice(dice.below(2 ** 31)) };
  });
}

const nameOf = ({ deed, person }: Drawn): string => `${deed.name} by ${person}`;

async function attempt(
  drawn: Drawn,
  actors: SmallWorld['actors'],
): Promise<{ readonly end: string; readonly error?: unknown }> {
  const { deed, person, dice } = drawn;
  try {
    await deed.does(actors[person], dice);
    return { end: `${deed.name}: done` };
  } catch (error) {
    const code = refusalOf(error);
    return code === null ? { end: `${nameOf(drawn)}: ${String(error)}`, error } : { end: `${deed.name}: ${code}` };
  }
}

/** What isn't asked as it has to be asked is the deed's fault; what isn't there at the moment, the product's. */
function refusalOf(error: unknown): string | null {
  if (error instanceof Hindered) return 'hindered';
  if (!(error instanceof HuibaoError)) return null;
  return error.code === 'request.invalid' || error.kind === 'unavailable' ? null : error.code;
}
