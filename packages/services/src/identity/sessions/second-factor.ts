import {
  hashRecoveryCode,
  keysFor,
  newRecoveryCodes,
  newSecret,
  openText,
  provision,
  sealText,
  stepOfCode,
} from '@huibao/auth';
import type { Actor } from '@huibao/db';
import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { defineMutation, defineQuery, noInput, runUseCase } from '../../use-case.ts';
import { deleteSessionsOf } from '../accounts/account.repository.ts';
import { findSubject } from '../accounts/linked-identity.repository.ts';
import {
  countRecoveryCodes,
  deleteSecondFactor,
  insertRecoveryCodes,
  insertSecondFactor,
} from '../accounts/second-factor.repository.ts';
import type { Door, Visitor } from './door.ts';
import { getLogin } from './login.repository.ts';
import { proveOneself } from './prove-oneself.ts';
import { ownerOf } from './prove.ts';
import { startSession } from './sign-in.ts';

const proof = z.object({ password: z.string().min(1).max(200), code: z.string().max(40).optional() });
export const oneself = proof;
export const enrolment = z.object({
  password: z.string().min(1).max(200),
  /** As `offerSecondFactor` gave it. */
  sealed: z.base64().max(400),
  code: z.string().max(40),
});

/** Ways in besides the password, as the person's page says them. */
export const getWaysIn = defineQuery({
  permission: 'self',
  input: noInput,
  run: async ({ ctx, trx, actor: { tenantId, userId } }) => ({
    codesLeft: await countRecoveryCodes(trx, tenantId, userId),
    hasSingleSignOn: ctx.identityIssuer !== null,
    subject: ctx.identityIssuer === null ? null : await findSubject(trx, tenantId, userId, ctx.identityIssuer),
  }),
});

// Not exposed, as the change of a password isn't: hashes and codes are looked at outside the transaction.
const enrol = defineMutation({
  permission: 'self',
  input: z.object({ sealedSecret: z.instanceof(Buffer), lastStep: z.int(), codeHashes: z.array(z.string()) }),
  async run({ trx, actor, now, audit }, factor) {
    await insertSecondFactor(trx, actor.tenantId, actor.userId, factor, now);
    await deleteSessionsOf(trx, actor.tenantId, actor.userId);
    audit({ action: 'account.second_factor_enrolled', subject: actor.userId, detail: {} });
  },
});
const renewCodes = defineMutation({
  permission: 'self',
  input: z.object({ codeHashes: z.array(z.string()) }),
  async run({ trx, actor, audit }, { codeHashes }) {
    await insertRecoveryCodes(trx, actor.tenantId, actor.userId, codeHashes);
    audit({ action: 'account.recovery_codes_renewed', subject: actor.userId, detail: {} });
  },
});
const remove = defineMutation({
  permission: 'self',
  input: noInput,
  async run({ trx, actor, audit }) {
    await deleteSecondFactor(trx, actor.tenantId, actor.userId);
    await deleteSessionsOf(trx, actor.tenantId, actor.userId);
    audit({ action: 'account.second_factor_removed', subject: actor.userId, detail: {} });
  },
});

/** A new secret to be read by a telephone. Nothing is kept until a code of it comes back with what was sealed. */
export async function offerSecondFactor(
  ctx: Context,
  actor: Actor,
): Promise<{ readonly svg: string; readonly secret: string; readonly sealed: string }> {
  const { username } = await getLogin(ctx.authDb, actor);
  const secret = newSecret();
  const sealed = sealText(keysFor(ctx.accountKeys, 'second factors'), ownerOf(actor), secret);
  return { svg: provision(secret, username).svg, secret, sealed: sealed.toString('base64') };
}

/** Every session of the person ends, and this one starts anew. The recovery codes are shown this once. */
export async function enrolSecondFactor(
  ctx: Context,
  door: Door,
  actor: Actor,
  membershipId: string,
  { password, sealed, code }: z.output<typeof enrolment>,
  visitor: Visitor,
): Promise<{ readonly recoveryCodes: readonly string[]; readonly setCookie: string }> {
  const before = await getLogin(ctx.authDb, actor);
  // Who has one already removes it first, by a code of it.
  if (before.sealedSecret) throw new HuibaoError('second_factor.enrolled');
  const sealedSecret = Buffer.from(sealed, 'base64');
  const lastStep = stepOfCode(open(ctx, actor, sealedSecret), code.trim(), actor.now());
  if (lastStep === null) throw new HuibaoError('session.wrong_code');
  await proveOneself(ctx, door, actor, { password }, visitor);
  const { recoveryCodes, codeHashes } = codesFor(ctx, actor);
  await runUseCase(ctx, actor, enrol, { sealedSecret, lastStep, codeHashes });
  const login = await getLogin(ctx.authDb, actor);
  return { recoveryCodes, setCookie: await startSession(ctx, door, login, membershipId, visitor, actor.now) };
}

export async function renewRecoveryCodes(
  ctx: Context,
  door: Door,
  actor: Actor,
  input: z.output<typeof oneself>,
  visitor: Visitor,
): Promise<{ readonly recoveryCodes: readonly string[] }> {
  await proveOneself(ctx, door, actor, input, visitor);
  const { recoveryCodes, codeHashes } = codesFor(ctx, actor);
  await runUseCase(ctx, actor, renewCodes, { codeHashes });
  return { recoveryCodes };
}

/** For a new telephone, too: who must have one enrols again before anything else. */
export async function removeSecondFactor(
  ctx: Context,
  door: Door,
  actor: Actor,
  membershipId: string,
  input: z.output<typeof oneself>,
  visitor: Visitor,
): Promise<string> {
  await proveOneself(ctx, door, actor, input, visitor);
  await runUseCase(ctx, actor, remove, undefined);
  return startSession(ctx, door, await getLogin(ctx.authDb, actor), membershipId, visitor, actor.now);
}

function open(ctx: Context, actor: Actor, sealed: Buffer): string {
  try {
    return openText(keysFor(ctx.accountKeys, 'second factors'), ownerOf(actor), sealed);
  } catch {
    // Somebody else's, or changed on the way.
    throw new HuibaoError('session.wrong_code');
  }
}

function codesFor(ctx: Context, actor: Actor) {
  const recoveryCodes = newRecoveryCodes();
  const [key] = keysFor(ctx.accountKeys, 'recovery codes');
  return { recoveryCodes, codeHashes: recoveryCodes.map((code) => hashRecoveryCode(key, ownerOf(actor), code)) };
}
