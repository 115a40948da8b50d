export interface Shares {
  readonly places: number;
  /** How many of them one party may hold at once. */
  readonly placesPerParty: number;
  /** How many of one party may wait besides. */
  readonly waitingPerParty: number;
}

export interface Place {
  /** When its turn has come. */
  readonly isFree: Promise<void>;
  /** Once, after that. */
  readonly leave: () => void;
  /** Before that: whoever waited has gone. False where the turn has come, and `leave` is to be called. */
  readonly giveUp: () => boolean;
}

interface Party {
  holding: number;
  /** When it had its last one: whoever hasn't had any comes first. */
  turn: number;
  readonly waiting: (() => void)[];
}

/** A few places for many: parties take turns, whoever of them came first with how many. */
export class FairQueue {
  readonly #shares: Shares;
  /** Those that hold or wait. */
  readonly #parties = new Map<string, Party>();
  #holding = 0;
  #turn = 0;

  constructor(shares: Shares) {
    this.#shares = shares;
  }

  /** Undefined where the party has too many waiting already. */
  enter(name: string): Place | undefined {
    const party = this.#parties.get(name) ?? { holding: 0, turn: 0, waiting: [] };
    if (party.waiting.length >= this.#shares.waitingPerParty) return undefined;
    this.#parties.set(name, party);
    const { promise: isFree, resolve: admit } = Promise.withResolvers<void>();
    party.waiting.push(admit);
    this.#admit();
    return { isFree, leave: () => this.#leave(name, party), giveUp: () => this.#giveUp(name, party, admit) };
  }

  #leave(name: string, party: Party): void {
    this.#holding -= 1;
    party.holding -= 1;
    this.#forgetIdle(name, party);
    this.#admit();
  }

  #giveUp(name: string, party: Party, admit: () => void): boolean {
    const at = party.waiting.indexOf(admit);
    if (at === -1) return false;
    party.waiting.splice(at, 1);
    this.#forgetIdle(name, party);
    return true;
  }

  #forgetIdle(name: string, { holding, waiting }: Party): void {
    if (holding === 0 && waiting.length === 0) this.#parties.delete(name);
  }

  #admit(): void {
    while (this.#holding < this.#shares.places) {
      const [party] = [...this.#parties.values()]
        .filter(({ waiting, holding }) => waiting.length > 0 && holding < this.#shares.placesPerParty)
        .sort((one, other) => one.turn - other.turn);
      if (!party) return;
      this.#turn += 1;
      party.turn = this.#turn;
      party.holding += 1;
      this.#holding += 1;
      party.waiting.shift()?.();
    }
  }
}
