import {
  test as base,
  expect,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
  type Request,
  type TestInfo,
  type ViewportSize,
} from '@playwright/test';

const password = 'Huibao-2026';

type Office = 'bureau-admin' | 'bureau-editor';
type School = `n${'02' | '05' | '10'}.${'reporter' | 'head'}`;

export type Person =
  | 'jiefang.bureau-admin'
  | 'jiefang.bureau-editor'
  | 'jiefang.bureau-checker'
  | 'jiefang.bureau-issuer'
  | 'jiefang.n01.reporter'
  | `wuzhi.${Office | School}`
  | `qinyang.${Office | School}`
  | 'shanyang.n01.head'
  | 'school'
  | 'head'
  | 'bureau'
  | 'checker'
  | 'issuer'
  | 'admin'
  | 'audit'
  | 'city'
  | 'cityadmin'
  | 'cityoffice'
  | 'operator';

interface People {
  /** A page signed in as somebody of the demo, in a browser context of its own. */
  readonly signedIn: (person: Person) => Promise<Page>;
  /** A page of somebody without an account. */
  readonly visitor: () => Promise<Page>;
  /** A page of somebody whose browser has been here before. */
  readonly looking: (person: Person | 'visitor') => Promise<Page>;
  /** Console errors that a test expects (a refused request is one to the browser). */
  readonly expectErrors: (pattern: RegExp) => void;
  readonly allowed: RegExp[];
}

interface Kept {
  /** One browser context a person and worker: what a page loads once, the next one has. For looking, not for acting. */
  readonly contextOf: (person: Person | 'visitor', options: BrowserContextOptions) => Promise<BrowserContext>;
}

export const test = base.extend<People, Kept>({
  contextOf: [
    async ({ browser }, use) => {
      const kept = new Map<string, BrowserContext>();
      await use(async (person, options) => {
        const known = kept.get(person);
        if (known) return known;
        const context = await browser.newContext(options);
        if (person !== 'visitor') await signIn(context, options.baseURL ?? '', person);
        kept.set(person, context);
        return context;
      });
      for (const context of kept.values()) await context.close();
    },
    { scope: 'worker' },
  ],
  looking: async ({ contextOf, baseURL, viewport, allowed }, use, info) => {
    const pages: Page[] = [];
    const errors: string[] = [];
    await use(async (person) => {
      const context = await contextOf(person, contextOptions(info, baseURL, viewport));
      const page = watch(await context.newPage(), errors);
      pages.push(page);
      return page;
    });
    for (const page of pages) await page.close();
    expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
  },
  allowed: async ({}, use) => use([]),
  expectErrors: async ({ allowed }, use) =>
    use((pattern) => {
      allowed.push(pattern);
    }),
  signedIn: async ({ browser, baseURL, viewport, allowed }, use, info) => {
    const open = new Map<Person, Page>();
    const errors: string[] = [];
    await use(async (person) => {
      const known = open.get(person);
      if (known) return known;
      const context = await browser.newContext(contextOptions(info, baseURL, viewport));
      await signIn(context, baseURL ?? '', person);
      const page = watch(await context.newPage(), errors);
      open.set(person, page);
      return page;
    });
    for (const page of open.values()) await page.context().close();
    expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
  },
  visitor: async ({ browser, baseURL, viewport, allowed }, use, info) => {
    const contexts: BrowserContext[] = [];
    const errors: string[] = [];
    await use(async () => {
      const context = await browser.newContext(contextOptions(info, baseURL, viewport));
      contexts.push(context);
      return watch(await context.newPage(), errors);
    });
    for (const context of contexts) await context.close();
    expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
  },
});

function contextOptions(
  info: TestInfo,
  baseURL: string | undefined,
  viewport: ViewportSize | null,
): BrowserContextOptions {
  const { locale, timezoneId } = info.project.use;
  return {
    ...(viewport ? { viewport } : {}),
    ...(locale ? { locale } : {}),
    ...(timezoneId ? { timezoneId } : {}),
    ...(baseURL ? { baseURL } : {}),
  };
}

const unanswered = new WeakMap<Page, Set<Request>>();

/** How many requests of a page haven't been answered yet. */
export function askedFor(page: Page): number {
  return unanswered.get(page)?.size ?? 0;
}

function watch(page: Page, errors: string[]): Page {
  const asked = new Set<Request>();
  unanswered.set(page, asked);
  page.on('request', (request) => asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${page.url()} ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    // Whoever goes on before a page has come gives up its loading, and the router leaves that to the browser to say.
    if (error.name !== 'AbortError') errors.push(`${page.url()} ${error.message}`);
  });
  return page;
}

/** By the api, as the sign-in page does it; the cookie lands in the context. */
export async function signIn(context: BrowserContext, origin: string, person: Person): Promise<void> {
  const response = await context.request.post('/trpc/session.signIn', {
    data: { username: person, password },
    headers: { origin },
  });
  expect(response.ok()).toBe(true);
}

export { expect, type Locator, type Page };
