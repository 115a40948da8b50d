import { randomUUID } from 'node:crypto';
import type {
  DataElement,
  FormBlock,
  FormDefinition,
  IndicatorDefinition,
  IndicatorOperator,
  ProgrammeCalendar,
} from '@huibao/domain';
import { periodOf } from '@huibao/domain';
import { twoTerms } from '@huibao/domain/sample-calendar';
import pg from 'pg';
import type { District, DistrictElement, DistrictIndicator, DistrictSubmission, Operator } from './district.ts';

type LoadedForms = readonly {
  readonly isRetired: false;
  readonly versionId: string;
  readonly version: number;
  readonly definition: FormDefinition;
}[];

/** What a roll-up needs of an edition: an `Edition` of the services, by its shape. */
export interface LoadedEdition {
  readonly ownerTenantId: number;
  readonly id: string;
  readonly issueNo: number;
  readonly programmeCode: string;
  readonly calendar: ProgrammeCalendar;
  readonly year: number;
  readonly forms: LoadedForms;
  readonly issues: readonly {
    readonly ownerTenantId: number;
    readonly issueNo: number;
    readonly forms: LoadedForms;
  }[];
  readonly indicators: readonly IndicatorDefinition[];
  readonly elementIds: ReadonlyMap<string, number>;
  readonly indicatorIds: ReadonlyMap<string, number>;
}

/** A district as a tenant of the database: its edition, and its revisions in the order in which they were decided. */
export interface LoadedDistrict {
  readonly tenantId: number;
  /** With those who add to it: what is accepted is of elements that row security shows. */
  readonly lineage: readonly number[];
  readonly edition: LoadedEdition;
  /** Accepted and taken back again, round by round: the first of every submission, then the second. */
  readonly reopened: readonly (readonly string[])[];
  readonly accepted: readonly string[];
  /** Our unit's number by the database's id. */
  readonly unitOf: ReadonlyMap<number, number>;
}

/** Units and elements of a district get ids in a block of its own. */
const block = 1000;

/**
 * Puts districts into the tables, many in one go, as their owner and without triggers: everything but facts, which the
 * product's own statements make. `first` numbers the first of them; tenants of earlier calls stay.
 */
export async function loadDistricts(
  ownerUrl: string,
  districts: readonly District[],
  first: number,
): Promise<readonly LoadedDistrict[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const tables = new Map<string, Record<string, unknown>[]>();
    const put = (table: string, row: Record<string, unknown>): void => {
      const rows = tables.get(table);
      if (rows) rows.push(row);
      else tables.set(table, [row]);
    };
    const loaded = districts.map((district, index) => lay(district, 100_000 + first + index, put));
    await client.query('set session_replication_role = replica');
    for (const [table, rows] of tables) {
      const columns = Object.keys(rows[0] ?? {}).join(', ');
      await client.query(
        `insert into ${table} (${columns}) overriding system value select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
        [JSON.stringify(rows)],
      );
    }
    await client.query('analyze');
    return loaded;
  } finally {
    await client.end();
  }
}

type Put = (table: string, row: Record<string, unknown>) => void;

const programmeCode = 'p';

/** What the implementation by hand knows. */
const calendar = twoTerms;

const longAgo = '2020-01-01T00:00:00Z';

function lay(district: District, tenantId: number, put: Put): LoadedDistrict {
  const base = tenantId * block;
  const forms = new Map(district.elements.map((element) => [element.form, randomUUID()]));
  const editionId = randomUUID();
  const elementIds = new Map(district.elements.map((element, index) => [element.code, base + index]));
  put('tenants', {
    id: tenantId,
    parent_id: 1,
    kind: 'bureau',
    name: `t${tenantId}`,
    short_name: 't',
    document_prefix: '',
    section_word: '',
    addressees: [],
    is_demo: false,
    login_suffix: `t${tenantId}`,
    created_at: longAgo,
  });
  for (const { code, form } of district.elements)
    put('data_elements', {
      owner_tenant_id: ownerOf(form, tenantId),
      id: elementIds.get(code),
      programme_owner_tenant_id: tenantId,
      programme_code: programmeCode,
      code,
      kind: 'element',
      flow: 'flow',
      published_at: longAgo,
    });
  for (const unit of district.units) {
    const id = base + unit.id;
    const traits = (version: (typeof unit.versions)[number] | undefined): Record<string, unknown> => ({
      school_type: version?.schoolType ?? null,
      ownership: version?.ownership ?? null,
      section_code: version?.sectionCode ?? null,
    });
    const latest = unit.versions.at(-1);
    // What it is now isn't read, but is a school with a type or a section without.
    put('org_units', {
      tenant_id: tenantId,
      id,
      kind: latest?.kind,
      name: `u${id}`,
      ...traits(latest),
      school_type: latest?.kind === 'school' ? (latest.schoolType ?? '211') : null,
      has_head_step: false,
      opens_on: unit.opensOn,
      closes_on: unit.closesOn,
      created_at: longAgo,
    });
    for (const version of unit.versions)
      put('org_unit_versions', {
        tenant_id: tenantId,
        unit_id: id,
        valid_from: version.from,
        name: `u${id}`,
        ...traits(version),
        noted_at: longAgo,
      });
    if (unit.mergedInto !== null)
      put('unit_successions', {
        tenant_id: tenantId,
        unit_id: id,
        successor_id: base + unit.mergedInto,
        on_date: unit.closesOn,
        noted_at: longAgo,
      });
    for (const group of unit.groups) put('unit_group_members', { tenant_id: tenantId, group_code: group, unit_id: id });
  }
  const owners = [...Map.groupBy(district.elements, (element) => ownerOf(element.form, tenantId))];
  const issues = owners.flatMap(([ownerTenantId, elements]) =>
    (elements.some((element) => element.askedBy !== undefined) ? [1, 2] : [1]).map((no) => ({
      ownerTenantId,
      issueNo: no,
      forms: [...new Set(elements.map((element) => element.form))].map((code) => ({
        isRetired: false as const,
        versionId: forms.get(code) ?? '',
        version: 1,
        definition: formOf(code, elements, no),
      })),
    })),
  );
  const issueNo = issues.findLast((one) => one.ownerTenantId === tenantId)?.issueNo ?? 1;
  const collections = new Map([1, 2].map((period) => [period, randomUUID()]));
  for (const [period, id] of collections) {
    put('collections', {
      tenant_id: tenantId,
      id,
      owner_tenant_id: tenantId,
      edition_id: editionId,
      issue_no: issueNo,
      programme_code: programmeCode,
      year: district.year,
      period,
      starts_on: periodOf(calendar, district.year, period).startsOn,
      ends_on: periodOf(calendar, district.year, period).endsOn,
      opens_at: longAgo,
      due_at: '2020-02-01T00:00:00Z',
      closes_at: '2020-03-01T00:00:00Z',
      created_at: longAgo,
    });
  }
  const byCode = new Map(district.elements.map((element) => [element.code, element]));
  const reopened: string[][] = [];
  const accepted: string[] = [];
  for (const submission of district.submissions) {
    const submissionId = randomUUID();
    put('submissions', {
      tenant_id: tenantId,
      id: submissionId,
      collection_id: collections.get(submission.period),
      unit_id: base + submission.unit,
      owner_tenant_id: ownerOf(submission.form, tenantId),
      form_version_id: forms.get(submission.form),
      issue_no: submission.issue ?? 1,
      form_code: submission.form,
      state: stateOf(submission),
      is_zero_report: false,
      revision_no: submission.revisions.length,
      filled: 0,
      required: 0,
      created_at: longAgo,
    });
    let round = 0;
    for (const [index, revision] of submission.revisions.entries()) {
      const id = randomUUID();
      put('revisions', {
        tenant_id: tenantId,
        id,
        submission_id: submissionId,
        form_version_id: forms.get(submission.form),
        issue_no: submission.issue ?? 1,
        unit_id: base + submission.unit,
        no: index + 1,
        hash: '',
        state: revision.outcome,
        submitted_by: randomUUID(),
        submitted_at: longAgo,
        document: documentOf(revision.cells, byCode, elementIds),
      });
      if (revision.outcome === 'accepted') accepted.push(id);
      if (revision.outcome === 'reopened') {
        (reopened[round] ??= []).push(id);
        round += 1;
      }
    }
  }
  return {
    tenantId,
    lineage: [tenantId, 1, ...ownersOf(tenantId).slice(1)],
    reopened,
    accepted,
    unitOf: new Map(district.units.map((unit) => [base + unit.id, unit.id])),
    edition: {
      ownerTenantId: tenantId,
      id: editionId,
      issueNo,
      programmeCode,
      calendar,
      year: district.year,
      elementIds,
      indicatorIds: new Map(),
      indicators: district.indicators.map(indicatorOf),
      forms: [...Map.groupBy(issues, (one) => one.ownerTenantId).values()].flatMap((of) => of.at(-1)?.forms ?? []),
      issues,
    },
  };
}

const levels = ['city_', 'bureau_'];

/** A level's own forms say whose they are; no tenant has its number, for nothing here asks for it. */
function ownerOf(form: string, tenantId: number): number {
  return ownersOf(tenantId)[levels.findIndex((prefix) => form.startsWith(prefix)) + 1] ?? tenantId;
}

/** The district first. */
const ownersOf = (tenantId: number): readonly number[] =>
  ['', ...levels].map((_, level) => tenantId + level * 1_000_000);

function stateOf({ revisions }: DistrictSubmission): string {
  const last = revisions.at(-1)?.outcome;
  if (last === undefined || last === 'withdrawn') return 'draft';
  return last === 'reopened' ? 'returned' : last;
}

/** Facts and texts as a submit would have frozen them. */
function documentOf(
  cells: DistrictSubmission['revisions'][number]['cells'],
  elements: ReadonlyMap<string, DistrictElement>,
  ids: ReadonlyMap<string, number>,
): unknown {
  const numberOrCode = (type: string | undefined, value: string): { num: string | null; code: string | null } => {
    if (type === 'number') return { num: value, code: null };
    if (type === 'boolean') return { num: value === 'true' ? '1' : '0', code: null };
    return { num: null, code: type === 'choice' ? value : null };
  };
  let ordinal = 0;
  return {
    explanations: [],
    facts: cells.map((cell) => ({
      element: ids.get(cell.element),
      key: cell.key,
      isApplicable: cell.state === 'value',
      ...(cell.state === 'value'
        ? numberOrCode(elements.get(cell.element)?.type, cell.value)
        : { num: null, code: null }),
    })),
    texts: cells.flatMap((cell) =>
      (cell.texts ?? []).map((text) => ({ element: ids.get(cell.element), ordinal: ordinal++, text })),
    ),
  };
}

const said = (text: string): { zh: string; en: string } => ({ zh: text, en: text });

/** As an issue has it: what it doesn't ask yet isn't there, what it asks no more is retired. */
function formOf(code: string, elements: readonly DistrictElement[], issue: number): FormDefinition {
  const own = elements.filter((element) => element.form === code);
  const askedIn = (element: DistrictElement, no: number): readonly string[] =>
    element.keys.filter((key) => element.askedBy?.[key]?.includes(no) ?? true);
  const asked = own.filter((element) => askedIn(element, issue).length > 0);
  const retired = own.filter((element) => !asked.includes(element) && askedIn(element, issue - 1).length > 0);
  return {
    code,
    number: said(code),
    title: said(code),
    shortTitle: said(code),
    instructions: said(''),
    appliesTo: {},
    rules: [],
    sections: [
      {
        code: 'all',
        title: said('all'),
        blocks: [fieldsOf(asked.map((element) => elementOf(element, askedIn(element, issue))))],
      },
    ],
    retired: [fieldsOf(retired.map((element) => elementOf(element, element.keys)))],
  };
}

function fieldsOf(elements: readonly DataElement[]): FormBlock {
  return { kind: 'fields', title: said('all'), elements };
}

function elementOf(element: DistrictElement, keys: readonly string[]): DataElement {
  return {
    code: element.code,
    label: said(element.code),
    type: element.type === 'number' ? 'decimal' : element.type,
    flow: element.flow,
    required: false,
    appliesTo: element.appliesTo,
    ...(element.keys.length === 1 && element.keys[0] === ''
      ? {}
      : {
          dimension: {
            code: 'd',
            label: said('d'),
            options: keys.map((key) => ({
              code: key,
              label: said(key),
              ...(element.keyAppliesTo[key] ? { appliesTo: element.keyAppliesTo[key] } : {}),
            })),
          },
        }),
  };
}

function indicatorOf({ code, children, operator, factor }: DistrictIndicator): IndicatorDefinition {
  return {
    code,
    group: 'g',
    label: said(code),
    unit: said(''),
    operator: operatorOf(operator, factor),
    children: children,
    decimals: 0,
    coverageFloor: '0',
    format: { style: 'exact' },
    comparable: true,
    moreIsBetter: null,
  };
}

function operatorOf(operator: Operator, factor: string | undefined): IndicatorOperator {
  const scaled = factor === undefined ? {} : { factor };
  switch (operator.op) {
    case 'list':
    case 'distinct':
      return { op: operator.op, of: { element: operator.element } };
    case 'ratio':
      return { op: 'ratio', of: operator.of, per: operator.per, factor: factor ?? '1' };
    case 'weighted_mean':
      return { op: 'weighted_mean', of: operator.of, weight: operator.weight, ...scaled };
    default:
      return { op: operator.op, of: operator.of, ...scaled };
  }
}
