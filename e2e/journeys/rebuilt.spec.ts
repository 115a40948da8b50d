import { readPackageArchive } from '@huibao/documents/package';
import { writePackage } from '@huibao/domain/package';
import { builtInPackage } from '@huibao/programmes';
import { expect, test } from '../people.ts';
import {
  buildForm,
  buildIndicator,
  buildReport,
  nameGroups,
  putTables,
  setHead,
  writeGlossary,
  writeReport,
} from './rebuilt-programme.ts';

// A minute of typing: a command of its own. What `npm test` has of it are the designer's actions, one after the other
// (`rebuilding.test.ts`).
test('the programme of open information, built from nothing at the designer, is the package that ships', async ({
  signedIn,
}) => {
  test.setTimeout(300_000);
  const shipped = builtInPackage('open-information');
  const { programme, glossary } = shipped;
  const page = await signedIn('wuzhi.bureau-admin');
  await page.goto('/programmes');
  await page.getByRole('button', { name: '新建草稿' }).click();
  const begin = page.getByRole('dialog', { name: '新建草稿' });
  await begin.getByLabel('项目名称').fill(programme.title.zh);
  await begin.getByLabel('代码').fill(programme.code);
  await begin.getByRole('button', { name: '开始编制' }).click();
  await page.waitForURL(/\/programmes\/drafts\/[0-9a-f-]{36}$/);

  await test.step('its year and who is asked', () => setHead(page, programme));
  for (const form of programme.forms) await test.step(form.title.zh, () => buildForm(page, form, programme.sections));
  await test.step('the report’s sections', () => buildReport(page, programme));
  await nameGroups(page, programme, false);
  await test.step('its tables', () => putTables(page, programme));
  const last = programme.indicatorGroups.at(-1)?.code;
  for (const one of programme.indicators.filter(({ group }) => group === last)) await buildIndicator(page, one);
  await nameGroups(page, programme, true);
  await test.step('its text', () => writeReport(page, programme));
  await test.step('what words mean', () => writeGlossary(page, glossary));

  const address = page.url().replace('/programmes/drafts/', '/files/draft/');
  const own = writePackage(shipped);
  await expect
    .poll(async () => {
      // Whatever was typed has arrived.
      const read = readPackageArchive(await (await page.request.get(`${address}.zip`)).body());
      return read.ok && contentOf(read.files);
    })
    .toEqual(contentOf(own));
});

const contentOf = (files: ReadonlyMap<string, string>) =>
  Object.fromEntries([...files].map(([name, text]) => [name, withoutIds(text)]));

/** Each block and figure has an id of its own, never twice in the world: they are numbered as they stand. */
function withoutIds(text: string): unknown {
  if (!text.includes('"id"')) return text;
  const known = new Map<string, number>();
  return JSON.parse(text, (key, value: unknown) => {
    if (key !== 'id' || typeof value !== 'string') return value;
    known.set(value, known.get(value) ?? known.size);
    return known.get(value);
  });
}
