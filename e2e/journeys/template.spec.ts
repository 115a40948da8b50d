import { expect, test, type Locator, type Page } from '../people.ts';
import { press } from './filling.ts';

const text = (page: Page): Locator => page.getByRole('region', { name: '报告模板正文' }).getByRole('textbox');
const tool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: '编辑工具' }).getByRole('button', { name, exact: true });
const properties = (page: Page): Locator => page.getByRole('region', { name: '属性' });
const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: '已保存' })).toBeVisible();

/** A button without a mouse. */
async function pressKey(target: Locator): Promise<void> {
  await target.focus();
  await target.press('Enter');
}

async function figureByMouse(page: Page): Promise<void> {
  await tool(page, '插入数据 /').click();
  await page.getByRole('option', { name: '应急演练次数' }).click();
}

/** Pressed in one, over what lies between, let go in the other. */
async function dragOver(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('nothing to drag over');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 6 });
  await page.mouse.up();
}

async function beginDraft(page: Page): Promise<void> {
  await page.goto('/programmes');
  await press(page.getByRole('button', { name: '新建草稿' }));
  const begin = page.getByRole('dialog', { name: '新建草稿' });
  await begin.getByLabel('项目名称').fill('校园普法专项报告');
  await begin.getByLabel('代码').fill('campus_publicity');
  await press(begin.getByRole('button', { name: '开始编制' }));
  await page.waitForURL(/\/programmes\/drafts\/[0-9a-f-]{36}$/);
  await press(page.getByRole('button', { name: '＋ 报表' }));
  await press(page.getByRole('button', { name: '指标', exact: true }));
  await press(page.getByRole('button', { name: '＋ 指标' }));
  const indicator = page.getByRole('region', { name: '指标内容' });
  await indicator.getByLabel('中文名称').fill('应急演练次数');
  await indicator.getByLabel('填报项', { exact: true }).selectOption({ label: '新填报项' });
  await press(page.getByRole('button', { name: '报告模板' }));
}

/** What both ways make: a heading, a paragraph with a figure and a conditional sentence, a table with a merged head. */
async function expectBuilt(page: Page, heading: string): Promise<void> {
  await expect(text(page).getByRole('heading', { name: heading })).toHaveAttribute('data-number', '（一）');
  await expect(text(page).locator('> p .figure').first()).toHaveText('应急演练次数');
  await expect(text(page).locator('> p .sentence .figure')).toHaveText('应急演练次数');
  await expect(text(page).locator('th[colspan="2"]')).toHaveText('合计');
  await expect(text(page).locator('td .figure')).toHaveText('应急演练次数');
}

test('a section of the report is built by keys, another by mouse, and both stay', async ({ signedIn }) => {
  const page = await signedIn('jiefang.bureau-admin');
  await beginDraft(page);
  const tree = page.getByRole('tree', { name: '报告目录' });

  // By keys alone.
  await tree.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(text(page)).toBeFocused();
  await page.keyboard.type('## 安全演练');
  await page.keyboard.press('Enter');
  await page.keyboard.type('全年开展/');
  await page.keyboard.press('Enter');
  await page.keyboard.type('。');
  await page.keyboard.type('/');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Enter');
  await pressKey(tool(page, '插入表格'));
  await page.keyboard.press('Shift+ArrowRight');
  await pressKey(tool(page, '合并/拆分单元格'));
  await page.keyboard.type('合计');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('/');
  await page.keyboard.press('Enter');
  await expectBuilt(page, '安全演练');
  // A step back and forth is the draft's.
  await page.keyboard.press('Control+z');
  await expect(text(page).locator('td .figure')).toHaveCount(0);
  await page.keyboard.press('Control+y');
  await expect(text(page).locator('td .figure')).toHaveCount(1);
  await expect(text(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(tree).toBeFocused();

  // By mouse, but for the words.
  await page.getByRole('button', { name: '＋ 报告章节' }).click();
  await text(page).click();
  await page.keyboard.type('工作打算');
  await tool(page, '二级标题').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('拟开展');
  await figureByMouse(page);
  await page.keyboard.type('。还将开展');
  await figureByMouse(page);
  await tool(page, '条件句').click();
  await expect(properties(page).getByRole('heading', { name: '条件句' })).toBeVisible();
  await properties(page).getByLabel('状态').selectOption({ label: '为零' });
  await expect(properties(page)).toContainText('“应急演练次数”为零时印出。');
  await tool(page, '插入表格').click();
  const head = text(page).locator('th');
  await head.nth(0).click();
  await expect(tool(page, '加行')).toBeVisible();
  await dragOver(page, head.nth(0), head.nth(1));
  await expect(text(page).locator('.selectedCell')).toHaveCount(2);
  await tool(page, '合并/拆分单元格').click();
  await page.keyboard.type('合计');
  await text(page).locator('td').first().click();
  await figureByMouse(page);
  await expectBuilt(page, '工作打算');
  // How its number will be written.
  await text(page).locator('td .figure').click();
  await properties(page).getByRole('button', { name: '1200余' }).click();
  await saved(page);

  // Called otherwise, the indicator is so in the text.
  await page.getByRole('button', { name: '指标', exact: true }).click();
  const code = page.getByRole('region', { name: '指标内容' }).getByLabel('代码');
  await code.fill('drills');
  await code.press('Enter');
  await page.getByRole('button', { name: '报告模板' }).click();
  await expectBuilt(page, '工作打算');
  // Taken out, it is missed where the text speaks of it, and the check leads there.
  await page.getByRole('button', { name: '指标', exact: true }).click();
  await page.getByRole('button', { name: '删除', exact: true }).click();
  await page.getByRole('button', { name: '检查并发布' }).click();
  const fault = page
    .getByRole('dialog')
    .getByRole('row', { name: /报告模板.*新章节.*drills/ })
    .first();
  await fault.getByRole('button').click();
  await expect(tree.getByRole('treeitem', { name: /拟开展/ })).toHaveAttribute('aria-selected', 'true');
  await expect(text(page).locator('.figure.unknown').first()).toHaveText('drills');

  // As it was left.
  await page.getByRole('button', { name: '撤销' }).click();
  await saved(page);
  await page.reload();
  await page.getByRole('button', { name: '报告模板' }).click();
  await tree.getByRole('treeitem', { name: '总体情况' }).click();
  await expectBuilt(page, '安全演练');
});
