import { HuibaoError, isRetiredForm } from '@huibao/domain';
import { mergeWordings, type Additions } from '@huibao/domain/additions';
import { requireProgramme } from '../forms/programme.repository.ts';
import type { QueryScope } from '../use-case.ts';
import { listAddedCounts } from './additions.repository.ts';
import { getBase, type BaseOfAdditions } from './base-of-additions.ts';

/**
 * What the tenant added in the last year before, laid over this year's edition: own words for paragraphs that say what
 * they said, and those that are in conflict with what they say now, as they were written.
 * @throws {HuibaoError} `additions.not_found` where no earlier year has any
 */
export async function getEarlierAdditions(
  scope: Pick<QueryScope, 'trx' | 'actor'>,
  base: BaseOfAdditions,
): Promise<{ readonly from: number; readonly additions: Additions }> {
  const { trx, actor } = scope;
  const { programme, year, hashes, line } = base;
  const counts = new Set((await listAddedCounts(trx, actor.tenantId)).map((one) => one.editionId));
  const { years } = await requireProgramme(trx, actor, programme);
  const from = years.find((one) => one.year < year && counts.has(one.id))?.year;
  const earlier = from === undefined ? undefined : (await getBase(scope, { programme, year: from })).standing;
  if (from === undefined || !earlier) throw new HuibaoError('additions.not_found');
  const { same } = mergeWordings(line.programme.template, earlier.additions.wordings);
  return {
    from,
    additions: {
      ...earlier.additions,
      base: { programme, year, hash: hashes.at(-1) ?? '' },
      // What the earlier year retired isn't asked again by its being carried over.
      forms: earlier.additions.forms.filter((form) => !isRetiredForm(form)),
      wordings: earlier.additions.wordings.filter((wording) => !same.includes(wording)),
    },
  };
}
