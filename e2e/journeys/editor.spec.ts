import { expect, test, type Page } from '../people.ts';
import { settled } from '../screens/look-at.ts';
import { scriptsOf } from '../script-of-page.ts';
import { confirmDialog, press } from './filling.ts';
import { act, answerAll, ask, keepLedger, openTerms } from './gate.ts';

// An editor's hour: a draft that the gate refuses for each reason, a colleague in the same paragraph, a lost
// connection, three persons' signatures. On a bureau of its own, told in order.
test.describe.configure({ mode: 'serial' });

const year = new Date().getFullYear();
let reportId = '';

const section = (page: Page, code: string) => page.locator(`#section-${code}`);
/** Its text, before and after its editor has come. */
const text = (page: Page, code: string) => section(page, code).locator('.prose');
/** What takes the words that are typed. */
const field = (page: Page, code: string) => section(page, code).getByRole('textbox');
const finding = (page: Page, check: string) => page.locator(`[data-check=${check}]`);

/** Types at the end of a section and waits until it is saved. */
async function write(page: Page, code: string, words: string): Promise<void> {
  await field(page, code).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
  await expect(section(page, code).locator('.ProseMirror')).toContainText(words);
  await expect(page.getByText(/✓ 已保存/).first()).toBeVisible();
}

/** The section as it stands, in the place of all that was typed into it. */
async function rewrite(page: Page, code: string, words: string): Promise<void> {
  await field(page, code).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(words);
  await expect(section(page, code).locator('.ProseMirror')).toHaveText(words);
  await expect(page.getByText(/✓ 已保存/).first()).toBeVisible();
}

test('a fresh draft is refused for all that it lacks, each with its place, and can’t be sent', async ({ signedIn }) => {
  const editor = await signedIn('jiefang.bureau-editor');
  await editor.goto('/reports');
  await openTerms(editor, year);
  await press(editor.getByRole('button', { name: new RegExp(`生成 ${year} 年度初稿`) }));
  await editor.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  reportId = /reports\/([0-9a-f-]{36})/.exec(editor.url())?.[1] ?? '';
  await press(editor.getByRole('button', { name: '检查并送核' }));
  await editor.waitForURL(/\/gate$/);
  await expect(editor.getByRole('heading', { level: 1 })).toHaveText(/还有 \d+ 处须改正，不能送核/);
  for (const check of ['ledger_missing', 'ledger_unanswered', 'unreported'])
    await expect(finding(editor, check).first()).toBeVisible();
  await expect(editor.locator('.page-head').getByRole('button', { name: '送核' })).toBeDisabled();
  // The use-case refuses, not the button.
  const refused = await editor.request.post('/trpc/report.decide', {
    data: { reportId, action: 'approve' },
    headers: { origin: new URL(editor.url()).origin },
  });
  expect(refused.status()).toBe(400);
  expect(await refused.text()).toContain('report.gate_refused');
});

test('personal data, a request, a typed number and a blank section are found in the text, and go with it', async ({
  signedIn,
}) => {
  const editor = await signedIn('jiefang.bureau-editor');
  await keepLedger(editor, year);
  await editor.goto(`/reports/${reportId}`);
  await rewrite(editor, 'opening', '家长电话13800138000，全年讲座三十八次。妥否，请批示。');
  await editor.goto(`/reports/${reportId}/gate`);
  await expect(finding(editor, 'personal_data')).toContainText('手机号码');
  await expect(finding(editor, 'personal_data')).not.toContainText('13800138000');
  await expect(finding(editor, 'request')).toContainText('请批示');
  await expect(finding(editor, 'typed_number').filter({ hasText: '三十八' })).toBeVisible();
  await press(finding(editor, 'request').getByRole('link', { name: /第 1 段/ }));
  await editor.waitForURL(/#section-opening$/);
  await rewrite(editor, 'opening', '现将我局法治政府建设情况报告如下。');
  const { sections } = await ask<{ sections: readonly { code: string; heading: string }[] }>(editor, 'report.get', {
    reportId,
  });
  // What the ledger says stands in its chapters.
  for (const code of ['shortcomings', 'plan'])
    await write(editor, code, code === 'plan' ? '一是推进依法治校示范校创建。' : '一是法治教育形式还有待创新。');
  expect(sections.some((one) => one.code === 'plan')).toBe(true);
  await editor.goto(`/reports/${reportId}/gate`);
  for (const check of ['personal_data', 'request', 'ledger_missing', 'ledger_unlisted', 'ledger_unanswered'])
    await expect(finding(editor, check)).toHaveCount(0);
});

test('two people in one paragraph: both texts are shown, both are kept, the colleague is told', async ({
  signedIn,
  browser,
  expectErrors,
}) => {
  // A save that is refused is one to the browser.
  expectErrors(/409|ERR_FAILED/);
  const editor = await signedIn('jiefang.bureau-editor');
  await editor.goto(`/reports/${reportId}`);
  const second = await browser.newContext({
    storageState: await editor.context().storageState(),
    viewport: { width: 1366, height: 768 },
    baseURL: new URL(editor.url()).origin,
    locale: 'zh-CN',
  });
  const other = await second.newPage();
  await other.goto(`/reports/${reportId}`);
  // What a section says below it once it was saved moves nothing: its room is there.
  await expect(other.locator('.section-foot')).toHaveCount(await other.locator('.document > section').count());
  await field(other, 'opening').focus();
  await write(editor, 'opening', '先写的一句。');
  await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(section(other, 'opening').locator('.told')).toContainText('改了这一部分');

  await other.keyboard.press('Control+End');
  // The server goes away as the other text is asked for, and the page is loaded anew: it asks again until both stand
  // there.
  await other.route(/trpc\/report\.get\?/, (route) => route.abort());
  await other.keyboard.type('后写的一句。');
  const conflict = other.locator('.conflict');
  await expect(other.locator('.topbar-status')).toContainText('未保存，将自动重试');
  await other.reload();
  await expect(other.locator('.topbar-status')).toContainText('未保存，将自动重试');
  await expect(conflict).toHaveCount(0);
  await other.unroute(/trpc\/report\.get\?/);
  await expect(conflict).toContainText('先写的一句。');
  await expect(conflict).toContainText('后写的一句。');
  // The two texts stand beside each other, neither over the other.
  const [theirs, mine] = await conflict
    .locator('.prose-diff')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
  expect(theirs!.right).toBeLessThanOrEqual(mine!.left);
  // And fill their sides: a line that is half as wide is twice as long.
  const line = await conflict.locator('.prose-diff p').first().boundingBox();
  expect(line!.width).toBeGreaterThan(theirs!.width * 0.9);
  // Nothing is typed into a text that may not stay.
  await expect(conflict.getByRole('button', { name: '用对方的文字' })).toBeEnabled();
  await expect(field(other, 'opening')).toHaveCount(0);
  await press(conflict.getByRole('button', { name: '两份合在一起，继续修改' }));
  await expect(conflict).toHaveCount(0);
  await expect(text(other, 'opening')).toContainText('先写的一句。');
  await expect(text(other, 'opening')).toContainText('后写的一句。');

  // An earlier text comes back as a new version.
  await other.reload();
  await press(section(other, 'opening').getByRole('button', { name: '历次文字' }));
  const dialog = other.getByRole('dialog');
  await press(dialog.getByRole('button', { name: /第 \d+ 次/ }).nth(1));
  await press(dialog.getByRole('button', { name: '恢复为新的一次' }));
  await expect(dialog).toBeHidden();
  await expect(text(other, 'opening')).not.toContainText('后写的一句。');
  await second.close();
});

test('words typed offline survive a reload', async ({ signedIn, expectErrors }) => {
  expectErrors(/Failed to load resource|ERR_INTERNET_DISCONNECTED|net::/);
  const editor = await signedIn('jiefang.bureau-editor');
  await editor.goto(`/reports/${reportId}`);
  await field(editor, 'opening').focus();
  await expect(section(editor, 'opening').locator('.ProseMirror')).toBeFocused();
  await editor.context().setOffline(true);
  await editor.keyboard.press('Control+End');
  await editor.keyboard.type('断网时写的一句。');
  await expect(editor.getByText('未保存，将自动重试').first()).toBeVisible();
  editor.once('dialog', (dialog) => void dialog.accept());
  // Back online, the page is asked for anew before the words are saved, and comes after they were: it shows the text of
  // before, which this browser no longer keeps words for.
  let isRead = (): void => undefined;
  const read = new Promise<void>((resolve) => (isRead = resolve));
  const saved = editor.waitForResponse(/report\.saveSection/);
  await editor.route(/report\.saveSection/, async (route) => {
    await read;
    await route.continue();
  });
  await editor.route(`**/reports/${reportId}`, async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    isRead();
    await saved;
    await route.fulfill({ response });
  });
  await editor.context().setOffline(false);
  await editor.goto(`/reports/${reportId}`);
  await expect(text(editor, 'opening')).toContainText('断网时写的一句。');
  await editor.unrouteAll();

  // What one saves in another window stands here too, with nobody to be told of.
  const window = await editor.context().newPage();
  await window.goto(`/reports/${reportId}`);
  await write(window, 'opening', '另一窗口写的一句。');
  await window.close();
  await editor.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(text(editor, 'opening')).toContainText('另一窗口写的一句。');
  await expect(section(editor, 'opening').getByText('改了这一部分')).toHaveCount(0);
});

test('a sentence stands under a condition of its own, and says why it isn’t printed', async ({ signedIn }) => {
  const editor = await signedIn('jiefang.bureau-editor');
  await editor.goto(`/reports/${reportId}`);
  const writing = text(editor, 'other');
  await field(editor, 'other').focus();
  await editor.keyboard.type('此外，/校区');
  await expect(editor.getByRole('option', { name: /校区/ }).first()).toBeVisible();
  await editor.keyboard.press('Shift+Enter');
  const sentence = writing.locator('.sentence').first();
  await expect(sentence.locator('.figure')).toHaveText(/^\d+个$/);
  await expect(sentence).not.toHaveClass(/unprinted/);
  // Beside it, and then in it.
  await editor.keyboard.type('。');
  await expect(writing).toHaveText(/^此外，\d+个。$/);
  await expect(sentence).toHaveText(/^\d+个$/);
  await editor.keyboard.press('ArrowLeft');
  await editor.keyboard.press('ArrowLeft');
  await editor.keyboard.type('校区');
  await expect(sentence).toHaveText(/^\d+个校区$|^校区\d+个$/);

  const panel = editor.getByLabel('侧栏').locator('.condition');
  await panel.getByLabel('状态').selectOption({ label: '为零' });
  await expect(sentence).toHaveClass(/unprinted/);
  await expect(panel).toContainText('现“校区”有数，故不印');
  await press(panel.getByRole('button', { name: '另写不印时的说法' }));
  await editor.keyboard.type('另有校区');
  const other = writing.locator('.sentence').nth(1);
  await expect(other).toHaveText('另有校区');
  await expect(other).not.toHaveClass(/unprinted/);
  await expect(editor.getByText(/✓ 已保存/).first()).toBeVisible();
  // Out again: the words stay, and are printed always. The keys come before the page is alive.
  const alive = Promise.withResolvers<void>();
  await editor.route('**/assets/*.js', async (route) => {
    await alive.promise;
    await route.continue();
  });
  await editor.reload({ waitUntil: 'commit' });
  await expect(sentence).toHaveClass(/unprinted/);
  await expect(other).toHaveText('另有校区');
  await field(editor, 'other').focus();
  await editor.keyboard.press('Control+End');
  for (let steps = 0; steps < 2; steps += 1) await editor.keyboard.press('ArrowLeft');
  alive.resolve();
  await press(panel.getByRole('button', { name: '去掉条件，始终印出' }));
  await expect(writing.locator('.sentence')).toHaveCount(1);
  await rewrite(editor, 'other', '无。');
});

test('a figure says of which part of time it is, and stays that', async ({ signedIn }) => {
  const editor = await signedIn('jiefang.bureau-editor');
  await editor.goto(`/reports/${reportId}`);
  const writing = text(editor, 'other');
  await field(editor, 'other').focus();
  await editor.keyboard.press('Control+A');
  await editor.keyboard.type('上年校区/校区');
  await expect(editor.getByRole('option', { name: /校区/ }).first()).toBeVisible();
  await editor.keyboard.press('Enter');
  await expect(writing.locator('.figure')).toHaveText(/^\d+个$/);
  await writing.locator('.figure').click();
  const panel = editor.getByLabel('侧栏');
  const scope = panel.getByLabel('取数周期');
  await expect(scope.locator('option').first()).toHaveText(/^本年度 · \d+个$/);
  await scope.focus();
  // What it would be is read once somebody looks.
  await expect(scope.locator('option').last()).toHaveText(/^上年秋季学期 · \d+个$/);
  await scope.selectOption({ value: 'last:' });
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('校区（上年度）');
  await expect(panel.getByText(`${year - 1} 年度 · 学校 → 单元格 → 填报人`)).toBeVisible();
  await expect(writing.locator('.figure')).toHaveAttribute('title', '校区（上年度）');
  await expect(writing.locator('.figure')).toHaveText(/^\d+个$/);
  const words = (await writing.locator('.figure').textContent()) ?? '';
  await expect(editor.getByText(/✓ 已保存/).first()).toBeVisible();
  await editor.reload();
  await expect(writing.locator('.figure')).toHaveText(words);
  await expect(writing.locator('.figure')).toHaveAttribute('title', '校区（上年度）');
  await rewrite(editor, 'other', '无。');
});

test('headings are numbered by their place, a table has a title and merged cells, a case stands in a sentence', async ({
  signedIn,
}) => {
  const editor = await signedIn('jiefang.bureau-editor');
  await editor.goto(`/reports/${reportId}`);
  const writing = text(editor, 'leaders');
  const tool = (name: string) => editor.getByRole('toolbar').getByRole('button', { name, exact: true });
  const goToEnd = async (): Promise<void> => {
    await writing.locator('> *').last().click();
    await editor.keyboard.press('Control+End');
  };
  await goToEnd();
  const numbered = writing.locator('[data-number]:not([data-number=""])');
  const before = await numbered.count();
  for (const words of ['述法', '督办']) {
    await editor.keyboard.press('Enter');
    await tool('三级标题').click();
    await editor.keyboard.type(words);
  }
  await expect(numbered.nth(before)).toHaveAttribute('data-number', /^\d+\. $/);
  const numbers = await numbered.evaluateAll((all) => all.map((one) => one.getAttribute('data-number')));
  expect(numbers.slice(before)).toEqual([`${before + 1}. `, `${before + 2}. `]);
  await tool('自动编号').click();
  await expect(numbered).toHaveCount(before + 1);
  await editor.keyboard.press('Enter');
  await tool('插入表格').click();
  await tool('表题').click();
  await editor.keyboard.type('述法安排');
  await expect(writing.locator('.table-title')).toHaveText('述法安排');
  await editor.keyboard.press('ArrowDown');
  await editor.keyboard.type('事项');
  // Two cells of the head, as a mouse drags over them.
  const [first, second] = [writing.locator('th').nth(0), writing.locator('th').nth(1)];
  await first.dragTo(second);
  await tool('合并/拆分单元格').click();
  await expect(writing.locator('th[colspan="2"]')).toHaveCount(1);
  await expect(editor.getByText(/✓ 已保存/).first()).toBeVisible();
  await editor.reload();
  await expect(writing.locator('th[colspan="2"]')).toHaveText('事项');
  await expect(numbered).toHaveCount(before + 1);
  const { sections } = await ask<{
    sections: readonly { code: string; content: { version: number; content: readonly { attrs: { id: string } }[] } }[];
  }>(editor, 'report.get', { reportId });
  for (const { content } of sections) {
    const ids = content.content.map(({ attrs }) => attrs.id);
    expect(new Set(ids).size).toBe(ids.length);
  }

  await press(editor.getByLabel('侧栏').getByRole('button', { name: '案例' }));
  // A paragraph of its own, out of the table.
  await writing.locator('[data-number]').last().click();
  await editor.keyboard.press('End');
  await editor.keyboard.press('Enter');
  await editor.keyboard.type('如：');
  await press(editor.getByRole('button', { name: '引入句中' }).first());
  await expect(writing.locator('.quotation')).not.toHaveClass(/edited/);
  await editor.keyboard.type('。');
  await expect(editor.getByText(/✓ 已保存/).first()).toBeVisible();
  await editor.reload();
  await expect(writing.locator('.quotation')).toHaveCount(1);

  // The editor comes when somebody turns to the text, in its place: nothing moves by that, and the caret is where the
  // text was pressed, on a slow line too, with what was typed meanwhile.
  await settled(editor);
  expect((await scriptsOf(editor)).map(({ name }) => name).filter((name) => /section-editor/.test(name))).toEqual([]);
  const places = () =>
    writing.evaluate((prose) => {
      const from = prose.closest('section')?.getBoundingClientRect() ?? new DOMRect();
      return [...prose.querySelectorAll(':scope > *, th, td, .figure, .sentence, .quotation')].map((one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        return [left - from.left, top - from.top, width, height].map(Math.round).join();
      });
    });
  const quotation = writing.locator('.quotation');
  await quotation.scrollIntoViewIfNeeded();
  const stood = await places();
  const { promise: isTyped, resolve: goOn } = Promise.withResolvers<void>();
  await editor.route(/section-editor/, async (route) => {
    await isTyped;
    await route.continue();
  });
  await quotation.click({ position: { x: 200, y: 12 } });
  await expect(field(editor, 'leaders')).toBeFocused();
  goOn();
  await expect(writing).toBeFocused();
  expect(await places()).toEqual(stood);
  await editor.keyboard.press('Escape');
});

test('answered in writing it passes; three persons sign, and the checker sends it back once', async ({ signedIn }) => {
  const editor = await signedIn('jiefang.bureau-editor');
  await editor.goto(`/reports/${reportId}/gate`);
  await answerAll(editor);
  await expect(editor.getByRole('heading', { level: 1 })).toHaveText('没有问题，可以送核');
  await act(editor, '送核');
  await expect(editor.getByRole('button', { name: '撤回送核' })).toBeVisible();

  const checker = await signedIn('jiefang.bureau-checker');
  await checker.goto(`/reports/${reportId}/gate`);
  await expect(finding(checker, 'unreported').first()).toContainText('已说明');
  await press(checker.getByRole('button', { name: '退回拟稿' }));
  await checker.getByRole('dialog').getByRole('textbox').fill('请补充一句总述。');
  await confirmDialog(checker);

  await editor.goto('/todo');
  await expect(editor.getByText('被退回，等待修改的报告')).toBeVisible();
  await press(editor.getByRole('link', { name: /请补充一句总述/ }).first());
  await editor.waitForURL(new RegExp(`/reports/${reportId}`));
  await expect(editor.getByText(/退回：请补充一句总述/).first()).toBeVisible();
  await write(editor, 'opening', '全年工作平稳有序。');
  await press(editor.getByRole('button', { name: '检查并送核' }));
  await editor.waitForURL(/\/gate$/);
  await act(editor, '送核');

  await checker.goto(`/reports/${reportId}/gate`);
  await expect(checker.locator('.prose-diff .added')).toContainText('全年工作平稳有序。');
  await act(checker, /核稿通过/);
  const issuer = await signedIn('jiefang.bureau-issuer');
  await issuer.goto(`/reports/${reportId}/gate`);
  await act(issuer, '签发');
  await editor.goto(`/reports/${reportId}`);
  await expect(editor.getByRole('button', { name: '登记编号' })).toBeVisible();
});
