/** Bytes that follow each other in a pipe, each with its length before it: an unsigned 32-bit number, big-endian. */
const prefix = 4;

/** What is written for one message: its length, then itself, uncopied. */
export function frameOf(message: Uint8Array): readonly Uint8Array[] {
  return [frameLength(message.length), message];
}

/** What goes before so many bytes. */
export function frameLength(bytes: number): Uint8Array {
  const length = Buffer.alloc(prefix);
  length.writeUInt32BE(bytes);
  return length;
}

/** Takes what arrives in pieces of any size, and gives each message that is whole. */
export class FrameReader {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #held = 0;

  /** @param limit bytes of the longest message */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws {RangeError} before a message beyond the limit is held */
  *take(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    while (this.#held >= prefix) {
      const length = this.#first(prefix).readUInt32BE();
      if (length > this.#limit) throw new RangeError(`a message of ${length} bytes`);
      if (this.#held < prefix + length) return;
      const all = this.#first(prefix + length);
      const rest = this.#chunks[0]!.subarray(prefix + length);
      this.#chunks = [rest, ...this.#chunks.slice(1)];
      this.#held -= prefix + length;
      yield all.subarray(prefix, prefix + length);
    }
  }

  /** The first chunk, once it holds so many bytes: chunks are joined once for a length and once for its message. */
  #first(bytes: number): Buffer {
    const [first] = this.#chunks;
    if (first && first.length >= bytes) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }
}
