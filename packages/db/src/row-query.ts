import pg from 'pg';

/** What `pg` keeps of a query, which its types don't tell. */
interface Kept {
  name?: string;
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

/**
 * A query whose rows are plain objects made column by column. Those of `pg` are copies of one without a prototype:
 * slow to make, and slow to read ever after.
 */
export class RowQuery extends pg.Query {
  #fields: readonly { readonly name: string; readonly parse: (text: string) => unknown }[] = [];

  constructor(
    { name, text, values }: { readonly name: string | undefined; readonly text: string; readonly values: unknown[] },
    callback: (error: Error | undefined, result: pg.QueryResult) => void,
  ) {
    super(text, values, callback);
    if (name !== undefined) this.#kept.name = name;
  }

  get #kept(): Kept {
    return this as unknown as Kept;
  }

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    const { _types: types } = this.#kept._result;
    this.#fields = fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID, 'text') }));
  }

  handleDataRow({ fields: values }: { readonly fields: readonly (string | null)[] }): void {
    if (this.#kept._canceledDueToError) return;
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

/** What `pg` sends by, which its types don't tell. */
interface Sending {
  readonly parse: (of: { readonly text: string }) => void;
  readonly bind: (of: object) => void;
  readonly execute: (of: object) => void;
  readonly sync: () => void;
}

/** One that has its transaction committed, unless it fails: PostgreSQL answers both at once, and is heard once. */
export class CommittingQuery extends RowQuery {
  /** What the commit became. */
  committed: string | undefined;
  #isDone = false;

  // As `pg` names what sends the rest once the parameters have gone.
  _getRows(connection: Sending): void {
    connection.execute({});
    connection.parse({ text: 'commit' });
    connection.bind({});
    connection.execute({});
    connection.sync();
  }

  handleCommandComplete(message: { readonly text: string }, connection: unknown): void {
    if (this.#isDone) this.committed = message.text;
    else completeCommand.call(this, message, connection);
    this.#isDone = true;
  }
}

const { handleCommandComplete: completeCommand } = pg.Query.prototype as unknown as {
  readonly handleCommandComplete: (this: unknown, message: unknown, connection: unknown) => void;
};
