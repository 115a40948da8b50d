import { writePackageArchive } from '@huibao/documents/package';
import { expect, test, type Page } from '../people.ts';
import { confirmDialog, press, typeInto } from './filling.ts';

const title = '家校共育情况报告';
const year = new Date().getFullYear();
const both = (zh: string, en: string) => ({ zh, en });
const item = (code: string, zh: string) => ({
  code,
  label: both(zh, code),
  type: 'integer',
  flow: 'flow',
  required: true,
  min: '0',
});
const visits = item('visits', '走访次数');
const talks = item('talks', '座谈次数');
const homes = item('homes', '走访户数');

/** A programme of one form and one period, whose form asks these and asked those. */
function programme(asked: readonly object[], retired: readonly object[]): Buffer {
  const block = (elements: readonly object[]) => ({ kind: 'fields', title: both('走访', 'Visits'), elements });
  const step = (code: string, zh: string, role: string, issues: boolean) => ({
    code,
    label: both(zh, code),
    role,
    issues,
  });
  const files = {
    'programme.json': {
      format: 1,
      code: 'home_school',
      title: both(title, 'Home and school'),
      calendar: {
        periods: [
          {
            code: 'whole',
            label: both('全年', 'Year'),
            short: both('全', 'Y'),
            starts: '01-01',
            opens: '01-01',
            due: '12-31',
            closes: '+1 01-31',
          },
        ],
        reportDue: '+1 02-15',
        publishDue: '+1 03-31',
      },
      chain: [
        step('draft', '拟稿', 'bureau_editor', false),
        step('check', '核稿', 'bureau_checker', false),
        step('issue', '签发', 'bureau_issuer', true),
      ],
      forms: ['visiting'],
      indicatorGroups: [],
    },
    'forms/visiting.json': {
      code: 'visiting',
      number: both('共育表', 'Form V'),
      title: both('走访情况', 'Visits'),
      shortTitle: both('走访', 'Visits'),
      instructions: both('由学校填写。', 'Filled in by schools.'),
      appliesTo: { kinds: ['school'] },
      sections: [{ code: 'visiting', title: both('走访', 'Visits'), blocks: [block(asked)] }],
      rules: [],
      ...(retired.length > 0 ? { retired: [block(retired)] } : {}),
    },
    'registers.json': { sensitiveRegisters: [] },
    'indicators.json': { indicators: [] },
    'template.json': {
      code: 'home_school_report',
      title: ['{bureau}{year}年家校共育工作报告'],
      upwardTitle: ['{bureau}关于{year}年家校共育工作情况的报告'],
      sections: [
        {
          code: 'visits',
          heading: '走访情况',
          level: 1,
          numbering: 'auto',
          required: true,
          guidance: both('写走访情况。', 'Visits.'),
          content: { type: 'doc', version: 2, content: [] },
        },
      ],
    },
    'glossary.json': { terms: [] },
  };
  return Buffer.from(
    writePackageArchive(new Map(Object.entries(files).map(([path, content]) => [path, JSON.stringify(content)]))),
  );
}

async function publish(admin: Page, buffer: Buffer): Promise<void> {
  await admin.goto('/programmes');
  await press(admin.getByRole('button', { name: '导入方案包' }));
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '年度' }).selectOption(String(year));
  const file = { name: 'home-school.zip', mimeType: 'application/zip', buffer };
  await dialog.getByLabel('选择方案包（.zip）').setInputFiles(file);
  await press(dialog.getByRole('button', { name: '检查' }));
  await press(dialog.getByRole('button', { name: '发布', exact: true }));
  await expect(admin.getByRole('status')).toContainText(`“${title}”${year} 年度已发布。`);
}

test('what an amended form asks no more is set aside, and comes back where it is asked again', async ({ signedIn }) => {
  const admin = await signedIn('jiefang.bureau-admin');
  await publish(admin, programme([visits, talks], []));

  const editor = await signedIn('jiefang.bureau-editor');
  await editor.goto('/collections?programme=bureau-home_school');
  await press(editor.getByRole('button', { name: '开放填报' }));
  await confirmDialog(editor);

  const school = await signedIn('jiefang.n01.reporter');
  await school.goto('/term');
  await press(school.getByRole('link', { name: '开始填报 走访情况' }));
  await typeInto(school, 'talks', '5');
  await typeInto(school, 'visits', '9');

  await publish(admin, programme([visits, homes], [talks]));
  const adopt = async (): Promise<void> => {
    await editor.goto('/collections?programme=bureau-home_school');
    await press(editor.getByRole('link', { name: `${year} 全年` }));
    // The page is of its collection's programme, whichever was chosen last.
    await expect(editor.getByRole('combobox', { name: '报告项目' })).toHaveValue('bureau-home_school');
    await press(editor.getByRole('link', { name: '查看并采用' }));
    await expect(editor.getByRole('row', { name: /走访情况/ })).toBeVisible();
  };
  await adopt();
  const row = editor.getByRole('row', { name: /走访情况/ });
  await expect(row).toContainText('新增：走访户数');
  await expect(row).toContainText('停用：座谈次数');
  await press(editor.getByRole('button', { name: '采用新版' }));
  await editor.waitForURL(/\/collections\/[0-9a-f-]{36}$/);
  await expect(editor.getByRole('link', { name: '查看并采用' })).toBeHidden();
  // Back among the collections of the same programme, whichever is chosen above.
  await press(editor.locator('.breadcrumb').getByRole('link', { name: '填报管理' }));
  await expect(editor.getByRole('link', { name: `${year} 全年` })).toBeVisible();

  await school.reload();
  await expect(school.getByRole('rowheader', { name: /走访户数/ })).toBeVisible();
  await expect(school.getByRole('status').filter({ hasText: '有 1 项已填内容不再填报' })).toBeVisible();
  await press(school.getByRole('button', { name: '查看', exact: true }));
  const aside = school.getByRole('dialog', { name: '不再填报的内容' });
  await expect(aside.getByRole('row', { name: /座谈次数 5 / })).toBeVisible();
  await press(aside.getByRole('button', { name: '关闭' }));
  await typeInto(school, 'homes', '4');

  // Asked again: what was set aside is put back where somebody wants it.
  await publish(admin, programme([visits, homes, talks], []));
  await adopt();
  await press(editor.getByRole('button', { name: '采用新版' }));
  await editor.waitForURL(/\/collections\/[0-9a-f-]{36}$/);
  await expect(editor.getByRole('link', { name: '查看并采用' })).toBeHidden();
  await school.reload();
  await press(school.getByRole('button', { name: '查看', exact: true }));
  await press(aside.getByRole('row', { name: /座谈次数 5 / }).getByRole('button', { name: '恢复' }));
  await expect(school.locator('td.cell[data-cell="talks"]')).toHaveText(/5/);
  await expect(school.locator('td.cell[data-cell="visits"]')).toHaveText(/9/);
});
