import { sendAhead, type TenantReader, type TenantTransaction } from '@huibao/db';
import { HuibaoError, type AnnulmentGround, type DeliveryState, type ReportState } from '@huibao/domain';
import { sql } from 'kysely';
import { addedToReport } from '../forms/added-issue.repository.ts';
import { pinnedRefOf, getWholeEdition, type Edition, type ProgrammeRef } from '../forms/edition.repository.ts';
import { readFrozen, type FrozenReport, type StoredReport } from './frozen-report.ts';
import { listSent } from './sent-state.repository.ts';
import { jsonOf } from '../json-column.ts';

export interface Report {
  readonly id: string;
  readonly edition: Edition;
  readonly year: number;
  readonly version: number;
  readonly state: ReportState;
  readonly step: number;
  readonly number: string | null;
  readonly issuedOn: string | null;
  readonly issuedBy: string | null;
  readonly approvalHash: string | null;
  readonly hash: string | null;
  readonly correctionReason: string | null;
  readonly frozen: FrozenReport | null;
  /** 作废: what it said is gone, here and wherever it went. */
  readonly annulment: Annulment | null;
}

export interface Annulment {
  /** ISO date. */
  readonly on: string;
  readonly ground: AnnulmentGround;
}

/** The report, locked: who changes it or its sections follow one another. */
export async function lockReport(trx: TenantTransaction, tenantId: number, id: string): Promise<Report> {
  await trx
    .selectFrom('reports')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .execute();
  return getReport(trx, tenantId, id);
}

export async function getReport(trx: TenantReader, tenantId: number, id: string): Promise<Report> {
  const row = await trx
    .selectFrom('reports as r')
    .selectAll('r')
    .select(addedToReport(tenantId).as('pinned'))
    .where('r.tenant_id', '=', tenantId)
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('report.not_found');
  const edition = await getWholeEdition(trx, tenantId, pinnedRefOf(row));
  return {
    id: row.id,
    edition,
    year: row.year,
    version: row.version,
    state: row.state as ReportState,
    step: row.step,
    number: row.number,
    issuedOn: row.issued_on,
    issuedBy: row.issued_by,
    approvalHash: row.approval_hash,
    hash: row.hash,
    correctionReason: row.correction_reason,
    frozen: readFrozen(jsonOf<StoredReport | null>(row.frozen), edition),
    annulment: row.annulled_on === null ? null : { on: row.annulled_on, ground: row.annulled_for as AnnulmentGround },
  };
}

/** How a report and what came of it stand. */
export interface ReportSummary {
  readonly id: string;
  readonly year: number;
  readonly version: number;
  readonly state: ReportState;
  readonly number: string | null;
  readonly issuedOn: string | null;
  readonly annulledOn: string | null;
  readonly delivery: DeliveryState | null;
  readonly publicationId: string | null;
  readonly publishedOn: string | null;
}

/** Of a programme, newest year and version first. */
export async function listReportSummaries(
  trx: TenantReader,
  tenantId: number,
  programme: ProgrammeRef,
): Promise<readonly ReportSummary[]> {
  const rows = await trx
    .selectFrom('reports as r')
    .leftJoin('publications as p', (join) =>
      join.onRef('p.tenant_id', '=', 'r.tenant_id').onRef('p.report_id', '=', 'r.id'),
    )
    .select([
      'r.id',
      'r.year',
      'r.version',
      'r.state',
      'r.number',
      'r.issued_on',
      'r.annulled_on',
      'p.id as publicationId',
      'p.published_on',
    ])
    .where('r.tenant_id', '=', tenantId)
    .where('r.owner_tenant_id', '=', programme.ownerTenantId)
    .where('r.programme_code', '=', programme.programmeCode)
    .orderBy('r.year', 'desc')
    .orderBy('r.version', 'desc')
    .execute();
  const sent = await listSent(
    trx,
    tenantId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    year: row.year,
    version: row.version,
    state: row.state as ReportState,
    number: row.number,
    issuedOn: row.issued_on,
    annulledOn: row.annulled_on,
    delivery: sent.get(row.id)?.state ?? null,
    publicationId: row.publicationId,
    publishedOn: row.published_on,
  }));
}

/** A report of a year, and whether and as what it went out. */
export type ReportOfYear = Pick<Report, 'id' | 'year' | 'version' | 'state' | 'number'> & {
  readonly publicationId: string | null;
  readonly sentAt: Date | null;
};

/** Of a programme's year, and of the next, which says something of this one: oldest first. */
export async function listReportsFrom(
  trx: TenantReader,
  tenantId: number,
  { ownerTenantId, programmeCode, year }: ProgrammeRef & { readonly year: number },
): Promise<readonly ReportOfYear[]> {
  const rows = await trx
    .selectFrom('reports as r')
    .leftJoin('publications as p', (join) =>
      join.onRef('p.tenant_id', '=', 'r.tenant_id').onRef('p.report_id', '=', 'r.id'),
    )
    .select(['r.id', 'r.year', 'r.version', 'r.state', 'r.number', 'p.id as publicationId'])
    .where('r.tenant_id', '=', tenantId)
    .where('r.owner_tenant_id', '=', ownerTenantId)
    .where('r.programme_code', '=', programmeCode)
    .where('r.year', 'in', [year, year + 1])
    .orderBy('r.year')
    .orderBy('r.version')
    .execute();
  const sent = await listSent(
    trx,
    tenantId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, state: row.state as ReportState, sentAt: sent.get(row.id)?.sentAt ?? null }));
}

/** The newest issued report of a programme's year, as it was signed. */
export async function findIssued(
  trx: TenantReader,
  tenantId: number,
  programme: ProgrammeRef,
  year: number,
): Promise<Pick<StoredReport, 'figures'> | undefined> {
  const row = await trx
    .selectFrom('reports')
    .select('frozen')
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', programme.ownerTenantId)
    .where('programme_code', '=', programme.programmeCode)
    .where('year', '=', year)
    .where('state', '=', 'issued')
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return jsonOf<StoredReport | null>(row?.frozen ?? null) ?? undefined;
}

export type ReportVersion = Pick<Report, 'id' | 'version' | 'state'> & { readonly annulledOn: string | null };

/** Of one edition, oldest first. */
export async function listVersions(
  trx: TenantReader,
  tenantId: number,
  edition: Pick<Edition, 'ownerTenantId' | 'id'>,
): Promise<readonly ReportVersion[]> {
  const rows = await trx
    .selectFrom('reports')
    .select(['id', 'version', 'state', 'annulled_on as annulledOn'])
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', edition.ownerTenantId)
    .where('edition_id', '=', edition.id)
    .orderBy('version')
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as ReportState }));
}

/** Numbers given in a series, as they were given. */
export async function listNumbers(trx: TenantReader, tenantId: number, series: string): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('reports')
    .select('number')
    .where('tenant_id', '=', tenantId)
    .where('number', 'like', `${series}%`)
    .execute();
  return rows.flatMap((row) => row.number ?? []);
}

export interface NewReport {
  readonly id: string;
  readonly edition: Edition;
  readonly version: number;
  readonly correctionReason: string | null;
}

/** A draft; false where there is this version already. */
export async function insertReport(
  trx: TenantTransaction,
  tenantId: number,
  { id, edition, version, correctionReason }: NewReport,
  createdBy: string,
  createdAt: Date,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('reports')
    .values({
      tenant_id: tenantId,
      id,
      owner_tenant_id: edition.ownerTenantId,
      edition_id: edition.id,
      issue_no: edition.issueNo,
      parts: [...(edition.parts ?? [])],
      programme_code: edition.programmeCode,
      year: edition.year,
      version,
      state: 'drafting',
      correction_reason: correctionReason,
      created_by: createdBy,
      created_at: createdAt,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  const additions = (edition.additions ?? []).map((one) => ({
    tenant_id: tenantId,
    report_id: id,
    owner_tenant_id: one.ownerTenantId,
    issue_id: one.id,
  }));
  if (additions.length > 0) await trx.insertInto('report_additions').values(additions).execute();
  return true;
}

/** A place in the chain; the hash is that of what its steps sign, null while it is written. */
export type ReportPlace = Pick<Report, 'step' | 'approvalHash'> & { readonly state: 'drafting' | 'in_approval' };

export async function moveReport(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  { state, step, approvalHash }: ReportPlace,
): Promise<void> {
  await trx
    .updateTable('reports')
    .set({ state, step, approval_hash: approvalHash })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

export interface IssuedReport {
  readonly frozen: StoredReport;
  readonly hash: string;
  readonly issuedOn: string;
  readonly issuedBy: string;
}

/** Freezes it, and supersedes the versions before it. */
export async function issueReport(
  trx: TenantTransaction,
  tenantId: number,
  report: Report,
  { frozen, hash, issuedOn, issuedBy }: IssuedReport,
): Promise<void> {
  await trx
    .updateTable('reports')
    .set({ state: 'issued', issued_on: issuedOn, issued_by: issuedBy, frozen: JSON.stringify(frozen), hash })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', report.id)
    .execute();
  await trx
    .updateTable('reports')
    .set({ state: 'superseded' })
    .where('tenant_id', '=', tenantId)
    .where('edition_id', '=', report.edition.id)
    .where('version', '<', report.version)
    .execute();
}

/** Who numbers a report follows whoever else does: each sees what the last one was given. */
export async function lockNumbers(trx: TenantTransaction, tenantId: number): Promise<void> {
  await sendAhead(trx, sql`select pg_advisory_xact_lock(7120538, ${tenantId})`);
}

export async function isNumberTaken(trx: TenantReader, tenantId: number, number: string): Promise<boolean> {
  const taken = await trx
    .selectFrom('reports')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('number', '=', number)
    .executeTakeFirst();
  return taken !== undefined;
}

export async function updateNumber(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  number: string,
): Promise<void> {
  await trx.updateTable('reports').set({ number }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
}
