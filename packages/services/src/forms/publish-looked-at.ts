import { HuibaoError } from '@huibao/domain';
import type { ReadPackage } from '@huibao/domain/package';
import { z } from 'zod';
import type { Scope } from '../use-case.ts';
import { judgePackage } from './judge-package.ts';
import { publishEdition, publishIssue } from './publish-edition.ts';

/** What names that which was looked at among a request's fields. */
export const lookedAt = {
  /** Of what the preview showed. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The issue that the preview said it would be: against another it would change something else. */
  issueNo: z.int32().min(1).exactOptional(),
};

export interface PublishedIssue {
  readonly editionId: string;
  readonly code: string;
  readonly year: number;
  readonly issueNo: number;
}

/**
 * Publishes a programme that was looked at, judged once more as things stand now: whichever way it came. The caller has
 * locked publications.
 * @throws {HuibaoError} `package.refused`, `package.changed_since`
 */
export async function publishLookedAt(
  scope: Scope,
  read: ReadPackage,
  year: number,
  { hash, issueNo }: { readonly hash: string; readonly issueNo?: number },
): Promise<PublishedIssue> {
  if (!read.ok) throw new HuibaoError('package.refused', { count: read.refusals.length });
  const { refusals, offered } = await judgePackage(scope, read.package, year);
  const isSeen = issueNo === undefined || issueNo === offered.issueNo;
  if (offered.hash !== hash || !isSeen) throw new HuibaoError('package.changed_since');
  if (refusals.length > 0) throw new HuibaoError('package.refused', { count: refusals.length });
  const publish = offered.standing === 'same' ? publishEdition : publishIssue;
  const { editionId } = await publish(scope, read.package, year);
  return { editionId, code: offered.code, year, issueNo: offered.issueNo };
}
