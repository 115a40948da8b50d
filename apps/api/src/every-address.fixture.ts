import { appRouter } from '@huibao/trpc';
import { fileRoutes } from './file-routes.ts';

/** Of every procedure and file. */
export function everyAddress(): readonly string[] {
  const procedures = Object.keys(appRouter._def.procedures).map((path) => `/trpc/${path}`);
  return [...procedures, ...fileRoutes.map((route) => exampleOf(route.path))];
}

/** Of everything that changes something, or takes bytes. */
export function everyChange(): readonly string[] {
  const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures;
  const changes = Object.entries(procedures)
    .filter(([, procedure]) => (procedure as { _def: { type: string } })._def.type === 'mutation')
    .map(([path]) => `/trpc/${path}`);
  return [...changes, ...fileRoutes.filter((route) => route.method === 'POST').map((route) => exampleOf(route.path))];
}

/** An address that a file route's pattern fits. */
function exampleOf(pattern: RegExp): string {
  const address = pattern.source
    .replace(/^\^|\$$/g, '')
    .replaceAll('\\/', '/')
    .replaceAll('\\.', '.')
    .replaceAll('([^/]+)', 'x')
    .replaceAll('(\\d{4})', '2025')
    .replace(/\((\w+)(\|\w+)*\)/g, '$1');
  if (!pattern.test(address)) throw new Error(`no address for ${pattern.source}: ${address}`);
  return address;
}
