import { readPackageArchive } from '@huibao/documents/package';
import { expect, type Locator, type Page } from '../people.ts';
import type { Hands } from './hands.ts';

export const title = '学校食堂安全年报';
export const mealsForm = '食堂供餐情况';
export const inspectionsForm = '食堂检查情况';
export const code = 'canteen_safety';

const dialogOf = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const properties = (page: Page): Locator => page.getByRole('region', { name: '属性' });
const property = (page: Page, label: string): Locator => properties(page).getByLabel(label, { exact: true });
const text = (page: Page): Locator => page.getByRole('region', { name: '报告模板正文' }).getByRole('textbox');
const tool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: '编辑工具' }).getByRole('button', { name, exact: true });

export const year = new Date().getFullYear();

/** From nothing; or from what was published, for a year. */
export async function beginDraft(page: Page, hands: Hands, forYear: number | null = null): Promise<void> {
  await page.goto('/programmes');
  await hands.press(button(page, '新建草稿'));
  const dialog = dialogOf(page, '新建草稿');
  if (forYear === null) {
    await hands.write(dialog.getByLabel('项目名称'), title);
    await hands.write(dialog.getByLabel('代码'), code);
  } else {
    await hands.choose(dialog.getByLabel('从何处开始'), `${title} ${year} 年度（现行版）`);
    await hands.choose(dialog.getByLabel('用于哪个年度'), `${forYear} 年度`);
  }
  await hands.press(dialog.getByRole('button', { name: '开始编制' }));
  await page.waitForURL(/\/programmes\/drafts\/[0-9a-f-]{36}$/);
}

/** Asked of one type of schools, of which there are three in the bureau. */
async function askThem(page: Page, hands: Hands): Promise<void> {
  await hands.choose(property(page, '学校类型'), '只限所选');
  await hands.tick(properties(page).getByRole('checkbox', { name: '初级中学', exact: true }));
}

/** A form of a question, a table with a head of two levels and a row that is worked out, and a list. */
export async function buildMeals(page: Page, hands: Hands): Promise<void> {
  const tree = page.getByRole('tree', { name: '报表目录' });
  await hands.press(button(page, '＋ 报表'));
  await hands.write(property(page, '标题'), mealsForm);
  await askThem(page, hands);
  await hands.press(button(page, '＋ 表格'));
  await hands.write(property(page, '标题'), '供餐人次');
  await hands.write(property(page, '分组依据'), '餐次');
  for (const [at, meal] of ['早餐', '午餐'].entries()) {
    await hands.write(property(page, `第 ${at + 1} 项的中文`), meal);
    await hands.write(property(page, `第 ${at + 1} 个选项的上级表头（中文）`), '在校用餐');
  }
  for (const name of ['学生用餐人次', '教职工用餐人次']) {
    await hands.pick(tree, mealsForm, '新章节', '供餐人次', '新填报项');
    await hands.write(property(page, '名称'), name);
  }
  await hands.press(button(page, '＋ 填报项'));
  await hands.write(property(page, '名称'), '用餐人次合计');
  await hands.write(property(page, '自动计算'), 'item_2 + item_3');

  await hands.press(button(page, '＋ 清单'));
  await hands.write(property(page, '名称'), '食品安全隐患');
  await hands.pick(tree, mealsForm, '新章节', '食品安全隐患', '新填报项');
  await hands.write(property(page, '名称'), '隐患');
  await hands.press(button(page, '＋ 填报项'));
  await hands.write(property(page, '名称'), '整改情况');
  await hands.pick(tree, mealsForm, '新章节', '新分组', '新填报项');
  await hands.write(property(page, '名称'), '在校学生');
}

/** A second form, whose rule reads the first. */
export async function buildInspections(page: Page, hands: Hands): Promise<void> {
  const tree = page.getByRole('tree', { name: '报表目录' });
  await hands.press(button(page, '＋ 报表'));
  await hands.write(property(page, '标题'), inspectionsForm);
  await askThem(page, hands);
  await hands.pick(tree, inspectionsForm, '新章节', '新分组', '新填报项');
  await hands.write(property(page, '名称'), '受检学生');
  await hands.press(button(page, '＋ 填报项'));
  await hands.write(property(page, '名称'), '检查次数');
  await hands.lift(tree, '检查次数', '受检学生');
  await hands.pick(tree, inspectionsForm, '新章节', '新分组', '受检学生');
  await hands.press(button(page, '＋ 规则'));
  await hands.write(property(page, '提示文字'), '受检学生不应多于在校学生');
  await hands.choose(property(page, '不成立时'), '须改正');
  await hands.write(property(page, '应成立的条件'), '受检');
  await hands.take(page, /受检学生/);
  await page.keyboard.type(' <= 在校');
  await hands.take(page, /在校学生/);
  await expect(property(page, '应成立的条件')).toHaveValue('item_5 <= item');
}

export async function buildIndicator(page: Page, hands: Hands): Promise<void> {
  await hands.press(button(page, '指标'));
  await hands.press(button(page, '＋ 指标'));
  const indicator = page.getByRole('region', { name: '指标内容' });
  await hands.write(indicator.getByLabel('中文名称'), '用餐人次');
  await hands.write(indicator.getByLabel('单位（中文）'), '人次');
  await hands.choose(indicator.getByLabel('填报项', { exact: true }), '学生用餐人次');
  await expect(indicator.getByRole('note', { name: '读作' })).toContainText('学生用餐人次');
}

/** A paragraph with a figure and a sentence that depends on it; a table with a merged head and the figure. */
export async function buildReport(page: Page, hands: Hands): Promise<void> {
  await hands.press(button(page, '报告模板'));
  const tree = page.getByRole('tree', { name: '报告目录' });
  await hands.pick(tree, '总体情况');
  await hands.enter(tree, text(page));
  await page.keyboard.type('全年供餐');
  await hands.figure(page, '用餐人次');
  await page.keyboard.type('。各校供餐正常');
  await hands.press(tool(page, '条件句'));
  await expect(properties(page)).toContainText('“用餐人次”有数时印出。');
  await page.keyboard.type('。');
  await hands.press(tool(page, '插入表格'));
  const [head, cells] = [text(page).locator('th'), text(page).locator('td')];
  await hands.goTo(head.nth(0));
  await hands.select(head.nth(0), head.nth(1));
  await hands.press(tool(page, '合并/拆分单元格'));
  await page.keyboard.type('供餐');
  await hands.goTo(cells.nth(0));
  await page.keyboard.type('学生');
  await hands.goTo(cells.nth(1));
  await hands.figure(page, '用餐人次');
  await expect(text(page).locator('th[colspan="2"]')).toHaveText('供餐');
  await expect(text(page).locator('td .figure')).toHaveText('用餐人次');
}

/** In mid-term one question goes, and another comes. */
export async function amendInspections(page: Page, hands: Hands): Promise<void> {
  const tree = page.getByRole('tree', { name: '报表目录' });
  await hands.pick(tree, inspectionsForm, '新章节', '新分组', '检查次数');
  await hands.press(button(page, '停用'));
  await hands.press(button(page, '＋ 填报项'));
  await hands.write(property(page, '名称'), '发现问题');
}

/** Open to be filled in from the year's first day. */
export async function setCalendar(page: Page, hands: Hands): Promise<void> {
  await hands.press(button(page, '项目与日历'));
  await hands.write(page.getByLabel('第 1 期：开放填报'), '01-01');
}

/** What is built, as its package; then it is published. */
export async function publish(page: Page, hands: Hands, said: string): Promise<string> {
  await hands.press(button(page, '检查并发布'));
  const dialog = dialogOf(page, '检查并发布');
  await expect(dialog.getByText(said)).toBeVisible();
  const draftId = /[0-9a-f-]{36}$/.exec(page.url())?.[0] ?? '';
  const exported = await page.request.get(`/files/draft/${draftId}.zip`);
  const read = readPackageArchive(await exported.body());
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  await hands.press(dialog.getByRole('button', { name: '发布', exact: true }));
  await page.waitForURL('**/programmes');
  await expect(page.getByRole('status').filter({ hasText: `“${title}”` })).toBeVisible();
  return [...read.files].map(([name, content]) => `${name}\n${withoutIds(content)}`).join('\n');
}

/** Each block and figure has an id of its own, never twice in the world: they are numbered as they stand. */
function withoutIds(content: string): string {
  const known: string[] = [];
  return content.replaceAll(/"id": "([^"]+)"/g, (_whole, id: string) => {
    if (!known.includes(id)) known.push(id);
    return `"id": "${known.indexOf(id)}"`;
  });
}
