import { endOfLocalDate, figureKey, HuibaoError, statutoryDays } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import type { Edition } from '../forms/edition.repository.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { rollUpFigures } from '../rollup/figures-of-scopes.ts';
import type { Scope } from '../use-case.ts';
import { insertDispatches, type Dispatch } from './dispatch.repository.ts';
import { figuresUsed } from './figures-of-text.ts';
import { insertSeen } from './gate/seen-figure.repository.ts';
import { findSuperior, getIssuer } from './issuer.repository.ts';
import { readerOfReport } from './reader-of-report.ts';
import { insertReport } from './report.repository.ts';
import { insertSections, type SectionText } from './section.repository.ts';
import { draftingStep, takePart } from './signing/take-part.ts';

/** A version of a year's report: its text as a draft, whom it goes to, and the workflow that reminds of its dates. */
export async function startVersion(
  scope: Scope,
  edition: Edition,
  { version, correctionReason }: { readonly version: number; readonly correctionReason: string | null },
  sections: readonly SectionText[],
): Promise<{ reportId: string }> {
  const { trx, actor, now, audit } = scope;
  const id = uuid();
  const draft = { id, edition, version, correctionReason };
  if (!(await insertReport(trx, actor.tenantId, draft, actor.userId, now)))
    throw new HuibaoError('report.exists', { year: edition.year });
  await insertSections(trx, actor.tenantId, id, sections, actor.userId, now);
  await takePart(scope, { id, edition }, draftingStep({ edition }));
  const reader = await readerOfReport(scope, edition);
  const used = figuresUsed(sections);
  const figures = await rollUpFigures(reader, edition, used);
  const seen = used.map((figure) => ({ ...figure, value: figures.get(figureKey(figure)) ?? null }));
  await insertSeen(trx, actor.tenantId, id, seen, actor.userId, now);
  await insertDispatches(trx, actor.tenantId, id, await listAddressees(scope, edition));
  await enqueue(scope, {
    workflow: 'report',
    workflowId: `report/${actor.tenantId}/${id}`,
    signal: null,
    payload: { tenantId: actor.tenantId, reportId: id, ...datesOfReport(edition) },
  });
  audit({ action: 'report.compiled', subject: id, detail: { year: edition.year, version } });
  return { reportId: id };
}

/** When its statutory days begin, as its workflow is told: ISO instants. */
export function datesOfReport({ year, calendar }: Pick<Edition, 'year' | 'calendar'>) {
  const due = statutoryDays(year, calendar);
  return {
    reportDueAt: endOfLocalDate(due.report).toISOString(),
    publishDueAt: endOfLocalDate(due.publish).toISOString(),
  };
}

/**
 * Reported means that every one of these is out: the own level's party committee and government, and the superior
 * bureau if it asks for the report.
 */
async function listAddressees(
  { trx, actor }: Scope,
  edition: Edition,
): Promise<readonly Pick<Dispatch, 'addressee' | 'kind'>[]> {
  const { addressees } = await getIssuer(trx, actor.tenantId);
  const superior = await findSuperior(trx, actor.tenantId, edition);
  return superior === undefined ? addressees : [...addressees, { addressee: superior, kind: 'superior' }];
}
