import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { lockPublishing } from '../forms/definition.repository.ts';
import { lockDesign } from '../indicators/indicator.repository.ts';
import { defineMutation } from '../use-case.ts';
import { getBase } from './base-of-additions.ts';
import { issueAdditions } from './issue-additions.ts';
import { judgeAdditions } from './judge-additions.ts';
import { uploadedAdditions } from './uploaded-additions.ts';

/**
 * Publishes a level's additions to an edition from above: those that were looked at, judged once more as things stand
 * now. Collections and reports that are begun from now on are begun with them; what has begun adopts them.
 */
export const publishAdditions = defineMutation({
  permission: 'programme.publish',
  input: z.object({
    content: uploadedAdditions,
    /** Of what the preview showed. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  async run(scope, { content, hash }) {
    if (!content.ok) throw new HuibaoError('package.refused', { count: content.refusals.length });
    const { trx, actor } = scope;
    await lockPublishing(trx, actor.tenantId);
    await lockDesign(trx, actor.tenantId);
    const { additions } = content;
    const base = await getBase(scope, additions.base);
    const { refusals, offered } = await judgeAdditions(scope, base, additions);
    if (offered.hash !== hash) throw new HuibaoError('package.changed_since');
    if (refusals.length > 0) throw new HuibaoError('package.refused', { count: refusals.length });
    const { programme, year } = offered;
    // The same again, where an answer was lost, changes nothing.
    if (offered.standing === 'same') return { programme, year, no: base.standing?.issue?.no ?? 0 };
    return { programme, year, ...(await issueAdditions(scope, base, additions)) };
  },
});
