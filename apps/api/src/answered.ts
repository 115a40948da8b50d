import { appRouter } from '@huibao/trpc';
import { fileRoutes } from './file-routes.ts';

/** What an address is of, by the code's own names: whatever else stands in it may be somebody's. */
export function routeOf(pathname: string): { readonly kind: string; readonly name: string } {
  if (pathname.startsWith('/trpc/')) {
    const path = pathname.slice('/trpc/'.length);
    return { kind: 'procedure', name: Object.hasOwn(appRouter._def.procedures, path) ? path : 'unknown' };
  }
  const route = fileRoutes.find(({ path }) => path.test(pathname));
  if (route) return { kind: 'file', name: patternOf(route.path) };
  if (pathname.startsWith('/sso/')) return { kind: 'single sign-on', name: '' };
  return { kind: 'other', name: '' };
}

/** `/files/workbook/*`, say. */
const patternOf = (path: RegExp): string =>
  path.source
    .replace(/^\^|\$$/g, '')
    .replaceAll('\\/', '/')
    .replaceAll('\\.', '.')
    .replace(/\(.*?\)/g, '*');
