import { createHash } from 'node:crypto';
import {
  casesOf,
  checkBalances,
  columnCode,
  documentNumber,
  elementsOf,
  figuresOf,
  isBlank,
  numberSeries,
  parseNumber,
  registersOf,
  typedNumbers,
  type BalanceResult,
  type ChainStep,
  type DeliveryState,
  type FigureFormat,
  type IndicatorGroup,
  type IndicatorValue,
  type Localized,
  type ReportState,
  type SectionContent,
} from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { contentHash } from '../canonical-json.ts';
import { jsonOf } from '../json-column.ts';
import { rollUp } from '../rollup/roll-up.ts';
import { defineQuery, noInput, type QueryScope } from '../use-case.ts';
import { hiddenInPublic } from './figures-of-text.ts';
import {
  type FrozenReport,
  getIssuer,
  getReport,
  listSections,
  type Report,
  type ReportSection,
  titlesOf,
} from './report.repository.ts';

export interface ReportIndicator {
  readonly code: string;
  readonly group: string;
  readonly label: Localized;
  readonly unit: Localized;
  readonly decimals: number;
  readonly format: FigureFormat;
  readonly coverageFloor: string;
  readonly value: IndicatorValue | null;
  readonly lastYear: IndicatorValue | null;
}

export interface ReportView {
  readonly id: string;
  readonly year: number;
  readonly version: number;
  readonly state: ReportState;
  readonly title: readonly string[];
  readonly number: string | null;
  readonly proposedNumber: string | null;
  readonly issuedOn: string | null;
  readonly correctionReason: string | null;
  /** Local dates: 1 March and 1 April of the next year. */
  readonly reportDue: string;
  readonly publishDue: string;
  readonly chain: readonly (ChainStep & {
    readonly state: 'done' | 'current' | 'ahead';
    readonly by: string | null;
    readonly at: string | null;
  })[];
  readonly sections: readonly {
    readonly code: string;
    readonly heading: string;
    readonly level: number;
    readonly guidance: Localized;
    readonly isRequired: boolean;
    readonly isBlank: boolean;
    readonly content: SectionContent;
    readonly version: number;
    readonly updatedAt: string;
    readonly updatedBy: string;
    readonly typedNumbers: readonly string[];
    readonly staleCases: readonly string[];
  }[];
  readonly groups: readonly IndicatorGroup[];
  readonly indicators: readonly ReportIndicator[];
  /** 勾稽关系, on the figures as they are shown. */
  readonly balances: readonly BalanceResult[];
  /** Figures whose number the public copy leaves out. */
  readonly hidden: readonly string[];
  /** Figures that moved since the step under way began, by indicator. */
  readonly moved: readonly string[];
  readonly decisions: readonly {
    readonly step: string;
    readonly action: string;
    readonly by: string;
    readonly at: string;
    readonly comment: string | null;
  }[];
  readonly dispatches: readonly {
    readonly no: number;
    readonly addressee: string;
    readonly kind: 'main' | 'copy' | 'superior';
    readonly sentAt: string | null;
    readonly channel: string | null;
    readonly receipt: string | null;
  }[];
  readonly delivery: {
    readonly state: DeliveryState;
    readonly sentAt: string;
    readonly decidedAt: string | null;
    readonly decidedBy: string | null;
    readonly reason: string | null;
  } | null;
  readonly publication: { readonly id: string; readonly publishedOn: string } | null;
  readonly otherVersions: readonly { readonly id: string; readonly version: number; readonly state: ReportState }[];
}

export const listReports = defineQuery({
  permission: 'report.read',
  input: noInput,
  async run({ trx, actor, now }) {
    const rows = await trx
      .selectFrom('reports as r')
      .leftJoin('publications as p', (join) =>
        join.onRef('p.tenant_id', '=', 'r.tenant_id').onRef('p.report_id', '=', 'r.id'),
      )
      .leftJoin('deliveries as d', (join) =>
        join.onRef('d.sender_tenant_id', '=', 'r.tenant_id').onRef('d.sender_report_id', '=', 'r.id'),
      )
      .select([
        'r.id',
        'r.year',
        'r.version',
        'r.state',
        'r.number',
        'r.issued_on',
        'p.id as publicationId',
        'p.published_on',
        'd.state as delivery',
      ])
      .where('r.tenant_id', '=', actor.tenantId)
      .orderBy('r.year', 'desc')
      .orderBy('r.version', 'desc')
      .execute();
    const editions = await trx
      .selectFrom('editions')
      .select(['year'])
      .distinct()
      .where('owner_tenant_id', 'in', [...actor.lineage])
      .where('published_at', 'is not', null)
      .where('year', '<=', now.getUTCFullYear())
      .orderBy('year', 'desc')
      .execute();
    const compiled = new Set(rows.map((row) => row.year));
    return {
      reports: rows.map((row) => ({
        id: row.id,
        year: row.year,
        version: row.version,
        state: row.state as ReportState,
        number: row.number,
        issuedOn: row.issued_on,
        delivery: row.delivery as DeliveryState | null,
        publicationId: row.publicationId,
        publishedOn: row.published_on,
      })),
      uncompiledYears: editions.map((row) => row.year).filter((year) => !compiled.has(year)),
    };
  },
});

export const getReportView = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid() }),
  async run(scope, { reportId }): Promise<ReportView> {
    const { trx, actor } = scope;
    const report = await getReport(scope, reportId);
    const { edition } = report;
    const sections = await listSections(trx, actor.tenantId, reportId);
    const figures = await figuresOfReport(scope, report);
    const before = await trx
      .selectFrom('reports')
      .select('frozen')
      .where('tenant_id', '=', actor.tenantId)
      .where('year', '=', report.year - 1)
      .where('state', '=', 'issued')
      .orderBy('version', 'desc')
      .executeTakeFirst();
    const lastYear = new Map(
      (jsonOf<FrozenReport | null>(before?.frozen ?? null)?.figures ?? []).map((value) => [value.code, value]),
    );
    const decisions = await listDecisions(scope, reportId);
    const stale = await listStaleCases(scope, sections);
    const issuer = await getIssuer(trx, actor.tenantId);
    const dispatches = await trx
      .selectFrom('dispatches')
      .selectAll()
      .where('tenant_id', '=', actor.tenantId)
      .where('report_id', '=', reportId)
      .orderBy('no')
      .execute();
    const delivery = await trx
      .selectFrom('deliveries')
      .select(['state', 'sent_at', 'decided_at', 'decided_by_name', 'reason'])
      .where('sender_tenant_id', '=', actor.tenantId)
      .where('sender_report_id', '=', reportId)
      .executeTakeFirst();
    const publication = await trx
      .selectFrom('publications')
      .select(['id', 'published_on'])
      .where('tenant_id', '=', actor.tenantId)
      .where('report_id', '=', reportId)
      .executeTakeFirst();
    const versions = await trx
      .selectFrom('reports')
      .select(['id', 'version', 'state'])
      .where('tenant_id', '=', actor.tenantId)
      .where('edition_id', '=', edition.id)
      .where('id', '<>', reportId)
      .orderBy('version')
      .execute();
    const isMoved =
      report.state === 'in_approval' &&
      report.approvalHash !== null &&
      report.approvalHash !== approvalHash(sections, figures);
    return {
      id: reportId,
      year: report.year,
      version: report.version,
      state: report.state,
      title: titlesOf(edition, issuer).title,
      number: report.number,
      proposedNumber: report.state === 'issued' && report.number === null ? await proposeNumber(scope, report) : null,
      issuedOn: report.issuedOn,
      correctionReason: report.correctionReason,
      reportDue: `${report.year + 1}-${edition.calendar.reportDue}`,
      publishDue: `${report.year + 1}-${edition.calendar.publishDue}`,
      chain: edition.chain.map((step, index) => {
        const isDone = report.state === 'issued' || report.state === 'superseded' || index < report.step;
        const decision = isDone
          ? decisions.findLast((one) => one.step === step.code && one.action !== 'returned')
          : undefined;
        return {
          ...step,
          state: isDone ? ('done' as const) : index === report.step ? ('current' as const) : ('ahead' as const),
          by: decision?.by ?? null,
          at: decision?.at ?? null,
        };
      }),
      sections: sections.map((section) => {
        const template = edition.template.sections.find((one) => one.code === section.code);
        return {
          code: section.code,
          heading: section.heading,
          level: section.level,
          guidance: template?.guidance ?? { zh: '', en: '' },
          isRequired: template?.required ?? false,
          isBlank: isBlank(section.content),
          content: section.content,
          version: section.version,
          updatedAt: section.updatedAt.toISOString(),
          updatedBy: section.updatedBy,
          typedNumbers: typedNumbers(section.content),
          staleCases: casesOf(section.content)
            .filter((one) => stale.has(one.attrs.revisionId))
            .map((one) => one.attrs.id),
        };
      }),
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
      })),
      moved: isMoved
        ? [
            ...new Set(
              sections.flatMap((section) => figuresOf(section.content)).map((figure) => figure.attrs.indicator),
            ),
          ]
        : [],
      balances: checkBalances(edition.template.balances ?? [], figures),
      hidden: report.frozen ? (report.frozen.hidden ?? []) : [...hiddenInPublic(edition, sections, figures)],
      decisions,
      dispatches: dispatches.map((row) => ({
        no: row.no,
        addressee: row.addressee,
        kind: row.kind as 'main',
        sentAt: row.sent_at?.toISOString() ?? null,
        channel: row.channel,
        receipt: row.receipt,
      })),
      delivery: delivery
        ? {
            state: delivery.state as DeliveryState,
            sentAt: delivery.sent_at.toISOString(),
            decidedAt: delivery.decided_at?.toISOString() ?? null,
            decidedBy: delivery.decided_by_name,
            reason: delivery.reason,
          }
        : null,
      publication: publication ? { id: publication.id, publishedOn: publication.published_on } : null,
      otherVersions: versions.map((row) => ({ id: row.id, version: row.version, state: row.state as ReportState })),
    };
  },
});

/** Frozen where issued, alive before. */
export async function figuresOfReport(scope: QueryScope, report: Report): Promise<ReadonlyMap<string, IndicatorValue>> {
  if (report.frozen) return new Map(report.frozen.figures.map((value) => [value.code, value]));
  return rollUp(scope, report.edition);
}

/** What a step signs: the text, and the values of the figures in it. */
export function approvalHash(sections: readonly ReportSection[], figures: ReadonlyMap<string, IndicatorValue>): string {
  const used = new Set(
    sections.flatMap((section) => figuresOf(section.content)).map((figure) => figure.attrs.indicator),
  );
  return contentHash({
    sections: sections.map(({ code, heading, content }) => ({ code, heading, content })),
    figures: [...used].sort().map((code) => {
      const value = figures.get(code);
      return { code, value: value?.value ?? null, texts: value?.texts ?? [] };
    }),
  });
}

async function listDecisions({ trx, actor }: QueryScope, reportId: string) {
  const rows = await trx
    .selectFrom('report_decisions as d')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.decided_by'))
    .select(['d.step', 'd.action', 'u.name', 'd.decided_at', 'd.comment'])
    .where('d.tenant_id', '=', actor.tenantId)
    .where('d.report_id', '=', reportId)
    .orderBy('d.no')
    .execute();
  return rows.map((row) => ({
    step: row.step,
    action: row.action,
    by: row.name ?? '',
    at: row.decided_at.toISOString(),
    comment: row.comment,
  }));
}

/** Revisions quoted in the sections that no longer stand. */
async function listStaleCases(
  { trx, actor }: QueryScope,
  sections: readonly ReportSection[],
): Promise<ReadonlySet<string>> {
  const quoted = [
    ...new Set(sections.flatMap((section) => casesOf(section.content)).map((one) => one.attrs.revisionId)),
  ];
  if (quoted.length === 0) return new Set();
  const standing = await trx
    .selectFrom('revisions')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', 'in', quoted)
    .where('state', '=', 'accepted')
    .execute();
  const fresh = new Set(standing.map((row) => row.id));
  return new Set(quoted.filter((id) => !fresh.has(id)));
}

/** 山教〔2025〕3号: the next of the year in which it is signed; no leading zero. */
export async function proposeNumber({ trx, actor }: QueryScope, report: Report): Promise<string> {
  const { documentPrefix } = await getIssuer(trx, actor.tenantId);
  const series = numberSeries(documentPrefix, (report.issuedOn ?? `${report.year + 1}`).slice(0, 4));
  const used = await trx
    .selectFrom('reports')
    .select('number')
    .where('tenant_id', '=', actor.tenantId)
    .where('number', 'like', `${series}%`)
    .execute();
  const highest = used.reduce((max, row) => Math.max(max, parseNumber(row.number ?? '')?.sequence ?? 0), 0);
  return documentNumber(series, highest + 1);
}

/** Narratives of accepted submissions of the year, to quote as cases. */
export const listCases = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid() }),
  async run(scope, { reportId }) {
    const { trx, actor } = scope;
    const report = await getReport(scope, reportId);
    const narratives = report.edition.forms.flatMap(({ definition: form }) => [
      ...elementsOf(form)
        .filter((element) => element.type === 'narrative')
        .map((element) => ({ code: element.code, label: element.label })),
      ...registersOf(form).flatMap((register) =>
        register.columns
          .filter((column) => column.type === 'narrative')
          .map((column) => ({ code: columnCode(register, column), label: column.label })),
      ),
    ]);
    if (narratives.length === 0) return [];
    const { rows } = await sql<{
      unit_id: number;
      unit_name: string;
      revision_id: string;
      period: number;
      code: string;
      key: string;
      value: string;
    }>`
      select r.unit_id, u.name as unit_name, r.id as revision_id, c.period, x ->> 'code' as code, x ->> 'key' as key, x ->> 'value' as value
      from revisions r
      join submissions s on s.tenant_id = r.tenant_id and s.id = r.submission_id
      join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
      join org_units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
      cross join lateral jsonb_array_elements(r.document -> 'cells') x
      where r.tenant_id = ${actor.tenantId} and c.year = ${report.year} and r.state = 'accepted'
        and x ->> 'code' = any(${narratives.map((one) => one.code)}::text[]) and x ->> 'state' = 'value' and x ->> 'value' <> ''
      order by u.id, c.period limit 300`.execute(trx);
    return rows.map((row) => ({
      unitId: row.unit_id,
      unitName: row.unit_name,
      revisionId: row.revision_id,
      period: row.period,
      cell: row.key === '' ? row.code : `${row.code}[${row.key}]`,
      label: narratives.find((one) => one.code === row.code)?.label ?? { zh: '', en: '' },
      text: row.value,
      hash: createHash('sha256').update(row.value).digest('hex'),
    }));
  },
});
