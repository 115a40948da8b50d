interface Kept<Value> {
  readonly value: Value;
  readonly bytes: number;
}

/**
 * What was worked out for many parties (tenants), in so many bytes of one process. Where these are full, the party that
 * holds most gives up what it used least lately: nobody's answers push out everybody's.
 */
export class KeptByParty<Party, Value> {
  readonly #most: number;
  /** Of each party what was used last stands last. */
  readonly #parties = new Map<Party, { bytes: number; readonly kept: Map<string, Kept<Value>> }>();
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(party: Party, key: string): Value | undefined {
    const own = this.#parties.get(party)?.kept;
    const found = own?.get(key);
    if (!own || !found) return undefined;
    own.delete(key);
    own.set(key, found);
    return found.value;
  }

  /** What would take more than an eighth of all isn't kept. */
  keep(party: Party, key: string, value: Value, bytes: number): void {
    this.#drop(party, key);
    if (bytes > this.#most / 8) return;
    const own = this.#parties.get(party) ?? { bytes: 0, kept: new Map<string, Kept<Value>>() };
    this.#parties.set(party, own);
    own.kept.set(key, { value, bytes });
    own.bytes += bytes;
    this.#bytes += bytes;
    while (this.#bytes > this.#most) this.#giveUp();
  }

  #giveUp(): void {
    let biggest: { readonly party: Party; readonly bytes: number } | undefined;
    for (const [party, { bytes }] of this.#parties) if (!biggest || bytes > biggest.bytes) biggest = { party, bytes };
    if (!biggest) return;
    const [oldest] = this.#parties.get(biggest.party)?.kept.keys() ?? [];
    if (oldest !== undefined) this.#drop(biggest.party, oldest);
  }

  #drop(party: Party, key: string): void {
    const own = this.#parties.get(party);
    const known = own?.kept.get(key);
    if (!own || !known) return;
    own.kept.delete(key);
    own.bytes -= known.bytes;
    this.#bytes -= known.bytes;
    if (own.kept.size === 0) this.#parties.delete(party);
  }
}
