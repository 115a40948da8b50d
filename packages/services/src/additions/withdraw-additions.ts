import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { lockPublishing } from '../forms/definition.repository.ts';
import { deletePin, lockDesign } from '../indicators/indicator.repository.ts';
import { defineMutation } from '../use-case.ts';
import { deleteAddedIssue, listIndicatorsBefore } from './additions.repository.ts';
import { getBase } from './base-of-additions.ts';
import { useRefusals } from './refuse-uses.ts';

/**
 * Takes the newest issue of the tenant's additions to an edition back, with the indicators that came with it first:
 * only while nothing has been begun with it, at the tenant's own level or below. The issue before stands again.
 */
export const withdrawAdditions = defineMutation({
  permission: 'programme.publish',
  input: z.object({ ...editionInput, no: z.int().min(1) }),
  async run(scope, { programme, year, no }) {
    const { trx, actor, audit } = scope;
    const { tenantId } = actor;
    await lockPublishing(trx, tenantId);
    await lockDesign(trx, tenantId);
    const { edition, standing } = await getBase(scope, { programme, year });
    const issue = standing?.issue;
    if (!issue) throw new HuibaoError('additions.not_found');
    if (issue.no !== no) throw new HuibaoError('package.changed_since');
    const earlier = new Set(await listIndicatorsBefore(trx, tenantId, edition, no));
    const { indicators } = standing.additions;
    const gone = indicators.filter(({ code }) => issue.indicators.includes(code) && !earlier.has(code));
    const remaining = indicators.filter((one) => !gone.includes(one));
    const [refusal] = await useRefusals(scope, edition, indicators, remaining);
    if (refusal) throw new HuibaoError('additions.opened');
    for (const { code } of gone) await deletePin(trx, tenantId, edition, code);
    if (!(await deleteAddedIssue(trx, issue))) throw new HuibaoError('additions.opened');
    audit({ action: 'additions.withdrawn', subject: issue.id, detail: { programme, year, no } });
    return { programme, year, no };
  },
});
