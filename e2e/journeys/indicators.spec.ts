import { expect, test } from '../people.ts';
import { confirmDialog, press } from './filling.ts';

const year = 2024;
const members = ['塔南路小学', '实验中学'];

test('an administrator groups the boarding schools and builds an indicator of them, seeing it change before it is saved', async ({
  signedIn,
  expectErrors,
}) => {
  expectErrors(/409/);
  const admin = await signedIn('admin');
  await admin.goto(`/indicators?year=${year}`);
  await press(admin.getByRole('button', { name: '单位组' }));
  const dialog = admin.getByRole('dialog');
  await press(dialog.getByRole('button', { name: '新建组' }));
  await dialog.getByRole('textbox', { name: '组名' }).fill('寄宿制学校');
  for (const name of members) {
    await dialog.getByRole('checkbox', { name }).focus();
    await admin.keyboard.press('Space');
  }
  await expect(dialog.getByText('已选 2 个')).toBeVisible();
  await press(dialog.getByRole('button', { name: '保存' }));
  await expect(dialog.getByRole('row', { name: /寄宿制学校.*2 个单位/ })).toBeVisible();
  await press(dialog.getByRole('button', { name: '关闭' }));
  await expect(dialog).toBeHidden();

  await press(admin.getByRole('link', { name: '新建指标' }));
  const preview = admin.getByRole('complementary', { name: '试算' });
  const printed = preview.getByTestId('printed');
  await press(admin.getByRole('button', { name: '保存' }));
  await expect(admin.getByRole('alert')).toContainText('还有 3 处要改');
  await admin.getByRole('textbox', { name: '中文名称' }).fill('寄宿制学校在籍学生');
  await admin.getByRole('textbox', { name: '英文名称' }).fill('Pupils of boarding schools');
  await admin.getByRole('textbox', { name: '单位（中文）' }).fill('人');
  await admin.getByRole('textbox', { name: '单位（英文）' }).fill('people');
  await admin.getByRole('combobox', { name: '填报项' }).selectOption({ label: '在籍学生数' });
  await expect(preview.getByText('学校的“在籍学生数”合计。')).toBeVisible();
  await expect(printed).toHaveText(/^\d+人$/);
  const everybody = Number.parseInt(await printed.innerText(), 10);
  await admin.getByRole('combobox', { name: '单位组' }).selectOption({ label: '寄宿制学校' });
  await expect(preview.getByText('“寄宿制学校”组中学校的“在籍学生数”合计。')).toBeVisible();
  await expect(preview.getByText('已报 2/2')).toBeVisible();
  await expect(preview.getByRole('rowheader')).toHaveText(
    [...members]
      .sort()
      .reverse()
      .map((name) => new RegExp(name)),
  );
  const chosen = Number.parseInt(await printed.innerText(), 10);
  expect(chosen).toBeGreaterThan(0);
  expect(chosen).toBeLessThan(everybody);
  await press(admin.getByRole('button', { name: '保存' }));
  await expect(admin.getByText(`已保存，第 1 版，用于 ${year} 年度。`)).toBeVisible();
  await expect(admin.getByText('编码 bureau_1')).toBeVisible();

  await admin.goto(`/rollup?year=${year}`);
  const row = admin.getByRole('row', { name: /寄宿制学校在籍学生/ });
  await expect(row).toContainText(chosen.toLocaleString('en'));
  await expect(row).toContainText('2/2');

  // Saved in another window meanwhile: both changes stand, and it is saved from here without a reload.
  await admin.goto(`/indicators/bureau_1?year=${year}`);
  const other = await admin.context().newPage();
  await other.goto(`/indicators/bureau_1?year=${year}`);
  await other.getByRole('textbox', { name: '英文名称' }).fill('Boarders');
  await press(other.getByRole('button', { name: '保存' }));
  await expect(other.getByText('已保存，第 2 版')).toBeVisible();
  await other.close();
  await admin.getByRole('textbox', { name: '中文名称' }).fill('寄宿学生');
  await press(admin.getByRole('button', { name: '保存' }));
  await expect(admin.getByRole('alert')).toContainText('改为第 2 版');
  await expect(admin.getByRole('textbox', { name: '英文名称' })).toHaveValue('Boarders');
  await expect(admin.getByRole('textbox', { name: '中文名称' })).toHaveValue('寄宿学生');
  await press(admin.getByRole('button', { name: '保存' }));
  await expect(admin.getByText('已保存，第 3 版')).toBeVisible();

  // What an indicator counts by can't be deleted under it; what isn't written about can leave the year.
  await admin.goto(`/indicators/bureau_1?year=${year}`);
  await press(admin.getByRole('button', { name: '停用' }));
  await confirmDialog(admin);
  await admin.waitForURL(/\/indicators\?programme=rule_of_law&year=/);
  await expect(admin.getByText('本年度未启用的指标')).toBeVisible();
});
