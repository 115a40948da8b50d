import { expect, test, type Page } from '../people.ts';
import { press } from './filling.ts';

// A bureau begins a report of its own from the sample that ships, adds a table of its periods, and publishes it.

const sample = '校园安全季度报表';
const tree = (page: Page) => page.getByRole('tree', { name: '报告目录' });
const text = (page: Page) => page.getByRole('region', { name: '报告模板正文' }).getByRole('textbox');

test('a sample becomes a bureau’s own programme, with a table whose columns are its four periods', async ({
  signedIn,
}) => {
  const year = new Date().getFullYear();
  const admin = await signedIn('qinyang.bureau-admin');
  await admin.goto('/programmes');
  await press(admin.getByRole('button', { name: '新建草稿' }));
  const begin = admin.getByRole('dialog', { name: '新建草稿' });
  await begin.getByLabel('从何处开始').selectOption({ label: `样表：${sample}` });
  await expect(begin.getByText('照样表建一份，可直接发布，也可以先增减修改。')).toBeVisible();
  await expect(begin.getByLabel('项目名称')).toBeHidden();
  await begin.getByLabel('年度').selectOption(String(year));
  await press(begin.getByRole('button', { name: '开始编制' }));
  await admin.waitForURL(/\/programmes\/drafts\/[0-9a-f-]{36}$/);

  await press(admin.getByRole('button', { name: '报告模板' }));
  await tree(admin).getByRole('treeitem').nth(1).click();
  const tables = await text(admin).locator('table').count();
  await press(admin.getByRole('button', { name: '＋ 各期数据表' }));
  const put = admin.getByRole('dialog', { name: '各期数据表' });
  await put.getByLabel('表题').fill('各季度隐患排查情况');
  const figures = await put.getByLabel('第 1 行的指标').locator('option').allTextContents();
  await press(put.getByRole('button', { name: '＋ 行' }));
  await expect(put.getByLabel('第 2 行的指标')).not.toHaveValue(await put.getByLabel('第 1 行的指标').inputValue());
  await put.getByLabel('第 1 行的行名').fill('第一行');
  await put.getByLabel('第 2 行的全年一列').selectOption({ label: '不填' });
  await press(put.getByRole('button', { name: '放入' }));
  await expect(text(admin).locator('table')).toHaveCount(tables + 1);
  const made = text(admin).locator('table').last();
  await expect(made.locator('tr').first().locator('th')).toHaveText([
    '项目',
    '第一季度',
    '第二季度',
    '第三季度',
    '第四季度',
    '全年',
  ]);
  await expect(made.locator('tr').nth(1).locator('th')).toHaveText('第一行');
  await expect(made.locator('tr').nth(1).locator('.figure')).toHaveCount(5);
  await expect(made.locator('tr').nth(2).locator('.figure')).toHaveCount(4);
  expect(figures.length).toBeGreaterThan(2);

  await press(admin.getByRole('button', { name: '检查并发布' }));
  const dialog = admin.getByRole('dialog', { name: '检查并发布' });
  await press(dialog.getByRole('button', { name: '发布' }));
  await admin.waitForURL(/\/programmes$/);
  await expect(admin.getByRole('row', { name: new RegExp(`${sample}.*本级`) })).toBeVisible();
});
