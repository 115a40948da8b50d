import ExcelJS from 'exceljs';
import { expect, test } from '../people.ts';
import { openForm, openUnalive, paste, press, saved } from './filling.ts';
import { rowAddressed, sheetNamed } from './spreadsheet.ts';

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

// What goes wrong for a clerk, and that nothing is lost. Reads and writes 塔南路小学's second form only where it says so.

test('a session that ends while typing is renewed in place, with the unsaved cells kept', async ({
  signedIn,
  expectErrors,
}) => {
  expectErrors(/401/);
  const admin = await signedIn('bureau');
  await admin.goto('/todo');
  const school = await signedIn('school');
  await openForm(school, '表4');
  const cell = school.locator('[data-cell="leads_referred"]');
  await school.context().clearCookies({ name: 'huibao_session' });
  await cell.click();
  await school.keyboard.type('3');
  await school.keyboard.press('Enter');
  const dialog = school.getByRole('dialog');
  await expect(dialog.getByText(/登录已过期|重新登录/).first()).toBeVisible();
  await expect(cell).toContainText('3');
  await dialog.getByLabel('密码').fill('Huibao-2025');
  await dialog.getByRole('button', { name: /登录/ }).click();
  await expect(dialog.getByRole('alert')).toContainText('已保留在这台电脑上');
  await dialog.getByLabel('密码').fill('Huibao-2026');
  await dialog.getByRole('button', { name: /登录/ }).click();
  await expect(dialog).toBeHidden();
  await saved(school);
  await school.reload();
  await expect(school.locator('[data-cell="leads_referred"]')).toContainText('3');
});

test('so is one that ends while a report is written', async ({ signedIn, expectErrors }) => {
  expectErrors(/401/);
  const page = await signedIn('wuzhi.bureau-editor');
  await page.goto('/reports');
  await press(page.getByRole('button', { name: /^生成 \d+ 年度初稿/ }));
  const field = page.locator('#section-opening textarea');
  await field.focus();
  await expect(field).toHaveCount(0);
  await page.context().clearCookies({ name: 'huibao_session' });
  await page.keyboard.type('会话之外的一句。');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('密码').fill('Huibao-2026');
  await press(dialog.getByRole('button', { name: '登录并保存' }));
  await expect(dialog).toBeHidden();
  await expect(page.locator('.topbar-status')).toContainText('✓ 已保存');
});

test('a wrong workbook, a broken file and a picture are refused, each saying why', async ({
  signedIn,
  expectErrors,
}) => {
  expectErrors(/40\d|429/);
  const school = await signedIn('school');
  const page = await signedIn('head');
  await page.goto('/term');
  await openForm(school, '表3');
  const other = await school.request.get(`/files/workbook/${/term\/([0-9a-f-]{36})/.exec(school.url())?.[1] ?? ''}`);
  const wrongForm = Buffer.from(await other.body());
  await openForm(school, '表4');
  await school.getByRole('button', { name: '导入' }).click();
  const choose = school.getByRole('dialog').locator('input[type=file]');
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  for (const [buffer, words] of [
    [wrongForm, /另一张表（表3 基本情况与校园安全情况）/],
    [wrongForm.subarray(0, 2000), /损坏|不是 Excel|结构异常/],
    [Buffer.from('<html>'), /不是 Excel 工作簿/],
    [Buffer.alloc(0), /空的/],
  ] as const) {
    await choose.setInputFiles({ name: 'x.xlsx', mimeType, buffer });
    await expect(school.getByRole('dialog').getByRole('alert')).toContainText(words);
  }
  // And its own, as it was downloaded: there is nothing to do, said in a line that takes no more room than a line.
  const own = await school.request.get(`/files/workbook/${/term\/([0-9a-f-]{36})/.exec(school.url())?.[1] ?? ''}`);
  await choose.setInputFiles({ name: 'x.xlsx', mimeType, buffer: Buffer.from(await own.body()) });
  const nothing = school.getByRole('dialog').getByText('无需导入');
  await expect(nothing).toBeVisible();
  expect((await nothing.boundingBox())?.height).toBeLessThan(60);
});

test('a picture taken out while another arrives stays out; who leaves meanwhile is asked; what is too large isn’t sent', async ({
  signedIn,
}) => {
  const page = await signedIn('qinyang.n05.reporter');
  await openForm(page, '表2');
  const dialog = page.getByRole('dialog');
  const openFiles = async (): Promise<void> => {
    await press(page.getByRole('button', { name: /典型做法/ }));
    await page.locator('[data-cell="case_pictures"]').click();
    await page.keyboard.press('Enter');
    await expect(dialog.locator('input[type=file]')).toBeEnabled();
  };
  const mimeType = 'image/png';
  const choose = (name: string, buffer = onePixel): Promise<void> =>
    dialog.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  await openFiles();
  await choose('一.png');
  await expect(dialog.getByRole('link', { name: '一.png' })).toBeVisible();
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  await page.route('**/files/evidence/**', async (route) => {
    await held;
    await route.continue();
  });
  await choose('二.png');
  await press(dialog.getByRole('button', { name: '移除' }));
  await press(dialog.getByRole('button', { name: '关闭' }));
  await saved(page);
  await press(page.getByRole('link', { name: '待办' }).first());
  await expect(dialog.getByText('将会丢失')).toBeVisible();
  await press(dialog.getByRole('button', { name: '留在本页' }));
  letGo();
  await openFiles();
  await expect(dialog.getByRole('link', { name: '二.png' })).toBeVisible();
  await expect(dialog.getByRole('link', { name: '一.png' })).toBeHidden();

  await page.unroute('**/files/evidence/**');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await choose('三.png', Buffer.alloc(10 * 1024 * 1024 + 1));
  await expect(dialog.getByRole('alert')).toContainText('文件不能超过 10 MB');
  expect(sent.filter((url) => url.includes('/files/evidence/'))).toEqual([]);
  await press(dialog.getByRole('button', { name: '移除' }));
  await press(dialog.getByRole('button', { name: '关闭' }));
  await saved(page);
});

test('a file that is refused is told on a page, and whose session has ended is led back to where the link stood', async ({
  visitor,
  signedIn,
  expectErrors,
}) => {
  expectErrors(/404/);
  const page = await visitor();
  await page.goto('/published/01900000-0000-7000-8000-000000000000.pdf');
  await expect(page.getByRole('alert')).toContainText('找不到该报告');
  const bureau = await signedIn('jiefang.bureau-editor');
  await bureau.goto('/rollup');
  await bureau.context().clearCookies();
  await bureau.getByRole('link', { name: '导出 Excel' }).click();
  await expect(bureau).toHaveURL(/sign-in\?to=%2Frollup/);
  const school = await signedIn('school');
  await openForm(school, '表2');
  await school.context().clearCookies({ name: 'huibao_session' });
  await school.getByRole('link', { name: '下载 Excel' }).click();
  await expect(school).toHaveURL(/sign-in\?to=%2Fterm%2F/);
});

test('another unit’s form, and one that does not exist, are told alike', async ({ signedIn, expectErrors }) => {
  expectErrors(/40[34]/);
  const school = await signedIn('school');
  for (const path of ['/term/01900000-0000-7000-8000-000000000000', '/term/01900000-0000-7000-8000-000000000001']) {
    await school.goto(path);
    await expect(school.getByRole('alert')).toBeVisible();
  }
});

test('an address that there isn’t is said in the visitor’s language, with a way on', async ({
  visitor,
  signedIn,
  expectErrors,
}) => {
  expectErrors(/404/);
  const page = await visitor();
  const answer = await page.goto('/nowhere/at-all');
  expect(answer?.status()).toBe(404);
  await expect(page).toHaveTitle('没有这个网页 · 汇报');
  await page.getByRole('link', { name: '返回首页' }).click();
  await expect(page).toHaveURL(/sign-in/);
  await page.getByLabel('语言').selectOption({ label: 'English' });
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  const school = await signedIn('school');
  await school.goto('/nowhere');
  await school.getByRole('link', { name: '返回首页' }).click();
  await expect(school).toHaveURL(/todo|term/);
});

test('who has no session is sent to sign in, and back to where they were', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/collections');
  await expect(page).toHaveURL(/sign-in\?to=%2Fcollections/);
  await page.getByLabel('用户名').fill('bureau');
  await page.getByLabel('密码').fill('Huibao-2026');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/collections$/);
});

test('a page can be printed on A4 with its sign-off block', async ({ signedIn }) => {
  const school = await signedIn('school');
  const id = await openForm(school, '表1');
  await school.goto(`/term/${id}/print`);
  await expect(school.getByText('单位公章').first()).toBeVisible();
  const pdf = await school.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

test('an upload’s name and bytes come back as they were', async ({ signedIn }) => {
  const school = await signedIn('school');
  const id = await openForm(school, '表4');
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const origin = new URL(school.url()).origin;
  const sent = await school.request.post(`/files/evidence/${id}?name=${encodeURIComponent('签收表𠮷.png')}`, {
    data: png,
    headers: { origin, 'content-type': 'application/octet-stream' },
  });
  const file = (await sent.json()) as { id: string; name: string };
  expect(file.name).toBe('签收表𠮷.png');
  const back = await school.request.get(`/files/evidence/${file.id}`);
  expect(Buffer.from(await back.body()).equals(png)).toBe(true);
});

test('what is half filled in goes neither by Escape nor by another page before it was asked for', async ({
  signedIn,
}) => {
  const page = await signedIn('bureau');
  await page.goto('/todo');
  await press(page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '整改台账' }));
  await press(page.getByRole('button', { name: '新增事项' }));
  const dialog = page.getByRole('dialog', { name: '台账事项' });
  const item = dialog.getByRole('textbox', { name: '事项' });
  await item.focus();
  await page.keyboard.type('法治教育形式还有待创新');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('alert')).toContainText('填写的内容还没有保存');
  await press(dialog.getByRole('button', { name: '继续填写' }));
  await expect(item).toBeFocused();
  await page.evaluate(() => history.back());
  const leaving = page.getByRole('dialog', { name: '还有内容没有保存' });
  await expect(leaving).toContainText('现在离开将会丢失');
  await press(leaving.getByRole('button', { name: '留在本页' }));
  await expect(item).toHaveValue('法治教育形式还有待创新');
  await item.focus();
  await page.keyboard.press('Escape');
  await press(dialog.getByRole('button', { name: '放弃填写' }));
  await expect(dialog).toBeHidden();
  // With nothing left to lose nobody is asked.
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL(/\/todo$/);
});

test('a language or a page’s script that doesn’t come is told in the page’s own, with what was typed kept', async ({
  visitor,
  expectErrors,
}) => {
  expectErrors(/ERR_FAILED|dynamically imported module/);
  const page = await visitor();
  await page.goto('/sign-in');
  const name = page.getByLabel('用户名');
  await name.fill('zhangwei@shanyang.jiaozuo');
  const notHere = '**/assets/*.js';
  await page.route(notHere, (route) => route.abort());
  await page.getByLabel('语言').selectOption('en');
  const told = page.getByRole('alert').filter({ hasText: '所选语言未能加载' });
  await expect(told.getByRole('button', { name: '重新加载页面' })).toBeVisible();
  await expect(name).toHaveValue('zhangwei@shanyang.jiaozuo');
  await page.unroute(notHere);
  await press(told.getByRole('button', { name: '重试' }));
  await expect(page.getByLabel('Username')).toHaveValue('zhangwei@shanyang.jiaozuo');
  await expect(page.getByRole('alert')).toBeHidden();

  // Nothing of React has come: the page that the server wrote says so.
  const entry = '**/assets/entry.client*.js';
  await page.route(entry, (route) => route.abort());
  await page.goto('/sign-in');
  const lifeless = page.getByRole('alert').filter({ hasText: 'its buttons don’t work' });
  await expect(lifeless).toBeVisible();
  await page.unroute(entry);
  await press(lifeless.getByRole('button', { name: 'Reload the page' }));
  await expect(lifeless).toBeHidden();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('what somebody types and presses before a page is alive counts once it is', async ({ visitor, signedIn }) => {
  const page = await visitor();
  let release = await openUnalive(page, '/sign-in');
  await page.getByLabel('用户名').fill('bureau');
  await page.getByLabel('密码', { exact: true }).fill('Huibao-2026');
  await press(page.getByRole('button', { name: '登录', exact: true }));
  // Nothing goes into the address meanwhile.
  await expect(page).toHaveURL(/\/sign-in$/);
  release();
  await expect(page).toHaveURL(/\/todo$/);

  release = await openUnalive(page, '/ledger');
  await press(page.getByRole('button', { name: '新增事项' }));
  release();
  await expect(page.getByRole('dialog', { name: '台账事项' })).toBeVisible();

  // A figure of a table that one goes over by keys: what stands behind that one, not behind the first.
  const measures = [{ indicator: 'letters' }];
  const table = { programme: 'rule_of_law', years: [2024], measures, rows: 'unit', columns: 'term' };
  release = await openUnalive(page, `/analysis?${new URLSearchParams({ definition: JSON.stringify(table) })}`);
  const figure = page.locator('[role=grid] td[data-place="1/0"]');
  await figure.focus();
  await page.keyboard.press('Enter');
  release();
  await expect(figure).toHaveAttribute('aria-selected', 'true');
  // And one that is pressed, with the keys that lead on from there.
  release = await openUnalive(page, `/analysis?${new URLSearchParams({ definition: JSON.stringify(table) })}`);
  await page.locator('[role=grid] td[data-place="2/0"]').click();
  release();
  await expect(page.locator('[role=grid] td[data-place="2/0"]')).toHaveAttribute('aria-selected', 'true');

  // Figures in a grid: keys lead on as they do in a page that is alive, and a block of cells is pasted.
  const school = await signedIn('school');
  release = await openUnalive(school, `/term/${await openForm(school, '表4')}`);
  const cell = (id: string) => school.locator(`[data-cell="${id}"]`);
  const { keyboard } = school;
  await cell('problems_carried[fees]').click();
  for (const keys of ['12', 'Enter', '13', 'ArrowDown', '41', 'Backspace', 'Shift+Enter', 'ArrowDown', 'Tab'])
    await (/^\d/.test(keys) ? keyboard.type(keys) : keyboard.press(keys));
  await paste(school, '', '5\n7\n');
  expect(await school.evaluate(() => 'huibaoEarly' in window)).toBe(true);
  release();
  for (const [id, words] of [
    ['problems_carried[fees]', '12'],
    ['problems_carried[workload]', '13'],
    ['problems_carried[uniforms]', '4'],
    ['problems_carried[catering]', '5'],
    ['problems_found[fees]', '7'],
  ] as const)
    await expect(cell(id).locator('.shown')).toHaveText(words);
  // Typed on from there.
  await keyboard.type('9');
  await keyboard.press('Enter');
  await expect(cell('problems_carried[catering]').locator('.shown')).toHaveText('9');
  await saved(school);
});

test('a page comes alive however often it is pressed meanwhile', async ({ visitor }) => {
  const page = await visitor();
  await page.addInitScript(() => {
    const { port1, port2 } = new MessageChannel();
    let wasEarly = false;
    port1.addEventListener('message', () => {
      const isEarly = 'huibaoEarly' in window;
      if (wasEarly && !isEarly) return;
      wasEarly ||= isEarly;
      document.body?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
      port2.postMessage(null);
    });
    port1.start();
    port2.postMessage(null);
  });
  await page.goto('/sign-in');
  await expect.poll(() => page.evaluate(() => 'huibaoEarly' in window)).toBe(false);
});

test('what was just typed is in the workbook that is downloaded', async ({ signedIn }) => {
  const page = await signedIn('school');
  await openForm(page, '表4');
  await page.locator('[data-cell="problems_found[uniforms]"]').click();
  // Still in its editor.
  await page.keyboard.type('31');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载 Excel' }).click(),
  ]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(await download.path());
  const sheet = sheetNamed(workbook, '填报表');
  const row = sheet.getRow(rowAddressed(sheet, 'problems_found[uniforms]'));
  expect((row.values as unknown[]).includes(31)).toBe(true);
  await saved(page);
});

test('a dialog that is opened again has nothing to say of the last time', async ({ signedIn, expectErrors }) => {
  expectErrors(/Failed to load/);
  const bureau = await signedIn('wuzhi.bureau-editor');
  await bureau.goto('/reports');
  await press(bureau.getByRole('link', { name: '2023 年度' }));
  await bureau.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
  const correct = bureau.locator('.page-head').getByRole('button', { name: '更正' });
  const dialog = bureau.getByRole('dialog');
  await bureau.route('**/trpc/report.correct*', (route) => route.abort());
  await press(correct);
  await dialog.getByRole('textbox').fill('数字有误');
  await press(dialog.getByRole('button', { name: '更正' }));
  await expect(dialog.getByRole('alert')).toBeVisible();
  await press(dialog.getByRole('button', { name: '取消' }));
  await expect(dialog).toBeHidden();
  await press(correct);
  await expect(dialog.getByRole('textbox')).toBeVisible();
  await expect(dialog.getByRole('alert')).toBeHidden();
});
