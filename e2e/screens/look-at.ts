import axe from 'axe-core';
import { expectLittleScript } from '../script-of-page.ts';
import { askedFor, expect, test, type Page, type Person } from '../people.ts';

export interface Screen {
  readonly name: string;
  readonly person: Person | 'visitor';
  /** Finds the ones whose address holds an id. */
  readonly open: (page: Page) => Promise<void>;
}

/** To a page as a first visit of it, which is held to little script: all that are looked at are gone to by this. */
export async function go(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
  await expectLittleScript(page);
}

/**
 * React has taken the page over, and nothing that it asked for is still to come: what `networkidle` means, without its
 * half a second of silence, which was a third of the time of looking.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__reactFiber')));
  // What a page asks for when it has been taken over is asked by the second frame after.
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
  await expect.poll(() => askedFor(page), { intervals: [10, 20, 40] }).toBe(0);
}

export const first = (page: Page, list: string, href: RegExp): Promise<void> => nth(page, list, href, 0);

export async function nth(page: Page, list: string, href: RegExp, index: number): Promise<void> {
  await go(page, list);
  const links = await page.locator('main a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const target = [...new Set(links.filter((link) => href.test(link)))][index];
  if (!target) throw new Error(`${list} links to nothing like ${String(href)}`);
  await go(page, target);
}

declare const window: { axe?: typeof axe };

/** By `npm run test:screens`. */
const looksAtAll = process.env['TEST_LONG'] === '1';

/**
 * axe finds nothing serious. It is brought to a page once, which costs as much as a look; its account of what passed
 * isn't asked for.
 */
export async function expectAccessible(page: Page, { hasKnownColours = false } = {}): Promise<void> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    ([context, options]) => {
      if (!window.axe) throw new Error('axe hasn’t come');
      return window.axe.run(context, options);
    },
    [
      // A list's rows are alike: the first thirty stand for the hundreds below them.
      { exclude: looksAtAll ? [] : [['tbody tr:nth-child(n + 31)']] },
      {
        resultTypes: ['violations'],
        // Two thirds of its time: of the same screen in another language there are no other colours.
        ...(hasKnownColours && !looksAtAll ? { rules: { 'color-contrast': { enabled: false } } } : {}),
      },
    ] satisfies [axe.ElementContext, axe.RunOptions],
  );
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
}

/**
 * Each screen in both languages: axe finds nothing serious, there is one h1, and a picture at 1366×768 is kept. The
 * language of an account is kept with it, so that what one screen ends in, the next begins in; between them it is
 * changed on the page, by its switch.
 */
export function lookAt(screens: readonly Screen[]): void {
  for (const { name, person, open } of screens) {
    test(name, async ({ looking }, info) => {
      const page = await looking(person);
      await open(page);
      const html = page.locator('html');
      const begun = await html.getAttribute('lang');
      for (const [no, locale] of (begun === 'en' ? ['en', 'zh-CN'] : ['zh-CN', 'en']).entries()) {
        if ((await html.getAttribute('lang')) !== locale) {
          // Not every page of the public has the switch: there the language is the browser's.
          if (person === 'visitor') {
            const origin = info.project.use.baseURL ?? '';
            await page.context().addCookies([{ name: 'huibao_locale', value: locale, url: origin }]);
            await open(page);
          } else await page.locator('header.topbar select').last().selectOption(locale);
          await expect(html).toHaveAttribute('lang', locale);
          await settled(page);
        }
        await page.screenshot({ path: info.outputPath(`${name}.${locale}.png`) });
        await expectAccessible(page, { hasKnownColours: no > 0 });
        expect(await page.locator('h1').count()).toBe(1);
      }
    });
  }
}
