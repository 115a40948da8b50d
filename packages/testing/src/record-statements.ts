import type { DB } from '@huibao/db';
import { PostgresQueryCompiler, type Kysely, type KyselyPlugin } from 'kysely';
import { formatSql } from './format-sql.ts';

/** A database that goes on as it is, and whose statements are noted as they are sent. */
export interface RecordedDatabase {
  readonly db: Kysely<DB>;
  /** What was sent since it was last asked, in order, formatted; parameters are `$n`. */
  readonly takeSql: () => string;
}

/** For the snapshots of hot paths (`*.sql`): a reviewer sees what a change does to the statements of a request. */
export function recordStatements(db: Kysely<DB>): RecordedDatabase {
  let statements: string[] = [];
  const recorder: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      statements.push(new PostgresQueryCompiler().compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    db: db.withPlugin(recorder),
    takeSql() {
      const text = statements.map((statement) => `${formatSql(statement).trimEnd()};\n`).join('\n');
      statements = [];
      return text;
    },
  };
}
