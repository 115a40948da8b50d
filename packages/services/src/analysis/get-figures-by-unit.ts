import { isPartial, periodsOf, type IndicatorDefinition, type IndicatorValue, type Localized } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { requireEdition, type Edition } from '../forms/edition.repository.ts';
import { listNewestDelivered } from '../rollup/delivered.repository.ts';
import { hasFiguresByPeriod } from '../rollup/figures-of-scopes.ts';
import { hiddenOfDeliveries, isOfFew } from '../rollup/hidden-in-public.ts';
import { rollUpByUnit, type Figures, type Reader } from '../rollup/roll-up.ts';
import { listOpenedPeriods, overseesOthers } from '../rollup/rollup-year.repository.ts';
import { readYearReach } from '../rollup/year-reach.repository.ts';
import { defineQuery } from '../use-case.ts';
import { listReporters } from './reporter.repository.ts';

/** One indicator of one part of the year, a place a unit, in their order. Decimals are exact, as text. */
export interface FigureColumns {
  /** Null where there is no figure: nobody answered, or nobody was asked. */
  readonly value: readonly (string | null)[];
  /** Both sides of what is divided; absent of everything else. */
  readonly numerator?: readonly (string | null)[];
  readonly denominator?: readonly (string | null)[];
  /** What is listed; absent where nothing is. */
  readonly texts?: readonly (readonly string[])[];
  /** n of N, in reporters and periods; 0 of 0 who isn't asked. */
  readonly answered: readonly number[];
  readonly expected: readonly number[];
  /** Places below the indicator's coverage floor, and those that the public isn't shown. */
  readonly partial: readonly number[];
  readonly hidden: readonly number[];
}

export interface PartOfYear {
  /** Null of the whole year. */
  readonly period: { readonly ordinal: number; readonly label: Localized } | null;
  /** An entry an indicator, in their order. */
  readonly figures: readonly FigureColumns[];
}

/**
 * Every figure of a year by unit, of the year and of each of its periods that was opened, in one answer. Above the
 * first level units are the bureaus below beside the office's own, and there is the year alone: as it is delivered.
 */
export const getFiguresByUnit = defineQuery({
  permission: 'rollup.read',
  goesFar: true,
  input: z.object({ ...editionInput }),
  async run(scope, address) {
    const { trx, actor, now } = scope;
    const edition = await requireEdition(trx, actor, address);
    const units = await listReporters(trx, actor.tenantId, [edition]);
    const opened = (await hasFiguresByPeriod(scope)) ? await listOpenedPeriods(trx, actor.tenantId, edition, now) : [];
    const names = periodsOf(edition.calendar, edition.year);
    const marked = await hiddenBelow(scope, edition);
    const parts: PartOfYear[] = [];
    for (const ordinal of [null, ...opened]) {
      const byUnit = await rollUpByUnit(scope, edition, ordinal === null ? {} : { periods: [ordinal] });
      const label = names.find((one) => one.ordinal === ordinal)?.label;
      parts.push({
        period: ordinal === null || label === undefined ? null : { ordinal, label },
        figures: edition.indicators.map((indicator) =>
          columnsOf(
            indicator,
            units.map(({ id }) => byUnit.get(id)?.get(indicator.code)),
            (figure, place) => {
              const ofDelivery = marked.get(units[place]?.id ?? 0);
              return ofDelivery ? ofDelivery.has(indicator.code) : isOfFew(edition, indicator, figure);
            },
          ),
        ),
      });
    }
    return {
      programme: edition.programmeName,
      year: edition.year,
      reach: await readYearReach(trx, actor.tenantId, edition, now),
      units: units.map(({ id, kind, name }) => ({ id, kind, name })),
      indicators: edition.indicators.map(({ code, group, label, unit, decimals }) => ({
        code,
        group,
        label,
        unit,
        decimals,
      })),
      parts,
    };
  },
});

/** By the unit's id, what a bureau's delivery leaves out of its public copy. */
async function hiddenBelow(
  { trx, actor }: Reader,
  edition: Edition,
): Promise<ReadonlyMap<number, Pick<ReadonlySet<string>, 'has'>>> {
  if (!(await overseesOthers(trx, actor.tenantId))) return new Map();
  const delivered = await listNewestDelivered(trx, actor.tenantId, edition, [edition.year]);
  const hidden = await hiddenOfDeliveries(trx, actor.tenantId, delivered);
  return new Map(delivered.map(({ id, unitId }) => [unitId, hidden.get(id) ?? new Set<string>()]));
}

type Figure = ReturnType<Figures['get']>;

function columnsOf(
  { coverageFloor }: IndicatorDefinition,
  figures: readonly Figure[],
  isHidden: (figure: IndicatorValue, place: number) => boolean,
): FigureColumns {
  const places = (holds: (figure: IndicatorValue, place: number) => boolean): readonly number[] =>
    figures.flatMap((figure, place) => (figure && figure.value !== null && holds(figure, place) ? [place] : []));
  return {
    value: figures.map((figure) => figure?.value ?? null),
    ...(figures.some((figure) => typeof figure?.denominator === 'string')
      ? {
          numerator: figures.map((figure) => figure?.numerator ?? null),
          denominator: figures.map((figure) => figure?.denominator ?? null),
        }
      : {}),
    ...(figures.some((figure) => (figure?.texts.length ?? 0) > 0)
      ? { texts: figures.map((figure) => figure?.texts ?? []) }
      : {}),
    answered: figures.map((figure) => figure?.answered ?? 0),
    expected: figures.map((figure) => figure?.expected ?? 0),
    partial: places((figure) => isPartial(figure, coverageFloor)),
    hidden: places(isHidden),
  };
}
