/** The actors' clock: stands still until it is set. */
export interface Clock {
  readonly now: () => Date;
  readonly set: (instant: Date | string) => void;
  readonly advance: (milliseconds: number) => void;
}

export function createClock(start: Date | string): Clock {
  let current = new Date(start);
  return {
    now: () => new Date(current),
    set: (instant) => {
      current = new Date(instant);
    },
    advance: (milliseconds) => {
      current = new Date(current.getTime() + milliseconds);
    },
  };
}
