import { hashPassword } from '@huibao/auth';
import { readTableWorkbook, writeTableWorkbook } from '@huibao/documents/xlsx';
import { HuibaoError, checkCreditCode, schoolTypes, type Ownership, type SchoolType } from '@huibao/domain';
import { z } from 'zod';
import { mediaTypes, type RenderedFile } from '../reporting/render-report.ts';
import { defineUseCase, noInput } from '../use-case.ts';
import { insertAccount, temporaryPassword, username } from './manage-accounts.ts';
import { insertUnit, listUnits } from './manage-units.ts';

/** Headers of the roster, in this order; the template has them, and a reader of it is told which is missing. */
const headers = ['学校名称', '办学类型', '公办民办', '学校标识码', '统一社会信用代码', '启用日期', '填报人姓名', '填报人用户名'] as const;

/** The roster to be filled, with the codes that it knows on a second sheet. */
export const downloadRosterTemplate = defineUseCase({
  kind: 'query',
  permission: 'unit.manage',
  input: noInput,
  async run(): Promise<RenderedFile> {
    const bytes = await writeTableWorkbook({
      sheets: [
        { name: '学校名册', columns: headers.map((header) => ({ header, kind: 'text' as const, width: 18 })), rows: [] },
        { name: '办学类型', columns: [{ header: '代码', kind: 'text' }, { header: '名称', kind: 'text', width: 20 }], rows: Object.entries(schoolTypes).map(([code, label]) => [code, label.zh]) },
      ],
    });
    return { name: '学校名册.xlsx', mediaType: mediaTypes.xlsx, bytes };
  },
});

export interface RosterProblem {
  /** As the sheet numbers it, the header being row 1. */
  readonly row: number;
  readonly column: string;
  readonly problem: 'empty' | 'unknown_type' | 'unknown_ownership' | 'bad_code' | 'bad_date' | 'bad_username' | 'name_taken' | 'repeated';
  readonly value: string;
}

export interface RosterResult {
  readonly created: readonly { readonly name: string; readonly username: string | null; readonly password: string | null }[];
  readonly problems: readonly RosterProblem[];
}

interface RosterRow {
  readonly name: string;
  readonly schoolType: SchoolType;
  readonly ownership: Ownership;
  readonly schoolCode: string | null;
  readonly creditCode: string | null;
  readonly opensOn: string;
  readonly person: { readonly name: string; readonly username: string } | null;
}

/** Creates the roster's schools with their first reporters; with any problem nothing is created and all are told. */
export const importRoster = defineUseCase({
  kind: 'mutation',
  permission: 'unit.manage',
  input: z.object({ content: z.instanceof(Uint8Array) }),
  async run(scope, { content }): Promise<RosterResult> {
    const { trx, actor, now } = scope;
    const rows = await readTableWorkbook(content);
    const header = rows[0] ?? [];
    if (headers.some((name, index) => header[index]?.trim() !== name)) throw new HuibaoError('roster.row_invalid', { row: 1 });
    const taken = new Set((await listUnits(trx, actor.tenantId)).filter((unit) => unit.closesOn === null).map((unit) => unit.name));
    const problems: RosterProblem[] = [];
    const units = rows.slice(1).flatMap((cells, index) => {
      if (cells.every((cell) => cell.trim() === '')) return [];
      const row = readRow(cells, index + 2, problems);
      if (row && taken.has(row.name)) problems.push({ row: index + 2, column: headers[0], problem: 'name_taken', value: row.name });
      if (row) taken.add(row.name);
      return row ? [row] : [];
    });
    if (problems.length > 0) return { created: [], problems };
    if (units.length === 0) throw new HuibaoError('roster.empty');
    const created: { name: string; username: string | null; password: string | null }[] = [];
    for (const unit of units) {
      const unitId = await insertUnit(scope, {
        kind: 'school', name: unit.name, schoolType: unit.schoolType, ownership: unit.ownership, sectionCode: null, schoolCode: unit.schoolCode,
        creditCode: unit.creditCode, opensOn: unit.opensOn, closesOn: null, hasHeadStep: false,
      });
      const password = unit.person && temporaryPassword();
      if (unit.person && password) {
        await insertAccount(trx, actor, now, { ...unit.person, unitId, role: 'reporter', passwordHash: await hashPassword(password), mustChange: true });
      }
      created.push({ name: unit.name, username: unit.person?.username ?? null, password });
    }
    scope.audit({ action: 'roster.imported', subject: String(actor.tenantId), detail: { units: created.length } });
    return { created, problems: [] };
  },
});

function readRow(cells: readonly string[], row: number, problems: RosterProblem[]): RosterRow | null {
  const before = problems.length;
  const at = (index: number): string => (cells[index] ?? '').normalize('NFKC').trim();
  const complain = (index: number, problem: RosterProblem['problem']): void => {
    problems.push({ row, column: headers[index] ?? '', problem, value: at(index) });
  };
  if (at(0) === '') complain(0, 'empty');
  const type = Object.entries(schoolTypes).find(([code, label]) => code === at(1) || label.zh === at(1))?.[0] as SchoolType | undefined;
  if (!type) complain(1, at(1) === '' ? 'empty' : 'unknown_type');
  const ownership = at(2) === '公办' ? 'public' : at(2) === '民办' ? 'private' : null;
  if (!ownership) complain(2, at(2) === '' ? 'empty' : 'unknown_ownership');
  if (at(3) !== '' && !/^\d{10}$/.test(at(3))) complain(3, 'bad_code');
  if (at(4) !== '' && checkCreditCode(at(4)) === 'malformed') complain(4, 'bad_code');
  if (!z.iso.date().safeParse(at(5)).success) complain(5, at(5) === '' ? 'empty' : 'bad_date');
  const login = username.safeParse(at(7));
  if ((at(6) === '') !== (at(7) === '')) complain(at(6) === '' ? 6 : 7, 'empty');
  else if (at(7) !== '' && !login.success) complain(7, 'bad_username');
  if (problems.length > before || !type || !ownership) return null;
  return {
    name: at(0), schoolType: type, ownership, schoolCode: at(3) || null, creditCode: at(4) || null, opensOn: at(5),
    person: login.success && at(6) !== '' ? { name: at(6), username: login.data } : null,
  };
}
