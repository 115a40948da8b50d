import { expect, test, type Page } from '../people.ts';
import { press } from './filling.ts';
import { openTerms } from './gate.ts';

// A bureau's administrator adds to the programme from above: a form, an indicator over it, a section of the report that
// prints it, a paragraph in the bureau's own words, an order of its own. What comes from above can only be read.

const year = new Date().getFullYear();
const education = '青少年法治教育丰富多彩，法治信仰植根于更多学生心中';

const properties = (page: Page) => page.getByRole('region', { name: '属性' });
const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: '已保存' })).toBeVisible();
const line = (page: Page, name: string) =>
  page.getByRole('tree', { name: '报告目录' }).getByRole('treeitem', { name, exact: false }).first();

test('a bureau drafts its additions beside what comes from above, and they stand in its report', async ({
  signedIn,
}) => {
  const admin = await signedIn('qinyang.bureau-admin');
  await admin.goto('/programmes');
  await press(admin.getByRole('button', { name: `起草本级补充：法治政府建设年度报告 ${year} 年度` }));
  await admin.waitForURL(/\/programmes\/drafts\/[0-9a-f-]{36}$/);

  await expect(properties(admin).getByText('上级规定的内容，只能查看。')).toBeVisible();
  await expect(properties(admin).getByLabel('标题', { exact: true })).toBeDisabled();
  await press(admin.getByRole('button', { name: '＋ 报表' }));
  await properties(admin).getByLabel('标题', { exact: true }).fill('防溺水巡查情况');
  await expect(properties(admin).getByLabel('代码')).toHaveValue('bureau_1_form');

  await press(admin.getByRole('button', { name: '指标', exact: true }));
  await press(admin.getByRole('button', { name: '＋ 指标' }));
  const indicator = admin.getByRole('region', { name: '指标内容' });
  await indicator.getByLabel('中文名称').fill('防溺水巡查次数');
  await indicator.getByLabel('单位（中文）').fill('次');
  await indicator.getByLabel('填报项', { exact: true }).selectOption({ label: '新填报项' });

  await press(admin.getByRole('button', { name: '报告模板' }));
  await line(admin, education).click();
  await press(admin.getByRole('button', { name: '＋ 报告章节' }));
  await properties(admin).getByLabel('标题', { exact: true }).fill('防溺水工作扎实开展');
  const text = admin.getByRole('region', { name: '报告模板正文' }).getByRole('textbox');
  await text.focus();
  await admin.keyboard.type('全年巡查');
  await admin.getByRole('button', { name: '插入数据 /' }).click();
  await admin.keyboard.type('防溺水');
  await admin.getByRole('option', { name: '防溺水巡查次数' }).click();
  await expect(text.locator('.figure')).toHaveText('防溺水巡查次数');

  await line(admin, education).click();
  await admin.getByRole('tree', { name: '报告目录' }).press('ArrowRight');
  await admin.getByRole('tree', { name: '报告目录' }).press('ArrowDown');
  const own = admin.getByRole('region', { name: '本级措辞' });
  await own.getByRole('textbox').focus();
  await admin.keyboard.press('Control+Home');
  await admin.keyboard.type('沁阳市');
  await expect(own.getByRole('heading', { name: '上级原文' })).toBeVisible();
  await line(admin, education).click();
  await press(admin.getByRole('button', { name: '上移' }));
  await saved(admin);

  await press(admin.getByRole('button', { name: '检查并发布' }));
  const dialog = admin.getByRole('dialog', { name: '检查并发布' });
  for (const name of [
    '报表 新增 防溺水巡查情况',
    '指标 新增 防溺水巡查次数',
    `报告章节 修改 ${education}`,
    '报告章节 新增 防溺水工作扎实开展',
  ])
    await expect(dialog.getByRole('row', { name: new RegExp(name) })).toBeVisible();
  await press(dialog.getByRole('button', { name: '发布' }));
  await admin.waitForURL(/\/programmes$/);
  await expect(admin.getByRole('status')).toContainText(`${year} 年度的本级补充已发布。`);

  const editor = await signedIn('qinyang.bureau-editor');
  await editor.goto('/reports');
  await openTerms(editor, year);
  await press(editor.getByRole('button', { name: new RegExp(`生成 ${year} 年度初稿`) }));
  await editor.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  const heads = editor.getByRole('main').getByRole('heading', { level: 2 });
  await expect(heads.filter({ hasText: '防溺水工作扎实开展' })).toContainText('（四）');
  await expect(heads.filter({ hasText: education })).toContainText('（二）');
  await expect(editor.locator('#section-education')).toContainText('沁阳市');
});
