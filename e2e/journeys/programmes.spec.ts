import { readFile } from 'node:fs/promises';
import { readPackageArchive, writePackageArchive } from '@huibao/documents/package';
import { expect, test, type Page } from '../people.ts';
import { press } from './filling.ts';

const year = 2024;

/** A package as somebody has it who took the files of another one and called it anew. */
function renamed(bytes: Uint8Array): Map<string, string> {
  const read = readPackageArchive(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  const head = read.files.get('programme.json') ?? '';
  return new Map(read.files).set(
    'programme.json',
    head
      .replace('"code": "rule_of_law"', '"code": "campus_law"')
      .replace(/"title": \{[^}]*\}/, '"title": { "zh": "校园法治专项报告", "en": "Campus law" }'),
  );
}

async function choose(page: Page, files: ReadonlyMap<string, string>): Promise<void> {
  await page
    .getByRole('dialog')
    .getByLabel('选择方案包（.zip）')
    .setInputFiles({
      name: 'campus-law.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(writePackageArchive(files)),
    });
}

test('an administrator brings a programme of the bureau’s own: a broken package is refused by place, a right one published', async ({
  signedIn,
}) => {
  const admin = await signedIn('jiefang.bureau-admin');
  await admin.goto('/units');
  await press(admin.getByRole('link', { name: '报告项目' }));
  // Beside it may stand drafts of it, of whoever designs at the same time.
  await expect(admin.getByRole('row', { name: /rule_of_law.*平台/ })).toBeVisible();
  const [download] = await Promise.all([
    admin.waitForEvent('download'),
    press(admin.getByRole('link', { name: new RegExp(`^下载.*${year} 年度方案包$`) })),
  ]);
  expect(download.suggestedFilename()).toBe(`rule_of_law-${year}.zip`);
  const files = renamed(await readFile(await download.path()));

  await press(admin.getByRole('button', { name: '导入方案包' }));
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '年度' }).selectOption(String(year));
  const broken = new Map(files).set('glossary.json', '{ "terms": [ { "code": "甲" } ] }');
  await choose(admin, broken);
  await press(dialog.getByRole('button', { name: '检查' }));
  await expect(dialog.getByRole('alert')).toContainText('不能发布');
  await expect(dialog.getByRole('row', { name: /glossary\.json \$\.terms\[0\]\.code/ })).toBeVisible();
  await expect(dialog.getByRole('button', { name: '发布' })).toBeHidden();

  await choose(admin, files);
  await expect(dialog.getByRole('alert')).toBeHidden();
  await press(dialog.getByRole('button', { name: '检查' }));
  await expect(dialog.getByText(`将新发布“校园法治专项报告”，${year} 年度为第一个年度。`)).toBeVisible();
  await press(dialog.getByRole('button', { name: '发布' }));
  await expect(dialog).toBeHidden();
  await expect(admin.getByRole('status')).toContainText(`“校园法治专项报告”${year} 年度已发布。`);
  await expect(admin.getByRole('row', { name: /校园法治专项报告.*本级/ })).toBeVisible();

  // It is there for whoever works in the bureau, beside the one from above.
  const programmes = admin.getByRole('combobox', { name: '报告项目' });
  await programmes.selectOption({ label: '校园法治专项报告' });
  await expect(programmes).toHaveValue('bureau-campus_law');
  await press(admin.getByRole('link', { name: '指标' }));
  await expect(programmes).toHaveValue('bureau-campus_law');
  await expect(admin.getByRole('rowheader', { name: '在籍学生', exact: true })).toBeVisible();

  // The next year's is compared with it.
  await admin.goto('/programmes');
  await press(admin.getByRole('button', { name: '导入方案包' }));
  await dialog.getByRole('combobox', { name: '年度' }).selectOption(String(year + 1));
  await choose(
    admin,
    new Map(files).set(
      'glossary.json',
      '{ "terms": [ { "code": "case", "term": { "zh": "案件", "en": "Case" }, "meaning": { "zh": "一件", "en": "One" } } ] }',
    ),
  );
  await press(dialog.getByRole('button', { name: '检查' }));
  await expect(dialog.getByRole('row', { name: /口径说明 新增 案件/ })).toBeVisible();
  await press(dialog.getByRole('button', { name: '取消' }));
});
