import { expect, test, type Page } from '../people.ts';
import { expectAccessible, first, go, settled } from '../screens/look-at.ts';

// On a phone a head confirms, a signer signs, a bureau sees who is missing, and a report is read. Nobody here changes a
// language or a figure: the year goes on beside it.
test.use({ viewport: { width: 390, height: 844 } });

/** Nothing makes the page wider than the screen, and the head’s parts stand beside one another. */
async function fits(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
  await page.screenshot({ path: test.info().outputPath(`${name}.whole.png`), fullPage: true });
  const { width, screen } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect(width).toBeLessThanOrEqual(screen);
  // What the open menu hangs beneath the bar isn't beside anything.
  const boxes = await page.locator('.topbar > *, .public-bar > *').evaluateAll((parts) =>
    parts
      .map((part) => ({ box: part.getBoundingClientRect(), bar: part.parentElement?.getBoundingClientRect() }))
      .filter(({ box, bar }) => box.width > 0 && bar !== undefined && box.top < bar.bottom - 1)
      .map(({ box: { left, right } }) => ({ left, right })),
  );
  let end = 0;
  for (const { left, right } of boxes) {
    expect(left).toBeGreaterThanOrEqual(end - 1);
    expect(right).toBeLessThanOrEqual(screen);
    end = right;
  }
  await expectAccessible(page);
}

test('a head sees the term and reads a form', async ({ signedIn }) => {
  const page = await signedIn('shanyang.n01.head');
  await go(page, '/todo');
  await fits(page, 'todo');
  await go(page, '/term');
  await fits(page, 'term');
  await first(page, '/term', /^\/term\/[0-9a-f-]{36}$/);
  await fits(page, 'form');
  for (const step of await page.locator('.steps button').all()) {
    await step.click();
    await fits(page, `form-${(await step.innerText()).split(' ')[0] ?? ''}`);
  }
});

test('a bureau sees who is missing', async ({ signedIn }) => {
  const page = await signedIn('jiefang.bureau-editor');
  await first(page, '/collections', /^\/collections\/[0-9a-f-]{36}$/);
  await fits(page, 'board');
});

test('a bureau reads what it has still to put right, in lines and not letter by letter', async ({ signedIn }) => {
  const page = await signedIn('jiefang.bureau-editor');
  await go(page, '/ledger');
  await fits(page, 'ledger');
  expect((await page.locator('.ledger tbody th').first().boundingBox())?.width).toBeGreaterThan(120);
});

test('a signer reads the report and what stands in its way, and opens what is behind a figure', async ({
  signedIn,
}) => {
  const page = await signedIn('jiefang.bureau-issuer');
  await first(page, '/reports', /^\/reports\/[0-9a-f-]{36}$/);
  await fits(page, 'report');
  const text = await page.locator('.document').boundingBox();
  expect(text?.width).toBeGreaterThan(340);
  const panel = page.locator('.report-side');
  expect((await panel.boundingBox())?.height).toBeLessThan(60);
  await page.locator('.document .figure').first().click();
  await expect(panel.getByRole('heading').first()).toBeVisible();
  await fits(page, 'report-figure');
  await panel.getByRole('button', { name: '收起' }).click();
  await expect(panel.getByRole('heading').first()).toBeHidden();
  await go(page, `${new URL(page.url()).pathname}/gate`);
  await fits(page, 'gate');
});

test('an editor writes', async ({ signedIn }) => {
  const page = await signedIn('jiefang.bureau-editor');
  await first(page, '/reports', /^\/reports\/[0-9a-f-]{36}$/);
  await fits(page, 'editor');
  expect((await page.locator('.document').boundingBox())?.width).toBeGreaterThan(340);
});

test('anybody reads a published report', async ({ visitor }) => {
  const page = await visitor();
  await go(page, '/published');
  await fits(page, 'published');
  await first(page, '/published', /^\/published\/[0-9a-f-]{36}$/);
  await fits(page, 'published-report');
});

test('the menu opens and closes, by keyboard too', async ({ signedIn }) => {
  const page = await signedIn('issuer');
  await go(page, '/todo');
  const button = page.getByRole('button', { name: '菜单' });
  const menu = page.getByRole('navigation', { name: '主菜单' });
  await expect(menu).toBeHidden();
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(menu).toBeVisible();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await fits(page, 'menu');
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await menu.getByRole('link', { name: '年度报告' }).click();
  await expect(page).toHaveURL(/\/reports$/);
  await expect(menu).toBeHidden();
});
