import { expect, test } from '../people.ts';
import { press } from './filling.ts';

test('an administrator adds a local type of schools, and says which section answers for a duty', async ({
  signedIn,
}) => {
  const admin = await signedIn('jiefang.bureau-admin');
  await admin.goto('/units');
  await press(admin.getByRole('button', { name: '新增本地类型' }));
  const dialog = admin.getByRole('dialog', { name: '新增本地类型' });
  await dialog.getByLabel('所属类型').selectOption({ label: '小学' });
  await dialog.getByLabel('名称', { exact: true }).fill('寄宿制小学');
  await press(dialog.getByRole('button', { name: '保存' }));
  await expect(dialog).toBeHidden();
  const types = admin.getByRole('region', { name: '办学类型' });
  await types.getByText(/本地类型 1 个/).click();
  await expect(types.getByRole('row', { name: /211\.bureau_1 寄宿制小学 小学 本级新增/ })).toBeVisible();
  await press(admin.getByRole('button', { name: '新增单位' }));
  await expect(
    admin.getByRole('dialog').getByLabel('办学类型').getByRole('option', { name: '寄宿制小学' }),
  ).toHaveCount(1);
  await admin.keyboard.press('Escape');

  const asked = admin.getByRole('region', { name: '报表所需内设机构和单位组' });
  // Programmes that ask for the same duty ask the same section.
  const answers = asked.getByRole('combobox', { name: '“民办教育”由哪个内设机构填报' }).first();
  const byCode = await answers.getByRole('option').first().textContent();
  expect(byCode).toContain('（按职责代码）');
  await answers.selectOption({ label: '政策法规股' });
  await expect(answers.getByRole('option').first()).toHaveText('请指定');
  await answers.selectOption({ index: 0 });
  await expect(answers.getByRole('option').first()).toHaveText(byCode ?? '');
});

test('an administrator brings figures of schools in one file, and sees what came of it', async ({ signedIn }) => {
  const admin = await signedIn('jiefang.bureau-admin');
  await admin.goto('/collections');
  await admin
    .getByRole('link', { name: /秋季学期/ })
    .first()
    .click();
  await press(admin.getByRole('link', { name: '批量导入' }));
  const rows = ['解放建设路中学,表3,letters,12', '没有这所学校,表3,letters,5'];
  await admin.getByLabel('选择文件').setInputFiles({
    name: '去年.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`单位,表,指标,数值\n${rows.join('\n')}\n`),
  });
  await press(admin.getByRole('button', { name: '上传', exact: true }));
  await press(admin.getByRole('button', { name: '确认导入 1 个数值' }));
  const dialog = admin.getByRole('dialog', { name: '确认导入' });
  await press(dialog.getByRole('button', { name: '确定' }));
  await expect(admin.getByText('“去年.csv”已导入：写入 1 个数值。')).toBeVisible();
  await press(admin.getByRole('link', { name: '未采用（1）' }));
  await expect(admin.getByRole('row', { name: /A3.*没有这所学校 本局没有这个单位。/ })).toBeVisible();
});

test('people and units are found as one types, on whichever page they are, and what is done about them is there', async ({
  signedIn,
  expectErrors,
}) => {
  expectErrors(/ERR_FAILED/);
  const admin = await signedIn('jiefang.bureau-admin');
  await admin.goto('/units');
  const schools = admin.getByRole('region', { name: '学校', exact: true }).getByRole('row');
  const name = await schools.nth(2).getByRole('rowheader').innerText();
  await admin.getByRole('searchbox', { name: '查找单位' }).fill(name);
  await expect(admin).toHaveURL(new RegExp(`search=${encodeURIComponent(name)}`));
  await expect(schools).toHaveCount(2);
  await press(schools.getByRole('button', { name: '变更' }));
  await expect(admin.getByRole('dialog', { name: `变更${name}` }).getByLabel('名称', { exact: true })).toHaveValue(
    name,
  );
  await admin.keyboard.press('Escape');
  await press(admin.getByRole('button', { name: '合并单位' }));
  // Of all, not of those that are found.
  await expect.poll(() => admin.getByRole('dialog').getByRole('checkbox').count()).toBeGreaterThan(3);
  await admin.keyboard.press('Escape');

  await admin.goto('/accounts');
  const field = admin.getByRole('searchbox', { name: '查找姓名、用户名或单位' });
  await field.fill(name);
  await expect(admin).toHaveURL(/search=/);
  const people = admin.getByRole('row').filter({ has: admin.getByRole('button', { name: '角色' }) });
  await expect(admin.getByRole('rowgroup').filter({ hasText: name })).toHaveCount(1);
  const found = await people.count();
  const roles = people.filter({ hasText: '填报人' }).first().getByRole('button', { name: '角色' });
  await admin.route('**/trpc/unit.list*', (route) => route.abort());
  await press(roles);
  await expect(admin.getByRole('alert')).toBeVisible();
  await admin.unroute('**/trpc/unit.list*');
  await press(roles);
  const dialog = admin.getByRole('dialog');
  const units = dialog.getByLabel('单位');
  await expect(units.getByRole('option', { name })).toHaveCount(1);
  await expect(admin.getByRole('alert')).toHaveCount(0);
  // Who isn't in the list any more is in the dialog as they are now.
  const held = dialog.getByRole('listitem');
  const other = (await units.getByRole('option').allInnerTexts()).find((one) => /小学|中学/.test(one) && one !== name);
  await units.selectOption({ label: other ?? '' });
  await press(dialog.getByRole('button', { name: '增加角色' }));
  await expect(held).toHaveCount(2);
  await press(dialog.getByRole('button', { name: new RegExp(`^移除.*${name}`) }));
  await expect(held).toHaveCount(1);
  await expect(held).toContainText(other ?? '');
  await units.selectOption({ label: name });
  await press(dialog.getByRole('button', { name: '增加角色' }));
  await press(dialog.getByRole('button', { name: new RegExp(`^移除.*${other}`) }));
  await expect(held).toHaveCount(1);
  await expect(held).toContainText(name);
  await admin.keyboard.press('Escape');
  // Letters that an input method has yet to make a word of aren't searched for.
  await field.fill('');
  await expect(people.nth(5)).toBeVisible();
  const input = await admin.context().newCDPSession(admin);
  await field.focus();
  const asked: (string | null)[] = [];
  admin.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/accounts.data') asked.push(searchParams.get('search'));
  });
  await admin.clock.install();
  await input.send('Input.imeSetComposition', { text: 'jie', selectionStart: 3, selectionEnd: 3 });
  await admin.clock.fastForward(1000);
  await input.send('Input.insertText', { text: name });
  await expect(people).toHaveCount(found);
  expect(asked).toEqual([name]);
  // Back, the field says again what is shown.
  await field.fill('没有这个人');
  await field.press('Enter');
  await expect(admin.getByText('没有符合条件的用户。')).toBeVisible();
  await admin.goBack();
  await expect(people).toHaveCount(found);
  await expect(field).toHaveValue(name);
  await field.fill('没有这个人');
  await expect(admin.getByText('没有符合条件的用户。')).toBeVisible();
  await field.fill('');
  await expect(people.first()).toBeVisible();
});
