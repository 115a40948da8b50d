import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page, type Person } from '../people.ts';

export interface Screen {
  readonly name: string;
  readonly person: Person | 'visitor';
  /** Finds the ones whose address holds an id. */
  readonly open: (page: Page) => Promise<void>;
}

export async function go(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
}

export const first = (page: Page, list: string, href: RegExp): Promise<void> => nth(page, list, href, 0);

export async function nth(page: Page, list: string, href: RegExp, index: number): Promise<void> {
  await go(page, list);
  const links = await page.locator('main a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const target = [...new Set(links.filter((link) => href.test(link)))][index];
  if (!target) throw new Error(`${list} links to nothing like ${String(href)}`);
  await go(page, target);
}

/**
 * axe finds nothing serious. Its account of what passed isn't asked for; and nothing of ours stands in a frame of
 * another origin, for which alone it would open a page of its own at each look.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
}

/** Each screen in both languages: axe finds nothing serious, there is one h1, and a picture at 1366×768 is kept. */
export function lookAt(screens: readonly Screen[]): void {
  for (const locale of ['zh-CN', 'en'] as const) {
    test.describe(locale, () => {
      for (const { name, person, open } of screens) {
        test(name, async ({ looking }, info) => {
          const page = await looking(person);
          const origin = info.project.use.baseURL ?? '';
          await page.context().addCookies([{ name: 'huibao_locale', value: locale, url: origin }]);
          await open(page);
          // The language of an account is kept with it: asked for once, by its switch.
          if ((await page.locator('html').getAttribute('lang')) !== locale) {
            await page.locator('header.topbar select').last().selectOption(locale);
            await expect(page.locator('html')).toHaveAttribute('lang', locale);
            await page.waitForLoadState('networkidle');
          }
          await page.screenshot({ path: info.outputPath(`${name}.${locale}.png`) });
          await expectAccessible(page);
          expect(await page.locator('h1').count()).toBe(1);
        });
      }
    });
  }
}
