import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { findVersion } from './part.repository.ts';
import { writeParts } from './write-parts.ts';

/** An earlier version of a part as a new one, on top of the one that was seen: nothing between is lost. */
export const restorePart = defineMutation({
  permission: 'programme.publish',
  input: z.object({
    draftId: z.uuid(),
    name: z.string().max(80),
    restored: z.int32().min(1),
    /** The version that stands, as the screen knew it. */
    version: z.int32().min(0),
  }),
  async run(scope, { draftId, name, restored, version }) {
    const { trx, actor, audit } = scope;
    const earlier = await findVersion(trx, actor.tenantId, draftId, name, restored);
    if (!earlier || earlier.content === null) throw new HuibaoError('draft.version_not_found');
    const written = await writeParts(scope, draftId, [{ name, version, content: earlier.content }], true);
    audit({ action: 'draft.part_restored', subject: draftId, detail: { name, restored } });
    return { ...written, content: earlier.content };
  },
});
