import {
  coverSameDays,
  figureKey,
  hasScope,
  ofAll,
  scopeKey,
  allPeriods,
  type FigureKey,
  type FigureRef,
  type FigureScope,
  type IndicatorValue,
  type Whose,
} from '@huibao/domain';
import { findEditionBefore, type Edition } from '../forms/edition.repository.ts';
import { rollUp, type Figures, type Reader } from './roll-up.ts';
import { overseesOthers } from './rollup-year.repository.ts';

/** What a figure's scope comes to: the edition that it reads, and the one period of it; without that, all of it. */
export interface ScopeInYear {
  readonly edition: Edition;
  /** Of the office's own schools and sections alone, or of what was delivered to it; else of all. */
  readonly whose?: Whose;
  readonly periods?: readonly [number];
}

/** What scopes of an edition's figures come to; asked for one after another, the year before is looked for once. */
export interface ScopeReader {
  /** Undefined: there is nothing of that kind, last year or in figures that were delivered by the year. */
  readonly find: (scope: FigureScope | undefined) => Promise<ScopeInYear | undefined>;
}

export function scopesOf(reader: Reader, edition: Edition): ScopeReader {
  let before: Promise<Edition | undefined> | undefined;
  let isByPeriod: Promise<boolean> | undefined;
  const ofTime = async (scope: FigureScope): Promise<ScopeInYear | undefined> => {
    if (scopeKey(scope) === '') return { edition };
    if (!hasScope(edition.calendar, scope)) return undefined;
    isByPeriod ??= hasFiguresByPeriod(reader);
    if (scope.period !== undefined && !(await isByPeriod)) return undefined;
    if (scope.year !== 'last') return inPeriod(edition, scope.period);
    before ??= findEditionBefore(reader.trx, reader.actor, edition);
    const earlier = await before;
    return earlier && sameOfLastYear(edition, earlier, scope.period);
  };
  return {
    async find(scope) {
      const found = await ofTime((scope && ofAll(scope)) ?? {});
      return found && scope?.whose ? { ...found, whose: scope.whose } : found;
    },
  };
}

/** Whoever asks, for what a scope comes to. */
export function readerOf<Scope extends Reader>(reader: Scope, { whose }: ScopeInYear): Scope & Reader {
  if (whose === undefined) return reader;
  return { ...reader, ...(whose === 'own' ? { isOwnAlone: true } : { isBelowAlone: true }) };
}

/** Who has figures from below has them by the year, as they are delivered. */
export async function hasFiguresByPeriod({ trx, actor, isOwnAlone = false }: Reader): Promise<boolean> {
  return isOwnAlone || !(await overseesOthers(trx, actor.tenantId));
}

function inPeriod(edition: Edition, code: string | undefined): ScopeInYear | undefined {
  const place = edition.calendar.periods.findIndex((period) => period.code === code);
  return place === -1 ? undefined : { edition, periods: [place + 1] };
}

/** The same days a year before: all of its year for all of this one, else one period for one; else there is none. */
function sameOfLastYear(edition: Edition, before: Edition, period: string | undefined): ScopeInYear | undefined {
  const { calendar } = edition;
  const ordinals = period === undefined ? allPeriods(calendar) : (inPeriod(edition, period)?.periods ?? []);
  const isSame = (periods: readonly number[]): boolean =>
    coverSameDays({ calendar, periods: ordinals }, { calendar: before.calendar, periods });
  const all = allPeriods(before.calendar);
  if (period === undefined) return isSame(all) ? { edition: before } : undefined;
  const ordinal = all.find((one) => isSame([one]));
  return ordinal === undefined ? undefined : { edition: before, periods: [ordinal] };
}

/** Figures by their keys; what there is none of isn't in it. */
export async function rollUpFigures(reader: Reader, edition: Edition, figures: readonly FigureRef[]): Promise<Figures> {
  const scopes = scopesOf(reader, edition);
  const values = new Map<FigureKey, IndicatorValue>();
  for (const [first, ...others] of Map.groupBy(figures, ({ scope }) => scopeKey(scope)).values()) {
    const found = first && (await scopes.find(first.scope));
    if (!found) continue;
    const asked = new Set([first, ...others].map(({ indicator }) => indicator));
    const indicators = found.edition.indicators.filter(({ code }) => asked.has(code));
    const rolledUp = await rollUp(readerOf(reader, found), found.edition, {
      indicators,
      ...(found.periods ? { periods: found.periods } : {}),
    });
    const { scope } = first;
    for (const [code, value] of rolledUp)
      values.set(figureKey({ indicator: code, scope }), scope ? { ...value, scope } : value);
  }
  return values;
}

/** Of these, those that aren't of the edition's whole year. */
export function scopedOnly(figures: readonly FigureRef[]): readonly FigureRef[] {
  return figures.filter(({ scope }) => scope !== undefined);
}
