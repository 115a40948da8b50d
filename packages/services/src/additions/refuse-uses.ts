import { indicatorsOfProse, type AddingLevel, type IndicatorDefinition } from '@huibao/domain';
import type { PackageRefusal } from '@huibao/domain/package';
import type { Edition } from '../forms/edition.repository.ts';
import { countedMeaning } from '../indicators/counted-meaning.ts';
import { isDelivered, listReportContents } from '../indicators/indicator-use.repository.ts';
import { hasGroup } from '../indicators/unit-group.repository.ts';
import type { QueryScope } from '../use-case.ts';

type Reader = Pick<QueryScope, 'trx' | 'actor'>;

const file = 'indicators.json';

/** Of indicators that would change what they count, or be gone: what was delivered or printed under them stands. */
export async function useRefusals(
  { trx, actor }: Reader,
  edition: Edition,
  before: readonly IndicatorDefinition[],
  after: readonly IndicatorDefinition[],
): Promise<readonly PackageRefusal[]> {
  const places = new Map(after.map((one, index) => [one.code, { definition: one, path: `$.indicators[${index}]` }]));
  const refusals: PackageRefusal[] = [];
  const gone = before.filter((one) => !places.has(one.code));
  const contents = gone.length > 0 ? await listReportContents(trx, actor.tenantId, edition) : [];
  for (const old of before) {
    const now = places.get(old.code);
    const path = now?.path ?? '$.indicators';
    if (now && countedMeaning(now.definition) === countedMeaning(old)) continue;
    if (await isDelivered(trx, actor.tenantId, edition, old.code))
      refusals.push({ code: 'indicator.delivered', file, path, params: { code: old.code } });
    // A draft would lose its figure, and an issued report couldn't be corrected any more.
    else if (!now && contents.some((content) => indicatorsOfProse(content).includes(old.code)))
      refusals.push({ code: 'indicator.in_use', file, path, params: { code: old.code, year: edition.year } });
  }
  return refusals;
}

/** Each bureau names and fills its groups by itself: what a city calls group_1 isn't what its districts call so. */
export async function groupRefusals(
  { trx, actor }: Reader,
  level: AddingLevel,
  indicators: readonly IndicatorDefinition[],
): Promise<readonly PackageRefusal[]> {
  const refusals: PackageRefusal[] = [];
  for (const [index, { children }] of indicators.entries()) {
    const group = children?.group;
    if (group === undefined || (level === 'bureau' && (await hasGroup(trx, actor.tenantId, group)))) continue;
    const path = `$.indicators[${index}].children.group`;
    refusals.push({ code: 'indicator.unit_group_unknown', file, path, params: {} });
  }
  return refusals;
}
