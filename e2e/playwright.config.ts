import { defineConfig } from '@playwright/test';

// infra sets these: the address of the product, and the browser that the machine has.
const { E2E_BASE_URL, CHROMIUM_PATH } = process.env;

export default defineConfig({
  testDir: '.',
  workers: 2,
  // One demo, two stories side by side, each in a bureau of its own: what goes wrong on the way, then the year; and an
  // editor's hour, then what is read on a phone. Then every screen as it was left: their files run side by side, and
  // since accounts change their language on the way, none stands in two of them.
  projects: [
    // What the demo has published, before anybody adds to it.
    { name: 'documents', testMatch: 'documents/*.spec.ts' },
    { name: 'trouble', testMatch: 'journeys/trouble.spec.ts' },
    { name: 'clerk', testMatch: 'journeys/clerk.spec.ts', dependencies: ['trouble'] },
    { name: 'year', testMatch: 'journeys/year.spec.ts', dependencies: ['clerk', 'documents'] },
    { name: 'indicators', testMatch: 'journeys/indicators.spec.ts', dependencies: ['year'] },
    { name: 'editor', testMatch: 'journeys/editor.spec.ts', dependencies: ['documents'] },
    { name: 'phone', testMatch: 'phone/*.spec.ts', dependencies: ['editor'] },
    { name: 'screens', testMatch: 'screens/*.spec.ts', dependencies: ['indicators', 'phone'] },
  ],
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: E2E_BASE_URL ?? 'http://127.0.0.1:4800',
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
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
