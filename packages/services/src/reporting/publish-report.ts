import { createHash, randomBytes } from 'node:crypto';
import { readAsTenant, type TenantTransaction } from '@huibao/db';
import { renderHtml } from '@huibao/documents/html';
import { renderDocument } from '@huibao/documents/render-document';
import { HuibaoError, localDate, type OfficialDocument } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { fileOf } from '@huibao/documents/streamed-file';
import type { Context } from '../context.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation, type QueryScope } from '../use-case.ts';
import { insertDecision } from './decision.repository.ts';
import { documentOf } from './document-of-report.ts';
import { figuresOfReport } from './figures-of-report.ts';
import { requireGate } from './gate/require-gate.ts';
import { findSuperior, getIssuer } from './issuer.repository.ts';
import {
  findPublicationOf,
  insertPublication,
  listToSupersede,
  supersedePublications,
  updateStamped,
  type NewPublication,
} from './publication.repository.ts';
import { getReport, lockReport, type Report } from './report.repository.ts';
import { findSentDelivery } from './sent-delivery.repository.ts';
import { stampSuperseded } from './stamp.ts';

/** Where what is to be published lies printed, by its content. */
type Printed = ReadonlyMap<string, { readonly pdf: string; readonly docx: string }>;

/**
 * Needs 签发 and sending up, not the superior's acceptance: the statutory date is the bureau's own duty. Its files are
 * printed and kept before the transaction, which publishes those and no others (decision 84).
 */
export const publishReport = defineMutation({
  permission: 'report.send',
  input: z.object({ reportId: z.uuid() }),
  async prepare({ ctx, actor }, { reportId }) {
    const id = uuid();
    const now = actor.now();
    const documents = await readAsTenant(ctx.db, actor, async (trx) => {
      const report = await getReport(trx, actor.tenantId, reportId);
      const { document, number } = await readPublishable({ ctx, actor, trx, now }, report);
      const by = { id, number, publishedOn: localDate(now) };
      const earlier = await listToSupersede(trx, actor.tenantId, report);
      return [document, ...earlier.map((one) => stampSuperseded(ctx, one.document, by))];
    });
    const printed = new Map<string, { readonly pdf: string; readonly docx: string }>();
    for (const document of documents)
      printed.set(contentOf(document), await keepPrinted(ctx, actor.tenantId, document));
    return { id, printed };
  },
  async run(scope, { reportId }, { id, printed }) {
    const { ctx, trx, actor, now, audit } = scope;
    const report = await lockReport(trx, actor.tenantId, reportId);
    const { document, number, issuedOn, issuer, isDemo } = await readPublishable(scope, report);
    const publishedOn = localDate(now);
    await insertUnderFreeNumber(trx, actor.tenantId, {
      id,
      report,
      issuer,
      number,
      issuedOn,
      publishedOn,
      document,
      html: renderHtml(document),
      ...printedAs(printed, document),
      isDemo,
    });
    for (const earlier of await supersedePublications(trx, actor.tenantId, report, id)) {
      const stamped = stampSuperseded(ctx, earlier.document, { id, number, publishedOn });
      await updateStamped(trx, actor.tenantId, earlier.id, printedAs(printed, stamped));
    }
    const decision = { step: 'publish', action: 'published', comment: '', hash: report.hash ?? '' } as const;
    await insertDecision(trx, actor.tenantId, reportId, decision, actor.userId, now);
    audit({ action: 'report.published', subject: reportId, detail: { publication: id } });
    await enqueue(scope, {
      workflow: 'report',
      workflowId: `report/${actor.tenantId}/${reportId}`,
      signal: 'published',
      payload: { tenantId: actor.tenantId, reportId, at: now.toISOString() },
    });
    return { publicationId: id };
  },
});

/** What would be published now, or why it can't be. */
async function readPublishable(scope: QueryScope, report: Report) {
  const { trx, actor } = scope;
  const { number, issuedOn, frozen } = report;
  if (report.state !== 'issued' || number === null || issuedOn === null || !frozen)
    throw new HuibaoError('report.not_issued');
  const { isDemo } = await getIssuer(trx, actor.tenantId);
  const superior = await findSuperior(trx, actor.tenantId, report.edition);
  const delivery = await findSentDelivery(trx, actor.tenantId, report.id);
  // Whoever has nobody above here publishes all the same.
  if (superior !== undefined && !delivery) throw new HuibaoError('report.not_sent');
  if (await findPublicationOf(trx, actor.tenantId, report.id)) throw new HuibaoError('report.already_published');
  const { sections, definitions } = frozen;
  if (!sections) throw new HuibaoError('report.annulled');
  const figures = await figuresOfReport(scope, report, sections);
  await requireGate(scope, { report, sections, figures, definitions }, 'publishing');
  const document = await documentOf(scope, report, 'public');
  return { document, number, issuedOn, issuer: frozen.issuer.name, isDemo };
}

function contentOf(document: OfficialDocument): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

function printedAs(printed: Printed, document: OfficialDocument): { readonly pdf: string; readonly docx: string } {
  const files = printed.get(contentOf(document));
  if (!files) throw new HuibaoError('report.changed_while_printed');
  return files;
}

/** Printed, and kept before the row that points at it; hashes. */
async function keepPrinted(
  ctx: Context,
  tenantId: number,
  document: OfficialDocument,
): Promise<{ readonly pdf: string; readonly docx: string }> {
  const party = String(tenantId);
  const pdf = fileOf((await renderDocument(document, 'pdf', party)).bytes);
  const docx = fileOf((await renderDocument(document, 'docx', party)).bytes);
  for (const file of [pdf, docx]) await ctx.blobs.keep(tenantId, file);
  return { pdf: pdf.sha256, docx: docx.sha256 };
}

const mostAttempts = 5;

/** 索引号: eight characters that are nobody else's, whichever bureau published. */
async function insertUnderFreeNumber(
  trx: TenantTransaction,
  tenantId: number,
  publication: Omit<NewPublication, 'indexNo'>,
): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const indexNo = randomBytes(4).toString('hex');
    if (await insertPublication(trx, tenantId, { ...publication, indexNo })) return;
  }
  throw new HuibaoError('publication.no_index');
}
