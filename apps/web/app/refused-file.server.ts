import type { ErrorBody } from '@huibao/trpc';
import { redirect } from '@remix-run/node';
import { withinSite } from './within-site.ts';

/**
 * A file is opened by a link, in the place of the page. Where it is refused, a person is told so as a page tells it, or
 * led to sign in and back to where the link stood; a program, and a link that only downloads, hear the api's own words.
 */
export async function tellRefusal(request: Request, answer: Response): Promise<Response> {
  const isOpened = request.headers.get('sec-fetch-dest') === 'document';
  if (answer.status < 400 || !isOpened) return answer;
  const { error } = (await answer.json()) as { error: ErrorBody };
  if (error.code === 'session.missing') return redirect(`/sign-in?${new URLSearchParams({ to: cameFrom(request) })}`);
  const { code, params, request: id } = error;
  // Words of others are no part of an address: whoever makes one could write what they like into our page.
  const numbers = Object.entries(params).filter(([, value]) => typeof value === 'number');
  const told = { ...Object.fromEntries(numbers), code, ...(id ? { id } : {}), from: cameFrom(request) };
  return redirect(`/no-file?${new URLSearchParams(told)}`);
}

/** A page of this site; where nothing says which, its start. */
function cameFrom(request: Request): string {
  const from = request.headers.get('referer') ?? '';
  const { pathname, search, host } = URL.canParse(from) ? new URL(from) : new URL('http://nowhere.invalid/');
  return host === request.headers.get('host') ? withinSite(pathname + search) : '/';
}
