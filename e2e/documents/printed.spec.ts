import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from '../people.ts';

const run = promisify(execFile);

// What a page is on paper, as the browser prints it and another program reads it.
test('a comparison is one page on its side, with all its columns', async ({ signedIn }, info) => {
  const page = await signedIn('city');
  await page.goto('/compare?year=2024&indicator=viewers');
  await expect(page.getByRole('table')).toBeVisible();
  const file = info.outputPath('comparison.pdf');
  await writeFile(file, await page.pdf({ preferCSSPageSize: true }));
  const { stdout: shape } = await run('pdfinfo', [file]);
  expect(shape).toMatch(/Pages:\s+1\n/);
  const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(shape) ?? [];
  expect(Number(width)).toBeGreaterThan(Number(height));
  const { stdout: text } = await run('pdftotext', ['-layout', file, '-']);
  for (const words of ['警示教育片观看人次', '位次', '同比', '已报/应报', '山阳区教育局', '孟州市教育局'])
    expect(text.replaceAll(' ', '')).toContain(words);
});
