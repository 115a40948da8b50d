import { expect, test } from '../people.ts';

test('who nears an hour’s exports is told on the open page, before one is refused', async ({ signedIn, baseURL }) => {
  const page = await signedIn('qinyang.bureau-editor');
  const operator = await signedIn('operator');
  const headers = { origin: baseURL ?? '' };
  const me = await page.request.get('/trpc/session.current');
  const { result } = (await me.json()) as { result: { data: { tenant: { id: number } } } };
  const allow = async (exports: number | null, requests: number | null): Promise<void> => {
    const data = { tenantId: result.data.tenant.id, amounts: { exports, requests } };
    expect((await operator.request.post('/trpc/platform.setQuotas', { data, headers })).ok()).toBe(true);
  };
  await allow(5, 5999);
  // Both bind at once, half a minute later at most: every answer says it, through web, too.
  const policy = async () => (await page.request.get('/trpc/session.current')).headers()['ratelimit-policy'];
  await expect.poll(policy, { timeout: 45_000 }).toBe('"requests";q=5999;w=60');
  await page.goto('/rollup');
  const link = page.getByRole('link', { name: '导出 Excel' });
  const exported = async (): Promise<void> => {
    const file = page.waitForEvent('download');
    await link.click();
    await (await file).path();
  };
  const told = page.getByRole('status').filter({ hasText: '一小时内已导出' });
  for (let no = 1; no < 4; no += 1) await exported();
  await expect(told).toHaveCount(0);
  await exported();
  await expect(told).toContainText(/已导出 4 次，限额 5 次，\d\d:\d\d 后重新计数/);
  await exported();
  await expect(told).toContainText('已导出 5 次，限额 5 次');
  await page.reload();
  await expect(told).toContainText('已导出 5 次，限额 5 次');
  const refused = await page.request.get((await link.getAttribute('href')) ?? '');
  expect([refused.status(), refused.headers()['ratelimit']]).toEqual([
    429,
    expect.stringContaining('"exports";r=0;t='),
  ]);
  await allow(null, null);
});
