import type { UnreadFlaw } from '@huibao/documents/xlsx';
import { checkCreditCode, readDate, type Ownership, type UnitType } from '@huibao/domain';
import { username } from '../identity/accounts/account-input.ts';
import { columns, ownerships, type RosterColumn } from './roster-columns.ts';

export interface RosterProblem {
  /** As the sheet numbers it, the header being row 1. */
  readonly row: number;
  /** Its header, in the language of the sheet. */
  readonly column: string;
  readonly problem:
    | 'empty'
    | 'unknown_type'
    | 'unknown_ownership'
    | 'bad_code'
    | 'bad_date'
    | 'bad_username'
    | 'name_taken'
    | 'repeated'
    | UnreadFlaw;
  readonly value: string;
}

export interface RosterRow {
  readonly name: string;
  readonly schoolType: string;
  readonly ownership: Ownership;
  readonly schoolCode: string | null;
  readonly creditCode: string | null;
  readonly opensOn: string;
  readonly person: { readonly name: string; readonly username: string } | null;
}

/** A school of the roster; null where something is wrong with the row, which is then among the problems. */
export function readRosterRow(
  cells: readonly string[],
  row: number,
  headers: readonly string[],
  types: readonly UnitType[],
  problems: RosterProblem[],
): RosterRow | null {
  const before = problems.length;
  const at = (column: RosterColumn): string => (cells[columns.indexOf(column)] ?? '').normalize('NFKC').trim();
  const complain = (column: RosterColumn, problem: RosterProblem['problem']): void => {
    problems.push({ row, column: headers[columns.indexOf(column)] ?? '', problem, value: at(column) });
  };
  if (at('name') === '') complain('name', 'empty');
  const type = types.find(
    ({ code, label, isHeading }) => !isHeading && [code, label.zh, label.en].includes(at('schoolType')),
  )?.code;
  if (!type) complain('schoolType', at('schoolType') === '' ? 'empty' : 'unknown_type');
  const ownership = ownerships.get(at('ownership'));
  if (!ownership) complain('ownership', at('ownership') === '' ? 'empty' : 'unknown_ownership');
  if (at('schoolCode') !== '' && !/^\d{10}$/.test(at('schoolCode'))) complain('schoolCode', 'bad_code');
  if (at('creditCode') !== '' && checkCreditCode(at('creditCode')) === 'malformed') complain('creditCode', 'bad_code');
  const opensOn = readDate(at('opensOn'));
  if (opensOn === undefined) complain('opensOn', at('opensOn') === '' ? 'empty' : 'bad_date');
  const login = username.safeParse(at('username'));
  if ((at('personName') === '') !== (at('username') === ''))
    complain(at('personName') === '' ? 'personName' : 'username', 'empty');
  else if (at('username') !== '' && !login.success) complain('username', 'bad_username');
  if (problems.length > before || !type || !ownership || opensOn === undefined) return null;
  return {
    name: at('name'),
    schoolType: type,
    ownership,
    schoolCode: at('schoolCode') || null,
    creditCode: at('creditCode') || null,
    opensOn,
    person: login.success && at('personName') !== '' ? { name: at('personName'), username: login.data } : null,
  };
}
