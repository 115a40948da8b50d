import { expect, type Page } from '@playwright/test';

// What a browser that has never been here fetches, on whatever line it has.

/** Most bytes of script on the wire, of any page that somebody may visit first. */
export const mostScript = 200 * 1024;

/** Scripts of the page as it was loaded, packed: those that the browser still had from another page as well. */
export function scriptsOf(page: Page): Promise<readonly { readonly name: string; readonly bytes: number }[]> {
  return page.evaluate(() =>
    performance.getEntriesByType('resource').flatMap((entry) => {
      const { pathname } = new URL(entry.name);
      return pathname.endsWith('.js')
        ? [{ name: pathname, bytes: (entry as PerformanceResourceTiming).encodedBodySize }]
        : [];
    }),
  );
}

export async function expectLittleScript(page: Page): Promise<void> {
  const scripts = await scriptsOf(page);
  const bytes = scripts.reduce((sum, one) => sum + one.bytes, 0);
  const path = new URL(page.url()).pathname;
  // Fewer, and the browser didn't tell.
  expect(bytes, path).toBeGreaterThan(50 * 1024);
  expect(bytes, path).toBeLessThanOrEqual(mostScript);
}
