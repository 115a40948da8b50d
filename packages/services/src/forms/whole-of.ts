import type { IndicatorDefinition } from '@huibao/domain';
import { jsonOf } from '../json-column.ts';
import type { Edition } from './edition.repository.ts';

interface AddedIndicator {
  readonly owner_tenant_id: number;
  readonly code: string;
  readonly id: string;
  readonly version: number;
  readonly definition: unknown;
  readonly elementId: number;
}

// The same versions make the same whole, with one list of indicators: by it their statements are known.
const wholes = new WeakMap<Edition, Map<string, Edition>>();

/** A bureau's indicators are mended now and then: what nobody asks for any more makes room. */
const mostWholes = 200;

/** An edition with the indicators that the levels of a line added to it. */
export function wholeOf(edition: Edition, added: readonly AddedIndicator[]): Edition {
  const ofEdition = wholes.get(edition) ?? new Map<string, Edition>();
  wholes.set(edition, ofEdition);
  const key = added.map((row) => row.id).join('+');
  const known = ofEdition.get(key);
  if (known) return known;
  const whole: Edition = {
    ...edition,
    indicators: [...edition.indicators, ...added.map((row) => jsonOf<IndicatorDefinition>(row.definition))],
    indicatorIds: new Map([...edition.indicatorIds, ...added.map((row) => [row.code, row.elementId] as const)]),
    indicatorVersions: new Map([
      ...edition.indicatorVersions,
      ...added.map(
        (row) => [row.code, { ownerTenantId: row.owner_tenant_id, id: row.id, version: row.version }] as const,
      ),
    ]),
  };
  const [oldest] = ofEdition.keys();
  if (ofEdition.size >= mostWholes && oldest !== undefined) ofEdition.delete(oldest);
  ofEdition.set(key, whole);
  return whole;
}
