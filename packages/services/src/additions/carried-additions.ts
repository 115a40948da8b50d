import { HuibaoError } from '@huibao/domain';
import { leaveBehind, type Additions, type LeftPart } from '@huibao/domain/additions';
import type { EditionAddress } from '../forms/edition-address.ts';
import type { QueryScope } from '../use-case.ts';
import { getBase, type BaseOfAdditions } from './base-of-additions.ts';
import { getEarlierAdditions } from './earlier-additions.ts';
import { judgeAdditions, type OfferedAdditions } from './judge-additions.ts';

export interface CarriedAdditions {
  readonly base: BaseOfAdditions;
  /** The year that they come from. */
  readonly from: number;
  readonly additions: Additions;
  /** What no longer resolves in the new year. */
  readonly left: readonly LeftPart[];
  readonly offered: OfferedAdditions;
}

/** Each round leaves a part behind for which something else had stood: a section for the sake of its indicator. */
const mostRounds = 20;

/**
 * What the tenant added in an earlier year, as it fits this one: a part that asks for what isn't there any more is
 * left, and said.
 * @throws {HuibaoError} `additions.not_found` where no earlier year has any, `additions.already_there` where this one
 *   has
 */
export async function carryOver(
  scope: Pick<QueryScope, 'trx' | 'actor'>,
  { programme, year }: EditionAddress,
): Promise<CarriedAdditions> {
  const base = await getBase(scope, { programme, year });
  if (base.standing) throw new HuibaoError('additions.already_there', { year });
  const earlier = await getEarlierAdditions(scope, base);
  const { from } = earlier;
  const left: LeftPart[] = [];
  let { additions } = earlier;
  for (let round = 0; round < mostRounds; round += 1) {
    const { refusals, offered } = await judgeAdditions(scope, base, additions);
    if (refusals.length === 0) return { base, from, additions, left, offered };
    const remainder = leaveBehind(base.line, additions, refusals);
    // Nothing of it has a place in the new year.
    if (remainder.left.length === 0) break;
    left.push(...remainder.left);
    additions = remainder.additions;
  }
  throw new HuibaoError('additions.nothing_added');
}
