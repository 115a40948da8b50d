import type { TenantReader } from '@huibao/db';
import { isWholeYear, levelOfCode, type IndicatorDefinition, type Localized } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { findEditionBefore, requireEdition, type Edition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { byOwner } from './by-owner.ts';
import { readKeptWhole } from './kept-figures.ts';
import { listOutlyingFigures, type OutlyingFigure } from './outlier.repository.ts';
import { planRollup, type RollupPlan } from './plan-rollup.ts';
import type { Reader } from './roll-up.ts';
import { listOpenedPeriods, overseesOthers } from './rollup-year.repository.ts';
import { scopeOf } from './rollup-scope.ts';
import type { RollupScope } from './statement/rollup-statement.ts';

export interface Outlier {
  readonly indicator: string;
  readonly label: Localized;
  readonly unit: Localized;
  readonly decimals: number;
  readonly unitId: number;
  readonly unitName: string;
  readonly schoolType: string | null;
  readonly value: string;
  /** Against the schools of its kind: their median, how many they are, and 0.6745·|x−median|/MAD to one decimal. */
  readonly peers: { readonly median: string; readonly count: number; readonly score: string } | null;
  /** Against its own value of last year. */
  readonly lastYear: { readonly value: string; readonly times: string } | null;
}

/**
 * What stands out among a year's accepted figures, school by school: reported, never blocked. A few terms of a school's
 * own history can't make a z-score of 3, so it is held against its peers, and against its own last year: like with
 * like, so only figures of which everything is in, and of the same periods.
 */
export const listOutliers = defineQuery({
  permission: 'rollup.read',
  goesFar: true,
  input: z.object({ ...editionInput }),
  async run(scope, address): Promise<{ readonly year: number; readonly outliers: readonly Outlier[] }> {
    const { trx, actor } = scope;
    const edition = await requireEdition(trx, actor, address);
    const before = await findEditionBefore(trx, actor, edition);
    const periods = await sharedPart(scope, edition);
    const part = periods ? { periods } : {};
    const read = { edition, scope: await scopeOf(scope, edition, part, true) };
    const readBefore = before && { edition: before, scope: await scopeOf(scope, before, part, true) };
    const question = ['outliers', ...[read, readBefore].map((one) => one && [idOf(one.edition), one.scope])];
    // Two statements by unit, which take a bureau of hundreds of schools a quarter of a second.
    const outliers = await readKeptWhole(trx, actor.tenantId, JSON.stringify(question), {
      ask: () => findOutliers(trx, actor.tenantId, read, readBefore),
      bytesOf: (found) => found.length * bytesOfOutlier,
    });
    return { year: edition.year, outliers };
  },
});

/** Roughly, with its texts. */
const bytesOfOutlier = 600;

interface YearRead {
  readonly edition: Edition;
  readonly scope: RollupScope;
}

const ids = new WeakMap<readonly IndicatorDefinition[], number>();
let count = 0;

/** Tells an edition's definitions, which never change in place, from all others that this process has read. */
function idOf({ indicators }: Edition): number {
  const id = ids.get(indicators) ?? (count += 1);
  ids.set(indicators, id);
  return id;
}

async function findOutliers(
  trx: TenantReader,
  tenantId: number,
  { edition, scope }: YearRead,
  before: YearRead | undefined,
): Promise<readonly Outlier[]> {
  const outliers: Outlier[] = [];
  const earlier = Map.groupBy(before?.edition.indicators ?? [], ({ code }) => levelOfCode(code));
  for (const indicators of byOwner(edition.indicators)) {
    const figures = { plan: planRollup(edition, indicators), scope };
    if (figures.plan.figures.length === 0) continue;
    const known = earlier.get(levelOfCode(indicators[0]?.code ?? '')) ?? [];
    const lastYear =
      before && known.length > 0 ? { plan: planRollup(before.edition, known), scope: before.scope } : undefined;
    const compared = lastYear && lastYear.plan.figures.length > 0 ? lastYear : undefined;
    const found = await listOutlyingFigures(trx, tenantId, figures, compared);
    outliers.push(...found.flatMap((one) => toOutlier(one, figures.plan)));
  }
  return outliers.toSorted(fartherFirst).slice(0, mostOutliers);
}

/** As many as one owner's statement answers. */
const mostOutliers = 500;

/** Those of several owners of definitions, in one order. */
function fartherFirst(one: Outlier, other: Outlier): number {
  return Number(other.peers?.score ?? 0) - Number(one.peers?.score ?? 0);
}

/**
 * While a year is under way last year is read as far as this one goes. What was delivered can't be taken apart: it is
 * compared where its periods are the same.
 */
async function sharedPart({ trx, actor }: Reader, edition: Edition): Promise<readonly number[] | undefined> {
  const opened = await listOpenedPeriods(trx, actor.tenantId, edition, actor.now());
  const isPart = opened.length > 0 && !isWholeYear(opened, edition.calendar);
  return isPart && !(await overseesOthers(trx, actor.tenantId)) ? opened : undefined;
}

function toOutlier(row: OutlyingFigure, { figures }: RollupPlan): readonly Outlier[] {
  const indicator = figures[row.figure]?.indicator;
  if (!indicator) return [];
  const { median, score, before, times } = row;
  return [
    {
      indicator: indicator.code,
      label: indicator.label,
      unit: indicator.unit,
      decimals: indicator.decimals,
      unitId: row.unitId,
      unitName: row.name,
      schoolType: row.schoolType,
      value: row.value,
      peers: row.isApart && median !== null && score !== null ? { median, count: row.peers, score } : null,
      lastYear: row.hasJumped && before !== null && times !== null ? { value: before, times } : null,
    },
  ];
}
