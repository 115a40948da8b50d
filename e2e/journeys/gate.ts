import { expect, test, type Page } from '../people.ts';
import { confirmDialog, press } from './filling.ts';

/** The programme that the demo is of. */
const programme = 'rule_of_law';

/** One procedure, as the page itself calls it. */
export async function ask<T>(page: Page, path: string, input?: object): Promise<T> {
  const question = input ? `?${new URLSearchParams({ input: JSON.stringify(input) })}` : '';
  const address = `/trpc/${path}${question}`;
  const response = await page.request.get(address);
  expect(response.ok()).toBe(true);
  return ((await response.json()) as { result: { data: T } }).result.data;
}

export async function tell(page: Page, path: string, data: unknown): Promise<void> {
  const origin = test.info().project.use.baseURL ?? '';
  const response = await page.request.post(`/trpc/${path}`, { data, headers: { origin } });
  expect([path, response.ok()]).toEqual([path, true]);
}

interface LedgerItem {
  readonly id: string;
  readonly year: number;
  readonly answer: string | null;
}

/** What a bureau does over the winter: last year's promises answered, this year's shortcoming and plan noted. */
export async function keepLedger(page: Page, year: number): Promise<void> {
  for (const item of await ask<readonly LedgerItem[]>(page, 'ledger.list', { programme }))
    if (item.year === year - 1 && item.answer === null)
      await tell(page, 'ledger.answer', { id: item.id, answer: '已按期办结。' });
  for (const [kind, title] of [
    ['shortcoming', '法治教育形式还有待创新'],
    ['plan', '推进依法治校示范校创建'],
  ] as const)
    await tell(page, 'ledger.save', {
      id: null,
      programme,
      year,
      kind,
      title,
      detail: '资源共享不够',
      owner: '德育股',
      dueOn: null,
    });
}

const answerable = ['typed_number', 'unreported', 'share_unfooted', 'years_unlike']
  .map((check) => `[data-check=${check}]`)
  .join(', ');

/** Answers in writing whatever may be answered, one by one, as it stands on the page that checks. */
export async function answerAll(page: Page): Promise<void> {
  // What it says at the head is there once the findings are.
  await expect(page.getByRole('heading', { level: 1, name: /需说明|须改正|可以/ })).toBeVisible();
  const waiting = page.locator(answerable).filter({ has: page.getByRole('button', { name: '填写说明' }) });
  for (let left = await waiting.count(); left > 0; left -= 1) {
    const row = waiting.first();
    await press(row.getByRole('button', { name: '填写说明' }));
    const box = page.locator('.gate-row textarea');
    await box.fill('依据：本局工作台账；缺报单位已两次催报。');
    await press(page.locator('.gate-row').getByRole('button', { name: '保存' }));
    await expect(box).toHaveCount(0);
    await expect(waiting).toHaveCount(left - 1);
  }
}

/** Opens what wasn't opened, so that the year is whole. */
export async function openTerms(page: Page, year: number): Promise<void> {
  const { collections } = await ask<{ collections: readonly { year: number; period: { ordinal: number } }[] }>(
    page,
    'collection.list',
    { programme },
  );
  for (const period of [1, 2])
    if (!collections.some((one) => one.year === year && one.period.ordinal === period)) {
      const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
      await tell(page, 'collection.open', {
        programme,
        year,
        period,
        opensOn: day(0),
        dueOn: day(6),
        closesOn: day(12),
      });
    }
}

/** The report's next step: its button, and its dialog's primary one. */
export async function act(page: Page, name: string | RegExp): Promise<void> {
  // Exactly: the page before has a button whose name ends alike, and may still be shown.
  await press(page.locator('.page-head').getByRole('button', { name, exact: true }));
  await confirmDialog(page);
}
