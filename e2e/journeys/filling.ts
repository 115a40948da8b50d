import { expect, type Locator, type Page } from '../people.ts';

/** Presses a button or follows a link from the keyboard. The journeys use no mouse, so that none is ever needed. */
export async function press(target: Locator): Promise<void> {
  // What is disabled takes no focus, and doesn't get it later by itself.
  await expect(target).toBeEnabled();
  await target.focus();
  await expect(target).toBeFocused();
  await target.press('Enter');
}

/** Tabs into the grid, which is one tab stop. */
async function enterGrid(page: Page): Promise<void> {
  await expect(page.getByRole('grid').first()).toBeVisible();
  await page.locator('main').focus();
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    if (
      await page.evaluate(
        () => document.activeElement?.closest('td.cell') !== null && document.activeElement !== document.body,
      )
    )
      return;
  }
  throw new Error('no tab stop leads into the grid');
}

/** Opens one of the unit's forms of the current term by its printed number (表4) and returns its submission's id. */
export async function openForm(page: Page, number: string): Promise<string> {
  await page.goto('/term');
  await press(page.getByRole('link', { name: new RegExp(`^${number}`) }));
  await page.waitForURL(/\/term\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('grid').first()).toBeVisible();
  return /term\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

const activeCell = 'td.cell.active';

/** Fills every open cell of the grid from the keyboard alone: type, Enter, and on to the next row. */
export async function fillByKeyboard(page: Page, valueOf: (isYesNo: boolean) => string): Promise<void> {
  await enterGrid(page);
  await page.keyboard.press('Control+Home');
  const place = (): Promise<number> =>
    page.locator('td.cell').evaluateAll((cells) => cells.findIndex((cell) => cell.classList.contains('active')));
  for (let last = -1, steps = 0; steps < 300; steps += 1) {
    const at = await place();
    if (at === last) break;
    last = at;
    const cell = page.locator(activeCell);
    if ((await cell.getAttribute('aria-readonly')) !== 'false') {
      await page.keyboard.press('ArrowDown');
      continue;
    }
    await page.keyboard.type(valueOf((await cell.locator('[role=combobox]').count()) > 0));
    await page.keyboard.press('Enter');
  }
  await saved(page);
}

/** Goes down the grid to a cell and types into it. */
export async function typeInto(page: Page, cell: string, text: string): Promise<void> {
  await enterGrid(page);
  await page.keyboard.press('Control+Home');
  for (let steps = 0; steps < 300 && (await page.locator(activeCell).getAttribute('data-cell')) !== cell; steps += 1)
    await page.keyboard.press('ArrowDown');
  await expect(page.locator(activeCell)).toHaveAttribute('data-cell', cell);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await saved(page);
}

export async function saved(page: Page): Promise<void> {
  await expect(page.getByText(/✓ 已保存/)).toBeVisible();
}

/** 检查并提交: explains every warning, then submits (to the head, where the unit has that step). */
export async function checkAndSubmit(page: Page): Promise<void> {
  await press(page.getByRole('button', { name: '检查并提交' }));
  const summary = page.locator('section.summary');
  await expect(summary).toBeFocused();
  const boxes = summary.getByRole('textbox', { name: '说明' });
  for (let index = 0; index < (await boxes.count()); index += 1) {
    if ((await boxes.nth(index).inputValue()) === '') {
      await boxes.nth(index).fill('经核实，数据属实。');
      await boxes.nth(index).blur();
    }
  }
  await press(summary.getByRole('button', { name: /^提交/ }));
  await expect(page.getByText(/待单位负责人确认|已提交，等待教育局审核/).first()).toBeVisible();
}

export async function confirmAsHead(page: Page, submissionId: string): Promise<void> {
  await page.goto(`/term/${submissionId}`);
  await press(page.getByRole('button', { name: '确认报送' }));
  await expect(page.getByText('已提交，等待教育局审核').first()).toBeVisible();
}

/** The way through a dialog: its one primary button. */
export async function confirmDialog(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await press(dialog.locator('button.primary'));
  await expect(dialog).toBeHidden();
}

/** What Excel puts on the clipboard, by a paste event, so that no machine's clipboard is asked. */
export async function paste(page: Page, html: string, text: string): Promise<void> {
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

/** A page whose script is held back until it is let go. */
export async function openUnalive(page: Page, path: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/assets/*.js', async (route) => {
    await promise;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  return resolve;
}
