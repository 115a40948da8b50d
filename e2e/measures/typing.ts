import { chromium, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { cellsOfLargeForm, largeForm } from './large-form.ts';

// How long a key takes until what it changed is painted, in a form of a thousand cells: in the designer's properties,
// in its live form, and in a clerk's page. It prints; no test asserts a time.
//   npm run bench:designer            -- --slow  with the browser's processor slowed down four times, too

const { E2E_BASE_URL: origin = 'http://127.0.0.1:4800', CHROMIUM_PATH } = process.env;
const year = new Date().getFullYear();
const code = `bench_${Date.now().toString(36)}`;
const keys = 24;

type Person = 'jiefang.bureau-admin' | 'jiefang.bureau-editor' | 'jiefang.n01.reporter';

const browser = await chromium.launch({
  ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const admin = await signedIn('jiefang.bureau-admin');
  const draftId = await makeDraft(admin);
  for (const rate of process.argv.includes('--slow') ? [1, 4] : [1]) await measureDesigner(admin, draftId, rate);
  const clerk = await signedIn('jiefang.n01.reporter');
  const submissionId = await openToSchool(admin, clerk, draftId);
  for (const rate of process.argv.includes('--slow') ? [1, 4] : [1]) await measureClerk(clerk, submissionId, rate);
} finally {
  await browser.close();
}

async function signedIn(username: Person): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  await call(context, 'session.signIn', { username, password: 'Huibao-2026' });
  return context;
}

async function call<Answer>(context: BrowserContext, procedure: string, data: object): Promise<Answer> {
  const response = await context.request.post(`${origin}/trpc/${procedure}`, { data, headers: { origin } });
  return answerOf(procedure, await response.json());
}

async function ask<Answer>(context: BrowserContext, procedure: string, input: object): Promise<Answer> {
  const url = `${origin}/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
  return answerOf(procedure, await (await context.request.get(url)).json());
}

function answerOf<Answer>(procedure: string, body: unknown): Answer {
  const { result, error } = body as { readonly result?: { readonly data: Answer }; readonly error?: unknown };
  if (!result) throw new Error(`${procedure}: ${JSON.stringify(error)}`);
  return result.data;
}

interface Parts {
  readonly parts: readonly { readonly name: string; readonly version: number; readonly content: object }[];
}

async function makeDraft(admin: BrowserContext): Promise<string> {
  const title = { zh: `千格 ${code}`, en: code };
  const { draftId } = await call<{ draftId: string }>(admin, 'draft.begin', { from: 'nothing', year, code, title });
  const { parts } = await ask<Parts>(admin, 'draft.get', { draftId });
  const head = parts.find(({ name }) => name === 'programme.json');
  if (!head) throw new Error('a draft without its head');
  await call(admin, 'draft.save', {
    draftId,
    parts: [
      { name: head.name, version: head.version, content: { ...head.content, forms: ['large'] } },
      { name: 'forms/large.json', version: 0, content: largeForm('large') },
    ],
  });
  return draftId;
}

async function measureDesigner(admin: BrowserContext, draftId: string, rate: number): Promise<void> {
  const page = await openPage(admin, `/programmes/drafts/${draftId}`, rate);
  const properties = page.getByRole('region', { name: '属性' });
  await page.getByRole('tree').focus();
  // Open the first section and its first group, and choose the first question.
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight');
  const label = properties.getByLabel('名称', { exact: true });
  await label.focus();
  await page.keyboard.press('End');
  await tell(`designer, a property${slowness(rate)}`, page, label, 'a', 100);
  const cell = page.locator('.designer-trial td.cell').first();
  await cell.click();
  await tell(`designer, the live form${slowness(rate)}`, page, page.locator('.designer-trial'), '1', 100, 'Enter');
  await page.close();
}

interface Checked {
  readonly refusals: readonly unknown[];
  readonly offered: { readonly hash: string } | null;
}

interface Tasks {
  readonly terms: readonly {
    readonly collectionId: string;
    readonly forms: readonly { readonly submissionId: string }[];
  }[];
}

async function openToSchool(admin: BrowserContext, clerk: BrowserContext, draftId: string): Promise<string> {
  const { refusals, offered } = await ask<Checked>(admin, 'draft.check', { draftId });
  if (!offered || refusals.length > 0) throw new Error(`the draft can't be published: ${JSON.stringify(refusals)}`);
  await call(admin, 'draft.publish', { draftId, hash: offered.hash });
  const editor = await signedIn('jiefang.bureau-editor');
  const opening = { programme: `bureau-${code}`, year, period: 1, opensOn: `${year}-01-01` };
  const { collectionId } = await call<{ collectionId: string }>(editor, 'collection.open', opening);
  const { terms } = await ask<Tasks>(clerk, 'submission.tasks', {});
  const [form] = terms.find((term) => term.collectionId === collectionId)?.forms ?? [];
  if (!form) throw new Error('the school has no form to fill in');
  return form.submissionId;
}

async function measureClerk(clerk: BrowserContext, submissionId: string, rate: number): Promise<void> {
  const page = await openPage(clerk, `/term/${submissionId}`, rate);
  await page.locator('td.cell').first().click();
  await tell(`a clerk's page${slowness(rate)}`, page, page.locator('main'), '1', 50, 'Enter');
  await page.close();
}

async function openPage(context: BrowserContext, path: string, rate: number): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin + path);
  await page.locator('td.cell').first().waitFor();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  return page;
}

function slowness(rate: number): string {
  return rate === 1 ? '' : `, processor slowed down ${rate} times`;
}

/**
 * Types, and says how long each key took until the next painted frame; and what it took of the processor with all that
 * came of it, which says the same on a machine that others are at work on.
 */
async function tell(what: string, page: Page, target: Locator, key: string, bound: number, then?: string) {
  await target.evaluate((element) => {
    const times: number[] = [];
    Object.assign(window, { times });
    element.addEventListener(
      'keydown',
      () => {
        const begun = performance.now();
        // A task queued in a frame runs once the frame has been handed over.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - begun);
          port2.postMessage(null);
        });
      },
      true,
    );
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const strokes = then === undefined ? 1 : 2;
  const work: number[] = [];
  for (let count = 0; count < keys; count += 1) {
    const before = await worked();
    await page.keyboard.press(key);
    if (then !== undefined) await page.keyboard.press(then);
    await page.waitForTimeout(180);
    work.push(((await worked()) - before) / strokes);
  }
  const times = await page.evaluate(() => (window as unknown as { times: readonly number[] }).times);
  process.stdout.write(
    `${what}: ${spread(times)} (bound ${bound} ms; ${times.length} keys, ${cellsOfLargeForm} cells); of the processor ${spread(work)}\n`,
  );
}

function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b).map(Math.round);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, worst ${at(1)} ms`;
}
