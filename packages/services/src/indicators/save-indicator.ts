import {
  figuresOf,
  HuibaoError,
  indicatorDraftSchema,
  type IndicatorDefinition,
  type IndicatorDraft,
  type SectionContent,
} from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { contentHash } from '../canonical-json.ts';
import { publishIndicator } from '../forms/publish-edition.ts';
import { jsonOf } from '../json-column.ts';
import { defineMutation, type QueryScope, type Scope } from '../use-case.ts';
import { refuseWrongDraft } from './check-draft.ts';
import {
  getDesignedYear,
  getTenantKind,
  isOwn,
  listEditionsFrom,
  listOwnIndicators,
  oneDesignerAtATime,
  type DesignedYear,
  type OwnIndicator,
} from './own-indicator.repository.ts';

/**
 * Publishes an indicator of the tenant's own, or its next version, and pins it: for the year, and for the later ones that
 * use it already. Earlier years keep what they had.
 */
export const saveIndicator = defineMutation({
  permission: 'indicator.manage',
  input: z.object({
    year: z.int(),
    /** Null: a new one. */
    code: z.string().max(80).nullable(),
    /** The version that was seen; null for a new one. */
    version: z.int().nullable(),
    definition: indicatorDraftSchema,
  }),
  async run(scope, { year, code: known, version: seen, definition: draft }) {
    const { trx, actor, now, audit } = scope;
    await oneDesignerAtATime(scope);
    const designed = await getDesignedYear(scope, year);
    const { edition } = designed;
    const own = await listOwnIndicators(scope, designed);
    if (known !== null) refuseStrangers(designed, own, known, seen, actor.tenantId);
    await refuseWrongDraft(scope, edition, draft);
    refuseMisplaced(designed, draft, known);
    if (known !== null) await refuseDelivered(scope, year, known, draft, own);
    const code = known ?? (await nextCode(scope, designed, own));
    const definition: IndicatorDefinition = { ...draft, code };

    await trx
      .insertInto('programmes')
      .values({
        owner_tenant_id: actor.tenantId,
        code: edition.programmeCode,
        title: JSON.stringify(edition.title),
        published_at: now,
      })
      .onConflict((oc) => oc.doNothing())
      .execute();
    // A district's issued figure is a flow of its city: one value a year.
    await trx
      .insertInto('data_elements')
      .values({
        owner_tenant_id: actor.tenantId,
        programme_code: edition.programmeCode,
        code,
        kind: 'indicator',
        flow: 'flow',
        published_at: now,
      })
      .onConflict((oc) => oc.doNothing())
      .execute();
    const versionId = await publishIndicator(trx, actor.tenantId, edition.programmeCode, code, definition, now);
    const years = await pin(scope, designed, code, versionId);
    const { version } = await trx
      .selectFrom('indicator_versions')
      .select('version')
      .where('owner_tenant_id', '=', actor.tenantId)
      .where('id', '=', versionId)
      .executeTakeFirstOrThrow();
    audit({
      action: known === null ? 'indicator.added' : 'indicator.changed',
      subject: code,
      detail: { label: draft.label.zh, version, years: years.map(String) },
    });
    return { code, version, years };
  },
});

/** What districts have delivered under one definition isn't added to what others deliver under the next: that is another indicator. */
async function refuseDelivered(
  scope: QueryScope,
  year: number,
  code: string,
  draft: IndicatorDraft,
  own: readonly OwnIndicator[],
): Promise<void> {
  const before = own.find((one) => one.code === code)?.definition;
  const meaning = ({ operator, children }: Pick<IndicatorDraft, 'operator' | 'children'>): string =>
    contentHash({ operator, children: children ?? {} });
  if (before && meaning(before) !== meaning(draft) && (await isDelivered(scope, year, code)))
    throw new HuibaoError('indicator.delivered');
}

async function isDelivered({ trx, actor }: QueryScope, year: number, code: string): Promise<boolean> {
  const found = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('year', '>=', year)
    .where(sql<boolean>`figures @> ${JSON.stringify([{ code }])}::jsonb`)
    .executeTakeFirst();
  return found !== undefined;
}

function refuseStrangers(
  designed: DesignedYear,
  own: readonly OwnIndicator[],
  code: string,
  seen: number | null,
  tenantId: number,
): void {
  const newest = own.find((one) => one.code === code);
  if (!newest)
    throw new HuibaoError(designed.edition.indicatorVersions.has(code) ? 'indicator.not_own' : 'indicator.not_found');
  const shown = isOwn(designed, code, tenantId)
    ? designed.edition.indicatorVersions.get(code)?.version
    : newest.version;
  if (shown !== seen) throw new HuibaoError('indicator.changed_since');
}

function refuseMisplaced({ edition }: DesignedYear, draft: IndicatorDraft, code: string | null): void {
  if (!edition.indicatorGroups.some((group) => group.code === draft.group))
    throw new HuibaoError('indicator.group_unknown');
  const twin = edition.indicators.find((one) => one.code !== code && one.label.zh === draft.label.zh);
  if (twin) throw new HuibaoError('indicator.label_taken', { label: draft.label.zh });
}

/** `bureau_1`, `city_1`: a level's codes never meet those of another, and a retired one's isn't given again. */
async function nextCode(
  { trx, actor }: QueryScope,
  { edition }: DesignedYear,
  own: readonly OwnIndicator[],
): Promise<string> {
  const prefix = await getTenantKind(trx, actor.tenantId);
  const taken = new Set([...own.map((one) => one.code), ...edition.indicatorVersions.keys()]);
  let no = 1;
  while (taken.has(`${prefix}_${no}`)) no += 1;
  return `${prefix}_${no}`;
}

async function pin(
  scope: Scope,
  { edition }: DesignedYear,
  code: string,
  versionId: string,
): Promise<readonly number[]> {
  const { trx, actor, now } = scope;
  const editions = await listEditionsFrom(scope, edition, edition.year);
  const pins = await trx
    .selectFrom('added_indicators')
    .select(['edition_id', 'code', 'position'])
    .where('owner_tenant_id', '=', actor.tenantId)
    .where('edition_owner_tenant_id', '=', edition.ownerTenantId)
    .execute();
  const uses = (id: string): boolean => pins.some((one) => one.edition_id === id && one.code === code);
  const pinned = editions.filter((one) => one.year === edition.year || uses(one.id));
  for (const { id } of pinned) {
    const last = Math.max(-1, ...pins.filter((one) => one.edition_id === id).map((one) => one.position));
    await trx
      .insertInto('added_indicators')
      .values({
        owner_tenant_id: actor.tenantId,
        edition_owner_tenant_id: edition.ownerTenantId,
        edition_id: id,
        code,
        indicator_version_id: versionId,
        position: last + 1,
        published_at: now,
      })
      .onConflict((oc) =>
        oc
          .columns(['owner_tenant_id', 'edition_owner_tenant_id', 'edition_id', 'code'])
          .doUpdateSet({ indicator_version_id: versionId, published_at: now }),
      )
      .execute();
  }
  return pinned.map((one) => one.year);
}

/** Takes an own indicator out of a year. Its versions stay, and the year can take it in again. */
export const retireIndicator = defineMutation({
  permission: 'indicator.manage',
  input: z.object({ year: z.int(), code: z.string().max(80) }),
  async run(scope, { year, code }) {
    const { trx, actor, audit } = scope;
    await oneDesignerAtATime(scope);
    const designed = await getDesignedYear(scope, year);
    const { edition } = designed;
    if (!edition.indicatorVersions.has(code)) throw new HuibaoError('indicator.not_found');
    if (!isOwn(designed, code, actor.tenantId)) throw new HuibaoError('indicator.not_own');
    if (await isDelivered(scope, year, code)) throw new HuibaoError('indicator.delivered');
    if (await isWrittenAbout(scope, designed, code)) throw new HuibaoError('indicator.in_use', { year });
    await trx
      .deleteFrom('added_indicators')
      .where('owner_tenant_id', '=', actor.tenantId)
      .where('edition_owner_tenant_id', '=', edition.ownerTenantId)
      .where('edition_id', '=', edition.id)
      .where('code', '=', code)
      .execute();
    audit({ action: 'indicator.retired', subject: code, detail: { year } });
    return { code };
  },
});

/** Whether a report of the year holds a figure of it: a draft would lose it, and an issued one couldn't be corrected any more. */
async function isWrittenAbout({ trx, actor }: QueryScope, { edition }: DesignedYear, code: string): Promise<boolean> {
  const sections = await trx
    .selectFrom('reports as r')
    .innerJoin('report_sections as s', (join) =>
      join.onRef('s.tenant_id', '=', 'r.tenant_id').onRef('s.report_id', '=', 'r.id'),
    )
    .select('s.content')
    .where('r.tenant_id', '=', actor.tenantId)
    .where('r.edition_id', '=', edition.id)
    .execute();
  return sections.some((section) =>
    figuresOf(jsonOf<SectionContent>(section.content)).some((figure) => figure.attrs.indicator === code),
  );
}
