import { defineConfig } from '@playwright/test';

// infra sets these: the address of the product, and the browser that the machine has.
const { E2E_BASE_URL, CHROMIUM_PATH, E2E_TRACE, TEST_LONG } = process.env;

export default defineConfig({
  testDir: '.',
  workers: 2,
  // One demo and two workers, so three rounds, each with the longest first: a round begins when the one before is done.
  // First what has a bureau of its own (a programme's story, an editor's hour), what goes wrong on the way, and a
  // clerk's hour; then the year, with beside it what is read on a phone and what else programmes need; last every
  // screen as it was left: its files run side by side, and since accounts change their language on the way, none stands
  // in two of them.
  projects: [
    {
      name: 'story',
      // What comes of the built programme, once more by keyboard alone: a command of its own.
      ...(TEST_LONG === '1' ? {} : { grepInvert: /by keyboard alone it lives/ }),
      testMatch: 'journeys/story.spec.ts',
    },
    // A minute of typing: a command of its own.
    ...(TEST_LONG === '1' ? [{ name: 'rebuilt', testMatch: 'journeys/rebuilt.spec.ts' }] : []),
    { name: 'editor', testMatch: 'journeys/editor.spec.ts' },
    {
      name: 'trouble',
      testMatch: ['journeys/trouble.spec.ts', 'journeys/limits.spec.ts', 'journeys/reading-again.spec.ts'],
    },
    // What the demo has published: nothing is added to it before the year.
    { name: 'documents', testMatch: 'documents/*.spec.ts' },
    { name: 'clerk', testMatch: 'journeys/clerk.spec.ts' },
    { name: 'attacks', testMatch: 'attacks/*.spec.ts' },
    {
      name: 'year',
      testMatch: 'journeys/year.spec.ts',
      dependencies: ['trouble', 'documents', 'clerk'],
    },
    { name: 'phone', testMatch: 'phone/*.spec.ts', dependencies: ['editor'] },
    { name: 'indicators', testMatch: 'journeys/indicators.spec.ts', dependencies: ['editor'] },
    {
      name: 'programmes',
      testMatch: [
        'journeys/programmes.spec.ts',
        'journeys/designer.spec.ts',
        'journeys/template.spec.ts',
        'journeys/amending.spec.ts',
        'journeys/units.spec.ts',
        'journeys/additions.spec.ts',
        'journeys/sample.spec.ts',
      ],
      dependencies: ['editor'],
    },
    {
      name: 'screens',
      testMatch: 'screens/*.spec.ts',
      dependencies: ['story', 'year', 'phone', 'indicators', 'programmes'],
    },
  ],
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: E2E_BASE_URL ?? 'http://127.0.0.1:4800',
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Half of the browser's work, kept for nothing where all is well: asked for by who looks for what went wrong.
    trace: E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
      ],
    },
  },
});
