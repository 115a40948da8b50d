import { getPublication, listPublications } from '@huibao/services';
import { z } from 'zod';
import { router, signedOut } from './procedure.ts';

/** What the public reads without an account, through a database role that sees nothing else. */
export const publicationRouter = router({
  list: signedOut
    .input(
      z
        .object({
          year: z.int().min(1900).max(9999).nullable().default(null),
          text: z.string().trim().max(60).default(''),
          after: z
            .object({ year: z.int().min(1900).max(9999), publishedOn: z.iso.date(), id: z.uuid() })
            .nullable()
            .default(null),
        })
        .default({ year: null, text: '', after: null }),
    )
    .query(({ ctx, input }) => listPublications(ctx.services, input)),
  get: signedOut.input(z.object({ id: z.uuid() })).query(({ ctx, input }) => getPublication(ctx.services, input.id)),
});
