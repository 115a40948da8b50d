import { expect, type Locator, type Page } from '../people.ts';

/** What a person does at a page, whichever way: each way has all of it, so that none ever needs the other. */
export interface Hands {
  /** A button, a link, a tab. */
  readonly press: (target: Locator) => Promise<void>;
  /** A field of text, in the place of what stands there. */
  readonly write: (target: Locator, text: string) => Promise<void>;
  readonly choose: (select: Locator, label: string) => Promise<void>;
  readonly tick: (box: Locator) => Promise<void>;
  /** A line of a tree, by its name and those of the lines that it stands in. */
  readonly pick: (tree: Locator, ...names: readonly string[]) => Promise<void>;
  /** Of what a field offers while it is typed in. */
  readonly take: (page: Page, name: RegExp) => Promise<void>;
  /** From a tree to where what is chosen in it is written. */
  readonly enter: (tree: Locator, text: Locator) => Promise<void>;
  /** What is chosen in a tree, one place up, where the line of this name stands. */
  readonly lift: (tree: Locator, chosen: string, above: string) => Promise<void>;
  /** A figure where text is written. */
  readonly figure: (page: Page, name: string) => Promise<void>;
  /** A cell of a table in the text. */
  readonly goTo: (cell: Locator) => Promise<void>;
  /** From the cell where the cursor is to its neighbour. */
  readonly select: (from: Locator, to: Locator) => Promise<void>;
  /** A cell of a form, by the beginning of its code. */
  readonly fill: (page: Page, cell: string, text: string) => Promise<void>;
}

/** The first line of a name; within another line, where one is given. */
function lineOf(tree: Locator, name: string, within = ''): Locator {
  const lines = within === '' ? tree.getByRole('treeitem') : tree.locator(`[role=treeitem][id^="${within}-"]`);
  return lines.filter({ has: tree.page().locator(`.name:text-is("${name}")`) }).first();
}

export const mouse: Hands = {
  press: (target) => target.click(),
  async write(target, text) {
    await target.click({ clickCount: 3 });
    await target.page().keyboard.type(text);
  },
  async choose(select, label) {
    await select.selectOption({ label });
  },
  tick: (box) => box.click(),
  async pick(tree, ...names) {
    let within = '';
    for (const [index, name] of names.entries()) {
      const line = lineOf(tree, name, within);
      if (index === names.length - 1) await line.click();
      else if ((await line.getAttribute('aria-expanded')) === 'false') await line.locator('.twist').click();
      within = (await line.getAttribute('id')) ?? '';
    }
  },
  take: (page, name) => page.getByRole('option', { name }).click(),
  enter: (_tree, text) => text.click(),
  async lift(tree, chosen, above) {
    await lineOf(tree, chosen).dragTo(lineOf(tree, above));
  },
  async figure(page, name) {
    await page.getByRole('button', { name: '插入数据 /' }).click();
    await page.getByRole('option', { name }).click();
  },
  goTo: (cell) => cell.click(),
  async select(from, to) {
    const { mouse: pointer } = from.page();
    await from.hover();
    await pointer.down();
    await to.hover();
    await pointer.up();
  },
  async fill(page, cell, text) {
    await page.locator(`td.cell[data-cell^="${cell}"]`).first().click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  },
};

const mostStops = 200;

/** From a tree Enter leads to what can be said of the line, and Esc back; a table of a text keeps Tab to itself. */
async function goBetweenPanes(target: Locator): Promise<void> {
  const { keyboard: keys } = target.page();
  const [from, to] = await target.evaluate((element) => {
    const panes = ['[role=tree]', '.designer-properties', '.prose table', '.designer-form'];
    const paneOf = (one: Element | null): string | undefined => panes.find((pane) => one?.closest(pane));
    const active = document.activeElement?.matches('.prose') ? document.getSelection()?.anchorNode : null;
    return [paneOf(active?.parentElement ?? document.activeElement), paneOf(element)] as const;
  });
  if (from === to) return;
  if (from === '.designer-properties' || from === '.prose table') await keys.press('Escape');
  if (from && to === '.designer-properties') await keys.press('Enter');
}

/** By Tab, or back by Shift and Tab, whichever way a person sees it to be. */
async function reach(target: Locator): Promise<void> {
  const page = target.page();
  await expect(target).toBeEnabled();
  await goBetweenPanes(target);
  const isBefore = await target.evaluate((element) => {
    const active = document.activeElement ?? document.body;
    return active !== document.body && (active.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) > 0;
  });
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(isBefore ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`no tab stop leads to ${String(target)}`);
}

export const keyboard: Hands = {
  async press(target) {
    await reach(target);
    await target.page().keyboard.press('Enter');
  },
  async write(target, text) {
    await reach(target);
    await target.page().keyboard.press('Control+a');
    await target.page().keyboard.type(text);
  },
  async choose(select, label) {
    await reach(select);
    const { keyboard: keys } = select.page();
    const chosen = (): Promise<string> =>
      select.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.label ?? '');
    await keys.press('Home');
    for (let steps = 0; steps < mostStops && (await chosen()) !== label; steps += 1) await keys.press('ArrowDown');
    expect(await chosen()).toBe(label);
  },
  async tick(box) {
    await reach(box);
    await box.page().keyboard.press('Space');
  },
  async pick(tree, ...names) {
    await reach(tree);
    const { keyboard: keys } = tree.page();
    await keys.press('Home');
    let within = '';
    for (const [index, name] of names.entries()) {
      const line = lineOf(tree, name, within);
      for (let steps = 0; steps < mostStops; steps += 1) {
        if ((await line.count()) > 0 && (await line.getAttribute('aria-selected')) === 'true') break;
        await keys.press('ArrowDown');
      }
      await expect(line).toHaveAttribute('aria-selected', 'true');
      const isLast = index === names.length - 1;
      if (!isLast && (await line.getAttribute('aria-expanded')) === 'false') await keys.press('ArrowRight');
      within = (await line.getAttribute('id')) ?? '';
    }
  },
  async take(page, name) {
    await expect(page.getByRole('option', { name, selected: true })).toBeVisible();
    await page.keyboard.press('Enter');
  },
  async enter(tree, text) {
    await tree.page().keyboard.press('Enter');
    await expect(text).toBeFocused();
  },
  async lift(tree, chosen) {
    await expect(lineOf(tree, chosen)).toHaveAttribute('aria-selected', 'true');
    await reach(tree);
    await tree.page().keyboard.press('Alt+ArrowUp');
  },
  async figure(page, name) {
    await page.keyboard.type(`/${name}`);
    await expect(page.getByRole('option', { name, selected: true })).toBeVisible();
    await page.keyboard.press('Enter');
  },
  async goTo(cell) {
    const holdsCursor = (): Promise<boolean> =>
      cell.evaluate((element) => element.contains(document.getSelection()?.anchorNode ?? null));
    for (let steps = 0; steps < mostStops && !(await holdsCursor()); steps += 1)
      await cell.page().keyboard.press('Tab');
    expect(await holdsCursor()).toBe(true);
  },
  async select(from) {
    await from.page().keyboard.press('Shift+ArrowRight');
  },
  async fill(page, cell, text) {
    const { keyboard: keys } = page;
    const wanted = page.locator(`td.cell[data-cell^="${cell}"]`).first();
    /** The key that leads nearer; null in the cell. */
    const next = (): Promise<string | null> =>
      wanted.evaluate((element) => {
        const at = document.activeElement?.closest('td.cell');
        if (at === element) return null;
        if (!at || at.closest('table') !== element.closest('table')) return 'Tab';
        const isBefore = (at.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) > 0;
        if (at.closest('tr') === element.closest('tr')) return isBefore ? 'ArrowLeft' : 'ArrowRight';
        return isBefore ? 'ArrowUp' : 'ArrowDown';
      });
    for (let steps = 0, key = await next(); key !== null; key = await next(), steps += 1) {
      expect(steps, `keys to ${cell}`).toBeLessThan(mostStops);
      await keys.press(key);
    }
    await keys.type(text);
    await keys.press('Enter');
  },
};

/** Keys come before the next frame, as a quick typist's do on a slow machine: what waits for a frame is too late. */
export function overtakeFrames(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const inTime = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (work) => window.setTimeout(() => inTime(work), 100);
  });
}
