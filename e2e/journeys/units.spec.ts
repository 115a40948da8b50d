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
  const answers = asked.getByRole('combobox', { name: '“民办教育”由哪个内设机构填报' });
  const byCode = await answers.getByRole('option').first().textContent();
  expect(byCode).toContain('（按职责代码）');
  await answers.selectOption({ label: '政策法规股' });
  await expect(answers.getByRole('option').first()).toHaveText('请指定');
  await answers.selectOption({ index: 0 });
  await expect(answers.getByRole('option').first()).toHaveText(byCode ?? '');
});
