import {
  beginLinking,
  chooseAccount,
  changePassword,
  enrolment,
  enrolSecondFactor,
  finishWithCode,
  listOffered,
  offerSecondFactor,
  oneself,
  passwordChange,
  removeSecondFactor,
  renewRecoveryCodes,
  runUseCase,
  signIn,
  signOut,
  switchMembership,
  unlinkOwn,
  useCases,
} from '@huibao/services';
import { z } from 'zod';
import { expose, ready, router, signedInAnyhow, signedOut } from './procedure.ts';

const credentials = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
  /** Of the telephone, or a recovery code; asked for by `session.code_missing`. */
  code: z.string().max(40).optional(),
  /** Renews an ended session in place, as the same unit's. */
  membershipId: z.uuid().optional(),
});

/** Sessions are the one thing that is about cookies rather than tenants. */
export const sessionRouter = router({
  /** Who is signed in, or null. */
  current: signedOut.query(({ ctx }) => ctx.signedIn?.profile ?? null),
  signIn: signedOut.input(credentials).mutation(async ({ ctx, input }) => {
    const cookies = await signIn(ctx.services, ctx.door, input, ctx.visitor, ctx.now);
    for (const cookie of cookies) ctx.setCookie(cookie);
    return { ok: true as const };
  }),
  /** `location` is where the identity provider ends its own session, for whom it has sent. */
  signOut: signedInAnyhow.mutation(async ({ ctx }) => {
    const { actor, session } = ctx.signedIn;
    ctx.setCookie(await signOut(ctx.services, ctx.door, actor, ctx.visitor));
    const end = session.bySingleSignOn ? await ctx.door.singleSignOn?.endUrl() : null;
    return { location: end ?? null };
  }),
  switchMembership: ready.input(z.object({ membershipId: z.uuid() })).mutation(async ({ ctx, input }) => {
    await switchMembership(ctx.services, ctx.signedIn.session, input.membershipId);
    return { ok: true as const };
  }),
  /** Allowed before anything else to those who must; every session of the person ends, and this one starts anew. */
  changePassword: signedInAnyhow.input(passwordChange).mutation(async ({ ctx, input }) => {
    const { actor, session } = ctx.signedIn;
    ctx.setCookie(await changePassword(ctx.services, ctx.door, actor, session.membershipId, input, ctx.visitor));
    return { ok: true as const };
  }),
  /** What a new password must be, for the form that asks for it. */
  passwordRules: signedInAnyhow.query(({ ctx }) => {
    const { minLength, minLengthWithSecondFactor, kinds, firstPasswordDays } = ctx.services.signInPolicy.password;
    const { hasSecondFactor } = ctx.signedIn.profile;
    return { minLength: hasSecondFactor ? minLengthWithSecondFactor : minLength, kinds, firstPasswordDays };
  }),
  setLocale: expose(useCases.setLocale),
  list: ready.query(async ({ ctx }) => {
    const { actor, session } = ctx.signedIn;
    const sessions = await runUseCase(ctx.services, actor, useCases.listOwnSessions, undefined);
    return sessions.map((one) => ({ ...one, isThis: one.id === session.idHash }));
  }),
  end: ready
    .input(z.object({ id: z.string().max(100) }))
    .mutation(({ ctx, input }) =>
      runUseCase(ctx.services, ctx.signedIn.actor, useCases.endOwnSessions, { only: input.id }),
    ),
  endOthers: ready.mutation(({ ctx }) =>
    runUseCase(ctx.services, ctx.signedIn.actor, useCases.endOwnSessions, { except: ctx.signedIn.session.idHash }),
  ),
  waysIn: ready.query(({ ctx }) => runUseCase(ctx.services, ctx.signedIn.actor, useCases.getWaysIn, undefined)),
  /** Allowed to those who must, like the next. */
  offerSecondFactor: signedInAnyhow.mutation(({ ctx }) => offerSecondFactor(ctx.services, ctx.signedIn.actor)),
  enrolSecondFactor: signedInAnyhow.input(enrolment).mutation(async ({ ctx, input }) => {
    const { actor, session } = ctx.signedIn;
    const { recoveryCodes, setCookie } = await enrolSecondFactor(
      ctx.services,
      ctx.door,
      actor,
      session.membershipId,
      input,
      ctx.visitor,
    );
    ctx.setCookie(setCookie);
    return { recoveryCodes };
  }),
  renewRecoveryCodes: ready
    .input(oneself)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx.services, ctx.door, ctx.signedIn.actor, input, ctx.visitor)),
  removeSecondFactor: ready.input(oneself).mutation(async ({ ctx, input }) => {
    const { actor, session } = ctx.signedIn;
    ctx.setCookie(await removeSecondFactor(ctx.services, ctx.door, actor, session.membershipId, input, ctx.visitor));
    return { ok: true as const };
  }),
  /** Which ways in there are, for the page of signing in. */
  ways: signedOut.query(({ ctx }) => ({ singleSignOn: ctx.door.singleSignOn !== null })),
  /** Of whom the identity provider has sent and who has several accounts. */
  offered: signedOut.query(({ ctx }) => listOffered(ctx.services, ctx.door, ctx.visitor)),
  choose: signedOut.input(z.object({ tenantId: z.int32(), userId: z.uuid() })).mutation(async ({ ctx, input }) => {
    const { isCodeLeft, cookies } = await chooseAccount(ctx.services, ctx.door, input, ctx.visitor, ctx.now);
    for (const cookie of cookies) ctx.setCookie(cookie);
    return { isCodeLeft };
  }),
  /** The code of the telephone, for whom the identity provider has sent. */
  finishSingleSignOn: signedOut.input(z.object({ code: z.string().max(40) })).mutation(async ({ ctx, input }) => {
    for (const cookie of await finishWithCode(ctx.services, ctx.door, input.code, ctx.visitor, ctx.now))
      ctx.setCookie(cookie);
    return { ok: true as const };
  }),
  linkIdentity: ready.input(oneself).mutation(async ({ ctx, input }) => {
    const way = await beginLinking(ctx.services, ctx.door, ctx.signedIn.actor, input, ctx.visitor);
    for (const cookie of way.cookies) ctx.setCookie(cookie);
    return { location: way.location };
  }),
  unlinkIdentity: ready.input(oneself).mutation(async ({ ctx, input }) => {
    const { actor, session } = ctx.signedIn;
    ctx.setCookie(await unlinkOwn(ctx.services, ctx.door, actor, session.membershipId, input, ctx.visitor));
    return { ok: true as const };
  }),
});
