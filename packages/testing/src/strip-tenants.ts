import pg from 'pg';

/** What `pg` sends texts by, which its types don't tell. */
interface Sending {
  parse: (of: { readonly text: string }) => void;
  query: (text: string) => void;
}

/** `"t"."tenant_id" = $3`, and the same of an owner or against the session's own tenant. */
const predicate = /(?:"?\w+"?\.)?"?\b(?:\w+_)?tenant_id"? = (?:\$\d+(?:::\w+)?|app_tenant\(\))/g;

/**
 * From here to `restore`, every statement of this process goes out as if nobody had confined it to a tenant: what still
 * keeps tenants apart is the database alone. For connections that are opened meanwhile: others have kept statements as
 * they were. `count` is how many conditions were taken out so far.
 */
export function stripTenants(): { readonly count: () => number; readonly restore: () => void } {
  let count = 0;
  const connection = pg.Connection.prototype as unknown as Sending;
  const { parse, query } = connection;
  const strip = (text: string): string =>
    text.replace(predicate, (condition) => {
      count += 1;
      // Its parameter keeps its type.
      return `(${condition} or true)`;
    });
  connection.parse = function (this: Sending, of) {
    parse.call(this, { ...of, text: strip(of.text) });
  };
  connection.query = function (this: Sending, text) {
    query.call(this, strip(text));
  };
  return {
    count: () => count,
    restore: () => Object.assign(connection, { parse, query }),
  };
}
