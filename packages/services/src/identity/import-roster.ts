import { hashPassword } from '@huibao/auth';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { readTableWorkbook, writeTableWorkbook } from '@huibao/documents/xlsx';
import {
  HuibaoError,
  checkCreditCode,
  localize,
  schoolTypes,
  type Locale,
  type Ownership,
  type SchoolType,
} from '@huibao/domain';
import { createI18n } from '@huibao/i18n';
import { z } from 'zod';
import { defineMutation, defineQuery } from '../use-case.ts';
import { insertAccount, temporaryPassword, username } from './manage-accounts.ts';
import { insertUnit, listUnits } from './manage-units.ts';

/** The roster's columns, in this order. */
const columns = [
  'name',
  'schoolType',
  'ownership',
  'schoolCode',
  'creditCode',
  'opensOn',
  'personName',
  'username',
] as const;

type RosterColumn = (typeof columns)[number];

const locales = ['zh-CN', 'en'] as const satisfies readonly Locale[];

const wordsIn = (language: Locale) => createI18n(language).getFixedT(null, 'exports', 'roster');

const headersIn = (language: Locale): readonly string[] => {
  const t = wordsIn(language);
  return columns.map((column) => t(`headers.${column}`));
};

/** By the word for it, in either language. */
const ownerships: ReadonlyMap<string, Ownership> = new Map(
  locales.flatMap((language) => {
    const t = wordsIn(language);
    return (['public', 'private'] as const).map((one): [string, Ownership] => [t(`ownership.${one}`), one]);
  }),
);

/** The roster to be filled, with the codes that it knows on a second sheet. */
export const downloadRosterTemplate = defineQuery({
  permission: 'unit.manage',
  input: z.object({ locale: z.enum(locales) }),
  async run(_scope, { locale }): Promise<RenderedFile> {
    const t = wordsIn(locale);
    const bytes = await writeTableWorkbook({
      sheets: [
        {
          name: t('sheet'),
          columns: headersIn(locale).map((header) => ({ header, kind: 'text' as const, width: 18 })),
          rows: [],
        },
        {
          name: t('typeSheet'),
          columns: [
            { header: t('code'), kind: 'text' },
            { header: t('typeName'), kind: 'text', width: 20 },
          ],
          rows: Object.entries(schoolTypes).map(([code, label]) => [code, localize(label, locale)]),
        },
      ],
    });
    return { name: `${t('sheet')}.xlsx`, mediaType: mediaTypes.xlsx, bytes };
  },
});

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
    | 'repeated';
  readonly value: string;
}

export interface RosterResult {
  readonly created: readonly {
    readonly name: string;
    readonly username: string | null;
    readonly password: string | null;
  }[];
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
export const importRoster = defineMutation({
  permission: 'unit.manage',
  input: z.object({ content: z.instanceof(Uint8Array) }),
  async run(scope, { content }): Promise<RosterResult> {
    const { trx, actor, now } = scope;
    const rows = await readTableWorkbook(content);
    const header = rows[0] ?? [];
    // The template may have been downloaded in either language, whichever one is in use now.
    const headers = locales
      .map(headersIn)
      .find((known) => known.every((name, index) => header[index]?.trim() === name));
    if (!headers) throw new HuibaoError('roster.row_invalid', { row: 1 });
    const taken = new Set(
      (await listUnits(trx, actor.tenantId)).filter((unit) => unit.closesOn === null).map((unit) => unit.name),
    );
    const problems: RosterProblem[] = [];
    const units = rows.slice(1).flatMap((cells, index) => {
      if (cells.every((cell) => cell.trim() === '')) return [];
      const row = readRow(cells, index + 2, headers, problems);
      if (row && taken.has(row.name))
        problems.push({ row: index + 2, column: headers[0] ?? '', problem: 'name_taken', value: row.name });
      if (row) taken.add(row.name);
      return row ? [row] : [];
    });
    if (problems.length > 0) return { created: [], problems };
    if (units.length === 0) throw new HuibaoError('roster.empty');
    const created: { name: string; username: string | null; password: string | null }[] = [];
    for (const unit of units) {
      const unitId = await insertUnit(scope, {
        kind: 'school',
        name: unit.name,
        schoolType: unit.schoolType,
        ownership: unit.ownership,
        sectionCode: null,
        schoolCode: unit.schoolCode,
        creditCode: unit.creditCode,
        opensOn: unit.opensOn,
        closesOn: null,
        hasHeadStep: false,
      });
      const password = unit.person && temporaryPassword();
      if (unit.person && password) {
        await insertAccount(trx, actor, now, {
          ...unit.person,
          unitId,
          role: 'reporter',
          passwordHash: await hashPassword(password),
          mustChange: true,
        });
      }
      created.push({ name: unit.name, username: unit.person?.username ?? null, password });
    }
    scope.audit({ action: 'roster.imported', subject: String(actor.tenantId), detail: { units: created.length } });
    return { created, problems: [] };
  },
});

function readRow(
  cells: readonly string[],
  row: number,
  headers: readonly string[],
  problems: RosterProblem[],
): RosterRow | null {
  const before = problems.length;
  const at = (column: RosterColumn): string => (cells[columns.indexOf(column)] ?? '').normalize('NFKC').trim();
  const complain = (column: RosterColumn, problem: RosterProblem['problem']): void => {
    problems.push({ row, column: headers[columns.indexOf(column)] ?? '', problem, value: at(column) });
  };
  if (at('name') === '') complain('name', 'empty');
  const type = Object.entries(schoolTypes).find(([code, label]) =>
    [code, label.zh, label.en].includes(at('schoolType')),
  )?.[0] as SchoolType | undefined;
  if (!type) complain('schoolType', at('schoolType') === '' ? 'empty' : 'unknown_type');
  const ownership = ownerships.get(at('ownership'));
  if (!ownership) complain('ownership', at('ownership') === '' ? 'empty' : 'unknown_ownership');
  if (at('schoolCode') !== '' && !/^\d{10}$/.test(at('schoolCode'))) complain('schoolCode', 'bad_code');
  if (at('creditCode') !== '' && checkCreditCode(at('creditCode')) === 'malformed') complain('creditCode', 'bad_code');
  if (!z.iso.date().safeParse(at('opensOn')).success) complain('opensOn', at('opensOn') === '' ? 'empty' : 'bad_date');
  const login = username.safeParse(at('username'));
  if ((at('personName') === '') !== (at('username') === ''))
    complain(at('personName') === '' ? 'personName' : 'username', 'empty');
  else if (at('username') !== '' && !login.success) complain('username', 'bad_username');
  if (problems.length > before || !type || !ownership) return null;
  return {
    name: at('name'),
    schoolType: type,
    ownership,
    schoolCode: at('schoolCode') || null,
    creditCode: at('creditCode') || null,
    opensOn: at('opensOn'),
    person: login.success && at('personName') !== '' ? { name: at('personName'), username: login.data } : null,
  };
}
