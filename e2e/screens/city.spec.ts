import { first, go, lookAt } from './look-at.ts';

lookAt([
  { name: 'districts', person: 'city', open: (page) => go(page, '/districts?year=2024') },
  {
    name: 'delivery',
    person: 'city',
    open: (page) => first(page, '/districts?year=2024', /^\/districts\/[0-9a-f-]{36}$/),
  },
  { name: 'compare', person: 'city', open: (page) => go(page, '/compare?year=2024&indicator=viewers') },
  { name: 'compare-all', person: 'city', open: (page) => go(page, '/compare/all?year=2024') },
  { name: 'city-analysis', person: 'cityoffice', open: (page) => go(page, '/analysis') },
  { name: 'city-rollup', person: 'cityoffice', open: (page) => go(page, '/rollup?year=2024') },
  { name: 'city-indicator', person: 'cityadmin', open: (page) => go(page, '/indicators/new?year=2024&from=letters') },
  { name: 'city-units', person: 'cityadmin', open: (page) => go(page, '/units') },
  { name: 'platform', person: 'operator', open: (page) => go(page, '/platform') },
]);
