import * as oidc from 'openid-client';
import { hostCookie, readCookie, type CookieOptions } from './cookies.ts';
import type { Keys } from './keys.ts';
import { openText, sealText } from './seal.ts';

/** What the way to the provider and back is for. */
export type Errand =
  | { readonly kind: 'sign-in'; readonly to: string }
  | { readonly kind: 'link'; readonly tenantId: number; readonly userId: string };

/** Whom the provider says it is. */
export interface Identity {
  readonly subject: string;
  /** The provider asked for more than a password (`amr`, RFC 8176). */
  readonly hasSecondFactor: boolean;
}

/** A person whom the provider has sent, and whose own second factor is still asked for. */
export interface Expected {
  readonly tenantId: number;
  readonly userId: string;
}

/** Signing in by the identity provider of a city or province: OpenID Connect, authorization code with PKCE. */
export interface SingleSignOn {
  readonly issuer: string;
  /** Where to send the browser, and the cookie that it comes back with; null while the provider is away. */
  begin(errand: Errand): Promise<{ readonly location: string; readonly setCookie: string } | null>;
  /** Who came back, and for what; null when it isn't the way that this browser began, or the provider refuses. */
  finish(cookieHeader: string, query: string): Promise<{ readonly errand: Errand; readonly identity: Identity } | null>;
  /** A cookie for who came back and is asked for a code, for five minutes. */
  expect(person: Expected): string;
  expected(cookieHeader: string): Expected | null;
  /** A cookie for who came back and has several accounts here, of which one is chosen within five minutes. */
  offer(identity: Identity): string;
  offered(cookieHeader: string): Identity | null;
  /** The blank cookie, once the way is over. */
  readonly over: string;
  /** Where the provider ends its own session and sends the browser back; null if it has no such place, or is away. */
  endUrl(): Promise<string | null>;
}

export interface SingleSignOnOptions extends CookieOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** What browsers see. */
  readonly webOrigin: string;
  readonly keys: Keys;
  readonly now: () => Date;
  /** The log: why the provider couldn't be reached or refused, without what was sent to it. */
  readonly report: (error: Error) => void;
}

interface Way {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly errand: Errand;
}

type Purpose = 'way' | 'code' | 'choice';

const cookie = 'huibao_sso';
const minutesOfWay = 10;
const minutesOfCode = 5;

/** Ways of showing who one is that aren't a password again. */
const secondFactors = ['mfa', 'otp', 'hwk', 'swk', 'sc', 'sms', 'face', 'fpt'];

export function createSingleSignOn(options: SingleSignOnOptions): SingleSignOn {
  const { issuer, webOrigin, keys, now, report } = options;
  const redirectUri = `${webOrigin}/sso/callback`;
  let found: Promise<oidc.Configuration> | undefined;
  const configuration = (): Promise<oidc.Configuration> => {
    found ??= discover(options).catch((error: unknown) => {
      // Asked again the next time.
      found = undefined;
      throw error;
    });
    return found;
  };
  const asking = async <T>(ask: () => Promise<T>): Promise<T | null> => {
    try {
      return await ask();
    } catch (error) {
      report(new Error(`the identity provider: ${reasonOf(error)}`));
      return null;
    }
  };
  const keep = (purpose: Purpose, content: object, minutes: number): string => {
    const expires = now().getTime() + minutes * 60_000;
    const sealed = sealText(keys, purpose, JSON.stringify({ content, expires })).toString('base64url');
    return hostCookie(cookie, sealed, minutes * 60, options);
  };
  const open = (purpose: Purpose, cookieHeader: string): unknown => {
    const sealed = readCookie(cookieHeader, cookie, options);
    if (sealed === undefined) return null;
    try {
      const { content, expires } = JSON.parse(openText(keys, purpose, Buffer.from(sealed, 'base64url'))) as {
        content: unknown;
        expires: number;
      };
      return expires > now().getTime() ? content : null;
    } catch {
      return null;
    }
  };

  return {
    issuer,
    async begin(errand) {
      const way: Way = {
        verifier: oidc.randomPKCECodeVerifier(),
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        errand,
      };
      return asking(async () => {
        const url = oidc.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: 'openid',
          state: way.state,
          nonce: way.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(way.verifier),
          code_challenge_method: 'S256',
          // Who links an account shows again who they are there.
          ...(errand.kind === 'link' ? { prompt: 'login' } : {}),
        });
        return { location: url.href, setCookie: keep('way', way, minutesOfWay) };
      });
    },
    async finish(cookieHeader, query) {
      const way = open('way', cookieHeader) as Way | null;
      if (!way) return null;
      return asking(async () => {
        const tokens = await oidc.authorizationCodeGrant(await configuration(), new URL(redirectUri + query), {
          pkceCodeVerifier: way.verifier,
          expectedState: way.state,
          expectedNonce: way.nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new Error('it says nothing of who it is');
        const methods: unknown = claims['amr'];
        return {
          errand: way.errand,
          identity: {
            subject: claims.sub,
            hasSecondFactor: Array.isArray(methods) && methods.some((method) => secondFactors.includes(String(method))),
          },
        };
      });
    },
    expect: (person) => keep('code', person, minutesOfCode),
    expected: (cookieHeader) => open('code', cookieHeader) as Expected | null,
    offer: (identity) => keep('choice', identity, minutesOfCode),
    offered: (cookieHeader) => open('choice', cookieHeader) as Identity | null,
    over: hostCookie(cookie, '', 0, options),
    endUrl: () =>
      asking(async () => {
        const provider = await configuration();
        if (provider.serverMetadata().end_session_endpoint === undefined) return null;
        return oidc.buildEndSessionUrl(provider, { post_logout_redirect_uri: `${webOrigin}/sign-in` }).href;
      }),
  };
}

/** Its kind and its words; its cause may hold codes and tokens. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return [error.name, 'code' in error ? String(error.code) : '', error.message]
    .filter((part) => part !== '')
    .join(': ');
}

function discover({ issuer, clientId, clientSecret }: SingleSignOnOptions): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  const isHere = url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname);
  return oidc.discovery(url, clientId, clientSecret, clientSecret === undefined ? oidc.None() : undefined, {
    // Seconds; a provider that is away keeps nobody waiting for longer.
    timeout: 10,
    // Plain http on one's own machine alone.
    ...(isHere ? { execute: [oidc.allowInsecureRequests] } : {}),
  });
}
