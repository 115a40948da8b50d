import { sql, type RawBuilder } from 'kysely';

/** Values as they stand in the text, separated by commas: the statement's only parameter is its tenant. */
export function literals(values: readonly (string | number)[]): RawBuilder<unknown> {
  return sql.join(values.map((value) => sql.lit(value)));
}

/** The rows of a `values` list, a line each. */
export function valueRows(rows: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(
    rows.map((row) => sql`(${row})`),
    sql`,\n`,
  );
}

/** `nothing` has the columns of the branches and no row: what is selected where there is no branch. */
export function unionAll(branches: readonly RawBuilder<unknown>[], nothing: RawBuilder<unknown>): RawBuilder<unknown> {
  return branches.length === 0 ? nothing : sql.join(branches, sql`\n    union all `);
}

/**
 * A code beside its number, for who reads the statement. A comment begins and ends with a star: a code that has one
 * throws.
 */
export function comment(code: string): RawBuilder<unknown> {
  if (code.includes('*')) throw new Error('a code with a star would end its comment in the statement');
  return sql`/* ${sql.raw(code)} */`;
}
