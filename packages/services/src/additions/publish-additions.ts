import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { publishLookedAtAdditions } from './publish-looked-at-additions.ts';
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
    const { programme, year, no } = await publishLookedAtAdditions(scope, content, { hash });
    return { programme, year, no };
  },
});
