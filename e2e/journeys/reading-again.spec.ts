import { expect, test } from '../people.ts';
import { press } from './filling.ts';

test('a page that can’t be read again stays, with the comments that a reviewer hasn’t sent, and goes on by itself', async ({
  signedIn,
  expectErrors,
}) => {
  expectErrors(/40[49]|503/);
  const page = await signedIn('bureau');
  await page.goto('/collections');
  await press(page.getByRole('link', { name: /秋季学期|春季学期/ }).first());
  const waiting = page.getByRole('link', { name: /龙源湖小学.*已提交/ }).first();
  const review = (await waiting.getAttribute('href')) ?? '';
  await page.goto(review);
  const dialog = page.getByRole('dialog');
  const comments = page.getByRole('region', { name: '批注' });
  const write = async (place: number, text: string): Promise<void> => {
    await press(page.locator('.review-value').nth(place));
    await dialog.getByLabel('批注内容').fill(text);
  };
  await write(0, '请核对日期');
  await press(dialog.getByRole('button', { name: '保存' }));

  // Somebody else was first, and what has become of it can't be read.
  const error = { code: 'submission.changed_since', kind: 'conflict', params: {} };
  const refusal = { error: { message: '', code: -32009, data: { code: 'CONFLICT', httpStatus: 409, error } } };
  await page.route('**/trpc/review.accept*', (route) => route.fulfill({ status: 409, json: refusal }));
  let status = 503;
  const data = `**${review}.data*`;
  await page.route(data, (route) => route.fulfill({ status, body: 'away' }));
  const accept = page.getByRole('button', { name: '审核通过' });
  await press(accept);
  const unread = page.getByRole('alert').filter({ hasText: '没有读到最新内容' });
  await expect(unread).toBeVisible();
  await expect(comments).toContainText('请核对日期');
  // A jump within the page doesn't end it, and what is being written stays as well.
  await press(comments.getByRole('link').first());
  await expect(page).toHaveURL(/#cell-/);
  await write(1, '请核对形式');
  await expect(unread).toBeVisible();
  await press(dialog.getByRole('button', { name: '保存' }));
  status = 404;
  await press(unread.getByRole('button', { name: '重试' }));
  const refused = page.getByRole('alert').filter({ hasText: '本页已不能再读取' });
  await expect(refused).toBeVisible();
  status = 503;
  await press(refused.getByRole('button', { name: '重试' }));
  await expect(unread).toBeVisible();
  await page.unroute(data);
  // Nobody presses anything.
  await expect(unread).toBeHidden();
  for (const text of ['请核对日期', '请核对形式']) await expect(comments).toContainText(text);

  // A closed window’s are found again, once.
  await page.goto('about:blank');
  await page.goto(review);
  for (const text of ['请核对日期', '请核对形式']) await expect(comments).toContainText(text);
  await press(comments.getByRole('button', { name: /^删除批注/ }).first());
  await press(comments.getByRole('button', { name: /^删除批注/ }).first());
  await page.reload();
  await expect(accept).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('unsent-comments')))).toEqual(
    [],
  );
});
