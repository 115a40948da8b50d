import { sql, type RawBuilder } from 'kysely';

type Sql = RawBuilder<unknown>;

/** A reporter's folded answer, and what the row `t` of a list holds it against. */
export interface HeldAgainst {
  readonly num: Sql;
  /** Of a choice, instead of a number. */
  readonly code: Sql;
  readonly op: Sql;
  readonly wantedNum: Sql;
  readonly wantedCode: Sql;
}

/** Whether it is counted: where nothing is asked, any value is. Options have no order. */
export function meets({ num, code, op, wantedNum, wantedCode }: HeldAgainst, isChoice: boolean): RawBuilder<boolean> {
  if (isChoice)
    return sql`case ${op} when 'eq' then ${code} = ${wantedCode} when 'ne' then ${code} <> ${wantedCode}
      else ${op} is null and ${code} is not null end`;
  return sql`case ${op}
    when 'eq' then ${num} = ${wantedNum} when 'ne' then ${num} <> ${wantedNum}
    when 'gt' then ${num} > ${wantedNum} when 'gte' then ${num} >= ${wantedNum}
    when 'lt' then ${num} < ${wantedNum} when 'lte' then ${num} <= ${wantedNum}
    else ${num} is not null end`;
}
