import mammoth from 'mammoth';
import { expect, test, type Page, type Person } from '../people.ts';
import {
  amendInspections,
  beginDraft,
  buildIndicator,
  buildInspections,
  buildMeals,
  buildReport,
  code,
  inspectionsForm,
  mealsForm,
  publish,
  setCalendar,
  title,
  year,
} from './built-programme.ts';
import { keyboard, mouse, overtakeFrames, type Hands } from './hands.ts';

// A programme from nothing to its second year, by people who write no code: built, filled in, printed, rolled forward,
// amended. By mouse, and again by keyboard alone in another bureau, where it becomes the same file to the byte.
test.describe.configure({ mode: 'serial', timeout: 300_000 });

let builtByMouse = '';

type Bureau = 'wuzhi' | 'qinyang';
type SignedIn = (person: Person) => Promise<Page>;

async function build(page: Page, hands: Hands): Promise<string> {
  await test.step('a draft from nothing', () => beginDraft(page, hands));
  await test.step('a form with a two-level head, a calculated row and a register', () => buildMeals(page, hands));
  await test.step('a form with a rule across forms', () => buildInspections(page, hands));
  await test.step('an indicator', () => buildIndicator(page, hands));
  await test.step('a section with a table and a conditional sentence', () => buildReport(page, hands));
  await test.step('the calendar', () => setCalendar(page, hands));
  return test.step('publishing', () => publish(page, hands, `将新发布“${title}”，${year} 年度为第一个年度。`));
}

async function openCollection(editor: Page, hands: Hands): Promise<void> {
  await editor.goto(`/collections?programme=bureau-${code}`);
  await hands.press(editor.getByRole('button', { name: '开放填报', exact: true }));
  const dialog = editor.getByRole('dialog');
  await hands.press(dialog.getByRole('button', { name: '开放填报' }));
  await expect(dialog).toBeHidden();
}

async function openForm(school: Page, hands: Hands, name: string): Promise<void> {
  await school.goto('/term');
  await hands.press(school.getByRole('link', { name: `开始填报 ${name}` }));
  await expect(school.locator('td.cell').first()).toBeVisible();
}

const saved = (page: Page) => expect(page.getByText(/✓ 已保存/)).toBeVisible();

/** Pupils; breakfasts and lunches of pupils; those of staff. The row below them is worked out. */
async function fillMeals(
  school: Page,
  hands: Hands,
  values: readonly [number, number, number, number, number],
): Promise<void> {
  const cells = ['item', 'item_2[option_1]', 'item_2[option_2]', 'item_3[option_1]', 'item_3[option_2]'];
  for (const [index, cell] of cells.entries()) await hands.fill(school, cell, String(values[index]));
  const breakfasts = (values[1] + values[3]).toLocaleString('en');
  await expect(school.locator('[data-cell="item_4[option_1]"]')).toContainText(breakfasts);
}

/** Checked and sent to the head, who sends it to the bureau. */
async function submit(school: Page, head: Page, hands: Hands): Promise<void> {
  await saved(school);
  await hands.press(school.getByRole('button', { name: '检查并提交' }));
  await hands.press(school.locator('section.summary').getByRole('button', { name: /^提交/ }));
  await expect(school.getByText('待单位负责人确认').first()).toBeVisible();
  await head.goto(new URL(school.url()).pathname);
  await hands.press(head.getByRole('button', { name: '确认报送' }));
  await expect(head.getByText('已提交，等待教育局审核').first()).toBeVisible();
}

async function acceptAll(editor: Page, hands: Hands): Promise<void> {
  await editor.goto(`/collections?programme=bureau-${code}`);
  await hands.press(editor.getByRole('link', { name: `${year} 全年` }));
  await hands.press(editor.getByRole('button', { name: /全部通过/ }));
  await hands.press(editor.getByRole('dialog').locator('button.primary'));
  await expect(editor.getByText(/已通过 \d+ 张表/)).toBeVisible();
}

/** The words of the file of the report whose page is open. */
async function printed(editor: Page, hands: Hands): Promise<string> {
  const [file] = await Promise.all([
    editor.waitForEvent('download'),
    hands.press(editor.getByRole('link', { name: /Word/ }).first()),
  ]);
  const { value } = await mammoth.extractRawText({ path: await file.path() });
  return value;
}

async function compile(editor: Page, hands: Hands): Promise<string> {
  await editor.goto(`/reports?programme=bureau-${code}`);
  await hands.press(editor.getByRole('button', { name: `生成 ${year} 年度初稿` }));
  await editor.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  return printed(editor, hands);
}

/** What comes of it, from the schools' first day with it to the amendment. */
async function live(signedIn: SignedIn, admin: Page, bureau: Bureau, hands: Hands): Promise<void> {
  const editor = await signedIn(`${bureau}.bureau-editor`);
  const schoolOf = (no: '02' | '05' | '10', role: 'reporter' | 'head') =>
    signedIn(`${bureau}.n${no}.${role}` satisfies Person);
  const [first, second, third] = [
    await schoolOf('02', 'reporter'),
    await schoolOf('05', 'reporter'),
    await schoolOf('10', 'reporter'),
  ];

  await test.step('three schools fill it in', async () => {
    await openCollection(editor, hands);
    for (const [school, no, values] of [
      [first, '02', [300, 1200, 3000, 100, 200]],
      [second, '05', [280, 1000, 2800, 90, 180]],
      [third, '10', [320, 1100, 2900, 110, 220]],
    ] as const) {
      await openForm(school, hands, mealsForm);
      await fillMeals(school, hands, values);
      if (no === '02') await hands.fill(school, 'list.title', '冷藏柜温度记录缺失');
      if (no === '02') await hands.fill(school, 'list.column', '已补齐');
      await submit(school, await schoolOf(no, 'head'), hands);
    }
    await acceptAll(editor, hands);
  });

  const text = /一、总体情况\s+全年供餐12000人次。各校供餐正常。\s+供餐\s+学生\s+12000人次/;
  const report = await test.step('the report prints it', async () => {
    expect(await compile(editor, hands)).toMatch(text);
    return editor.url();
  });

  await test.step('next year begins with it', async () => {
    await beginDraft(admin, hands, year + 1);
    await publish(admin, hands, `将发布“${title}”${year + 1} 年度方案，与 ${year} 年度相比：`);
  });

  await test.step('drafts of the second form: a rule across forms refuses one', async () => {
    await openForm(first, hands, inspectionsForm);
    await hands.fill(first, 'item_6', '12');
    await hands.fill(first, 'item_5', '301');
    await saved(first);
    await hands.press(first.getByRole('button', { name: '检查并提交' }));
    await expect(first.locator('section.summary')).toContainText('受检学生不应多于在校学生');
    await hands.fill(first, 'item_5', '290');
    await submit(first, await schoolOf('02', 'head'), hands);
    await acceptAll(editor, hands);
    for (const school of [second, third]) {
      await openForm(school, hands, inspectionsForm);
      await hands.fill(school, 'item_6', '8');
      await saved(school);
    }
    await third.context().setOffline(true);
    await hands.fill(third, 'item_6', '9');
    await hands.fill(third, 'item_5', '260');
    await expect(third.getByText(/离线/).first()).toBeVisible();
  });

  await test.step('in mid-term it is amended and adopted', async () => {
    await beginDraft(admin, hands, year);
    await amendInspections(admin, hands);
    await publish(admin, hands, `将发布“${title}”${year} 年度方案第 2 版，与现行版相比：`);
    await editor.goto(`/collections?programme=bureau-${code}`);
    await hands.press(editor.getByRole('link', { name: `${year} 全年` }));
    await hands.press(editor.getByRole('link', { name: '查看并采用' }));
    // By then the page before, which names the form too, has gone.
    await expect(editor.getByRole('button', { name: '采用新版' })).toBeVisible();
    const row = editor.getByRole('row', { name: new RegExp(inspectionsForm) });
    await expect(row).toContainText('新增：发现问题');
    await expect(row).toContainText('停用：检查次数');
    await hands.press(editor.getByRole('button', { name: '采用新版' }));
    await editor.waitForURL(/\/collections\/[0-9a-f-]{36}$/);
  });

  await test.step('nothing is lost, of what was open here or offline', async () => {
    await third.context().setOffline(false);
    await hands.fill(second, 'item_5', '250');
    for (const [school, aside] of [
      [second, ['8']],
      [third, ['8', '9']],
    ] as const) {
      await expect(school.getByRole('rowheader', { name: /发现问题/ })).toBeVisible();
      await saved(school);
      await hands.press(school.getByRole('button', { name: '查看', exact: true }));
      const dialog = school.getByRole('dialog', { name: '不再填报的内容' });
      for (const value of aside)
        await expect(dialog.getByRole('row', { name: new RegExp(`检查次数 ${value} `) })).toBeVisible();
      await hands.press(dialog.getByRole('button', { name: '关闭' }));
    }
    await hands.fill(third, 'item_7', '2');
    await submit(third, await schoolOf('10', 'head'), hands);
    await expect(third.locator('[data-cell="item_5"]')).toContainText('260');
    // What was accepted stands as it was, and so does what was printed of it.
    await first.reload();
    await expect(first.getByRole('rowheader', { name: /检查次数/ })).toBeVisible();
    await expect(first.locator('[data-cell="item_6"]')).toContainText('12');
    await editor.goto(report);
    expect(await printed(editor, hands)).toMatch(text);
  });
}

test('a programme is built without code by mouse, filled in by three schools, printed, rolled forward, and amended', async ({
  signedIn,
  expectErrors,
}) => {
  expectErrors(/ERR_INTERNET_DISCONNECTED/);
  const admin = await signedIn('wuzhi.bureau-admin');
  builtByMouse = await build(admin, mouse);
  await live(signedIn, admin, 'wuzhi', mouse);
});

test('the same programme is built by keyboard alone', async ({ signedIn }) => {
  const admin = await signedIn('qinyang.bureau-admin');
  await overtakeFrames(admin);
  // What both build is one file, byte for byte.
  expect(await build(admin, keyboard)).toBe(builtByMouse);
});

test('by keyboard alone it lives the same life', async ({ signedIn, expectErrors }) => {
  expectErrors(/ERR_INTERNET_DISCONNECTED/);
  await live(signedIn, await signedIn('qinyang.bureau-admin'), 'qinyang', keyboard);
});
