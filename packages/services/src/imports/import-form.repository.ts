import { executePrepared, type TenantReader, type TenantTransaction } from '@huibao/db';
import type { ErrorCode, ErrorParams } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import type { ImportedEdit } from '../submission/imported-cell.repository.ts';
import { jsonOf } from '../json-column.ts';
import type { ImportedCell, ImportedForm, ImportRefusal, JudgedForm, StoredCell } from './judged-form.ts';

const cellsOf = (stored: unknown): readonly ImportedCell[] =>
  jsonOf<readonly StoredCell[]>(stored).map(([code, key, state, value, version, stateBefore, valueBefore]) => ({
    code,
    key,
    state,
    value,
    version,
    before: { state: stateBefore, value: valueBefore },
  }));

export async function insertImportedForms(
  trx: TenantTransaction,
  tenantId: number,
  importId: string,
  forms: readonly JudgedForm[],
): Promise<void> {
  if (forms.length === 0) return;
  const column = <Key extends keyof JudgedForm>(key: Key) => forms.map((form) => form[key]);
  // JSON has no line within it: long texts that are full of quotes go as they are.
  const cells = column('cells').join('\n');
  const inserting = sql`
    insert into import_forms (
      tenant_id, import_id, submission_id, unit_id, issue_no, state, refusal, added, changed, same, errors,
      warnings, cells
    )
    select i.tenant_id, i.id, f.submission_id, f.unit_id, f.issue_no,
      case when f.refusal is null then 'waiting' else 'refused' end, f.refusal, f.added, f.changed, f.same, f.errors,
      f.warnings, f.cells::jsonb
    from imports i, unnest(
      ${column('submissionId')}::uuid[], ${column('unitId')}::int[], ${column('issueNo')}::int[],
      ${column('refusal')}::text[], ${column('added')}::int[], ${column('changed')}::int[], ${column('same')}::int[],
      ${column('errors')}::int[], ${column('warnings')}::int[], string_to_array(${cells}, E'\n')
    ) as f(
      submission_id, unit_id, issue_no, refusal, added, changed, same, errors, warnings, cells
    ) where i.tenant_id = ${tenantId} and i.id = ${importId}::uuid`;
  await executePrepared(trx, inserting);
}

/** @param from the number of the first */
export async function insertRefusals(
  trx: TenantTransaction,
  tenantId: number,
  importId: string,
  refusals: readonly ImportRefusal[],
  from: number,
): Promise<void> {
  if (refusals.length === 0) return;
  const column = <Key extends keyof ImportRefusal>(key: Key) => refusals.map((refusal) => refusal[key]);
  const params = refusals.map((refusal) => JSON.stringify(refusal.params));
  await sql`
    insert into import_refusals (
      tenant_id, import_id, no, unit_id, form_code, code, key, sheet, ref, text, error, params
    )
    select i.tenant_id, i.id, ${from} + r.ordinality, r.unit_id, r.form_code, r.code, r.key, r.sheet, r.ref, r.text,
      r.error, r.params::jsonb
    from imports i, unnest(
      ${column('unitId')}::int[], ${column('formCode')}::text[], ${column('code')}::text[], ${column('key')}::text[],
      ${column('sheet')}::text[], ${column('ref')}::text[], ${column('text')}::text[], ${column('error')}::text[],
      ${params}::text[]
    ) with ordinality as r(unit_id, form_code, code, key, sheet, ref, text, error, params, ordinality)
    where i.tenant_id = ${tenantId} and i.id = ${importId}::uuid`.execute(trx);
}

/** What a reading left behind that was broken off. */
export async function deleteRead(trx: TenantTransaction, tenantId: number, importId: string): Promise<void> {
  await trx.deleteFrom('import_forms').where('tenant_id', '=', tenantId).where('import_id', '=', importId).execute();
  await trx.deleteFrom('import_refusals').where('tenant_id', '=', tenantId).where('import_id', '=', importId).execute();
}

/** A form that waits to be written, and how many values. */
export interface WaitingForm {
  readonly submissionId: string;
  readonly unitId: number;
  readonly issueNo: number;
  readonly values: number;
}

/** Some that wait to be written, unit by unit, locked: those that another transaction has in hand are passed over. */
export async function takeWaitingForms(
  trx: TenantTransaction,
  tenantId: number,
  importId: string,
  limit: number,
): Promise<readonly WaitingForm[]> {
  const taking = trx
    .selectFrom('import_forms')
    .select(['submission_id', 'unit_id', 'issue_no', 'added', 'changed'])
    .where('tenant_id', '=', tenantId)
    .where('import_id', '=', importId)
    .where('state', '=', 'waiting')
    .orderBy('unit_id')
    .orderBy('submission_id')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const rows = await executePrepared(trx, taking);
  return rows.map((row) => ({
    submissionId: row.submission_id,
    unitId: row.unit_id,
    issueNo: row.issue_no,
    values: row.added + row.changed,
  }));
}

/** Of some that wait the cells, for `writeImportedCells`. They go from row to row: nobody carries them. */
export function waitingCells(
  tenantId: number,
  importId: string,
  submissionIds: readonly string[],
): RawBuilder<ImportedEdit> {
  return sql`
      select f.submission_id, f.unit_id, c ->> 0 as code, c ->> 1 as key, c ->> 2 as state, c ->> 3 as value,
        (c ->> 4)::int as seen
      from import_forms f cross join lateral jsonb_array_elements(f.cells) c
      where f.tenant_id = ${tenantId}::int and f.import_id = ${importId}::uuid
        and f.submission_id = any(${[...submissionIds]}::uuid[]) and f.state = 'waiting'`;
}

/** What became of them. Their values stand in the drafts now, or nowhere: they are kept once. */
export async function endForms(
  trx: TenantTransaction,
  tenantId: number,
  importId: string,
  ended: readonly { readonly submissionId: string; readonly refusal: ErrorCode | null; readonly written: number }[],
): Promise<void> {
  const ids = sql`${ended.map((one) => one.submissionId)}::uuid[]`;
  const ending = sql`
    update import_forms f set
      state = case when e.refusal is null then 'written' else 'refused' end, refusal = e.refusal, written = e.written,
      cells = '[]'
    from unnest(
      ${ids}, ${ended.map((one) => one.refusal)}::text[], ${ended.map((one) => one.written)}::int[]
    ) as e(submission_id, refusal, written)
    where f.tenant_id = ${tenantId} and f.import_id = ${importId}::uuid and f.submission_id = e.submission_id
      -- By their keys: else the whole file is gone through for these.
      and f.submission_id = any(${ids})`;
  await executePrepared(trx, ending);
}

export interface ImportTotals {
  readonly units: number;
  /** Of these, to whom something is to be written. */
  readonly receiving: number;
  readonly forms: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly errors: number;
  readonly warnings: number;
  /** Forms that are through, written or refused since. */
  readonly ended: number;
  readonly written: number;
  /** Of forms that were written: values that somebody had changed meanwhile, and that stand as they were. */
  readonly overtaken: number;
  readonly refusedForms: number;
}

const totals = sql<ImportTotals>`
  count(distinct unit_id)::int as units,
  (count(distinct unit_id) filter (where added + changed > 0))::int as receiving, count(*)::int as forms,
  coalesce(sum(added), 0)::int as added, coalesce(sum(changed), 0)::int as changed, coalesce(sum(same), 0)::int as same,
  coalesce(sum(errors), 0)::int as errors, coalesce(sum(warnings), 0)::int as warnings,
  count(*) filter (where state <> 'waiting')::int as ended,
  coalesce(sum(written), 0)::int as written,
  coalesce(sum(added + changed - written) filter (where state = 'written'), 0)::int as overtaken,
  count(*) filter (where state = 'refused')::int as "refusedForms"`;

export async function measureImport(trx: TenantReader, tenantId: number, importId: string): Promise<ImportTotals> {
  const { rows } = await sql<ImportTotals>`
    select ${totals} from import_forms where tenant_id = ${tenantId} and import_id = ${importId}::uuid`.execute(trx);
  return rows[0] ?? raise();
}

export async function countRefusals(trx: TenantReader, tenantId: number, importId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('import_refusals')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('import_id', '=', importId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export type ImportedUnit = ImportTotals & {
  readonly id: number;
  readonly name: string;
  /** Places that aren't taken. */
  readonly refused: number;
};

/** By school: those with something refused first, then by name. */
export async function listImportedUnits(
  trx: TenantReader,
  tenantId: number,
  importId: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly ImportedUnit[]> {
  const { rows } = await sql<ImportedUnit>`
    select u.id, u.name, f.*, coalesce(r.refused, 0) as refused from (
      select unit_id, ${totals}
      from import_forms where tenant_id = ${tenantId} and import_id = ${importId}::uuid group by unit_id
    ) f
    join org_units u on u.tenant_id = ${tenantId} and u.id = f.unit_id
    left join (
      select unit_id, count(*)::int as refused
      from import_refusals where tenant_id = ${tenantId} and import_id = ${importId}::uuid group by unit_id
    ) r on r.unit_id = f.unit_id
    order by r.refused is null, u.name, u.id offset ${offset} limit ${limit}`.execute(trx);
  return rows;
}

/** What would be, or was, written of one unit, form by form. */
export async function listFormsOfUnit(
  trx: TenantReader,
  tenantId: number,
  importId: string,
  unitId: number,
): Promise<readonly (Omit<ImportedForm, 'unitId'> & { readonly formCode: string; readonly written: number })[]> {
  const rows = await trx
    .selectFrom('import_forms as f')
    .innerJoin('submissions as s', (join) =>
      join.onRef('s.tenant_id', '=', 'f.tenant_id').onRef('s.id', '=', 'f.submission_id'),
    )
    .selectAll('f')
    .select('s.form_code')
    .where('f.tenant_id', '=', tenantId)
    .where('f.import_id', '=', importId)
    .where('f.unit_id', '=', unitId)
    .orderBy('s.form_code')
    .execute();
  return rows.map((row) => ({
    submissionId: row.submission_id,
    issueNo: row.issue_no,
    formCode: row.form_code,
    refusal: row.refusal as ErrorCode | null,
    added: row.added,
    changed: row.changed,
    same: row.same,
    errors: row.errors,
    warnings: row.warnings,
    written: row.written,
    cells: cellsOf(row.cells),
  }));
}

/** In the order of the file. */
export async function listRefusals(
  trx: TenantReader,
  tenantId: number,
  importId: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly (ImportRefusal & { readonly unitName: string })[]> {
  const rows = await trx
    .selectFrom('import_refusals as r')
    .leftJoin('org_units as u', (join) => join.onRef('u.tenant_id', '=', 'r.tenant_id').onRef('u.id', '=', 'r.unit_id'))
    .selectAll('r')
    .select('u.name')
    .where('r.tenant_id', '=', tenantId)
    .where('r.import_id', '=', importId)
    .orderBy('r.no')
    .offset(offset)
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    unitId: row.unit_id,
    unitName: row.name ?? '',
    formCode: row.form_code,
    code: row.code,
    key: row.key,
    sheet: row.sheet,
    ref: row.ref,
    text: row.text,
    error: row.error as ErrorCode,
    params: jsonOf<ErrorParams>(row.params),
  }));
}

function raise(): never {
  throw new Error('a sum without a row');
}
