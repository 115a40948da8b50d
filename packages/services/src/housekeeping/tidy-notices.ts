import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { deleteOldNotices } from './tidy.repository.ts';

/** Takes away what a tenant's people were told long ago. What they did stays in the audit trail. */
export const tidyNotices = defineMutation({
  permission: 'housekeeping',
  input: z.object({ before: z.iso.datetime() }),
  async run({ trx, actor, audit }, { before }) {
    const notices = await deleteOldNotices(trx, actor.tenantId, new Date(before));
    if (notices > 0) audit({ action: 'tenant.tidied', subject: String(actor.tenantId), detail: { notices, before } });
    return { notices };
  },
});
