import { HuibaoError, localDate } from '@huibao/domain';
import { contentHash } from '../canonical-json.ts';
import { lineageOfFigures } from '../rollup/lineage-of-figures.ts';
import { readYearReach } from '../rollup/year-reach.repository.ts';
import type { Scope } from '../use-case.ts';
import { findCaseIssues } from './check-cases.ts';
import { figuresOfReport } from './figures-of-report.ts';
import { figuresUsed } from './figures-of-text.ts';
import type { Checked } from './gate/checked.ts';
import { insertReportLineage } from './lineage.repository.ts';
import type { StoredReport } from './frozen-report.ts';
import { issueReport } from './report.repository.ts';
import { readerOfReport } from './reader-of-report.ts';
import { makeManifest, type MadeManifest } from './signing/manifest.ts';

/** 定稿: what was signed, all the year's figures, and the lineage of those in the text, in the signing transaction. */
export async function freezeReport(
  scope: Scope,
  { report, sections, figures }: Checked,
  { manifest, hash }: MadeManifest,
): Promise<void> {
  const { trx, actor, now } = scope;
  const reader = await readerOfReport(scope, report.edition);
  const { title, upwardTitle, absences, issuer, definitions, earlierDefinitions, hidden, answers } = manifest;
  const frozen: StoredReport = {
    title,
    upwardTitle,
    issuer,
    signer: actor.userName,
    figures: [...figures.values()],
    reach: await readYearReach(trx, actor.tenantId, report.edition, now, reader),
    definitions,
    ...(earlierDefinitions ? { earlierDefinitions } : {}),
    hidden,
    answers,
    sections: manifest.sections,
    ...(absences ? { absences } : {}),
  };
  await issueReport(trx, actor.tenantId, report, {
    frozen,
    hash: contentHash(frozen),
    issuedOn: localDate(now),
    issuedBy: actor.userId,
  });
  const lineage = await lineageOfFigures(reader, report.edition, figuresUsed(sections));
  // A submission accepted or reopened since the figures were read would be in the lineage and not in them.
  const again = await makeManifest(scope, {
    report,
    sections,
    figures: await figuresOfReport(scope, report, sections),
  });
  const caseIssues = await findCaseIssues(scope, report, sections);
  if (again.hash !== hash || caseIssues.length > 0) throw new HuibaoError('report.moved_since_approval');
  await insertReportLineage(trx, actor.tenantId, report.id, lineage);
}
