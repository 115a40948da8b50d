import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { yearInput } from '../year-input.ts';
import {
  findNewestIssue,
  findYearBefore,
  getPinned,
  insertEdition,
  insertIssue,
  lockPublishing,
  type Publishing,
} from './definition.repository.ts';
import { getEdition } from './edition.repository.ts';
import { listProgrammesOf } from './programme.repository.ts';

/**
 * A year's edition of each of the actor's own programmes, as the newest issue of its last year was; a no-op where the
 * year has one already. Answers the codes of those that went forward.
 */
export const rollEditionsForward = defineMutation({
  permission: 'programme.publish',
  input: z.object({ year: yearInput }),
  async run({ trx, actor, now, audit }, { year }) {
    await lockPublishing(trx, actor.tenantId);
    const own = (await listProgrammesOf(trx, actor)).filter((one) => one.ownerTenantId === actor.tenantId);
    const rolled: string[] = [];
    for (const { ownerTenantId, programmeCode } of own) {
      const publishing: Publishing = {
        ownerTenantId,
        programmeOwnerId: ownerTenantId,
        programmeCode,
        publishedAt: now,
      };
      const before = await findYearBefore(trx, publishing, year);
      if (before === undefined || (await findNewestIssue(trx, publishing, year))) continue;
      const last = await findNewestIssue(trx, publishing, before);
      if (!last) continue;
      const id = await insertEdition(trx, publishing, year);
      const programme = await getEdition(trx, last);
      await insertIssue(trx, now, {
        ref: { ownerTenantId, id, issueNo: 1 },
        programme: { ...programme, parts: programme.programmeParts },
        glossary: programme.glossary,
        ...(await getPinned(trx, last)),
      });
      audit({
        action: 'edition.rolled_forward',
        subject: id,
        detail: { programme: programmeCode, year, from: before },
      });
      rolled.push(programmeCode);
    }
    return { rolled };
  },
});
