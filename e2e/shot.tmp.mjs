import { chromium } from '@playwright/test';
const base = process.argv[2] ?? 'http://127.0.0.1:4800';
const list = JSON.parse(process.argv[3]);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const contexts = {};
for (const { name, person, path, locale = 'zh-CN', click } of list) {
  const key = person;
  if (!contexts[key]) { const c = await browser.newContext({ viewport: { width: 1366, height: 768 }, baseURL: base }); const r = await c.request.post('/trpc/session.signIn', { data: { username: person, password: 'Huibao-2026' }, headers: { origin: base } }); if (!r.ok()) console.log('signin', await r.text()); contexts[key] = c; }
  const page = await contexts[key].newPage();
  page.on('console', (m) => { if (m.type() === 'error') console.log(name, m.text()); }); page.on('pageerror', (e) => console.log(name, e.message));
  await page.goto(path); await page.waitForLoadState('networkidle');
  if (locale === 'en') { await page.locator('header.topbar select').last().selectOption('en'); await page.waitForLoadState('networkidle'); await page.waitForTimeout(300); }
  for (const c of click ?? []) { await page.locator(c).first().click(); await page.waitForLoadState('networkidle'); await page.waitForTimeout(300); }
  await page.screenshot({ path: `/tmp/shots/${name}.png` });
  if (locale === 'en') { await page.locator('header.topbar select').last().selectOption('zh-CN').catch(() => {}); await page.waitForLoadState('networkidle'); }
  await page.close();
}
await browser.close();
