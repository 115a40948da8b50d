import { createHmac, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';

/** What people's programs for codes understand: RFC 6238 with its defaults. */
const period = 30;

/** Steps before and after the present one: a telephone's clock may be half a minute off. */
const window = 1;

/** 160 bits, as RFC 4226 asks for. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function totp(secret: string, username: string): TOTP {
  return new TOTP({ issuer: 'Huibao', label: username, secret: Secret.fromBase32(secret), period });
}

/** What is shown once, for a telephone to read. */
export function provision(secret: string, username: string): { readonly uri: string; readonly svg: string } {
  const uri = totp(secret, username).toString();
  return { uri, svg: renderSVG(uri, { border: 2 }) };
}

/** The step whose code this is, or null. Whoever takes it refuses steps that were taken before. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret, '').validate({ token: code, window, timestamp });
  return delta === null ? null : Math.floor(timestamp / (period * 1000)) + delta;
}

/** The code of a moment, as a telephone shows it. */
export function codeAt(secret: string, now: Date): string {
  return totp(secret, '').generate({ timestamp: now.getTime() });
}

const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Ten, of 49 bits each: without look-alikes, to be read from paper. */
export function newRecoveryCodes(): readonly string[] {
  const five = (): string => Array.from({ length: 5 }, () => letters[randomInt(letters.length)] ?? '').join('');
  return Array.from({ length: 10 }, () => `${five()}-${five()}`);
}

/** Keyed, so that who reads the table can't try them all. With or without the dash, small or capital. */
export function hashRecoveryCode(key: Buffer, owner: string, code: string): string {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHmac('sha256', key)
    .update(JSON.stringify([owner, plain]))
    .digest('base64url');
}

export function isCodeOfApp(code: string): boolean {
  return /^\d{6}$/.test(code);
}
