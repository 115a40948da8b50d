import { readFile } from 'node:fs/promises';
import { openFormWorkbook } from '@huibao/documents/xlsx';
import { builtInPackage } from '@huibao/programmes';
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { expect, test } from '../people.ts';
import {
  checkAndSubmit,
  confirmAsHead,
  confirmDialog,
  fillByKeyboard,
  openForm,
  press,
  saved,
  typeInto,
} from './filling.ts';
import { act, answerAll, keepLedger, openTerms } from './gate.ts';

// The main job, end to end, by everybody whose job it is: one story, told in order on one demo.
test.describe.configure({ mode: 'serial' });

const year = new Date().getFullYear();
const ids = { campaigns: '', safety: '' };

test('a school fills a form from the keyboard, its head confirms, the bureau returns it once, and accepts it', async ({
  signedIn,
}) => {
  const school = await signedIn('school');
  ids.campaigns = await openForm(school, '表4');
  await fillByKeyboard(school, (isYesNo) => (isYesNo ? '是' : '0'));
  await checkAndSubmit(school);
  const head = await signedIn('head');
  await confirmAsHead(head, ids.campaigns);

  const bureau = await signedIn('bureau');
  await bureau.goto(`/review/${ids.campaigns}`);
  await press(bureau.getByRole('button', { name: '退回修改' }));
  await bureau.getByRole('dialog').getByRole('textbox', { name: '退回理由' }).fill('请核对本期发现问题数。');
  await confirmDialog(bureau);
  await expect(bureau.getByText('已退回').first()).toBeVisible();

  await school.goto('/todo');
  await expect(school.getByText('请核对本期发现问题数。').first()).toBeVisible();
  await school.goto(`/term/${ids.campaigns}/print`);
  await expect(school.getByText(/^状态：被退回，第 \d+ 次提交需修改后重新提交$/)).toBeVisible();
  await expect(school.getByText(/校验码/)).toHaveCount(0);
  await school.goto(`/term/${ids.campaigns}`);
  await expect(school.getByText('被退回').first()).toBeVisible();
  await typeInto(school, 'problems_found[fees]', '1');
  await typeInto(school, 'problems_fixed[fees]', '1');
  await checkAndSubmit(school);
  await confirmAsHead(head, ids.campaigns);

  await bureau.goto(`/review/${ids.campaigns}`);
  await expect(bureau.getByText('与上次提交相比')).toBeVisible();
  await press(bureau.getByRole('button', { name: '审核通过' }));
  await expect(bureau.getByText('已通过').first()).toBeVisible();
  await school.goto(`/term/${ids.campaigns}/print`);
  await expect(school.getByText(/^状态：已审核通过（第 \d+ 次提交）$/)).toBeVisible();
  await expect(school.getByText(/^校验码：[0-9a-f]{64}$/)).toBeVisible();
});

test('a returned form is mended in Excel: downloaded, changed by another program, previewed cell by cell, imported', async ({
  signedIn,
}) => {
  const school = await signedIn('school');
  ids.safety = await openForm(school, '表3');
  await expect(school.getByText(/被退回 2 处/)).toBeVisible();
  await school.keyboard.press('F8');
  await expect(school.locator('td.cell.active.commented')).toBeVisible();

  const [download] = await Promise.all([
    school.waitForEvent('download'),
    press(school.getByRole('link', { name: '下载 Excel' })),
  ]);
  const bytes = await readFile(await download.path());
  const form = builtInPackage('rule-of-law').programme.forms.find(({ code }) => code === 'safety')!;
  const unit = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null } as const;
  const { cells } = (await openFormWorkbook(bytes)).read(form, unit);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  const write = (code: string, value: string | number): void => {
    const place = cells.find((cell) => cell.code === code);
    const target = workbook.getWorksheet(place?.sheet ?? '')?.getCell(place?.ref ?? '');
    if (!target) throw new Error(`the workbook has no cell for ${code}`);
    target.value = value;
  };
  write('letters', 1208);
  write('mailboxes', '两个');
  await press(school.getByRole('button', { name: '导入' }));
  await school
    .getByRole('dialog')
    .locator('input[type=file]')
    .setInputFiles({
      name: '表3.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await workbook.xlsx.writeBuffer()),
    });
  await expect(
    school.getByRole('dialog').getByText(/将修改 1 格，清空 0 格，与他人修改冲突 0 格，不能识别 1 格/),
  ).toBeVisible();
  await expect(school.getByRole('dialog').getByText('两个')).toBeVisible();
  await press(school.getByRole('dialog').getByRole('button', { name: /确认导入/ }));
  await expect(school.getByText('已导入 1 格。 1 格未能导入，列在下面')).toBeVisible();
  await expect(school.getByRole('dialog').getByText('两个')).toBeVisible();
  await school.keyboard.press('Escape');
  await expect(school.locator('[data-cell="letters"]')).toContainText('1,208');
  await saved(school);
  await checkAndSubmit(school);
  await confirmAsHead(await signedIn('head'), ids.safety);

  const bureau = await signedIn('bureau');
  await bureau.goto('/collections');
  await press(bureau.getByRole('link', { name: new RegExp(`${year}`) }).first());
  await press(bureau.getByRole('button', { name: /^催报/ }));
  await expect(bureau.getByText(/发出催报通知/)).toBeVisible();
  await press(bureau.getByRole('button', { name: /全部通过/ }));
  await confirmDialog(bureau);
  await expect(bureau.getByText(/已通过 \d+ 张表/)).toBeVisible();

  await bureau.goto(`/rollup?year=${year}`);
  await press(
    bureau
      .getByRole('row', { name: /致家长的一封信/ })
      .first()
      .getByRole('button')
      .or(
        bureau
          .getByRole('row', { name: /致家长的一封信/ })
          .first()
          .getByRole('link'),
      )
      .first(),
  );
  await expect(bureau.getByText('塔南路小学').first()).toBeVisible();
});

test('the bureau compiles, writes, has it checked and signed, sends it up and publishes it; the city receives and compares', async ({
  signedIn,
  visitor,
}) => {
  const bureau = await signedIn('bureau');
  await bureau.goto('/reports');
  await openTerms(bureau, year);
  await keepLedger(bureau, year);
  await press(bureau.getByRole('button', { name: new RegExp(`生成 ${year} 年度初稿`) }));
  await bureau.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  const reportId = /reports\/([0-9a-f-]{36})/.exec(bureau.url())?.[1] ?? '';
  await expect(bureau.getByText(/引用数据 \d+/)).toBeVisible();

  await bureau.locator('.report-sheet').getByRole('textbox').first().focus();
  await bureau.keyboard.press('Control+End');
  await bureau.keyboard.type('其中发放家长信');
  await bureau.keyboard.type('/');
  await bureau.keyboard.type('家长');
  await bureau.keyboard.press('Enter');
  await expect(bureau.getByText(/已保存/).first()).toBeVisible();

  await press(bureau.locator('.page-head').getByRole('button', { name: '检查并送核' }));
  await bureau.waitForURL(/\/gate$/);
  await answerAll(bureau);
  await act(bureau, '送核');
  const checker = await signedIn('checker');
  await checker.goto(`/reports/${reportId}`);
  await act(checker, /核稿通过/);
  const issuer = await signedIn('issuer');
  await issuer.goto(`/reports/${reportId}`);
  await act(issuer, '签发');
  await bureau.goto(`/reports/${reportId}`);
  await act(bureau, '登记编号');
  await expect(bureau.getByText(new RegExp(`山教〔${year}〕\\d+号`)).first()).toBeVisible();
  await act(bureau, '报焦作市教育局');
  await act(bureau, '公开发布');

  const city = await signedIn('city');
  await city.goto(`/districts?year=${year}`);
  await press(
    city
      .getByRole('row', { name: /山阳区/ })
      .getByRole('link')
      .first(),
  );
  await expect(city.getByText(new RegExp(`${year}年度`)).first()).toBeVisible();
  await press(city.getByRole('button', { name: '接收' }));
  await expect(city.getByText('已接收').first()).toBeVisible();
  await city.goto('/compare?year=2024&indicator=letters&per=none');
  const shanyang = city.getByRole('row', { name: /山阳区/ });
  await expect(shanyang).toContainText('20,436');
  // Of 25 schools each in each of two terms; one opened in the second.
  await expect(shanyang).toContainText('49/49');
  const [sheet] = await Promise.all([
    city.waitForEvent('download'),
    press(city.getByRole('link', { name: /导出 Excel/ })),
  ]);
  expect((await readFile(await sheet.path())).subarray(0, 2).toString()).toBe('PK');

  // All of them at once: earlier years are told to who comes to a value by keys, and to who presses one.
  await city.goto('/compare/all?year=2024');
  const values = city.getByRole('grid', { name: '全部指标' });
  const told = city.getByRole('tooltip');
  await expect(async () => {
    await values.locator('td[tabindex="0"]').focus();
    await city.keyboard.press('ArrowRight');
    await expect(told).toContainText(/ · .*2023 年 .*2024 年 /, { timeout: 1000 });
  }).toPass();
  await city.keyboard.press('Escape');
  await expect(told).toBeHidden();
  await values.locator('tr[data-code]').nth(3).locator('td').last().click();
  await expect(told).toContainText(/2024 年 /);

  const page = await visitor();
  await page.goto('/published');
  await press(page.getByRole('link', { name: new RegExp(`山阳区教育局${year}年度`) }).first());
  await expect(page.getByRole('heading', { name: new RegExp(`${year}年度`) }).first()).toBeVisible();
  for (const format of ['PDF', 'Word'])
    await expect(page.getByRole('link', { name: new RegExp(format) }).first()).toBeVisible();
});

test('the published report of 2024 holds the figures that its schools’ submissions add up to, on the page and in both files', async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto('/published');
  await press(page.getByRole('link', { name: /山阳区教育局2024年度/ }).first());
  const text = (await page.locator('article').innerText()).replaceAll(/\s+/g, '');
  for (const figure of ['17所学校', '4所党总支', '13所党支部', '2万余份', '25个', '27场', '2830人'])
    expect(text).toContain(figure);
  const [docx] = await Promise.all([
    page.waitForEvent('download'),
    press(page.getByRole('link', { name: /Word/ }).first()),
  ]);
  const { value } = await mammoth.extractRawText({ path: await docx.path() });
  expect(value).toContain('2万余份');
});

test('the bureau lays figures out anew, looks behind one, keeps the table as a view, and takes it away as files', async ({
  signedIn,
}) => {
  const bureau = await signedIn('bureau');
  const definition = {
    programme: 'rule_of_law',
    years: [2024],
    measures: ['letters', 'screenings', 'viewers'].map((indicator) => ({ indicator })),
    rows: 'unit',
    columns: 'term',
  };
  await bureau.goto(`/analysis?${new URLSearchParams({ definition: JSON.stringify(definition) })}`);
  const total = bureau.getByRole('row', { name: /^合计/ });
  for (const figure of ['20,436', '27', '2,830'])
    await expect(total.getByRole('gridcell', { name: figure, exact: true })).toBeVisible();
  await expect(bureau.locator('.chart-frame svg')).toBeVisible();

  const cell = bureau
    .getByRole('row', { name: /^塔南路小学/ })
    .getByRole('gridcell')
    .first();
  await press(cell);
  const behind = bureau.getByRole('complementary', { name: '来源' });
  await expect(behind.getByText('塔南路小学').first()).toBeVisible();
  await bureau.keyboard.press('ArrowRight');
  await bureau.keyboard.press('ArrowRight');
  await bureau.keyboard.press('Enter');
  await expect(behind.getByText(/塔南路小学 · 合计/)).toBeVisible();

  await bureau.getByRole('combobox', { name: '行', exact: true }).selectOption('unitType');
  await expect(bureau.getByRole('row', { name: /^初级中学/ })).toBeVisible();
  await expect(total).toContainText('20,436');
  const name = `按学段 ${Date.now()}`;
  await press(bureau.getByRole('button', { name: '保存视图' }));
  await bureau.getByRole('dialog').getByRole('textbox', { name: '视图名称' }).fill(name);
  await confirmDialog(bureau);
  await bureau.goto('/analysis');
  await bureau.getByRole('combobox', { name: '打开视图' }).selectOption({ label: name });
  await expect(bureau.getByRole('row', { name: /^初级中学/ })).toBeVisible();

  const shown = (await total.getByRole('gridcell').allInnerTexts()).map((text) => text.replaceAll(',', ''));
  const [csv] = await Promise.all([
    bureau.waitForEvent('download'),
    press(bureau.getByRole('link', { name: '导出 CSV' })),
  ]);
  const last = (await readFile(await csv.path(), 'utf8')).trimEnd().split('\r\n').at(-1)?.split(',') ?? [];
  expect(last.slice(1, 1 + shown.length)).toEqual(shown);
  const [xlsx] = await Promise.all([
    bureau.waitForEvent('download'),
    press(bureau.getByRole('link', { name: '导出 Excel' })),
  ]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(await readFile(await xlsx.path())).buffer);
  expect((workbook.worksheets[0]?.lastRow?.values as unknown[]).slice(2, 2 + shown.length).map(String)).toEqual(shown);

  await press(bureau.getByRole('button', { name: '管理视图' }));
  await press(bureau.getByRole('button', { name: `删除视图“${name}”` }));
  await expect(bureau.getByRole('dialog').getByText(name)).toBeHidden();
});
