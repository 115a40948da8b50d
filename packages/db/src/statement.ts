import type { CompiledQuery, Kysely, Transaction } from 'kysely';
import type { DB } from './generated/database.ts';
import { executeAlone, executeLast, sendAhead, toPrepared, type Compilable } from './preparing-dialect.ts';
import { askPrepared, type PreparedQuery } from './together.ts';
import { settingsOf, type Actor } from './with-tenant.ts';

/** A statement of every request: one text, whatever it is given. */
export interface Statement<Given extends object, O> {
  /** Its rows, as `askPrepared`. */
  readonly run: (db: Kysely<DB>, given: Given) => Promise<readonly O[]>;
  /** As `sendAhead`. */
  readonly sendAhead: (trx: Transaction<DB>, given: Given) => Promise<void>;
  /** As `executeLast`. */
  readonly runLast: (trx: Transaction<DB>, given: Given) => Promise<readonly O[]>;
  /** As `executeAlone`, in a transaction in which row-level security sees the actor. */
  readonly runAlone: (db: Kysely<DB>, actor: Actor, given: Given) => Promise<readonly O[]>;
}

/** Stands in a text for what is given later, by its name. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Written and compiled once, not with each request: that takes longer than PostgreSQL takes to answer. `write` gets
 * stand-ins for what will be given: it may put them where parameters stand, and look at none of them.
 */
export function defineStatement<Given extends object, O>(
  write: (db: Kysely<DB>, given: Given) => Compilable<O>,
): Statement<Given, O> {
  let compiled: PreparedQuery<O> | undefined;
  const queryOf = (db: Kysely<DB>, given: Given): PreparedQuery<O> => {
    // What a plugin does to a statement is done to each.
    if (db.getExecutor().plugins.length > 0) return toPrepared(write(db, given).compile(db));
    compiled ??= toPrepared(sentOnce(write(db, standIns<Given>()).compile(db)));
    return { ...compiled, parameters: parametersOf(compiled, given) };
  };
  return {
    run: (db, given) => askPrepared(db, queryOf(db, given)),
    sendAhead: (trx, given) => sendAhead(trx, { compile: () => queryOf(trx, given) }),
    runLast: (trx, given) => executeLast(trx, queryOf(trx, given)),
    runAlone: (db, actor, given) => executeAlone(db, settingsOf(actor), queryOf(db, given)),
  };
}

/** With each of what is given but once among the parameters, however often it stands in the text. */
function sentOnce<O>(query: CompiledQuery<O>): CompiledQuery<O> {
  const parameters: unknown[] = [];
  const places = new Map<unknown, number>();
  const text = query.sql.replaceAll(/\$(\d+)/g, (place, no: string) => {
    const one = query.parameters[Number(no) - 1];
    const key = one instanceof Placeholder ? one.name : place;
    const at = places.get(key) ?? parameters.push(one);
    places.set(key, at);
    return `$${at}`;
  });
  return { ...query, sql: text, parameters };
}

/** The one place where a stand-in passes for what it stands for. */
function standIns<Given extends object>(): Given {
  return new Proxy({}, { get: (_, name) => new Placeholder(String(name)) }) as Given;
}

function parametersOf({ parameters }: CompiledQuery, given: object): readonly unknown[] {
  const values = given as Readonly<Record<string, unknown>>;
  return parameters.map((one) => (one instanceof Placeholder ? values[one.name] : one));
}
