import { HuibaoError, storableText } from '@huibao/domain';
import { auditAlone } from '../../audit/audit-alone.ts';
import type { Context } from '../../context.ts';
import { findActor } from './actor.repository.ts';
import type { Door, Visitor } from './door.ts';
import { listMembershipsOf, type Login } from './login.repository.ts';
import { isPast } from './password-age.ts';
import { prove, type Proof } from './prove.ts';

/**
 * Starts a session at the person's first membership (or the one that the ended session had, when it is renewed in
 * place). Answers the cookies to set. Fails as `prove` does, and with `session.first_password_expired`.
 */
export async function signIn(
  ctx: Context,
  door: Door,
  proof: Proof & { readonly membershipId?: string | undefined },
  visitor: Visitor,
  now: () => Date,
): Promise<readonly string[]> {
  // An input method in Chinese may give the full-width ＠.
  const username = storableText(proof.username).normalize('NFKC').trim().toLowerCase();
  const login = await prove(ctx, door, { ...proof, username }, visitor, now);
  if (login.mustChange && isPast(login.changedAt, ctx.signInPolicy.password.firstPasswordDays, now()))
    throw new HuibaoError('session.first_password_expired');
  const session = await startSession(ctx, door, login, proof.membershipId, visitor, now);
  return [session, door.devices.remember(visitor.cookie, username)];
}

/** A session of who has proved to be this person, or was sent by the identity provider. Answers its cookie. */
export async function startSession(
  ctx: Context,
  { sessions }: Door,
  login: Login,
  preferredMembership: string | undefined,
  { address, device }: Visitor,
  now: () => Date,
  sentBy: { readonly hasSecondFactor: boolean } | null = null,
): Promise<string> {
  const { tenantId, userId } = login;
  const memberships = await listMembershipsOf(ctx.authDb, login);
  const membershipId = (memberships.find((one) => one.id === preferredMembership) ?? memberships[0])?.id;
  if (membershipId === undefined) throw new HuibaoError('session.wrong_credentials');
  const begun = {
    tenantId,
    membershipId,
    address,
    device,
    hasSecondFactor: login.sealedSecret !== null || (sentBy?.hasSecondFactor ?? false),
    bySingleSignOn: sentBy !== null,
  };
  const setCookie = await sessions.start(userId, begun);
  const found = await findActor(ctx, { ...begun, userId }, now);
  if (found) await auditAlone(ctx, found.actor, { action: 'session.started', subject: userId, detail: { address } });
  return setCookie;
}
