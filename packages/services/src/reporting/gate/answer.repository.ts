import type { TenantReader, TenantTransaction } from '@huibao/db';
import type { NotNull } from 'kysely';

/** What a person answered to a finding, in writing. */
export interface GateAnswer {
  readonly fingerprint: string;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** By the fingerprints of what they answer. */
export async function listAnswers(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
): Promise<ReadonlyMap<string, GateAnswer>> {
  const rows = await trx
    .selectFrom('report_answers as a')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'a.tenant_id').onRef('u.id', '=', 'a.answered_by'))
    .select(['a.fingerprint', 'a.answer', 'a.answered_at', 'u.name'])
    .where('a.tenant_id', '=', tenantId)
    .where('a.report_id', '=', reportId)
    .where('a.answer', 'is not', null)
    .$narrowType<{ answer: NotNull }>()
    .execute();
  return new Map(
    rows.map((row) => [
      row.fingerprint,
      { fingerprint: row.fingerprint, text: row.answer, by: row.name ?? '', at: row.answered_at.toISOString() },
    ]),
  );
}

export interface NewAnswer {
  readonly fingerprint: string;
  readonly finding: string;
  readonly text: string;
}

/** In place of an earlier answer to the same. */
export async function upsertAnswer(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  { fingerprint, finding, text }: NewAnswer,
  answeredBy: string,
  answeredAt: Date,
): Promise<void> {
  await trx
    .insertInto('report_answers')
    .values({
      tenant_id: tenantId,
      report_id: reportId,
      fingerprint,
      finding,
      answer: text,
      answered_by: answeredBy,
      answered_at: answeredAt,
    })
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'report_id', 'fingerprint'])
        .doUpdateSet({ answer: text, answered_by: answeredBy, answered_at: answeredAt }),
    )
    .execute();
}

/** What was answered in an earlier version holds in the next, as far as it is about the same. */
export async function copyAnswers(
  trx: TenantTransaction,
  tenantId: number,
  fromReportId: string,
  toReportId: string,
): Promise<void> {
  await trx
    .insertInto('report_answers')
    .columns(['tenant_id', 'report_id', 'fingerprint', 'finding', 'answer', 'answered_by', 'answered_at'])
    .expression((eb) =>
      eb
        .selectFrom('report_answers')
        .select(['tenant_id', eb.val(toReportId).as('report_id'), 'fingerprint', 'finding'])
        .select(['answer', 'answered_by', 'answered_at'])
        .where('tenant_id', '=', tenantId)
        .where('report_id', '=', fromReportId),
    )
    .execute();
}
