import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { lockPublishing } from '../forms/definition.repository.ts';
import { editionInput } from '../forms/edition-address.ts';
import { lockDesign } from '../indicators/indicator.repository.ts';
import { defineMutation } from '../use-case.ts';
import { carryOver } from './carried-additions.ts';
import { issueAdditions } from './issue-additions.ts';

/** Publishes what an earlier year's additions are in a new one: what was looked at, worked out once more. */
export const carryAdditions = defineMutation({
  permission: 'programme.publish',
  input: z.object({ ...editionInput, hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  async run(scope, { programme, year, hash }) {
    const { trx, actor } = scope;
    await lockPublishing(trx, actor.tenantId);
    await lockDesign(trx, actor.tenantId);
    const { base, additions, left, offered } = await carryOver(scope, { programme, year });
    if (offered.hash !== hash) throw new HuibaoError('package.changed_since');
    return { ...(await issueAdditions(scope, base, additions)), left: left.length };
  },
});
