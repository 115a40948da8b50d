import { expect, test, type Page } from '../people.ts';

// What a browser that has never been here fetches, on whatever line it has.

/** Most bytes of script on the wire. */
const most = 200 * 1024;

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
    expect(bytes).toBeLessThanOrEqual(most);
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
