import pg from 'pg';

/** What `pg` keeps of a query, which its types don't tell. */
interface Kept {
  name?: string;
  readonly text: string;
  /** Of the statement that is being answered. */
  readonly _result: { readonly rows: unknown[]; readonly _types: Types };
  _canceledDueToError: unknown;
}

interface Types {
  readonly getTypeParser: (oid: number, format: 'text') => (text: string) => unknown;
}

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** What `pg` sends by, which its types don't tell. */
interface Sending {
  /** By its name, what PostgreSQL has been sent to keep, and hasn't said yet that it does. */
  readonly submittedNamedStatements: Record<string, string>;
  readonly parse: (of: { readonly text: string; readonly name?: string }) => void;
  readonly bind: (of: object) => void;
  readonly execute: (of: object) => void;
  readonly sync: () => void;
  readonly stream: { readonly destroy: () => void };
}

/** What `pg` does with a query, which its types don't tell. */
interface Driven {
  /** Has what comes next be another statement's answer, where one is complete. */
  readonly _checkForMultirow: (this: unknown) => void;
  readonly hasBeenParsed: (this: unknown, connection: unknown) => boolean;
  readonly prepare: (this: unknown, connection: Sending) => void;
  readonly handleCommandComplete: (this: unknown, message: unknown, connection: unknown) => void;
}

const driven = pg.Query.prototype as unknown as Driven;

/** A statement as PostgreSQL is sent it, its values texts, bytes or null; kept there under its name, if it has one. */
export interface Described {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: unknown[];
}

/** With one's rows, or a list of several statements'. */
export type Answered = (error: Error | undefined, result: pg.QueryResult | readonly pg.QueryResult[]) => void;

/** Whether a connection keeps what has that name, or has been told to. */
export const isKept = (connection: unknown, name: string): boolean =>
  Boolean(driven.hasBeenParsed.call({ name }, connection));

/**
 * Has PostgreSQL keep a statement under its name, by a request of its own: of one that asks for several things `pg`
 * takes the first that was parsed for the one that it named.
 */
export class KeepingQuery extends pg.Query {
  constructor({ name, text }: Described, callback: Answered) {
    super(text, [], callback);
    Object.assign(this, { name });
  }

  prepare(connection: Sending): void {
    const { name = '', text } = this as unknown as Kept;
    connection.parse({ text, name });
    connection.submittedNamedStatements[name] = text;
    connection.sync();
  }
}

/** One of several that a request asks for. */
class Part extends pg.Query {
  static send(described: Described, connection: Sending): void {
    const { name, text, values } = described;
    const part = new Part(text, values);
    if (name !== undefined) Object.assign(part, { name });
    driven.prepare.call(part, connection);
  }

  // As `pg` names what sends the rest once the parameters have gone.
  _getRows(connection: Sending): void {
    connection.execute({});
  }
}

/** For what answers nobody: a mere text, without a query of its own and without asking what its columns are. */
function run(described: Described, connection: Sending): void {
  const { name, text, values } = described;
  if (name !== undefined || values.length > 0) return Part.send(described, connection);
  connection.parse({ text });
  connection.bind({});
  connection.execute({});
}

const commit: Described = { name: undefined, text: 'commit', values: [] };

/** What a request asks for. */
export interface Asked {
  /** What is run before it; what that answers is nobody's. */
  readonly before: readonly Described[];
  /** At least one. */
  readonly queries: readonly Described[];
  /** Whether their transaction is committed after them. */
  readonly commits: boolean;
}

/**
 * Queries with what comes before and after them. PostgreSQL answers all of it at once, where it would wake who waits
 * with each request, and passes the rest over where one of it fails. Rows are plain objects made column by column:
 * those of `pg` are copies of one without a prototype, slow to make, and slow to read ever after.
 */
export class RowQuery extends pg.Query {
  /** What the commit became, where it was to be committed. */
  committed: string | undefined;
  asked: Asked;
  #completed = 0;
  #fields: readonly { readonly name: string; readonly parse: (text: string) => unknown }[] = [];

  // Without its name, of which `pg` would say that PostgreSQL keeps it as soon as anything of all this was parsed.
  constructor(asked: Asked, callback: Answered) {
    const [first] = asked.queries;
    super(first?.text ?? '', first?.values ?? [], callback);
    this.asked = asked;
  }

  get #kept(): Kept {
    return this as unknown as Kept;
  }

  /** Whether what PostgreSQL answers is of the queries themselves. */
  get #isTheirs(): boolean {
    return this.#completed >= this.asked.before.length && !this.#isAfter;
  }

  get #isAfter(): boolean {
    return this.#completed >= this.asked.before.length + this.asked.queries.length;
  }

  requiresPreparation(): boolean {
    return true;
  }

  prepare(connection: Sending): void {
    const { before, queries, commits } = this.asked;
    for (const one of before) run(one, connection);
    for (const one of queries) Part.send(one, connection);
    if (commits) run(commit, connection);
    connection.sync();
  }

  handleCommandComplete(message: { readonly text: string }, connection: unknown): void {
    if (this.#isTheirs) driven.handleCommandComplete.call(this, message, connection);
    else if (this.#isAfter) this.committed = message.text;
    this.#completed += 1;
  }

  // As PostgreSQL answers a text without a statement in it.
  handleEmptyQuery(connection: unknown): void {
    this.handleCommandComplete({ text: 'EMPTY' }, connection);
  }

  // PostgreSQL takes the end of the request for part of what is to be copied, and waits for another.
  handleCopyInResponse(connection: Sending): void {
    connection.stream.destroy();
  }

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    if (!this.#isTheirs) return;
    driven._checkForMultirow.call(this);
    const { _types: types } = this.#kept._result;
    this.#fields = fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID, 'text') }));
  }

  handleDataRow({ fields: values }: { readonly fields: readonly (string | null)[] }): void {
    if (!this.#isTheirs || this.#kept._canceledDueToError) return;
    const row: Record<string, unknown> = {};
    try {
      for (let at = 0; at < values.length; at += 1) {
        const field = this.#fields[at];
        const text = values[at];
        if (field) row[field.name] = typeof text === 'string' ? field.parse(text) : null;
      }
    } catch (error) {
      this.#kept._canceledDueToError = error;
      return;
    }
    this.#kept._result.rows.push(row);
  }
}
