import * as oidc from 'openid-client';
import { hostCookie, readCookie, type CookieOptions } from './cookies.ts';
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
  /** Where to send the browser, and the cookie that it comes back with. */
  begin(errand: Errand): Promise<{ readonly location: string; readonly setCookie: string }>;
  /** Who came back, and for what. Throws when it isn't the way that this browser began, or the provider refuses. */
  finish(cookieHeader: string, query: string): Promise<{ readonly errand: Errand; readonly identity: Identity }>;
  /** A cookie for who came back and is asked for a code, for five minutes. */
  expect(person: Expected): string;
  expected(cookieHeader: string): Expected | null;
  /** The blank cookie, once the way is over. */
  readonly over: string;
  /** Where the provider ends its own session, and then sends the browser back here; null if it has no such place. */
  endUrl(): Promise<string | null>;
}

export interface SingleSignOnOptions extends CookieOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** What browsers see. */
  readonly webOrigin: string;
  readonly key: Buffer;
  readonly now: () => Date;
}

interface Way {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly errand: Errand;
}

const cookie = 'huibao_sso';
const minutesOfWay = 10;
const minutesOfCode = 5;

/** Ways of showing who one is that aren't a password again. */
const secondFactors = ['mfa', 'otp', 'hwk', 'swk', 'sc', 'sms', 'face', 'fpt'];

export function createSingleSignOn(options: SingleSignOnOptions): SingleSignOn {
  const { issuer, webOrigin, key, now } = options;
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
  const keep = (purpose: 'way' | 'code', content: object, minutes: number): string => {
    const expires = now().getTime() + minutes * 60_000;
    const sealed = sealText(key, purpose, JSON.stringify({ content, expires })).toString('base64url');
    return hostCookie(cookie, sealed, minutes * 60, options);
  };
  const open = (purpose: 'way' | 'code', cookieHeader: string): unknown => {
    const sealed = readCookie(cookieHeader, cookie, options);
    if (sealed === undefined) return null;
    try {
      const { content, expires } = JSON.parse(openText(key, purpose, Buffer.from(sealed, 'base64url'))) as {
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
    },
    async finish(cookieHeader, query) {
      const way = open('way', cookieHeader) as Way | null;
      if (!way) throw new Error('this browser has begun no way');
      const tokens = await oidc.authorizationCodeGrant(await configuration(), new URL(redirectUri + query), {
        pkceCodeVerifier: way.verifier,
        expectedState: way.state,
        expectedNonce: way.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider says nothing of who it is');
      const methods: unknown = claims['amr'];
      return {
        errand: way.errand,
        identity: {
          subject: claims.sub,
          hasSecondFactor: Array.isArray(methods) && methods.some((method) => secondFactors.includes(String(method))),
        },
      };
    },
    expect: (person) => keep('code', person, minutesOfCode),
    expected: (cookieHeader) => open('code', cookieHeader) as Expected | null,
    over: hostCookie(cookie, '', 0, options),
    async endUrl() {
      const found = await configuration();
      if (found.serverMetadata().end_session_endpoint === undefined) return null;
      return oidc.buildEndSessionUrl(found, { post_logout_redirect_uri: `${webOrigin}/sign-in` }).href;
    },
  };
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
