import { HuibaoError, indicatorDraftSchema, type IndicatorDefinition, type IndicatorDraft } from '@huibao/domain';
import type { TenantReader } from '@huibao/db';
import { z } from 'zod';
import type { Edition } from '../forms/edition.repository.ts';
import { putElements, type Publishing } from '../forms/definition.repository.ts';
import { publishIndicators } from '../forms/publish-version.ts';
import { editionInput } from '../forms/edition-address.ts';
import { listEditionsFrom } from '../forms/programme.repository.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { refuseWrongDraft } from './check-draft.ts';
import { countedMeaning } from './counted-meaning.ts';
import { getDesignedYear, isOwn, listOwnIndicators, type DesignedYear } from './designed-year.ts';
import { isDelivered } from './indicator-use.repository.ts';
import {
  getTenantKind,
  getVersionNo,
  listPins,
  lockDesign,
  putPin,
  type VersionedIndicator,
} from './indicator.repository.ts';

/**
 * Publishes an indicator of the tenant's own, or its next version, and pins it: for the year, and for the later ones
 * that use it already. Earlier years keep what they had.
 */
export const saveIndicator = defineMutation({
  permission: 'indicator.manage',
  input: z.object({
    ...editionInput,
    /** Null: a new one. */
    code: z.string().max(80).nullable(),
    /** The version that was seen; null for a new one. */
    version: z.int32().nullable(),
    definition: indicatorDraftSchema,
  }),
  async run(scope, { programme, year, code: known, version: seen, definition: draft }) {
    const { trx, actor, now, audit } = scope;
    const { tenantId } = actor;
    await lockDesign(trx, tenantId);
    const designed = await getDesignedYear(trx, actor, { programme, year });
    const { edition } = designed;
    const own = await listOwnIndicators(trx, tenantId, designed);
    if (known !== null) refuseStrangers(designed, own, known, seen, tenantId);
    await refuseWrongDraft(trx, tenantId, edition, draft);
    refuseMisplaced(edition, draft, known);
    const before = own.find((one) => one.code === known)?.definition;
    if (
      before &&
      countedMeaning(before) !== countedMeaning(draft) &&
      (await isDelivered(trx, tenantId, edition, before.code))
    )
      throw new HuibaoError('indicator.delivered');
    const code = known ?? (await nextCode(trx, tenantId, edition, own));
    const definition: IndicatorDefinition = { ...draft, code };

    const publishing: Publishing = {
      ownerTenantId: tenantId,
      programmeOwnerId: edition.ownerTenantId,
      programmeCode: edition.programmeCode,
      publishedAt: now,
    };
    // A district's issued figure is a flow of its city: one value a year.
    await putElements(trx, publishing, [{ code, kind: 'indicator', flow: 'flow', meaning: null }]);
    const [versionId = ''] = await publishIndicators(trx, publishing, [definition]);
    const years = await pin(scope, edition, code, versionId);
    const version = await getVersionNo(trx, tenantId, versionId);
    audit({
      action: known === null ? 'indicator.added' : 'indicator.changed',
      subject: code,
      detail: { programme, label: draft.label.zh, version, years: years.map(String) },
    });
    return { code, version, years };
  },
});

function refuseStrangers(
  designed: DesignedYear,
  own: readonly VersionedIndicator[],
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

function refuseMisplaced(edition: Edition, draft: IndicatorDraft, code: string | null): void {
  if (!edition.indicatorGroups.some((group) => group.code === draft.group))
    throw new HuibaoError('indicator.group_unknown');
  const twin = edition.indicators.find((one) => one.code !== code && one.label.zh === draft.label.zh);
  if (twin) throw new HuibaoError('indicator.label_taken', { label: twin.label });
}

/** `bureau_1`, `city_1`: a level's codes never meet those of another, and a retired one's isn't given again. */
async function nextCode(
  trx: TenantReader,
  tenantId: number,
  edition: Edition,
  own: readonly VersionedIndicator[],
): Promise<string> {
  const prefix = await getTenantKind(trx, tenantId);
  const taken = new Set([...own.map((one) => one.code), ...edition.indicatorVersions.keys()]);
  let no = 1;
  while (taken.has(`${prefix}_${no}`)) no += 1;
  return `${prefix}_${no}`;
}

/** The years in which the version stands now: at the end, where it is new. */
async function pin(
  { trx, actor, now }: Scope,
  edition: Edition,
  code: string,
  versionId: string,
): Promise<readonly number[]> {
  const { ownerTenantId } = edition;
  const editions = await listEditionsFrom(trx, edition);
  const pins = await listPins(trx, actor.tenantId, ownerTenantId);
  const pinned = editions.filter(
    ({ id, year }) => year === edition.year || pins.some((one) => one.editionId === id && one.code === code),
  );
  for (const { id: editionId } of pinned) {
    const positions = pins.filter((one) => one.editionId === editionId).map((one) => one.position);
    const place = { editionId, code, position: Math.max(-1, ...positions) + 1 };
    await putPin(trx, actor.tenantId, ownerTenantId, place, versionId, now);
  }
  return pinned.map((one) => one.year);
}
