import { HuibaoError, codeSchema, mostProgrammeParts } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { findNewerTemplate, isNewer, mergeSections, requireDrafting, type MergedSection } from './newer-template.ts';
import { updateReportIssues } from './report-issue.repository.ts';
import { lockReport } from './report.repository.ts';
import { requireSize, seeNewFigures } from './save-section.ts';
import { insertSections, listSections, placeSection, updateSection } from './section.repository.ts';
import { draftingStep, takePart } from './signing/take-part.ts';

/**
 * A draft goes by the newer issue from now on: its template, its indicators. Own words stay. What it had before is
 * among the versions of each section.
 */
export const takeTemplate = defineMutation({
  permission: 'report.write',
  input: z.object({
    reportId: z.uuid(),
    /** Those that were looked at. */
    issueNo: z.int32().min(1),
    additions: z.array(z.uuid()).max(10),
    parts: z.array(codeSchema).max(mostProgrammeParts).default([]),
  }),
  async run(scope, { reportId, issueNo, additions, parts }) {
    const { trx, actor, now, audit } = scope;
    const { tenantId, userId } = actor;
    const report = await lockReport(trx, tenantId, reportId);
    requireDrafting(report);
    const found = await findNewerTemplate(scope, report);
    if (!isNewer(found)) throw new HuibaoError('report.template_taken');
    const { edition } = found;
    const added = (edition.additions ?? []).map(({ id }) => id);
    if (issueNo !== edition.issueNo || !isAlike(added, additions) || !isAlike(edition.parts ?? [], parts))
      throw new HuibaoError('report.template_moved_on');
    const current = await listSections(trx, tenantId, reportId);
    const merged = await mergeSections(scope, report, current, edition);
    await takePart(scope, report, draftingStep(report));
    await updateReportIssues(trx, tenantId, reportId, edition);
    const versions = new Map(current.map((one) => [one.code, one.version]));
    const placed = merged.map((section, position) => ({ ...section, position }));
    const coming = placed.filter((one) => one.standing === 'comes');
    if (coming.length > 0) await insertSections(trx, tenantId, reportId, coming, userId, now);
    for (const section of placed.filter((one) => one.standing !== 'comes')) {
      requireSize(section.content);
      await placeSection(trx, tenantId, reportId, section);
      if (isRewritten(section))
        await updateSection(
          trx,
          tenantId,
          reportId,
          { ...section, version: versions.get(section.code) ?? 0 },
          userId,
          now,
        );
    }
    for (const { content } of placed.filter((one) => one.isChanged))
      await seeNewFigures(scope, { ...report, edition }, content);
    const changed = placed.filter((one) => one.isChanged).length;
    audit({ action: 'report.template_taken', subject: reportId, detail: { issue: issueNo, sections: changed } });
    return { sections: changed };
  },
});

function isAlike(standing: readonly string[], seen: readonly string[]): boolean {
  const known = new Set(seen);
  return standing.length === known.size && standing.every((one) => known.has(one));
}

function isRewritten({ added, reworded, removed }: MergedSection): boolean {
  return added + reworded + removed > 0;
}
