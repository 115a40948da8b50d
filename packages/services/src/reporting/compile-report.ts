import { HuibaoError, listedItem, startOfLocalDate, type SectionContent } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { findEditionOfYear, type Edition } from '../forms/edition.repository.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { draftOf, getIssuer, listSections, lockReport } from './report.repository.ts';

/** Compiles the year's first draft from the template: its figures are alive until 签发. */
export const compileReport = defineMutation({
  permission: 'report.write',
  input: z.object({ year: z.int() }),
  async run(scope, { year }) {
    const { trx, actor } = scope;
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const existing = await trx
      .selectFrom('reports')
      .select('id')
      .where('tenant_id', '=', actor.tenantId)
      .where('owner_tenant_id', '=', edition.ownerTenantId)
      .where('edition_id', '=', edition.id)
      .executeTakeFirst();
    if (existing) throw new HuibaoError('report.exists', { year });
    const ledger = await trx
      .selectFrom('ledger_items')
      .selectAll()
      .where('tenant_id', '=', actor.tenantId)
      .where('year', '=', year)
      .orderBy('kind')
      .orderBy('position')
      .execute();
    const issuer = await getIssuer(trx, actor.tenantId);
    const sections = edition.template.sections.map((section) => {
      const content = draftOf(section.content, issuer, year);
      return {
        ...section,
        content: section.ledger
          ? withLedger(
              content,
              ledger.filter((item) => item.kind === section.ledger),
            )
          : content,
      };
    });
    return insertReport(scope, edition, 1, null, sections);
  },
});

/**
 * Starts the next numbered version of an issued report: after a return, or to correct a published figure. The issued
 * one stays as it was signed.
 */
export const correctReport = defineMutation({
  permission: 'report.write',
  input: z.object({ reportId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  async run(scope, { reportId, reason }) {
    const { trx, actor } = scope;
    const report = await lockReport(scope, reportId);
    if (report.state !== 'issued') throw new HuibaoError('report.not_issued');
    const open = await trx
      .selectFrom('reports')
      .select('id')
      .where('tenant_id', '=', actor.tenantId)
      .where('edition_id', '=', report.edition.id)
      .where('version', '>', report.version)
      .executeTakeFirst();
    if (open) throw new HuibaoError('report.exists', { year: report.year });
    return insertReport(
      scope,
      report.edition,
      report.version + 1,
      reason,
      await listSections(trx, actor.tenantId, reportId),
    );
  },
});

async function insertReport(
  scope: Scope,
  edition: Edition,
  version: number,
  reason: string | null,
  sections: readonly {
    readonly code: string;
    readonly heading: string;
    readonly level: number;
    readonly content: SectionContent;
  }[],
): Promise<{ reportId: string }> {
  const { trx, actor, now, audit } = scope;
  const id = uuid();
  const inserted = await trx
    .insertInto('reports')
    .values({
      tenant_id: actor.tenantId,
      id,
      owner_tenant_id: edition.ownerTenantId,
      edition_id: edition.id,
      year: edition.year,
      version,
      state: 'drafting',
      correction_reason: reason,
      created_by: actor.userId,
      created_at: now,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) throw new HuibaoError('report.exists', { year: edition.year });
  const rows = sections.map((section, position) => ({
    tenant_id: actor.tenantId,
    report_id: id,
    code: section.code,
    position,
    heading: section.heading,
    level: section.level,
    content: JSON.stringify(section.content),
    version: 1,
    updated_by: actor.userId,
    updated_at: now,
  }));
  await trx.insertInto('report_sections').values(rows).execute();
  await trx
    .insertInto('report_section_versions')
    .values(
      rows.map((row) => ({
        tenant_id: row.tenant_id,
        report_id: id,
        code: row.code,
        version: 1,
        content: row.content,
        written_by: actor.userId,
        written_at: now,
      })),
    )
    .execute();
  const { addressees, parentId } = await getIssuer(trx, actor.tenantId);
  const parent =
    parentId === null
      ? undefined
      : await trx.selectFrom('tenants').select(['name', 'kind']).where('id', '=', parentId).executeTakeFirst();
  // Reported means that every one of these is out: the own level's party committee and government, and the superior bureau.
  const dispatches = [
    ...addressees,
    ...(parent && parent.kind !== 'platform' ? [{ addressee: parent.name, kind: 'superior' as const }] : []),
  ];
  if (dispatches.length > 0) {
    await trx
      .insertInto('dispatches')
      .values(
        dispatches.map(({ addressee, kind }, no) => ({
          tenant_id: actor.tenantId,
          report_id: id,
          no,
          addressee,
          kind,
        })),
      )
      .execute();
  }
  await enqueue(scope, {
    workflow: 'report',
    workflowId: `report/${actor.tenantId}/${id}`,
    signal: null,
    payload: {
      tenantId: actor.tenantId,
      reportId: id,
      reportDueAt: startOfLocalDate(`${edition.year + 1}-${edition.calendar.reportDue}`).toISOString(),
      publishDueAt: startOfLocalDate(`${edition.year + 1}-${edition.calendar.publishDue}`).toISOString(),
    },
  });
  audit({ action: 'report.compiled', subject: id, detail: { year: edition.year, version } });
  return { reportId: id };
}

/** The ledger's items as an official lists them, with their causes (the law asks for them). */
function withLedger(
  content: SectionContent,
  items: readonly { title: string; detail: string; owner: string; due_on: string | null }[],
): SectionContent {
  const paragraphs = items.map((item, index) => ({
    type: 'paragraph' as const,
    content: [{ type: 'text' as const, text: listedItem(index, [item.title, item.detail]) }],
  }));
  return { type: 'doc', content: [...content.content, ...paragraphs] };
}
