import { z } from 'zod';
import type { NewerIssue } from '../forms/newest-issue.repository.ts';
import { defineQuery } from '../use-case.ts';
import { findNewerTemplate, mergeSections, requireDrafting, type MergedSection } from './newer-template.ts';
import { getReport } from './report.repository.ts';
import { listSections } from './section.repository.ts';

export interface TemplatePreview {
  readonly newer: readonly NewerIssue[];
  /** What is looked at: of the edition, by their ids of what levels added, and the parts that are on. */
  readonly seen: {
    readonly issueNo: number;
    readonly additions: readonly string[];
    readonly parts: readonly string[];
  };
  /** Sections in which something changes, or whose own words stand against the template. */
  readonly sections: readonly Omit<MergedSection, 'content' | 'level' | 'numbering'>[];
  /** Names of the indicators that come with it. */
  readonly indicators: readonly string[];
}

/** What a draft would become, were it to go by the newer issue: nothing is changed yet. */
export const previewTemplate = defineQuery({
  permission: 'report.write',
  input: z.object({ reportId: z.uuid() }),
  async run(scope, { reportId }): Promise<TemplatePreview> {
    const { trx, actor } = scope;
    const report = await getReport(trx, actor.tenantId, reportId);
    requireDrafting(report);
    const { edition, newer } = await findNewerTemplate(scope, report);
    const sections = await mergeSections(scope, report, await listSections(trx, actor.tenantId, reportId), edition);
    const known = new Set(report.edition.indicators.map((one) => one.code));
    return {
      newer,
      seen: {
        issueNo: edition.issueNo,
        additions: (edition.additions ?? []).map(({ id }) => id),
        parts: edition.parts ?? [],
      },
      sections: sections
        .filter((one) => one.isChanged || one.kept + one.owned > 0)
        .map(({ content: _c, level: _l, numbering: _n, ...one }) => one),
      indicators: edition.indicators.filter(({ code }) => !known.has(code)).map(({ label }) => label.zh),
    };
  },
});
