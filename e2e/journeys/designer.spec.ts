import { expect, test, type Page } from '../people.ts';
import { openUnalive, press } from './filling.ts';

const title = '校园安全年报';

const properties = (page: Page) => page.getByRole('region', { name: '属性' });
const named = (page: Page, label: string) => properties(page).getByLabel(label, { exact: true });

/** From the form down to its first question, by the arrows of the tree. */
async function toFirstQuestion(page: Page): Promise<void> {
  await page.getByRole('tree', { name: '报表目录' }).focus();
  await page.keyboard.press('Home');
  for (const level of ['章节', '分组', '填报项']) {
    // Opens what is closed, and goes into what is open.
    await page.keyboard.press('ArrowRight');
    if (!(await properties(page).getByRole('heading', { name: level, exact: true }).isVisible()))
      await page.keyboard.press('ArrowRight');
    await expect(properties(page).getByRole('heading', { name: level, exact: true })).toBeVisible();
  }
}

/** Whatever was typed has arrived: the check looks at what the server has. */
async function check(page: Page): Promise<void> {
  await press(page.getByRole('button', { name: '检查并发布' }));
}

async function publish(page: Page): Promise<void> {
  await press(page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }));
  await page.waitForURL('**/programmes');
  await expect(page.getByRole('status').filter({ hasText: `“${title}”` })).toBeVisible();
}

test('what is built without code is tried, moved, found faulty by place, published, and amended from Excel', async ({
  signedIn,
  expectErrors,
}) => {
  const admin = await signedIn('jiefang.bureau-admin');
  await admin.goto('/programmes');
  await press(admin.getByRole('button', { name: '新建草稿' }));
  const begin = admin.getByRole('dialog', { name: '新建草稿' });
  await begin.getByLabel('项目名称').fill(title);
  await begin.getByLabel('代码').fill('campus_safety');
  const year = await begin.getByLabel('用于哪个年度').inputValue();
  await press(begin.getByRole('button', { name: '开始编制' }));
  await admin.waitForURL(/\/programmes\/drafts\/[0-9a-f-]{36}$/);

  // A form, its questions, one of them called otherwise, and a rule on both.
  await press(admin.getByRole('button', { name: '＋ 报表' }));
  await named(admin, '标题').fill('校园安全情况');
  await toFirstQuestion(admin);
  await named(admin, '名称').fill('安全演练次数');
  await press(admin.getByRole('button', { name: '＋ 填报项' }));
  await named(admin, '名称').fill('参加演练人次');
  await press(admin.getByRole('button', { name: '＋ 规则' }));
  await named(admin, '提示文字').fill('参加演练人次不应少于演练次数');
  await named(admin, '应成立的条件').fill('item <= nobody');
  await expect(properties(admin)).toContainText('nobody');
  // By names: the list puts the codes in, and what is written is read back and tried.
  const condition = named(admin, '应成立的条件');
  await condition.fill('');
  await condition.pressSequentially('参加');
  await condition.press('Enter');
  await condition.pressSequentially(' >= 安全');
  await condition.press('Enter');
  await expect(condition).toHaveValue('item_2 >= item');
  await expect(properties(admin)).toContainText('“参加演练人次”不小于“安全演练次数”');
  await expect(admin.getByRole('status', { name: '按试填数据判断' })).toContainText('不判断');
  await toFirstQuestion(admin);
  await named(admin, '代码').fill('drills');
  await named(admin, '代码').press('Enter');
  await expect(properties(admin).getByRole('button', { name: '参加演练人次不应少于演练次数' })).toBeVisible();

  // As its reporters will see it.
  const trial = admin.getByRole('region', { name: '填报人看到的样子' });
  await trial.locator('td.cell input').first().focus();
  await admin.keyboard.type('5');
  await admin.keyboard.press('Enter');
  await admin.keyboard.type('3');
  await admin.keyboard.press('Enter');
  await expect(trial.getByRole('list', { name: '试填的校验结果' })).toContainText('参加演练人次不应少于演练次数');

  // Moved by keys, and back.
  const labels = trial.getByRole('rowheader').filter({ hasText: '演练' });
  await toFirstQuestion(admin);
  await admin.keyboard.press('Alt+ArrowDown');
  await expect(labels.first()).toContainText('参加演练人次');
  await press(admin.getByRole('button', { name: '撤销' }));
  await expect(labels.first()).toContainText('安全演练次数');

  // The script of what is turned to doesn't come: what was built stays there, and it is asked for again.
  expectErrors(/ERR_FAILED|MissingPart/);
  await admin.route('**/assets/settings-tab*.js', (route) => route.abort());
  await press(admin.getByRole('button', { name: '项目与日历' }));
  await expect(admin.getByRole('alert')).toContainText('页面的这一部分未能加载');
  await admin.unroute('**/assets/settings-tab*.js');
  await press(admin.getByRole('alert').getByRole('button', { name: '重试' }));
  await admin.getByLabel('第 1 期：开放填报').fill('13-01');
  await check(admin);
  const dialog = admin.getByRole('dialog', { name: '检查并发布' });
  await expect(dialog.getByRole('alert')).toContainText('不能发布');
  // The fault leads to where it is mended.
  await press(
    dialog
      .getByRole('alert')
      .getByRole('row', { name: /项目、时间和签发程序/ })
      .getByRole('button'),
  );
  await admin.getByLabel('第 1 期：开放填报').fill('01-01');
  await check(admin);
  await expect(dialog.getByText(`将新发布“${title}”，${year} 年度为第一个年度。`)).toBeVisible();
  await publish(admin);

  // In mid-term: a word and a question more.
  await press(admin.getByRole('button', { name: '新建草稿' }));
  await begin.getByLabel('从何处开始').selectOption({ label: `${title} ${year} 年度（现行版）` });
  await begin.getByLabel('用于哪个年度').selectOption(year);
  await press(begin.getByRole('button', { name: '开始编制' }));
  await admin.waitForURL(/\/programmes\/drafts\/[0-9a-f-]{36}$/);
  await toFirstQuestion(admin);
  await expect(named(admin, '代码')).toHaveAttribute('readonly', '');
  await named(admin, '名称').fill('应急演练次数');
  await press(admin.getByRole('button', { name: '从 Excel 粘贴' }));
  const paste = admin.getByRole('dialog', { name: '从 Excel 粘贴填报项' });
  await paste.getByLabel('粘贴的行').fill('应急预案\t个\tPlans\tplans');
  await press(paste.getByRole('button', { name: '加入 1 项' }));
  await check(admin);
  await expect(dialog.getByText(`将发布“${title}”${year} 年度方案第 2 版，与现行版相比：`)).toBeVisible();
  await expect(dialog.getByRole('row', { name: /填报项 新增 应急预案 plans/ })).toBeVisible();
  await publish(admin);

  // Next year's begins with this one's; one term is given to it, and it is left for another day.
  await admin.goto('/programmes');
  await press(admin.getByRole('button', { name: '新建草稿' }));
  await begin.getByLabel('从何处开始').selectOption({ label: `${title} ${year} 年度（现行版）` });
  await begin.getByLabel('用于哪个年度').selectOption(String(Number(year) + 1));
  await press(begin.getByRole('button', { name: '开始编制' }));
  await admin.waitForURL(/\/programmes\/drafts\/[0-9a-f-]{36}$/);
  await press(admin.getByRole('button', { name: '口径说明' }));
  await press(admin.getByRole('button', { name: '＋ 词语' }));
  await admin.getByLabel('词语 1', { exact: true }).fill('应急演练');
  await admin.getByLabel('含义 1', { exact: true }).fill('全校师生参加的疏散演练。');
  await check(admin);
  await expect(dialog.getByRole('row', { name: /口径说明 新增 应急演练/ })).toBeVisible();

  // A place of the tree that is pressed before the page is alive is gone to once it is.
  const { pathname } = new URL(admin.url());
  await admin.goto(pathname);
  await press(admin.getByRole('button', { name: '＋ 报表' }));
  await named(admin, '标题').fill('应急情况');
  await expect(admin.locator('.topbar-status')).toContainText('已保存');
  const release = await openUnalive(admin, pathname);
  await admin.getByRole('treeitem', { name: /应急情况/ }).click();
  release();
  await expect(named(admin, '标题')).toHaveValue('应急情况');
});
