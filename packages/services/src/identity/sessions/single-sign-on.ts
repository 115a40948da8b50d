import type { Identity, SingleSignOn } from '@huibao/auth';
import type { Actor } from '@huibao/db';
import { HuibaoError } from '@huibao/domain';
import type { z } from 'zod';
import { auditAlone } from '../../audit/audit-alone.ts';
import type { Context } from '../../context.ts';
import { runUseCase } from '../../use-case.ts';
import { linkOwnIdentity, unlinkOwnIdentity } from '../accounts/link-identity.ts';
import { findPlatformId, systemActor } from './actor.repository.ts';
import type { Door, Visitor } from './door.ts';
import { getLogin, listLinked, type LinkedAccount } from './login.repository.ts';
import { proveOneself } from './prove-oneself.ts';
import { proveCode } from './prove.ts';
import type { oneself } from './second-factor.ts';
import { startSession } from './sign-in.ts';

/** Where the browser goes next, within this site or to the provider, with the cookies to set. */
export interface Way {
  readonly location: string;
  readonly cookies: readonly string[];
}

function requireConfigured({ singleSignOn }: Door): SingleSignOn {
  if (!singleSignOn) throw new HuibaoError('single_sign_on.not_configured');
  return singleSignOn;
}

/** To the provider, to sign in. `to` is where to go afterwards. Fails with `single_sign_on.unavailable`. */
export async function beginSingleSignOn(door: Door, to: string): Promise<Way> {
  const { location, setCookie } = reached(await requireConfigured(door).begin({ kind: 'sign-in', to: withinSite(to) }));
  return { location, cookies: [setCookie] };
}

/** To the provider, to link one's account there, after one's own password. */
export async function beginLinking(
  ctx: Context,
  door: Door,
  actor: Actor,
  proof: z.output<typeof oneself>,
  visitor: Visitor,
): Promise<Way> {
  const singleSignOn = requireConfigured(door);
  await proveOneself(ctx, door, actor, proof, visitor);
  const { tenantId, userId } = actor;
  const { location, setCookie } = reached(await singleSignOn.begin({ kind: 'link', tenantId, userId }));
  return { location, cookies: [setCookie] };
}

/**
 * Back from the provider. Whatever comes of it is told by a page: none of this is a procedure. `signedIn` is who the
 * browser's session is of; it alone may be linked.
 */
export async function finishSingleSignOn(
  ctx: Context,
  door: Door,
  query: string,
  signedIn: Actor | null,
  visitor: Visitor,
  now: () => Date,
): Promise<Way> {
  const singleSignOn = requireConfigured(door);
  const way = await singleSignOn.finish(visitor.cookie, query);
  const refuse = (reason: 'refused' | 'unlinked' | 'taken', page = '/sign-in'): Way => ({
    location: `${page}?sso=${reason}`,
    cookies: [singleSignOn.over],
  });
  if (!way) return refuse('refused');
  const { errand, identity } = way;
  if (errand.kind === 'link') {
    if (signedIn?.userId !== errand.userId || signedIn.tenantId !== errand.tenantId) return refuse('refused');
    try {
      await runUseCase(ctx, signedIn, linkOwnIdentity, { subject: identity.subject });
    } catch (error) {
      if (error instanceof HuibaoError && error.code === 'single_sign_on.taken') return refuse('taken', '/password');
      throw error;
    }
    return { location: '/password?sso=linked', cookies: [singleSignOn.over] };
  }
  const linked = await listLinked(ctx.authDb, singleSignOn.issuer, identity.subject);
  const [person, ...others] = linked.filter((one) => !one.isDisabled);
  if (!person) {
    await noteRefusal(ctx, linked[0], visitor, now);
    return refuse('unlinked');
  }
  const goOn = (sso: 'code' | 'choose'): string => `/sign-in?${new URLSearchParams({ sso, to: errand.to }).toString()}`;
  if (others.length > 0) return { location: goOn('choose'), cookies: [singleSignOn.offer(identity)] };
  const { isCodeLeft, cookies } = await letIn(ctx, door, singleSignOn, person, identity, visitor, now);
  return { location: isCodeLeft ? goOn('code') : errand.to, cookies };
}

/** The accounts of whom the provider has sent, where there are several. Fails with `session.missing`. */
export async function listOffered(ctx: Context, door: Door, visitor: Visitor): Promise<readonly LinkedAccount[]> {
  const singleSignOn = requireConfigured(door);
  const identity = singleSignOn.offered(visitor.cookie);
  if (!identity) throw new HuibaoError('session.missing');
  const linked = await listLinked(ctx.authDb, singleSignOn.issuer, identity.subject);
  return linked.filter((one) => !one.isDisabled);
}

/** One of those: signed in, or asked for a code. */
export async function chooseAccount(
  ctx: Context,
  door: Door,
  chosen: { readonly tenantId: number; readonly userId: string },
  visitor: Visitor,
  now: () => Date,
): Promise<Entrance> {
  const singleSignOn = requireConfigured(door);
  const identity = singleSignOn.offered(visitor.cookie);
  const person = (await listOffered(ctx, door, visitor)).find(
    (one) => one.tenantId === chosen.tenantId && one.userId === chosen.userId,
  );
  if (!identity || !person) throw new HuibaoError('session.missing');
  return letIn(ctx, door, singleSignOn, person, identity, visitor, now);
}

interface Entrance {
  /** Their own second factor is still asked for. */
  readonly isCodeLeft: boolean;
  readonly cookies: readonly string[];
}

async function letIn(
  ctx: Context,
  door: Door,
  singleSignOn: SingleSignOn,
  { tenantId, userId }: LinkedAccount,
  identity: Identity,
  visitor: Visitor,
  now: () => Date,
): Promise<Entrance> {
  const login = await getLogin(ctx.authDb, { tenantId, userId });
  if (login.sealedSecret && !identity.hasSecondFactor)
    return { isCodeLeft: true, cookies: [singleSignOn.expect({ tenantId, userId })] };
  const session = await startSession(ctx, door, login, undefined, visitor, now, identity);
  return { isCodeLeft: false, cookies: [session, singleSignOn.over] };
}

/** The code of one's own telephone, after the provider has sent one. Answers the cookies to set. */
export async function finishWithCode(
  ctx: Context,
  door: Door,
  code: string,
  visitor: Visitor,
  now: () => Date,
): Promise<readonly string[]> {
  const singleSignOn = requireConfigured(door);
  const person = singleSignOn.expected(visitor.cookie);
  if (!person) throw new HuibaoError('session.missing');
  const login = await getLogin(ctx.authDb, person);
  if (login.isDisabled) throw new HuibaoError('session.missing');
  await proveCode(ctx, door, login, code, visitor, now);
  const session = await startSession(ctx, door, login, undefined, visitor, now, { hasSecondFactor: true });
  return [session, singleSignOn.over];
}

export async function unlinkOwn(
  ctx: Context,
  door: Door,
  actor: Actor,
  membershipId: string,
  proof: z.output<typeof oneself>,
  visitor: Visitor,
): Promise<string> {
  const login = await proveOneself(ctx, door, actor, proof, visitor);
  await runUseCase(ctx, actor, unlinkOwnIdentity, {});
  return startSession(ctx, door, login, membershipId, visitor, actor.now);
}

function reached<T>(way: T | null): T {
  if (way === null) throw new HuibaoError('single_sign_on.unavailable');
  return way;
}

/** A path of this site and nothing that a browser reads as another's. */
function withinSite(to: string): string {
  return /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(to) ? to : '/';
}

/** In the trail of whose disabled account it is, or the platform's. */
async function noteRefusal(
  ctx: Context,
  disabled: LinkedAccount | undefined,
  { address }: Visitor,
  now: () => Date,
): Promise<void> {
  const actor = await systemActor(ctx.authDb, disabled?.tenantId ?? (await findPlatformId(ctx.authDb)), now);
  await auditAlone(ctx, actor, {
    action: 'access.refused',
    subject: disabled?.userId ?? '',
    detail: { reason: 'single_sign_on.unlinked', address },
    outcome: 'refused',
  });
}
