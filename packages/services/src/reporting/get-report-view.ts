import {
  casesOf,
  changeOfWhole,
  checkBalances,
  isBlank,
  keyOfTyped,
  scopePeriods,
  statutoryDays,
  typedInProse,
  typedNumbers,
  valuesByKey,
  type Change,
} from '@huibao/domain';
import { z } from 'zod';
import { findEditionBefore, type Edition } from '../forms/edition.repository.ts';
import { issuesOf } from '../forms/pinned-form.ts';
import { listItemsOfYear } from '../ledger/ledger.repository.ts';
import { compareYears } from '../rollup/compare-years.ts';
import { hasFiguresByPeriod } from '../rollup/figures-of-scopes.ts';
import { rollUp, type Figures, type Reader } from '../rollup/roll-up.ts';
import { readYearReach } from '../rollup/year-reach.repository.ts';
import { defineQuery, type QueryScope } from '../use-case.ts';
import { listStanding } from './case.repository.ts';
import { listDecisions, type ReportDecision } from './decision.repository.ts';
import { listDispatches } from './dispatch.repository.ts';
import { figuresOfReport } from './figures-of-report.ts';
import { hiddenInPublic } from './figures-of-text.ts';
import { titlesOf } from './fill-in.ts';
import { listAnswers } from './gate/answer.repository.ts';
import { fingerprintOf } from './gate/list-findings.ts';
import { findSuperior, getIssuer } from './issuer.repository.ts';
import { printedSections, type Printed } from './printed-sections.ts';
import { proposeNumber } from './propose-number.ts';
import { findPublicationOf } from './publication.repository.ts';
import type { ChainStepView, ReportView, SectionLedger, SectionView } from './report-view.ts';
import { findNewerTemplate } from './newer-template.ts';
import { findIssued, getReport, listVersions, type Report } from './report.repository.ts';
import { listSections, type ReportSection } from './section.repository.ts';
import { listMovedSince } from './signing/list-moved-since.ts';
import { findPart } from './signing/part.repository.ts';
import { readerOfReport } from './reader-of-report.ts';
import { findSentDelivery } from './sent-delivery.repository.ts';

export const getReportView = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid() }),
  async run(scope, { reportId }): Promise<ReportView> {
    const { trx, actor } = scope;
    const { tenantId } = actor;
    const report = await getReport(trx, tenantId, reportId);
    const { edition, year } = report;
    const sections = await listSections(trx, tenantId, reportId);
    const reader = await readerOfReport(scope, edition);
    const figures = await figuresOfReport(scope, report, sections);
    const issuedBefore = await findIssued(trx, tenantId, edition, year - 1);
    const lastYear = valuesByKey(issuedBefore?.figures ?? []);
    const changes = await changesOf(scope, report, figures, lastYear);
    const decisions = await listDecisions(trx, tenantId, reportId);
    const quoted = sections.flatMap((section) => casesOf(section.content)).map((one) => one.attrs.revisionId);
    const standing = await listStanding(trx, tenantId, [...new Set(quoted)]);
    const issuer = await getIssuer(trx, tenantId);
    const versions = await listVersions(trx, tenantId, edition);
    const awaitsNumber = report.state === 'issued' && report.number === null;
    const items = report.frozen ? null : await listItemsOfYear(trx, tenantId, edition);
    const ledgerOf = (code: string): SectionLedger | null => {
      const kind = edition.template.sections.find((one) => one.code === code)?.ledger;
      if (!items || !kind) return null;
      return { kind, items: items.filter((item) => item.kind === kind).map(({ id, title }) => ({ id, title })) };
    };
    const given = report.frozen?.answers ?? [...(await listAnswers(trx, tenantId, reportId)).values()];
    const answered = new Set(given.map(({ fingerprint }) => fingerprint));
    const moved = await listMovedSince(scope, report, sections, figures);
    return {
      id: reportId,
      programme: { name: edition.programmeName, title: edition.title },
      year,
      version: report.version,
      state: report.state,
      title: report.frozen?.title ?? titlesOf(edition, issuer).title,
      number: report.number,
      proposedNumber: awaitsNumber ? await proposeNumber(trx, tenantId, report) : null,
      issuedOn: report.issuedOn,
      correctionReason: report.correctionReason,
      annulment: report.annulment,
      due: statutoryDays(year, edition.calendar),
      chain: chainOf(report, decisions),
      sections: printedSections(sections, figures).map((printed, place) => ({
        ...toSectionView(sections[place] ?? printed, printed, report, { standing, answered }),
        ledger: ledgerOf(printed.code),
      })),
      reach: report.frozen
        ? (report.frozen.reach ?? null)
        : await readYearReach(trx, tenantId, edition, actor.now(), reader),
      periods: (await hasFiguresByPeriod(reader)) ? periodsToChoose(edition) : [],
      hasOwn: !(await hasFiguresByPeriod(reader)),
      scoped: [...figures.values()].filter((value) => value.scope !== undefined),
      groups: edition.indicatorGroups,
      indicators: edition.indicators.map(({ code, group, label, unit, decimals, format, coverageFloor }) => ({
        code,
        group,
        label,
        unit,
        decimals,
        format,
        coverageFloor,
        value: figures.get(code) ?? null,
        lastYear: lastYear.get(code) ?? null,
        change: changes.get(code) ?? { kind: 'none', reason: 'nothing_now' },
      })),
      moved,
      ...(report.state === 'drafting' ? await whatIsNewer(scope, report) : nothingNewer),
      template: [issuesOf(edition).map(({ no }) => no), edition.parts ?? []].map((of) => of.join('-')).join(' '),
      part: (await findPart(trx, tenantId, reportId, actor.userId)) ?? null,
      balances: checkBalances(edition.template.balances ?? [], figures),
      hidden: report.frozen
        ? (report.frozen.hidden ?? [])
        : [...(await hiddenInPublic(scope, edition, sections, figures))],
      decisions,
      dispatches: await listDispatches(trx, tenantId, reportId),
      superior: (await findSuperior(trx, tenantId, edition)) ?? null,
      delivery: (await findSentDelivery(trx, tenantId, reportId)) ?? null,
      publication: (await findPublicationOf(trx, tenantId, reportId)) ?? null,
      otherVersions: versions.filter((one) => one.id !== reportId),
    };
  },
});

/** Of which figures of this report can be; none where the year is all there is. */
function periodsToChoose({ calendar }: Edition): ReportView['periods'] {
  const codes = scopePeriods(calendar);
  return calendar.periods.filter(({ code }) => codes.includes(code)).map(({ code, label }) => ({ code, label }));
}

/** Of what is alive, as the roll-up says; of what is issued, between the two years' issued figures as they stand. */
async function changesOf(
  scope: Reader,
  { edition, frozen }: Report,
  figures: Figures,
  issuedBefore: Figures,
): Promise<ReadonlyMap<string, Change>> {
  const before = await findEditionBefore(scope.trx, scope.actor, edition);
  const calendars = { now: edition.calendar, before: before?.calendar ?? edition.calendar };
  if (frozen)
    return new Map(
      edition.indicators.map((one) => [
        one.code,
        changeOfWhole(one, figures.get(one.code), issuedBefore.get(one.code), calendars),
      ]),
    );
  const reader = await readerOfReport(scope, edition);
  return compareYears(
    reader,
    { edition, figures },
    before && { edition: before, figures: await rollUp(reader, before) },
  );
}

/** Who decided at each step that is behind, and which is under way. */
function chainOf(report: Report, decisions: readonly ReportDecision[]): readonly ChainStepView[] {
  const isThrough = report.state === 'issued' || report.state === 'superseded';
  return report.edition.chain.map((step, index) => {
    if (!isThrough && index >= report.step)
      return { ...step, state: index === report.step ? 'current' : 'ahead', by: null, at: null };
    const decision = decisions.findLast((one) => one.step === step.code && one.action !== 'returned');
    return { ...step, state: 'done', by: decision?.by ?? null, at: decision?.at ?? null };
  });
}

function toSectionView(
  { code, level, content, version, updatedAt, updatedBy }: ReportSection,
  { heading, content: printed }: Printed<ReportSection>,
  { edition }: Report,
  known: { readonly standing: ReadonlySet<string>; readonly answered: ReadonlySet<string> },
): Omit<SectionView, 'ledger'> {
  const { sections, overview = [] } = edition.template;
  const template = [...sections, ...overview].find((one) => one.code === code);
  const answeredNumbers = typedInProse(printed)
    .filter(({ text, sentence }) =>
      known.answered.has(fingerprintOf({ check: 'typed_number', subject: [code, text, sentence] })),
    )
    .map(keyOfTyped);
  return {
    code,
    heading,
    level,
    guidance: template?.guidance ?? { zh: '', en: '' },
    isRequired: template?.required ?? false,
    isBlank: isBlank(printed),
    content,
    version,
    updatedAt: updatedAt.toISOString(),
    updatedBy,
    typedNumbers: typedNumbers(printed, new Set(answeredNumbers)),
    answeredNumbers,
    staleCases: casesOf(content)
      .filter((one) => !known.standing.has(one.attrs.revisionId))
      .map((one) => one.attrs.id),
  };
}

const nothingNewer: Pick<ReportView, 'newer' | 'switched'> = { newer: [], switched: { on: [], off: [] } };

async function whatIsNewer(scope: QueryScope, report: Report): Promise<typeof nothingNewer> {
  const { newer, switched } = await findNewerTemplate(scope, report);
  return { newer, switched };
}
