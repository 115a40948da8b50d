import type { BrowserContext } from '@playwright/test';
import { expect, test, type Page } from '../people.ts';
import { checkAndSubmit, confirmAsHead, openForm, press, saved } from './filling.ts';

// A clerk's hour: a register of 300 rows, pasted blocks, two windows, a line that breaks, undo, a report of what isn't
// saved. Takes 塔南路小学's second form back, and submits it again with the rows that it had.

const register = '学校领导班子学法台账';
const column = (name: string) => `[data-cell^="school_study_sessions.${name}["]`;

async function openRegister(page: Page): Promise<string> {
  const id = await openForm(page, '表2');
  await press(page.getByRole('button', { name: '撤回' }));
  await expect(page.getByRole('button', { name: '检查并提交' })).toBeVisible();
  await expect(page.getByRole('grid', { name: register })).toBeVisible();
  return id;
}

const grid = (page: Page) => page.getByRole('grid', { name: register });
const spareCell = (page: Page, name: string) => grid(page).locator(`tr.spare ${column(name)}`);
const status = (page: Page) => page.locator('.topbar-status');

/** What Excel puts on the clipboard, by a paste event, so that no machine's clipboard is asked. */
async function paste(page: Page, html: string, text: string): Promise<void> {
  await page.evaluate(
    ([rich, plain]) => {
      const data = new DataTransfer();
      if (rich !== '') data.setData('text/html', rich ?? '');
      data.setData('text/plain', plain ?? '');
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [html, text] as const,
  );
}

const rowCount = async (page: Page): Promise<number> => Number(await grid(page).getAttribute('aria-rowcount')) - 2;

async function deleteRowsFrom(page: Page, first: number, last: number): Promise<void> {
  await page.keyboard.press('Control+Home');
  for (let row = 1; row < first; row += 1) await page.keyboard.press('ArrowDown');
  for (let row = first; row < last; row += 1) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+-');
}

async function closeDialog(page: Page): Promise<void> {
  await page.getByRole('dialog').locator('button.primary').click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('a clerk’s hour: typed and pasted rows, two windows, a broken line, and nothing lost', async ({
  signedIn,
  expectErrors,
}) => {
  expectErrors(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  const page = await signedIn('school');
  const context: BrowserContext = page.context();
  const id = await openRegister(page);
  const before = await rowCount(page);

  // 101⏎ … 112⏎ into the last, empty row: twelve rows.
  await spareCell(page, 'attendees').click();
  for (let number = 101; number <= 112; number += 1) {
    await page.keyboard.type(String(number));
    await page.keyboard.press('Enter');
  }
  await expect(
    grid(page)
      .locator(column('attendees'))
      .filter({ hasText: /^✕?…?◌?✓?1(0[1-9]|1[0-2])$/ }),
  ).toHaveCount(12);
  expect(await rowCount(page)).toBe(before + 12);
  await saved(page);

  // An arrow keeps what is typed and goes on; Escape gives it up.
  await page.keyboard.type('12');
  await expect(status(page)).toContainText('1 项待保存');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('7');
  await page.keyboard.press('Escape');
  expect(await rowCount(page)).toBe(before + 13);
  await saved(page);

  // Three lines in a cell stay in it; 3⏎4 is no number and stays as it is.
  await spareCell(page, 'topic').click();
  await paste(
    page,
    '<table><tr><td>《甲法》<br>《乙法》<br>《丙法》</td><td>3<br>4</td></tr></table>',
    '"《甲法》\n《乙法》\n《丙法》"\t"3\n4"\n',
  );
  await expect(page.getByRole('dialog')).toContainText('1 格无法识别');
  await closeDialog(page);
  await expect(status(page)).toContainText('1 项未保存');
  const unread = grid(page)
    .locator(`${column('attendees')}.invalid`)
    .filter({ hasText: /3\s*4/ });
  await expect(unread).toHaveCount(1);
  await page.reload();
  await expect(grid(page).locator(`${column('attendees')}.invalid`)).toHaveCount(1);
  await page.getByRole('button', { name: '查看', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '移除', exact: true }).click();
  await closeDialog(page);
  await saved(page);

  // 300 rows by one paste: shown first, then filled in; the page stays light and its head in sight.
  await spareCell(page, 'topic').click();
  const block = Array.from({ length: 300 }, (_, row) => `《第${row + 1}部法》\t${row + 1}`).join('\n');
  const seen = await rowCount(page);
  await paste(page, '', `${block}\n`);
  await expect(page.getByRole('dialog')).toContainText('将填入 600 格');
  await closeDialog(page);
  await saved(page);
  expect(await rowCount(page)).toBe(seen + 300);
  expect(await grid(page).locator('tr[data-row]').count()).toBeLessThan(100);
  await grid(page).locator(column('topic')).first().click();
  await page.keyboard.press('Control+End');
  await expect(grid(page).locator('thead th').nth(1)).toBeInViewport();

  // Undone from another section: it goes there, and is seen.
  await page.getByRole('navigation', { name: '本表各部分' }).getByRole('button').nth(1).click();
  await page.getByRole('grid').first().locator('td.cell').first().click();
  await page.keyboard.press('Control+z');
  await expect(grid(page)).toBeVisible();
  await expect.poll(() => rowCount(page)).toBe(seen);
  await saved(page);

  // The line breaks; each of two windows keeps its own, and neither says that it is saved.
  const other = await context.newPage();
  await other.goto(`/term/${id}`);
  await expect(grid(other)).toBeVisible();
  await context.setOffline(true);
  await grid(page).locator(column('topic')).nth(before).click();
  await page.keyboard.type('窗口一');
  await page.keyboard.press('Enter');
  await grid(other)
    .locator(column('topic'))
    .nth(before + 1)
    .click();
  await other.keyboard.type('窗口二');
  await other.keyboard.press('Enter');
  for (const one of [page, other]) {
    await expect(status(one)).toContainText('离线，1 项待同步');
    await expect(status(one)).not.toContainText('已保存');
  }
  await context.setOffline(false);
  for (const one of [page, other]) await saved(one);
  await other.close();
  await page.reload();
  await expect(grid(page).locator(column('topic')).filter({ hasText: '窗口一' })).toHaveCount(1);
  await expect(grid(page).locator(column('topic')).filter({ hasText: '窗口二' })).toHaveCount(1);

  // As it was.
  await grid(page).locator(column('topic')).first().click();
  const now = await rowCount(page);
  await deleteRowsFrom(page, before + 1, now);
  expect(await rowCount(page)).toBe(before);
  await expect(page.locator('.cell-input:focus')).toHaveCount(1);
  await saved(page);
  await checkAndSubmit(page);
  await confirmAsHead(await signedIn('head'), id);
});
