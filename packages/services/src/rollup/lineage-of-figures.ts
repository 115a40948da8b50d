import { scopeKey, type FigureRef } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { readerOf, scopesOf } from './figures-of-scopes.ts';
import { listLineage, type IndicatorLineage } from './lineage.ts';
import type { Reader } from './roll-up.ts';

/** What a figure opens to, whatever part of time it is of. */
export type FigureLineage = IndicatorLineage & FigureRef;

/** The cells behind figures of a text: of a period its own, of last year last year's. */
export async function lineageOfFigures(
  reader: Reader,
  edition: Edition,
  figures: readonly FigureRef[],
): Promise<readonly FigureLineage[]> {
  const scopes = scopesOf(reader, edition);
  const opened: FigureLineage[] = [];
  for (const [first, ...others] of Map.groupBy(figures, ({ scope }) => scopeKey(scope)).values()) {
    const found = first && (await scopes.find(first.scope));
    if (!found) continue;
    const asked = new Set([first, ...others].map(({ indicator }) => indicator));
    const indicators = found.edition.indicators.filter(({ code }) => asked.has(code));
    const lineage = await listLineage(
      readerOf(reader, found),
      found.edition,
      indicators,
      found.periods ? { periods: found.periods } : {},
    );
    const { scope } = first;
    opened.push(...lineage.map((one) => (scope ? { ...one, scope } : one)));
  }
  return opened;
}
