import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { lockPublishing } from './definition.repository.ts';
import { lookedAt, publishLookedAt } from './publish-looked-at.ts';
import { publishedYear, uploadedPackage } from './uploaded-package.ts';

/**
 * Publishes a package for a year as the actor's tenant's own programme: the one that was looked at, judged once more as
 * things stand now. Of a year that is published already it is the next issue, which amends it; the same again changes
 * nothing.
 */
export const publishPackage = defineMutation({
  permission: 'programme.publish',
  input: z.object({ content: uploadedPackage, year: publishedYear, ...lookedAt }),
  async run(scope, { content, year, ...seen }) {
    await lockPublishing(scope.trx, scope.actor.tenantId);
    return publishLookedAt(scope, content, year, seen);
  },
});
