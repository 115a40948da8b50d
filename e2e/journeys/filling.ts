import { expect, type Page } from '../people.ts';

/** Opens one of the unit's forms of the current term by its printed number (表4) and returns its submission's id. */
export async function openForm(page: Page, number: string): Promise<string> {
  await page.goto('/term');
  await page.getByRole('link', { name: new RegExp(`^${number}`) }).click();
  await page.waitForURL(/\/term\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('grid').first()).toBeVisible();
  return /term\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

const activeCell = 'td.cell.active';

/** Fills every open cell of the grid from the keyboard alone: type, Enter, and on to the next row. */
export async function fillByKeyboard(page: Page, valueOf: (isYesNo: boolean) => string): Promise<void> {
  await page.locator('td.cell[data-cell][aria-readonly="false"]').first().click();
  const place = (): Promise<number> => page.locator('td.cell').evaluateAll((cells) => cells.findIndex((cell) => cell.classList.contains('active')));
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

export async function typeInto(page: Page, cell: string, text: string): Promise<void> {
  await page.locator(`[data-cell="${cell}"]`).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await saved(page);
}

export async function saved(page: Page): Promise<void> {
  await expect(page.getByText(/✓ 已保存/)).toBeVisible();
}

/** 检查并提交: explains every warning, then submits (to the head, where the unit has that step). */
export async function checkAndSubmit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '检查并提交' }).click();
  const summary = page.locator('section.summary');
  await expect(summary).toBeFocused();
  const boxes = summary.getByRole('textbox', { name: '说明' });
  for (let index = 0; index < (await boxes.count()); index += 1) {
    if ((await boxes.nth(index).inputValue()) === '') {
      await boxes.nth(index).fill('经核实，数据属实。');
      await boxes.nth(index).blur();
    }
  }
  await summary.getByRole('button', { name: /^提交/ }).click();
  await expect(page.getByText(/待单位负责人确认|已提交，等待教育局审核/).first()).toBeVisible();
}

export async function confirmAsHead(page: Page, submissionId: string): Promise<void> {
  await page.goto(`/term/${submissionId}`);
  await page.getByRole('button', { name: '确认报送' }).click();
  await expect(page.getByText('已提交，等待教育局审核').first()).toBeVisible();
}

/** The way through a dialog: its one primary button. */
export async function confirmDialog(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.locator('button.primary').click();
  await expect(dialog).toBeHidden();
}
