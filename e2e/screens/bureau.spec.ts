import { first, go, lookAt, nth } from './look-at.ts';

lookAt([
  { name: 'bureau-todo', person: 'bureau', open: (page) => go(page, '/todo') },
  { name: 'collections', person: 'bureau', open: (page) => go(page, '/collections') },
  { name: 'parts', person: 'bureau', open: (page) => go(page, '/collections/parts') },
  { name: 'board', person: 'bureau', open: (page) => first(page, '/collections', /^\/collections\/[0-9a-f-]{36}$/) },
  {
    name: 'import',
    person: 'admin',
    open: async (page) => {
      await first(page, '/collections', /^\/collections\/[0-9a-f-]{36}$/);
      await go(page, `${new URL(page.url()).pathname}/import`);
    },
  },
  { name: 'quality', person: 'bureau', open: (page) => go(page, '/quality?year=2025') },
  { name: 'lineage', person: 'bureau', open: (page) => go(page, '/rollup?year=2024&indicator=letters') },
  { name: 'rollup', person: 'bureau', open: (page) => go(page, '/rollup') },
  { name: 'analysis', person: 'bureau', open: (page) => go(page, '/analysis') },
  {
    name: 'analysis-lines',
    person: 'bureau',
    open: async (page) => {
      await go(page, '/analysis');
      await page.locator('.page-head select').first().selectOption('line');
      await page.waitForURL(/chart=line/);
      await page.locator('.chart-path').first().waitFor({ state: 'attached' });
    },
  },
  { name: 'reports', person: 'bureau', open: (page) => go(page, '/reports') },
  { name: 'report', person: 'bureau', open: (page) => first(page, '/reports', /^\/reports\/[0-9a-f-]{36}$/) },
  { name: 'signed-report', person: 'issuer', open: (page) => nth(page, '/reports', /^\/reports\/[0-9a-f-]{36}$/, 1) },
  { name: 'ledger', person: 'bureau', open: (page) => go(page, '/ledger') },
  { name: 'units', person: 'admin', open: (page) => go(page, '/units') },
  { name: 'programmes', person: 'admin', open: (page) => go(page, '/programmes') },
  { name: 'indicators', person: 'admin', open: (page) => go(page, '/indicators?year=2024') },
  { name: 'new-indicator', person: 'admin', open: (page) => go(page, '/indicators/new?year=2024') },
  { name: 'indicator', person: 'bureau', open: (page) => go(page, '/indicators/key_pupils_per_1000?year=2024') },
  { name: 'accounts', person: 'admin', open: (page) => go(page, '/accounts') },
  { name: 'audit', person: 'audit', open: (page) => go(page, '/audit') },
]);
