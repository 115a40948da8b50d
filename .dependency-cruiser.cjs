/**
 * The arrows of docs/architecture.md, checked. A package may import what its row names, and itself.
 * `types` may be imported as types only: they vanish before the program runs.
 */
const packages = {
  domain: {},
  config: {},
  serving: {},
  tracing: {},
  programmes: { code: ['domain'] },
  i18n: { code: ['domain'] },
  documents: { code: ['domain'] },
  workflows: { code: ['domain'] },
  ui: { code: ['domain', 'i18n'] },
  db: { code: ['domain', 'tracing'] },
  auth: { code: ['domain', 'db'] },
  services: { code: ['domain', 'tracing', 'programmes', 'db', 'auth', 'documents', 'i18n'] },
  trpc: { code: ['domain', 'tracing', 'auth', 'services'], types: ['db'] },
  testing: { code: ['domain', 'config', 'programmes', 'db', 'services'] },
  demo: { code: ['domain', 'config', 'programmes', 'db', 'auth', 'documents', 'services', 'testing'] },
  benchmark: { code: ['documents', 'domain', 'config', 'db', 'auth', 'services', 'testing'] },
};
const apps = {
  web: { code: ['domain', 'config', 'serving', 'tracing', 'i18n', 'ui'], types: ['trpc'] },
  api: { code: ['domain', 'config', 'serving', 'tracing', 'i18n', 'documents', 'db', 'auth', 'services', 'trpc'] },
  worker: {
    code: ['domain', 'config', 'serving', 'tracing', 'i18n', 'documents', 'workflows', 'db', 'auth', 'services'],
  },
};

/**
 * The areas of packages/services, folders below its src. What lies in src itself is everybody's, but for the three
 * files that put the areas together.
 */
const areas = {
  audit: {},
  blobs: {},
  forms: {},
  ledger: { code: ['forms'] },
  notifications: {},
  quotas: {},
  identity: { code: ['audit', 'quotas'] },
  watching: { code: ['audit', 'identity', 'notifications', 'quotas'] },
  registers: { code: ['forms'] },
  housekeeping: { code: ['audit', 'identity', 'registers'] },
  rollup: { code: ['forms'] },
  todo: { code: ['forms', 'notifications', 'quotas'] },
  submission: { code: ['audit', 'blobs', 'forms', 'quotas', 'registers'] },
  collection: { code: ['forms', 'identity', 'notifications', 'submission'] },
  imports: { code: ['blobs', 'collection', 'forms', 'identity', 'notifications', 'submission'] },
  extensions: { code: ['collection', 'notifications', 'submission'] },
  units: { code: ['collection', 'forms', 'identity', 'quotas'] },
  indicators: { code: ['forms', 'rollup'] },
  additions: { code: ['forms', 'indicators'] },
  designing: { code: ['additions', 'forms'] },
  oversight: { code: ['forms', 'rollup'] },
  reporting: { code: ['blobs', 'forms', 'identity', 'ledger', 'notifications', 'rollup'] },
  review: { code: ['collection', 'extensions', 'forms', 'notifications', 'rollup', 'submission'] },
  origin: { code: ['forms', 'reporting', 'rollup', 'submission'] },
  analysis: { code: ['forms', 'oversight', 'rollup'] },
  exports: { code: ['analysis', 'forms', 'oversight', 'review', 'rollup'] },
  restoration: { code: ['audit', 'notifications', 'reporting', 'submission'] },
};

for (const table of [packages, areas]) checkOrder(table);

/** A row names only rows above it, so that nothing goes round in a circle. */
function checkOrder(table) {
  const names = Object.keys(table);
  for (const [index, [name, { code = [], types = [] }]] of Object.entries(table).entries()) {
    const below = [...code, ...types].find((other) => names.indexOf(other) >= index);
    if (below) throw new Error(`.dependency-cruiser.cjs: the row of ${name} names ${below}, which isn't above it.`);
  }
}

/** Tests may use packages/testing; a program at the edge (bin) may read the settings. */
const test = '\\.test\\.tsx?$';
const bin = '/src/bin/';

const any = (names, within = 'packages') => (names.length > 0 ? `^${within}/(${names.join('|')})/` : '^$');

function arrowsOf(folder, name, { code = [], types = [] }) {
  const own = `^${folder}/${name}/`;
  return [
    {
      name: `${name}-imports`,
      comment: `${folder}/${name} may import: ${[...code, ...types.map((type) => `${type} (types)`)].join(', ') || 'no other package'}.`,
      severity: 'error',
      from: { path: own, pathNot: [test, bin] },
      to: { path: '^(packages|apps)/', pathNot: [own, any([...code, ...types])] },
    },
    {
      name: `${name}-imports-as-types`,
      comment: `${folder}/${name} may import only types from ${types.join(', ')}.`,
      severity: 'error',
      from: { path: own, pathNot: [test] },
      to: { path: any(types), dependencyTypesNot: ['type-only', 'type-import'] },
    },
  ].slice(0, types.length > 0 ? 2 : 1);
}

const services = 'packages/services/src';

const arrowsOfArea = ([name, { code = [] }]) => ({
  name: `services-${name}-imports`,
  comment: `${services}/${name} may import: ${code.join(', ') || 'no other area'}.`,
  severity: 'error',
  from: { path: `^${services}/${name}/`, pathNot: [test] },
  to: { path: `^${services}/[^/]+/`, pathNot: [`^${services}/${name}/`, any(code, services)] },
});

const only = (name, importers, module, why) => ({
  name,
  comment: why,
  severity: 'error',
  from: { pathNot: importers },
  to: { path: module },
});

module.exports = {
  forbidden: [
    ...Object.entries(packages).flatMap(([name, arrows]) => arrowsOf('packages', name, arrows)),
    ...Object.entries(apps).flatMap(([name, arrows]) => arrowsOf('apps', name, arrows)),
    ...Object.entries(areas).map(arrowsOfArea),
    {
      name: 'services-area-without-row',
      comment: 'A folder of services has a row in `areas`, above.',
      severity: 'error',
      from: { path: `^${services}/[^/]+/`, pathNot: [test, any(Object.keys(areas), services)] },
      to: { path: `^${services}/` },
    },
    {
      name: 'services-areas-are-put-together-outside',
      comment: 'An area knows neither all use-cases nor who wires them.',
      severity: 'error',
      from: { path: `^${services}/[^/]+/`, pathNot: [test] },
      to: { path: `^${services}/(index|use-cases|create-services)\\.ts$` },
    },
    {
      name: 'no-folder-cycles',
      comment: 'Folders import one way. Of db, services and testing the tables say it, since tests may go across.',
      severity: 'error',
      scope: 'folder',
      from: { pathNot: '^packages/(db|services|testing)/' },
      to: { circular: true },
    },
    {
      name: 'packages-never-import-apps',
      severity: 'error',
      from: { path: '^(packages|e2e)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'tests-only',
      comment: 'The product never imports packages/testing.',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: [test, '^packages/(testing|demo|benchmark)/'] },
      to: { path: '^packages/testing/' },
    },
    {
      name: 'programs-of-their-own',
      comment: 'Nothing imports the demo or the benchmark: infra/local runs them.',
      severity: 'error',
      from: { path: '^(packages|apps|e2e)/([^/]+)/' },
      to: { path: '^packages/(demo|benchmark)/', pathNot: '^$1/$2/' },
    },
    {
      name: 'domain-runs-in-the-browser',
      severity: 'error',
      from: { path: '^packages/(domain|i18n|ui)/', pathNot: [test, '\\.config\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    only(
      'kysely',
      ['^packages/(db|services|testing)/', test],
      'node_modules/kysely/',
      'Only db and services speak SQL.',
    ),
    only('remix', '^apps/web/', 'node_modules/@remix-run/', 'Only web knows Remix.'),
    only('lucia', '^packages/auth/', 'node_modules/(lucia|@lucia-auth)/', 'Only auth knows Lucia.'),
    {
      name: 'own-door',
      comment: "A package's exports map is its only door.",
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: { path: '^(packages|apps)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: { pathNot: test },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nobody imports and that imports nobody is forgotten.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [test, bin, '\\.d\\.ts$', '\\.config\\.(ts|mjs|cjs)$', '^apps/web/app/', '/migrations/'],
      },
      to: {},
    },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: ['^virtual:'] } },
    {
      name: 'undeclared',
      comment: "A dependency stands in the importer's own package.json.",
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    ...['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'manager', 'managers', 'shared', 'stuff'].map(
      (name) => ({
        name: `no-${name}`,
        comment: 'Name a file by what it does.',
        severity: 'error',
        from: { path: '^(apps|packages|e2e)/' },
        to: { path: `/${name}[/.]`, pathNot: 'node_modules' },
      }),
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Of ours alone: a library's code lies in its dist, and who may import it is a rule above.
    exclude: { path: ['^(apps|packages)/[^/]+/(build|dist|src/generated)/', '^e2e/(test-results|playwright-report)/'] },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
};
