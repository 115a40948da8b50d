import { runUseCase, signIn, signOut, switchMembership, useCases } from '@huibao/services';
import { z } from 'zod';
import { ready, router, signedInAnyhow, signedOut, expose } from './procedure.ts';

const credentials = z.object({ username: z.string().min(1).max(60), password: z.string().min(1).max(200) });

/** Sessions are the one thing that is about cookies rather than tenants. */
export const sessionRouter = router({
  /** Who is signed in, or null. */
  current: signedOut.query(({ ctx }) => ctx.signedIn?.profile ?? null),
  /** `membershipId` renews an ended session in place, as the same unit's. */
  signIn: signedOut
    .input(credentials.extend({ membershipId: z.uuid().optional() }))
    .mutation(async ({ ctx, input }) => {
      const { setCookie } = await signIn(ctx.services, ctx.sessions, input, ctx.now, input.membershipId);
      ctx.setCookie(setCookie);
      return { ok: true as const };
    }),
  signOut: signedInAnyhow.mutation(async ({ ctx }) => {
    ctx.setCookie(await signOut(ctx.services, ctx.sessions, ctx.signedIn.actor, ctx.cookie));
    return { ok: true as const };
  }),
  switchMembership: ready.input(z.object({ membershipId: z.uuid() })).mutation(async ({ ctx, input }) => {
    await switchMembership(ctx.services, ctx.signedIn.session, input.membershipId);
    return { ok: true as const };
  }),
  /** Allowed before anything else to those who must; every session of the person ends, and this one starts anew. */
  changePassword: signedInAnyhow.input(useCases.changePassword.input).mutation(async ({ ctx, input }) => {
    const { username } = await runUseCase(ctx.services, ctx.signedIn.actor, useCases.changePassword, input);
    const { setCookie } = await signIn(
      ctx.services,
      ctx.sessions,
      { username, password: input.next },
      ctx.now,
      ctx.signedIn.session.membershipId,
    );
    ctx.setCookie(setCookie);
    return { ok: true as const };
  }),
  setLocale: expose(useCases.setLocale),
});
