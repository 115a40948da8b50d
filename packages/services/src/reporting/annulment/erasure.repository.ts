import type { TenantTransaction } from '@huibao/db';
import type { AnnulmentGround } from '@huibao/domain';
import { sql } from 'kysely';

// Each table that holds what a report says, and how it is erased there. The migration's triggers allow this and nothing
// else. A new table that holds such words is erased here too: `annulment.test.ts` looks into every column there is.

/** What was signed keeps its figures, their definitions and lineage, who signed, and the hash of all. */
export async function eraseSigned(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  { ground, annulledOn }: { readonly ground: AnnulmentGround; readonly annulledOn: string },
): Promise<void> {
  await trx
    .updateTable('reports')
    .set({
      annulled_on: annulledOn,
      annulled_for: ground,
      frozen: sql`frozen - array['sections', 'answers']`,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', reportId)
    .execute();
}

/** The text and each of its versions, what was written beside it, what was signed of it, and what was said about it. */
export async function eraseWords(trx: TenantTransaction, tenantId: number, reportId: string): Promise<void> {
  for (const table of ['report_sections', 'report_section_versions', 'report_asides'] as const)
    await trx
      .updateTable(table)
      .set({ content: null })
      .where('tenant_id', '=', tenantId)
      .where('report_id', '=', reportId)
      .execute();
  await trx
    .updateTable('report_manifests')
    .set({ manifest: null })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .execute();
  await trx
    .updateTable('report_answers')
    .set({ answer: null })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .execute();
  await trx
    .updateTable('report_decisions')
    .set({ comment: null })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    // What was noted there is its number.
    .where('action', '<>', 'numbered')
    .execute();
}

/** Of a version that stands: earlier prose, what was put away beside it, and signatures that are no longer in force. */
export async function eraseWhatLedTo(trx: TenantTransaction, tenantId: number, reportId: string): Promise<void> {
  await trx
    .updateTable('report_section_versions as v')
    .from('report_sections as s')
    .set({ content: null })
    .whereRef('s.tenant_id', '=', 'v.tenant_id')
    .whereRef('s.report_id', '=', 'v.report_id')
    .whereRef('s.code', '=', 'v.code')
    .whereRef('s.version', '<>', 'v.version')
    .where('v.tenant_id', '=', tenantId)
    .where('v.report_id', '=', reportId)
    .execute();
  await trx
    .updateTable('report_asides')
    .set({ content: null })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('settled_at', 'is not', null)
    .execute();
  await trx
    .updateTable('report_manifests as m')
    .from('reports as r')
    .set({ manifest: null })
    .whereRef('r.tenant_id', '=', 'm.tenant_id')
    .whereRef('r.id', '=', 'm.report_id')
    .where(sql<boolean>`m.hash is distinct from r.approval_hash`)
    .where('m.tenant_id', '=', tenantId)
    .where('m.report_id', '=', reportId)
    .execute();
}

/** Answers to what is no longer found. */
export async function eraseLapsedAnswers(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  applying: readonly string[],
): Promise<void> {
  await trx
    .updateTable('report_answers')
    .set({ answer: null })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where(sql<boolean>`fingerprint <> all (${[...applying]}::text[])`)
    .execute();
}

/** Notices that told why it was sent back. */
export async function eraseReasonsTold(trx: TenantTransaction, tenantId: number, reportId: string): Promise<void> {
  await trx
    .updateTable('notices')
    .set({ params: sql`params - 'reason'` })
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'report_returned')
    .where('href', '=', `/reports/${reportId}`)
    .execute();
}
