/** Aborts what has been silent for too long. */
export class Silence {
  readonly #controller = new AbortController();
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout;

  constructor(seconds: number) {
    this.#milliseconds = seconds * 1000;
    this.#timer = this.#wait();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Bytes that go through break it. */
  broken(atEnd: () => void = () => undefined): TransformStream<Uint8Array, Uint8Array> {
    return new TransformStream({
      transform: (chunk, controller) => {
        controller.enqueue(chunk);
        clearTimeout(this.#timer);
        this.#timer = this.#wait();
      },
      flush: atEnd,
    });
  }

  isOver(): void {
    clearTimeout(this.#timer);
  }

  #wait(): NodeJS.Timeout {
    return setTimeout(() => this.#controller.abort(), this.#milliseconds).unref();
  }
}
