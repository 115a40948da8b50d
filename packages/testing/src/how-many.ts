/**
 * How many generated cases a property is tried on: the first of a sequence that is always the same, few enough for each
 * change; `npm run test:long` takes all that it is meant for.
 */
export function howMany(short: number, long: number): number {
  return process.env.TEST_LONG === '1' ? long : short;
}
