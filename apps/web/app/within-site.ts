const here = 'http://here.invalid';

/**
 * Where somebody asked to be led, if that is an address of this site; its start otherwise. Browsers read `\` as `/` and
 * leave out tabs and line ends, so `/\elsewhere` is another site: only what comes out of the parser is followed.
 */
export function withinSite(asked: string | null): string {
  if (!asked?.startsWith('/')) return '/';
  const url = URL.canParse(asked, here) ? new URL(asked, here) : null;
  if (url?.origin !== here || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}
