import { HuibaoError } from '@huibao/domain';
import { mostParts, partFault, tidyTexts } from '@huibao/domain/designing';
import { isFormFile } from '@huibao/domain/package';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { writeParts } from './write-parts.ts';

/** Judged where input is parsed, before a transaction opens. */
const writtenPart = z
  .object({ name: z.string().max(80), version: z.int32().min(0), content: z.unknown() })
  .transform(({ name, version, content: written = null }) => ({ name, version, content: tidyTexts(written) }))
  .transform(({ name, version, content }) => ({
    name,
    version,
    content,
    // A form is taken out; every package has the other parts.
    fault: content === null && isFormFile(name) ? undefined : partFault(name, content),
  }));

/** Saves parts of a draft, all or none: a code that is renamed is renamed in every part that knows it. */
export const saveDraft = defineMutation({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid(), parts: z.array(writtenPart).min(1).max(mostParts) }),
  async run(scope, { draftId, parts }) {
    for (const { fault } of parts) if (fault) throw new HuibaoError(fault.code, fault.params);
    if (new Set(parts.map((part) => part.name)).size < parts.length)
      throw new HuibaoError('request.invalid', { field: 'parts' });
    return writeParts(scope, draftId, parts);
  },
});
