import type { ServerResponse } from 'node:http';
import { HuibaoError } from '@huibao/domain';
import { beginSingleSignOn, finishSingleSignOn } from '@huibao/services';
import { bodyOf, type RequestContext } from '@huibao/trpc';

/** The browser's way to the identity provider and back: pages that are only passed through. */
export async function answerSingleSignOn(ctx: RequestContext, response: ServerResponse, url: URL): Promise<void> {
  const { location, cookies } = await way(ctx, url);
  for (const cookie of cookies) ctx.setCookie(cookie);
  response.writeHead(303, { Location: location }).end();
}

async function way(ctx: RequestContext, url: URL) {
  const { services, door, visitor, now } = ctx;
  try {
    if (url.pathname === '/sso/start') return await beginSingleSignOn(door, url.searchParams.get('to') ?? '/');
    if (url.pathname === '/sso/callback')
      return await finishSingleSignOn(services, door, url.search, ctx.signedIn?.actor ?? null, visitor, now);
  } catch (error) {
    if (bodyOf(error).code !== 'single_sign_on.unavailable') throw error;
    return { location: '/sign-in?sso=unavailable', cookies: [] };
  }
  throw new HuibaoError('single_sign_on.not_configured');
}
