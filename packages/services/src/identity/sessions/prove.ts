import { hashRecoveryCode, isCodeOfApp, keysFor, openText, stepOfCode, verifyPassword } from '@huibao/auth';
import { HuibaoError } from '@huibao/domain';
import { auditAlone } from '../../audit/audit-alone.ts';
import type { Context } from '../../context.ts';
import { findPlatformId, systemActor } from './actor.repository.ts';
import type { Door, Visitor } from './door.ts';
import { findLogin, takeRecoveryCode, takeStep, type Login } from './login.repository.ts';

/** What somebody shows to be who they say. */
export interface Proof {
  readonly username: string;
  readonly password: string;
  /** Of the telephone, or a recovery code; only for who has a second factor. */
  readonly code?: string | undefined;
}

/** As it binds a person's secrets to them. */
export const ownerOf = ({ tenantId, userId }: { tenantId: number; userId: string }): string => `${tenantId}/${userId}`;

/**
 * The login of whom the proof proves; the one place where passwords and codes are looked at. One answer for a wrong
 * name, a wrong password and a disabled person, after the same work; counted before it is looked at.
 *
 * Fails with `session.locked`, `session.wrong_credentials`, `session.code_missing`, `session.wrong_code`.
 */
export async function prove(
  ctx: Context,
  { devices }: Door,
  { username, password, code }: Proof,
  visitor: Visitor,
  now: () => Date,
): Promise<Login> {
  const origin = { address: visitor.address, device: devices.find(visitor.cookie, username) };
  const minutes = await ctx.throttle.count(username, origin);
  if (minutes !== null) throw new HuibaoError('session.locked', { minutes });
  const login = await findLogin(ctx.authDb, username);
  const isRight = await verifyPassword(login?.passwordHash, password);
  if (!login || !isRight || login.isDisabled) {
    await noteFailure(ctx, login, 'session.wrong_credentials', visitor, now);
    throw new HuibaoError('session.wrong_credentials');
  }
  // The guess stays counted: who knows the password alone has no more tries at the code than at the password.
  await requireCode(ctx, login, code, visitor, now);
  await ctx.throttle.forget(username, origin);
  return login;
}

/** The code alone, of whom the identity provider has sent. Counted as guesses of the password are. */
export async function proveCode(
  ctx: Context,
  { devices }: Door,
  login: Login,
  code: string,
  visitor: Visitor,
  now: () => Date,
): Promise<void> {
  const origin = { address: visitor.address, device: devices.find(visitor.cookie, login.username) };
  const minutes = await ctx.throttle.count(login.username, origin);
  if (minutes !== null) throw new HuibaoError('session.locked', { minutes });
  await requireCode(ctx, login, code, visitor, now);
  await ctx.throttle.forget(login.username, origin);
}

async function requireCode(
  ctx: Context,
  login: Login,
  code: string | undefined,
  visitor: Visitor,
  now: () => Date,
): Promise<void> {
  if (!login.sealedSecret) return;
  if (code === undefined || code.trim() === '') throw new HuibaoError('session.code_missing');
  if (await takeCode(ctx, login, login.sealedSecret, code.trim(), now())) return;
  await noteFailure(ctx, login, 'session.wrong_code', visitor, now);
  throw new HuibaoError('session.wrong_code');
}

async function takeCode(ctx: Context, login: Login, sealed: Buffer, code: string, now: Date): Promise<boolean> {
  const owner = ownerOf(login);
  if (!isCodeOfApp(code)) {
    const hashes = keysFor(ctx.accountKeys, 'recovery codes').map((key) => hashRecoveryCode(key, owner, code));
    return takeRecoveryCode(ctx.authDb, login, hashes, now);
  }
  const step = stepOfCode(openText(keysFor(ctx.accountKeys, 'second factors'), owner, sealed), code, now);
  return step !== null && takeStep(ctx.authDb, login, step);
}

/**
 * Kept in the trail, as every refusal is: the person's tenant's, or the platform's for a name that nobody has, so that
 * it takes as long. The name itself isn't: people type passwords there.
 */
async function noteFailure(
  ctx: Context,
  login: Login | undefined,
  reason: 'session.wrong_credentials' | 'session.wrong_code',
  { address }: Visitor,
  now: () => Date,
): Promise<void> {
  const platformId = await findPlatformId(ctx.authDb);
  await auditAlone(ctx, await systemActor(ctx.authDb, login?.tenantId ?? platformId, now), {
    action: 'access.refused',
    subject: login?.userId ?? '',
    detail: { reason, address },
    outcome: 'refused',
  });
}
