import { HuibaoError } from '@huibao/domain';
import type { ReadAdditions } from '@huibao/domain/additions';
import { lockPublishing } from '../forms/definition.repository.ts';
import { lockDesign } from '../indicators/indicator.repository.ts';
import type { Scope } from '../use-case.ts';
import { getBase, type BaseOfAdditions } from './base-of-additions.ts';
import { issueAdditions } from './issue-additions.ts';
import { judgeAdditions } from './judge-additions.ts';

export interface PublishedAdditions {
  readonly programme: string;
  readonly year: number;
  readonly no: number;
  readonly base: BaseOfAdditions;
}

/**
 * Publishes additions that were looked at, judged once more as things stand now: whichever way they came.
 * @throws {HuibaoError} `package.refused`, `package.changed_since`
 */
export async function publishLookedAtAdditions(
  scope: Scope,
  read: ReadAdditions,
  { hash, issueNo }: { readonly hash: string; readonly issueNo?: number },
): Promise<PublishedAdditions> {
  if (!read.ok) throw new HuibaoError('package.refused', { count: read.refusals.length });
  const { trx, actor } = scope;
  await lockPublishing(trx, actor.tenantId);
  await lockDesign(trx, actor.tenantId);
  const { additions } = read;
  const base = await getBase(scope, additions.base);
  const { refusals, offered } = await judgeAdditions(scope, base, additions);
  const isSeen = issueNo === undefined || issueNo === offered.no;
  if (offered.hash !== hash || !isSeen) throw new HuibaoError('package.changed_since');
  if (refusals.length > 0) throw new HuibaoError('package.refused', { count: refusals.length });
  const { programme, year } = offered;
  // The same again, where an answer was lost, changes nothing.
  const no = offered.standing === 'same' ? offered.no : (await issueAdditions(scope, base, additions)).no;
  return { programme, year, no, base };
}
