import type { TenantReader } from '@huibao/db';
import {
  HuibaoError,
  type IndicatorDefinition,
  type IndicatorValue,
  type ReportState,
  type SectionContent,
} from '@huibao/domain';
import { getWholeEdition, type Edition } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';
import type { QueryScope, Scope } from '../use-case.ts';
import type { Issuer, ReportText } from './lay-out.ts';

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
}

/** What 签发 freezes: text, values, and who signed. */
export interface FrozenReport extends ReportText {
  readonly figures: readonly IndicatorValue[];
  /** The definitions of the figures in the text as they were, with their versions. Absent from what was issued before there were any. */
  readonly definitions?: readonly (IndicatorDefinition & { readonly version: number })[];
  /** Codes of the figures that the public copy may not print: small counts of persons, and what would give them away. */
  readonly hidden?: readonly string[];
  readonly signer: string;
  readonly issuer: Issuer;
}

export interface ReportSection {
  readonly code: string;
  readonly heading: string;
  readonly level: number;
  readonly content: SectionContent;
  readonly version: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** The report, locked: who changes it or its sections follow one another. */
export async function lockReport({ trx, actor }: Pick<Scope, 'trx' | 'actor'>, id: string): Promise<Report> {
  await trx
    .selectFrom('reports')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .execute();
  return getReport({ trx, actor }, id);
}

export async function getReport({ trx, actor }: Pick<QueryScope, 'trx' | 'actor'>, id: string): Promise<Report> {
  const row = await trx
    .selectFrom('reports')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('report.not_found');
  return {
    id: row.id,
    edition: await getWholeEdition(trx, row.owner_tenant_id, row.edition_id),
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
    frozen: jsonOf<FrozenReport | null>(row.frozen),
  };
}

export async function listSections(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
): Promise<readonly ReportSection[]> {
  const rows = await trx
    .selectFrom('report_sections as s')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.updated_by'))
    .select(['s.code', 's.heading', 's.level', 's.content', 's.version', 's.updated_at', 'u.name'])
    .where('s.tenant_id', '=', tenantId)
    .where('s.report_id', '=', reportId)
    .orderBy('s.position')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    heading: row.heading,
    level: row.level,
    content: jsonOf<SectionContent>(row.content),
    version: row.version,
    updatedAt: row.updated_at,
    updatedBy: row.name ?? '',
  }));
}

export async function getIssuer(
  trx: TenantReader,
  tenantId: number,
): Promise<Issuer & { readonly parentId: number | null; readonly isDemo: boolean }> {
  const row = await trx.selectFrom('tenants').selectAll().where('id', '=', tenantId).executeTakeFirstOrThrow();
  return {
    name: row.name,
    shortName: row.short_name,
    documentPrefix: row.document_prefix,
    addressees: jsonOf<Issuer['addressees']>(row.addressees),
    parentId: row.parent_id,
    isDemo: row.is_demo,
  };
}

/** Puts the bureau's name and the years where a template says `{bureau}`, `{year}`, `{nextYear}`. */
function fillIn(text: string, bureau: string, year: number): string {
  return text
    .replaceAll('{bureau}', bureau)
    .replaceAll('{year}', String(year))
    .replaceAll('{nextYear}', String(year + 1));
}

export function titlesOf(edition: Edition, issuer: Issuer): Pick<ReportText, 'title' | 'upwardTitle'> {
  const fill = (lines: readonly string[], name: string): readonly string[] =>
    lines.map((line) => fillIn(line, name, edition.year));
  return {
    title: fill(edition.template.title, issuer.shortName),
    upwardTitle: fill(edition.template.upwardTitle, issuer.name),
  };
}

/** A template's prose as this bureau's draft of this year. */
export function draftOf(content: SectionContent, issuer: Issuer, year: number): SectionContent {
  const filled: unknown = JSON.parse(JSON.stringify(content), (key: string, value: unknown) =>
    key === 'text' && typeof value === 'string' ? fillIn(value, issuer.shortName, year) : value,
  );
  return filled as SectionContent;
}
