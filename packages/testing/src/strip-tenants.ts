import { RowQuery } from '@huibao/db/row-query';
import pg from 'pg';

interface Asked {
  readonly text?: string;
  readonly name?: string | undefined;
}

/** `"t"."tenant_id" = $3`, and the same of an owner or against the session's own tenant. */
const predicate = /(?:"?\w+"?\.)?"?\b(?:\w+_)?tenant_id"? = (?:\$\d+(?:::\w+)?|app_tenant\(\))/g;

/**
 * From here to `restore`, every statement of this process goes out as if nobody had confined it to a tenant: what still
 * keeps tenants apart is the database alone. `count` is how many conditions were taken out so far.
 */
export function stripTenants(): { readonly count: () => number; readonly restore: () => void } {
  let count = 0;
  const query = Reflect.get(pg.Client.prototype, 'query') as (this: pg.Client, ...args: unknown[]) => unknown;
  const strip = (text: string): string =>
    text.replace(predicate, (condition) => {
      count += 1;
      // Its parameter keeps its type.
      return `(${condition} or true)`;
    });
  // A connection may have prepared it as it was.
  const stripOne = <T extends Asked>(asked: T): T =>
    asked.text === undefined
      ? asked
      : Object.assign(asked, { text: strip(asked.text), ...(asked.name && { name: `stripped_${asked.name}` }) });
  const stripped = function (this: pg.Client, ...[asked, ...rest]: unknown[]): unknown {
    if (typeof asked === 'string') return query.call(this, strip(asked), ...rest);
    if (asked instanceof RowQuery) {
      const { before, query: main, ...other } = asked.asked;
      asked.asked = { ...other, before: before.map((one) => stripOne({ ...one })), query: stripOne({ ...main }) };
    } else stripOne(asked as Asked);
    return query.call(this, asked, ...rest);
  };
  pg.Client.prototype.query = stripped as typeof pg.Client.prototype.query;
  return {
    count: () => count,
    restore: () => {
      pg.Client.prototype.query = query as typeof pg.Client.prototype.query;
    },
  };
}
