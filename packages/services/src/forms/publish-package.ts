import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { lockPublishing } from './definition.repository.ts';
import { judgePackage } from './judge-package.ts';
import { publishEdition, publishIssue } from './publish-edition.ts';
import { publishedYear, uploadedPackage } from './uploaded-package.ts';

/**
 * Publishes a package for a year as the actor's tenant's own programme: the one that was looked at, judged once more as
 * things stand now. Of a year that is published already it is the next issue, which amends it; the same again changes
 * nothing.
 */
export const publishPackage = defineMutation({
  permission: 'programme.publish',
  input: z.object({
    content: uploadedPackage,
    year: publishedYear,
    /** Of what the preview showed. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    /** The issue that the preview said it would be: against another it would change something else. */
    issueNo: z.int32().min(1).exactOptional(),
  }),
  async run(scope, { content, year, hash, issueNo }) {
    if (!content.ok) throw new HuibaoError('package.refused', { count: content.refusals.length });
    await lockPublishing(scope.trx, scope.actor.tenantId);
    const { refusals, offered } = await judgePackage(scope, content.package, year);
    const isSeen = issueNo === undefined || issueNo === offered.issueNo;
    if (offered.hash !== hash || !isSeen) throw new HuibaoError('package.changed_since');
    if (refusals.length > 0) throw new HuibaoError('package.refused', { count: refusals.length });
    const publish = offered.standing === 'same' ? publishEdition : publishIssue;
    const { editionId } = await publish(scope, content.package, year);
    return { editionId, code: offered.code, year, issueNo: offered.issueNo };
  },
});
