/**
 * What a query answers with once its transaction has closed: made of what it read, and of no row. A file is drawn while
 * nobody's connection waits for it.
 */
export class Later<Output> {
  readonly make: () => Promise<Output>;

  constructor(make: () => Promise<Output>) {
    this.make = make;
  }
}
