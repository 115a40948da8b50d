import { expect, test, type Page } from '../people.ts';
import { first, go, nth } from '../screens/look-at.ts';
import { mostScript } from '../script-of-page.ts';

// What a browser that has never been here fetches, on whatever line it has: some pages as they come over the wire. All
// that have a screen are held to the same as they are looked at (`go` of screens/look-at.ts), and the rest here.

interface Fetched {
  readonly bytes: number;
  readonly names: readonly string[];
  readonly unpacked: readonly string[];
}

/** All scripts of a visit, until the page is quiet. */
async function visit(page: Page, path: string): Promise<Fetched> {
  const scripts: Promise<{ name: string; bytes: number; isPacked: boolean }>[] = [];
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    scripts.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => ({
          name: new URL(response.url()).pathname,
          bytes: responseBodySize,
          isPacked: /^(?:br|gzip)$/.test(response.headers()['content-encoding'] ?? ''),
        })),
    );
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  // A busy machine may be quiet for long before a page is whole.
  await page.waitForFunction(() => !('huibaoEarly' in globalThis));
  await page.waitForLoadState('networkidle');
  page.removeAllListeners('response');
  const fetched = await Promise.all(scripts);
  return {
    bytes: fetched.reduce((sum, { bytes }) => sum + bytes, 0),
    names: fetched.map(({ name }) => name),
    unpacked: fetched.filter(({ bytes, isPacked }) => bytes > 1500 && !isPacked).map(({ name }) => name),
  };
}

for (const [who, path] of [
  ['nobody', '/published'],
  ['school', '/term'],
  ['school', 'a form of /term'],
  ['bureau', '/rollup'],
  ['bureau', '/units'],
  ['city', '/compare/all'],
] as const)
  test(`a first visit of ${who} to ${path} fetches one language and little script`, async ({ signedIn, visitor }) => {
    const page = who === 'nobody' ? await visitor() : await signedIn(who);
    const { bytes, names, unpacked } = await visit(page, path.startsWith('/') ? path : await firstFormOf(page));
    expect(bytes).toBeGreaterThan(50 * 1024);
    expect(bytes).toBeLessThanOrEqual(mostScript);
    expect(unpacked).toEqual([]);
    const languages = names.map((name) => /^\/assets\/(en|zh-CN)-/.exec(name)?.[1]).filter(Boolean);
    expect([...new Set(languages)]).toHaveLength(1);
    // What is said at a bureau's desk is no school's business.
    if (who === 'school') expect(languages).toHaveLength(1);
  });

async function firstFormOf(page: Page): Promise<string> {
  const term = await page.request.get('/term');
  const [path] = /\/term\/[0-9a-f-]{36}/.exec(await term.text()) ?? [];
  if (path === undefined) throw new Error('no form in the term');
  return path;
}

test('pages without a screen of their own are held to little script, too', async ({ looking }) => {
  const id = '[0-9a-f-]{36}';
  const bureau = await looking('bureau');
  await first(bureau, '/collections', new RegExp(`^/collections/${id}$`));
  const board = new URL(bureau.url()).pathname;
  await go(bureau, `${board}/amendment`);
  await first(bureau, board, /^\/review\//);
  await first(bureau, '/reports', new RegExp(`^/reports/${id}$`));
  await go(bureau, `${new URL(bureau.url()).pathname}/gate`);
  const programme = await bureau.locator('header.topbar select').first().inputValue();
  await go(await looking('admin'), `/programmes/${programme}/2024`);
  const school = await looking('school');
  await first(school, '/history', new RegExp(`^/history/${id}$`));
  await nth(school, '/term', new RegExp(`^/term/${id}$`), 1);
  await go(school, `${new URL(school.url()).pathname}/print`);
});

test('another language is fetched when it is chosen, and the page is in it at once', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/published', { waitUntil: 'networkidle' });
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.getByRole('combobox', { name: '语言' }).selectOption('en');
  await expect(page.getByRole('combobox', { name: 'Language' })).toHaveValue('en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveTitle(/Huibao/);
  expect(fetched.filter((path) => /^\/assets\/en-/.test(path))).toHaveLength(1);
});
