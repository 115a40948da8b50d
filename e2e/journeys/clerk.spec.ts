import type { BrowserContext } from '@playwright/test';
import { cellId, type Cell } from '@huibao/domain';
import { expect, test, type Page } from '../people.ts';
import { checkAndSubmit, confirmAsHead, openForm, paste, press, saved } from './filling.ts';
import { ask, tell } from './gate.ts';
import { columnHeaded, edited, insertColumn, rowAddressed, sheetNamed, swapColumns } from './spreadsheet.ts';

// A clerk's hour: a register of 300 rows, pasted blocks, undo, two windows, a line that breaks, a workbook of
// yesterday. Takes 塔南路小学's second form back, and submits it again as it was. Told in order.
test.describe.configure({ mode: 'serial' });

const register = '学校领导班子学法台账';
const column = (name: string) => `[data-cell^="school_study_sessions.${name}["]`;

interface StoredCell extends Cell {
  readonly version: number;
}

let id = '';
/** The form as it was before. */
let before: readonly StoredCell[] = [];
let rowsBefore = 0;

const cellsNow = async (page: Page): Promise<readonly StoredCell[]> =>
  (await ask<{ cells: readonly StoredCell[] }>(page, 'submission.get', { submissionId: id })).cells;

/** As a colleague's window saves it. */
async function saveElsewhere(page: Page, cells: readonly Cell[]): Promise<void> {
  const versions = new Map((await cellsNow(page)).map((cell) => [cellId(cell), cell.version]));
  await tell(page, 'submission.save', {
    submissionId: id,
    source: 'page',
    cells: cells.map(({ code, key, state, value }) => ({
      code,
      key,
      state,
      value,
      version: versions.get(cellId({ code, key })) ?? 0,
    })),
  });
}

const grid = (page: Page) => page.getByRole('grid', { name: register });
const spareCell = (page: Page, name: string) => grid(page).locator(`tr.spare ${column(name)}`);
const status = (page: Page) => page.locator('.topbar-status');

const rowCount = async (page: Page): Promise<number> => Number(await grid(page).getAttribute('aria-rowcount')) - 2;

async function closeByEscape(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function closeDialog(page: Page): Promise<void> {
  await page.getByRole('dialog').locator('button.primary').click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('rows are typed and pasted into a register, 300 at a time, undone and done again', async ({ signedIn }) => {
  const page = await signedIn('school');
  id = await openForm(page, '表2');
  await press(page.getByRole('button', { name: '撤回' }));
  await expect(page.getByRole('button', { name: '检查并提交' })).toBeVisible();
  await expect(grid(page)).toBeVisible();
  before = await cellsNow(page);
  rowsBefore = await rowCount(page);

  // 101⏎ … 112⏎ into the last, empty row: twelve rows.
  await spareCell(page, 'attendees').click();
  for (let number = 101; number <= 112; number += 1) {
    await page.keyboard.type(String(number));
    await page.keyboard.press('Enter');
  }
  await expect(
    grid(page)
      .locator(column('attendees'))
      .filter({ hasText: /^✕?…?◌?✓?1(0[1-9]|1[0-2])$/ }),
  ).toHaveCount(12);
  expect(await rowCount(page)).toBe(rowsBefore + 12);
  await saved(page);

  // An arrow keeps what is typed and goes on; Escape gives it up.
  await page.keyboard.type('12');
  await expect(status(page)).toContainText('1 项待保存');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('7');
  await page.keyboard.press('Escape');
  expect(await rowCount(page)).toBe(rowsBefore + 13);
  await saved(page);

  // Three lines in a cell stay in it; 3⏎4 is no number and stays as it is.
  await spareCell(page, 'topic').click();
  await paste(
    page,
    '<table><tr><td>《甲法》<br>《乙法》<br>《丙法》</td><td>3<br>4</td></tr></table>',
    '"《甲法》\n《乙法》\n《丙法》"\t"3\n4"\n',
  );
  await expect(page.getByRole('dialog')).toContainText('1 格无法识别');
  await closeDialog(page);
  await expect(status(page)).toContainText('1 项未保存');
  const unread = grid(page)
    .locator(`${column('attendees')}.invalid`)
    .filter({ hasText: /3\s*4/ });
  await expect(unread).toHaveCount(1);
  await page.reload();
  await expect(grid(page).locator(`${column('attendees')}.invalid`)).toHaveCount(1);
  await page.getByRole('button', { name: '查看', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '移除', exact: true }).click();
  await closeDialog(page);
  await saved(page);

  // 300 rows by one paste: shown first, then filled in; the page stays light and its head in sight.
  await spareCell(page, 'topic').click();
  const block = Array.from({ length: 300 }, (_, row) => `《第${row + 1}部法》\t${row + 1}`).join('\n');
  const seen = await rowCount(page);
  await paste(page, '', `${block}\n`);
  await expect(page.getByRole('dialog')).toContainText('将填入 600 格');
  await closeDialog(page);
  await saved(page);
  expect(await rowCount(page)).toBe(seen + 300);
  expect(await grid(page).locator('tr[data-row]').count()).toBeLessThan(100);
  await grid(page).locator(column('topic')).first().click();
  await page.keyboard.press('Control+End');
  await expect(grid(page).locator('thead th').nth(1)).toBeInViewport();

  // Undone from another section: it goes there, and is seen.
  await page.getByRole('navigation', { name: '本表各部分' }).getByRole('button').nth(1).click();
  await page.getByRole('grid').first().locator('td.cell').first().click();
  await page.keyboard.press('Control+z');
  await expect(grid(page)).toBeVisible();
  await expect.poll(() => rowCount(page)).toBe(seen);
  await saved(page);

  await page.keyboard.press('Control+y');
  await expect.poll(() => rowCount(page)).toBe(seen + 300);
  await saved(page);

  // Two rows are deleted: the cursor stays in the register.
  await grid(page).locator(column('topic')).last().click();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Control+-');
  await expect.poll(() => rowCount(page)).toBe(seen + 298);
  await expect(page.locator('.cell-input:focus')).toHaveCount(1);
  await saved(page);
});

test('the line breaks: each of two windows keeps its own, and neither says that it is saved', async ({
  signedIn,
  expectErrors,
}) => {
  expectErrors(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  const page = await signedIn('school');
  const context: BrowserContext = page.context();
  const other = await context.newPage();
  for (const one of [page, other]) {
    await one.goto(`/term/${id}`);
    await expect(grid(one)).toBeVisible();
  }
  await context.setOffline(true);
  await grid(page).locator(column('topic')).nth(rowsBefore).click();
  await page.keyboard.type('窗口一');
  await page.keyboard.press('Enter');
  await grid(other)
    .locator(column('topic'))
    .nth(rowsBefore + 1)
    .click();
  await other.keyboard.type('窗口二');
  await other.keyboard.press('Enter');
  for (const one of [page, other]) {
    await expect(status(one)).toContainText('离线，1 项待同步');
    await expect(status(one)).not.toContainText('已保存');
  }
  await context.setOffline(false);
  for (const one of [page, other]) await saved(one);
  await other.close();
  await page.reload();
  await expect(grid(page).locator(column('topic')).filter({ hasText: '窗口一' })).toHaveCount(1);
  await expect(grid(page).locator(column('topic')).filter({ hasText: '窗口二' })).toHaveCount(1);
});

const year = new Date().getFullYear();
/** By rows below the last that was filled. */
const days: readonly (readonly [number, string | number])[] = [
  [0, '9月8日'],
  [1, '9/8'],
  [2, `${year}/9/9 0:00:00`],
  [3, `${year}年9月12日 星期六`],
  [33, 46_274],
  [34, '某日'],
];
const at = (code: string, key: string): string => cellId({ code, key });

test('a workbook of yesterday, rearranged: what a colleague wrote stays unless chosen, nothing is emptied unasked', async ({
  signedIn,
}) => {
  const page = await signedIn('school');
  const yesterday = [
    { code: 'activity_events', key: 'lecture', state: 'value', value: '6' },
    { code: 'activity_events', key: 'film', state: 'value', value: '5' },
    { code: 'activity_events', key: 'court', state: 'value', value: '4' },
    { code: 'activity_events', key: 'speech', state: 'value', value: '3' },
    { code: 'legal_culture_sites', key: '', state: 'value', value: '2' },
  ] as const;
  await saveElsewhere(page, yesterday);
  const stored = await cellsNow(page);
  const topics = stored.filter(({ code, state }) => code === 'school_study_sessions.topic' && state === 'value');
  const [deleted] = topics;
  expect(deleted).toBeDefined();
  const download = Buffer.from(await (await page.request.get(`/files/workbook/${id}`)).body());

  // Overnight, on the page: a number that the clerk changes too, one that the clerk clears, and two texts left alone.
  const left = topics.at(-1);
  await saveElsewhere(page, [
    { code: 'activity_events', key: 'lecture', state: 'value', value: '7' },
    { code: 'activity_events', key: 'court', state: 'value', value: '9' },
    { code: 'legal_culture_sites', key: '', state: 'value', value: '8' },
    { code: 'case_title', key: '', state: 'value', value: '同事夜里写的题目' },
    { code: 'school_study_sessions.topic', key: left?.key ?? '', state: 'value', value: '同事夜里改的一行' },
  ]);

  const buffer = await edited(download, (workbook) => {
    const fields = sheetNamed(workbook, '填报表');
    insertColumn(fields, columnHeaded(fields, '本期'));
    const now = columnHeaded(fields, '本期');
    const field = (code: string, key = '') => fields.getRow(rowAddressed(fields, at(code, key))).getCell(now);
    fields.getRow(rowAddressed(fields, at('activity_events', 'film'))).getCell(now - 1).value = '待核';
    field('activity_events', 'lecture').value = 20;
    field('activity_events', 'court').value = null;
    field('activity_events', 'speech').value = null;
    field('activity_events', 'film').value = '1,158';
    field('activity_events', 'culture').value = { formula: '600+600' };

    const sheet = sheetNamed(workbook, register);
    swapColumns(sheet, columnHeaded(sheet, '日期 *'), columnHeaded(sheet, '学习内容 *'));
    const date = columnHeaded(sheet, '日期 *');
    const kind = columnHeaded(sheet, '形式 *');
    const topic = columnHeaded(sheet, '学习内容 *');
    const people = columnHeaded(sheet, '参加人数 (人) *');
    // As people write a day; the last two lie beyond the rows that were prepared.
    const first = rowAddressed(sheet, /^new:/);
    for (const [offset, day] of days) {
      const row = sheet.getRow(first + offset);
      row.getCell(date).value = day;
      row.getCell(kind).value = '"第一议题"学习';
      row.getCell(topic).value = `表中${String(day)}`;
      row.getCell(people).value = 11;
    }
    sheet.spliceRows(rowAddressed(sheet, `row:${deleted?.key ?? ''}`), 1);
  });
  const dialog = page.getByRole('dialog');
  const summary = dialog.getByText(/^将修改 \d+ 格/);
  const upload = async (): Promise<void> => {
    await page.getByRole('button', { name: '导入' }).click();
    await dialog.locator('input[type=file]').setInputFiles({
      name: '表2.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer,
    });
    await expect(summary).toBeVisible();
  };
  const listed = (name: string | RegExp) => dialog.getByRole('region', { name }).locator('tbody tr');

  await page.goto(`/term/${id}`);
  await expect(grid(page)).toBeVisible();
  await upload();
  const emptied =
    1 + (await cellsNow(page)).filter((cell) => cell.key === deleted?.key && cell.state === 'value').length;
  await expect(summary).toHaveText(new RegExp(`将修改 24 格，清空 ${emptied} 格，与他人修改冲突 2 格，不能识别 2 格`));
  const conflicts = listed(/^下载之后系统中又有改动/);
  await expect(conflicts.filter({ hasText: '讲堂' })).toContainText(/7[\s\S]*20/);
  await expect(conflicts.filter({ hasText: '法庭' })).toContainText(/9[\s\S]*空/);
  await expect(listed('不能导入的单元格').filter({ hasText: '=600+600' })).toContainText(/填报表 F\d+/);
  await expect(listed('不能导入的单元格').filter({ hasText: '某日' })).toBeVisible();
  await expect(listed(/^表中为空、将清空/)).toHaveCount(emptied);
  await expect(listed('将修改的单元格').filter({ hasText: '文本格式的数字' })).toContainText('1,158');
  await expect(listed(/^未读取的内容/)).toContainText(['待核']);
  await conflicts.filter({ hasText: '讲堂' }).getByRole('checkbox').check();
  await dialog.getByRole('button', { name: '确认导入 25 格' }).click();
  await expect(dialog.getByText('已导入 25 格。')).toBeVisible();
  await closeByEscape(page);
  const imported = await cellsNow(page);
  const read = (code: string, key = '') => imported.find((cell) => cell.code === code && cell.key === key)?.value;
  expect([
    read('activity_events', 'lecture'),
    read('activity_events', 'court'),
    read('activity_events', 'speech'),
    read('activity_events', 'film'),
    read('legal_culture_sites'),
    read('case_title'),
    read('school_study_sessions.topic', left?.key),
    read('school_study_sessions.topic', deleted?.key),
  ]).toEqual(['20', '9', '3', '1158', '8', '同事夜里写的题目', '同事夜里改的一行', deleted?.value]);
  const added = imported.filter(({ value }) => value.startsWith('表中'));
  expect(added.map(({ key }) => read('school_study_sessions.held_on', key))).toEqual([
    `${year}-09-08`,
    `${year}-09-08`,
    `${year}-09-09`,
    `${year}-09-12`,
    '2026-09-09',
    undefined,
  ]);
  expect(new Set(added.map(({ key }) => read('school_study_sessions.kind', key)))).toEqual(new Set(['first_topic']));

  // The same file again, and this time what it lacks is emptied, because somebody says so.
  await upload();
  await expect(summary).toHaveText(new RegExp(`将修改 0 格，清空 ${emptied} 格，与他人修改冲突 1 格`));
  await dialog.getByRole('checkbox', { name: `同时清空这 ${emptied} 格` }).check();
  await dialog.getByRole('button', { name: `确认导入 ${emptied} 格` }).click();
  await expect(dialog.getByText(`已导入 ${emptied} 格。`)).toBeVisible();
  await closeByEscape(page);
  const after = await cellsNow(page);
  expect(after.filter(({ key, state }) => key === deleted?.key && state !== 'missing')).toEqual([]);
  expect(after.find(({ code, key }) => code === 'activity_events' && key === 'court')?.value).toBe('9');
});

test('the form is as it was, and goes to the head again', async ({ signedIn }) => {
  const page = await signedIn('school');
  const was = new Map(before.map((cell) => [cellId(cell), cell]));
  const others = (await cellsNow(page)).filter(({ code, key, state, value }) => {
    const cell = was.get(cellId({ code, key }));
    return state !== (cell?.state ?? 'missing') || value !== (cell?.value ?? '');
  });
  await saveElsewhere(
    page,
    others.map(({ code, key }) => was.get(cellId({ code, key })) ?? { code, key, state: 'missing', value: '' }),
  );
  await page.goto(`/term/${id}`);
  await expect(grid(page)).toBeVisible();
  expect(await rowCount(page)).toBe(rowsBefore);
  await checkAndSubmit(page);
  await confirmAsHead(await signedIn('head'), id);
});

test('who decides on what was taken back is refused, and sees how it stands, with all that was typed', async ({
  signedIn,
  expectErrors,
}) => {
  expectErrors(/409/);
  const [page, head, bureau] = [await signedIn('school'), await signedIn('head'), await signedIn('bureau')];
  const takeBack = async (): Promise<void> => {
    await page.goto(`/term/${id}`);
    await press(page.getByRole('button', { name: '撤回' }));
    await expect(page.getByRole('button', { name: '检查并提交' })).toBeVisible();
  };
  const dialog = bureau.getByRole('dialog');
  const comment = async (text: string): Promise<void> => {
    await bureau.goto(`/review/${id}`);
    await press(bureau.locator('.review-value').first());
    await dialog.getByLabel('批注内容').fill(text);
    await press(dialog.getByRole('button', { name: '保存' }));
  };
  await comment('请核对日期');
  await takeBack();
  const sendBack = bureau.getByRole('button', { name: '退回修改' });
  await press(sendBack);
  await dialog.getByLabel('退回理由').fill('日期有误');
  await press(dialog.getByRole('button', { name: '退回修改' }));
  await expect(dialog.getByRole('alert')).toContainText('刚刚变化');
  await press(dialog.getByRole('button', { name: '取消' }));
  await expect(sendBack).toBeHidden();
  await expect(bureau.getByText('请核对日期')).toBeVisible();

  await checkAndSubmit(page);
  await head.goto(`/term/${id}`);
  const confirm = head.getByRole('button', { name: '确认报送' });
  await expect(confirm).toBeVisible();
  await takeBack();
  await press(confirm);
  await expect(head.getByRole('alert')).toContainText('刚刚变化');
  await expect(confirm).toBeHidden();

  await checkAndSubmit(page);
  await confirmAsHead(head, id);
  await comment('请核对形式');
  await takeBack();
  await checkAndSubmit(page);
  await confirmAsHead(head, id);
  const { no } = (await ask<{ revision: { no: number } }>(bureau, 'review.revision', { submissionId: id })).revision;
  await press(bureau.getByRole('button', { name: '审核通过' }));
  await expect(bureau.getByText(`已重新提交（第 ${no} 次）。您写的 1 处批注仍在`)).toBeVisible();
  await expect(bureau.getByText('请核对形式')).toBeVisible();
  // Said once.
  await expect(bureau.getByText('请审核最新一次提交的内容')).toBeHidden();

  // A colleague decides first: the comments weren't sent. The head is shown what was mended since.
  await tell(bureau, 'review.return', { submissionId: id, revisionNo: no, reason: '请核对', comments: [] });
  await press(bureau.getByRole('button', { name: '审核通过' }));
  await expect(bureau.getByText('您写的 1 处批注没有发出')).toBeVisible();
  await expect(bureau.getByRole('region', { name: '批注' })).toContainText('未发出');
  await expect(bureau.getByText('刚刚变化')).toBeHidden();
  await press(bureau.getByRole('link', { name: '填报管理' }).first());
  await expect(dialog.getByText('尚未保存')).toBeVisible();
  await page.goto(`/term/${id}`);
  await checkAndSubmit(page);
  await head.goto(`/term/${id}`);
  await expect(head.getByText(`与第 ${no} 次提交相比，改动 0 处`)).toBeVisible();
  await confirmAsHead(head, id);
});
