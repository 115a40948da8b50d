import type { Page } from '../people.ts';
import { first, go, lookAt } from './look-at.ts';

const person = 'jiefang.bureau-admin';
const draft = (page: Page) => first(page, '/programmes', /^\/programmes\/drafts\/[0-9a-f-]{36}$/);

/** What a tab of the designer edits, by its place among them, which is the same in both languages. */
async function tab(page: Page, index: number): Promise<void> {
  await draft(page);
  await page.locator('.designer-tabs button').nth(index).click();
}

lookAt([
  { name: 'drafts', person, open: (page) => go(page, '/programmes') },
  {
    name: 'designer',
    person,
    open: async (page) => {
      await draft(page);
      // A question of the form, with all that can be said of it.
      await page.getByRole('tree').focus();
      for (let level = 0; level < 6; level += 1) await page.keyboard.press('ArrowRight');
    },
  },
  { name: 'designer-indicators', person, open: (page) => tab(page, 1) },
  {
    name: 'designer-template',
    person,
    open: async (page) => {
      await tab(page, 2);
      // A section as it is written, with the block at the cursor.
      await page.getByRole('tree').focus();
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
      await page.locator('.template-pane [contenteditable="true"]').waitFor();
    },
  },
  { name: 'designer-settings', person, open: (page) => tab(page, 3) },
  { name: 'designer-glossary', person, open: (page) => tab(page, 4) },
  {
    name: 'designer-check',
    person,
    open: async (page) => {
      await draft(page);
      await page.locator('.page-head .primary').click();
      await page.getByRole('dialog').getByRole('table').first().waitFor();
    },
  },
]);
