import type { Actor } from '@huibao/db';
import { RowQuery } from '@huibao/db/row-query';
import pg from 'pg';
import { sampleOf } from './timing.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Where a statement's time went, by the server's own account. */
export interface Explained {
  readonly planning: number;
  readonly execution: number;
  readonly hit: number;
  readonly read: number;
}

/**
 * A bare connection as the product's role: no pool, no builder, and a statement between its beginning, its tenant and
 * its commit, each a round trip of its own.
 */
export class AppSession {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async open(appUrl: string): Promise<AppSession> {
    const client = new pg.Client({ connectionString: appUrl });
    await client.connect();
    return new AppSession(client);
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  async read<Row extends pg.QueryResultRow>(
    actor: Actor,
    statement: Statement & { readonly name?: string },
  ): Promise<readonly Row[]> {
    return this.#inside(
      actor,
      async () => (await this.#client.query<Row>({ ...statement, values: [...statement.values] })).rows,
    );
  }

  /** Medians over many runs; of several statements together. */
  async explain(actor: Actor, statements: readonly Statement[], runs = 15): Promise<Explained> {
    const rounds: Explained[] = [];
    for (let run = 0; run < runs; run += 1) {
      const parts: Explained[] = [];
      for (const statement of statements) parts.push(await this.#explainOnce(actor, statement));
      const sum = (pick: (part: Explained) => number): number => parts.reduce((total, part) => total + pick(part), 0);
      rounds.push({
        planning: sum((p) => p.planning),
        execution: sum((p) => p.execution),
        hit: sum((p) => p.hit),
        read: sum((p) => p.read),
      });
    }
    const middle = (pick: (part: Explained) => number): number => sampleOf(rounds.map(pick)).median;
    return {
      planning: middle((p) => p.planning),
      execution: middle((p) => p.execution),
      hit: middle((p) => p.hit),
      read: middle((p) => p.read),
    };
  }

  #explainOnce(actor: Actor, statement: Statement): Promise<Explained> {
    return this.#inside(actor, async () => {
      const { rows } = await this.#client.query<{ 'QUERY PLAN': readonly [PlanDocument] }>(
        `explain (analyze, buffers, timing off, format json) ${statement.text}`,
        [...statement.values],
      );
      const plan = rows[0]?.['QUERY PLAN'][0];
      if (!plan) throw new Error('no plan came back');
      return {
        planning: plan['Planning Time'],
        execution: plan['Execution Time'],
        hit: plan.Plan['Shared Hit Blocks'],
        read: plan.Plan['Shared Read Blocks'],
      };
    });
  }

  plan(actor: Actor, statement: Statement): Promise<readonly string[]> {
    return this.#inside(actor, async () => {
      const { rows } = await this.#client.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, buffers) ${statement.text}`,
        [...statement.values],
      );
      return rows.map((row) => row['QUERY PLAN']);
    });
  }

  async #inside<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    await this.#client.query('begin');
    await this.#client.query(
      `select set_config('app.tenant', $1, true), set_config('app.lineage', $2, true), set_config('app.units', '', true)`,
      [String(actor.tenantId), `{${actor.lineage.join(',')}}`],
    );
    const result = await work();
    await this.#client.query('commit');
    return result;
  }
}

interface PlanDocument {
  readonly 'Planning Time': number;
  readonly 'Execution Time': number;
  readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number };
}

const isOfWork = ({ text }: Statement): boolean => !/^(start |commit|rollback|set local )/.test(text);

/**
 * What the product sends to PostgreSQL while it works, its transaction's own statements left out. `work` must open its
 * own connections: they are listened to from their beginning.
 */
export async function overhear(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const heard: Statement[] = [];
  const prototype = pg.Client.prototype as unknown as { query: (...args: readonly unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function (this: unknown, ...args: readonly unknown[]): unknown {
    const [asked] = args;
    const statements =
      asked instanceof RowQuery
        ? [...asked.asked.before, ...asked.asked.queries]
        : typeof asked === 'string'
          ? [{ text: asked, values: [] }]
          : [];
    heard.push(...statements.filter(isOfWork));
    return original.apply(this, [...args]);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return heard;
}
