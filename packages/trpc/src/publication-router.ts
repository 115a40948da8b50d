import { getPublication, listPublications } from '@huibao/services';
import { z } from 'zod';
import { router, signedOut } from './procedure.ts';

/** What the public reads without an account, through a database role that sees nothing else. */
export const publicationRouter = router({
  list: signedOut.query(({ ctx }) => listPublications(ctx.services)),
  get: signedOut.input(z.object({ id: z.uuid() })).query(({ ctx, input }) => getPublication(ctx.services, input.id)),
});
