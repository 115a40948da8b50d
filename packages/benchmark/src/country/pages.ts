import type { Asker } from './asker.ts';

/** A page of somebody's: a name, who asks for it, and its address, the last page of a list beside its first. */
export interface Page {
  readonly name: string;
  readonly asker: Asker;
  readonly path: string;
  /** Whose last page this is, by its name. */
  readonly lastOf?: string;
}

/** Whoever of the country has pages that are timed. */
export interface Askers {
  readonly operator: Asker;
  readonly reviewer: Asker;
  readonly cityAdmin: Asker;
  readonly cityEditor: Asker;
  readonly province: Asker;
  readonly bureauAdmin: Asker;
  readonly bureau: Asker;
  readonly visitor: Asker;
}

/** Ids and last pages, as the pages themselves link to them. */
export interface Found {
  readonly programme: string;
  readonly year: number;
  readonly deliveryId: string;
  readonly reportId: string;
  readonly collectionId: string;
  readonly publicationId: string;
  readonly lastTenants: number;
  readonly lastPublished: string;
}

/** Every page that the platform, a city and a province have, some of a bureau's, and the public's. */
export function listPages(askers: Askers, found: Found): readonly Page[] {
  const { operator, reviewer, cityAdmin, cityEditor, province, bureauAdmin, bureau, visitor } = askers;
  const { programme, year } = found;
  const of = `programme=${programme}&year=${year}`;
  const own = (name: string, asker: Asker, paths: readonly string[]): readonly Page[] =>
    paths.map((path) => ({ name: `${name} ${path.replace(/[0-9a-f-]{36}/, '…')}`, asker, path }));
  const overseeing = ['/todo', `/districts?${of}`, `/compare?${of}`, `/compare/all?${of}`];
  return [
    ...own('operator', operator, ['/platform', '/password']),
    {
      name: 'operator /platform, last page',
      asker: operator,
      path: `/platform?page=${found.lastTenants}`,
      lastOf: 'operator /platform',
    },
    { name: 'operator /platform, by name', asker: operator, path: `/platform?name=${encodeURIComponent('博爱')}` },
    ...own('reviewer', reviewer, [...overseeing, `/districts/${found.deliveryId}`]),
    ...own('city admin', cityAdmin, ['/todo', '/units', '/programmes', `/indicators?${of}`, '/accounts']),
    ...own('city editor', cityEditor, [
      '/todo',
      '/collections',
      `/quality?${of}`,
      `/rollup?${of}`,
      `/analysis?${of}`,
      `/reports?${of}`,
      `/reports/${found.reportId}`,
      `/reports/${found.reportId}/gate`,
      `/ledger?${of}`,
    ]),
    ...own('province', province, overseeing),
    ...own('bureau', bureau, [
      '/todo',
      '/collections',
      `/collections/${found.collectionId}`,
      `/quality?${of}`,
      `/rollup?${of}`,
      `/reports?${of}`,
      `/units`,
    ]),
    ...own('bureau admin', bureauAdmin, ['/accounts']),
    ...own('public', visitor, ['/sign-in', '/published', `/published/${found.publicationId}`]),
    { name: 'public /published, last page', asker: visitor, path: found.lastPublished, lastOf: 'public /published' },
  ];
}
