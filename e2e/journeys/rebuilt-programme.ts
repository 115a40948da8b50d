import type {
  DataElement,
  Dimension,
  FormDefinition,
  Grid,
  IndicatorDefinition,
  InlineNode,
  Localized,
  Programme,
} from '@huibao/domain';
import type { GlossaryTerm } from '@huibao/domain/package';
import { expect, type Locator, type Page } from '../people.ts';

// A programme that ships, built from nothing at the designer as its author does it: what is typed is read from the
// package, and what comes of it is to be the package.

const properties = (page: Page): Locator => page.getByRole('region', { name: '属性' });
const property = (page: Page, label: string): Locator => properties(page).getByLabel(label, { exact: true });
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const tree = (page: Page): Locator => page.getByRole('tree', { name: '报表目录' });

/** Text that stands there already isn't typed again. */
async function write(field: Locator, text: string): Promise<void> {
  if ((await field.inputValue()) !== text) await field.fill(text);
}

/** A code is what it is called once its field is left. */
async function call(field: Locator, code: string): Promise<void> {
  if ((await field.inputValue()) === code) return;
  await field.fill(code);
  await field.press('Enter');
  await expect(field).toHaveValue(code);
}

/** A text in both languages: the English stands in the field below it. */
async function writeBoth(page: Page, label: string, { zh, en }: Localized): Promise<void> {
  const chinese = property(page, label);
  await write(chinese, zh);
  const id = (await chinese.getAttribute('id')) ?? '';
  const english = properties(page).locator(`.property:has([id="${id}"]) + .property`).locator('input, textarea');
  await write(english, en === zh ? '' : en);
}

type Path = readonly (string | number)[];

/** A piece by its place in its form, as the lines of the tree have it in their ids; what it stands in is opened. */
async function choose(page: Page, path: Path, kind: string): Promise<void> {
  const lineOf = (at: Path): Locator =>
    tree(page).locator(`[role=treeitem][id$="${at.length === 0 ? '.json' : `.json-${at.join('-')}`}"]`);
  for (let length = 0; length < path.length; length += 1) {
    const line = lineOf(path.slice(0, length));
    if ((await line.count()) > 0 && (await line.getAttribute('aria-expanded')) === 'false')
      await line.locator('.twist').first().click();
  }
  await lineOf(path).locator('.name').first().click();
  await expect(properties(page).getByRole('heading', { level: 2, name: kind, exact: true })).toBeVisible();
}

export async function setHead(page: Page, { title, calendar, sections = [] }: Programme): Promise<void> {
  await button(page, '项目与日历').click();
  await write(page.getByLabel('英文', { exact: true }).first(), title.en);
  await write(page.getByLabel('报告报送期限（此日之前）'), calendar.reportDue);
  await write(page.getByLabel('报告公开期限（此日之前）'), calendar.publishDue);
  const list = page.getByRole('group', { name: '填报的股室' });
  for (const [index, { code, label }] of sections.entries()) {
    await list.getByRole('button', { name: '＋ 股室' }).click();
    await write(list.getByLabel(`名称 ${index + 1}`, { exact: true }), label.zh);
    await write(list.getByLabel(`名称 ${index + 1}的英文`), label.en);
    if (index === 0) await list.getByRole('button', { name: '显示代码' }).click();
    await call(list.getByLabel(`填报的股室第 ${index + 1} 项的代码`), code);
  }
}

export async function buildForm(page: Page, form: FormDefinition, sections: Programme['sections'] = []): Promise<void> {
  await button(page, '填报表').click();
  await button(page, '＋ 报表').click();
  await writeBoth(page, '标题', form.title);
  await writeBoth(page, '表号', form.number);
  await writeBoth(page, '简称', form.shortTitle);
  await writeBoth(page, '填表说明', form.instructions);
  await call(property(page, '代码'), form.code);
  await property(page, '单位类别').selectOption(form.appliesTo.kinds?.[0] ?? '');
  for (const code of form.appliesTo.sectionCodes ?? [])
    await properties(page)
      .getByLabel(sections.find((one) => one.code === code)?.label.zh ?? code)
      .check();
  for (const [index, section] of form.sections.entries()) {
    if (index > 0) {
      await choose(page, ['sections', index - 1], '章节');
      await button(page, '＋ 章节').click();
    }
    await choose(page, ['sections', index], '章节');
    await writeBoth(page, '标题', section.title);
    await call(property(page, '代码'), section.code);
    const at = ['sections', index, 'blocks'] as const;
    for (const [place, block] of section.blocks.entries()) {
      if (block.kind === 'grid') {
        await choose(page, place === 0 ? ['sections', index] : [...at, place], place === 0 ? '章节' : '表格');
        await button(page, '＋ 表格').click();
        // Behind the group that a section begins with.
        await buildGrid(page, block, [...at, place + 1]);
      } else if (block.kind === 'fields') {
        await choose(page, [...at, place], '分组');
        await writeBoth(page, '标题', block.title);
        await buildElement(page, block.elements[0]!, [...at, place, 'elements', 0]);
      }
    }
    if (section.blocks[0]?.kind === 'grid') {
      await choose(page, [...at, 0], '分组');
      await button(page, '删除').click();
    }
  }
  for (const [index, rule] of form.rules.entries()) {
    await choose(page, index === 0 ? [] : ['rules', index - 1], index === 0 ? '报表' : '校验规则');
    await button(page, '＋ 规则').click();
    await writeBoth(page, '提示文字', rule.message);
    await call(property(page, '代码'), rule.code);
    await property(page, '不成立时').selectOption(rule.severity);
    await property(page, '应成立的条件').fill(rule.expression);
    await page.keyboard.press('Escape');
    for (const code of rule.elements) {
      const marked = properties(page).locator('.chosen-elements code').getByText(code, { exact: true });
      if ((await marked.count()) > 0) continue;
      await property(page, '标注的填报项').fill(code);
      await property(page, '标注的填报项').press('Enter');
      await expect(marked).toBeVisible();
    }
    await property(page, '逐项判断').selectOption({ index: rule.perOption === true ? 1 : 0 });
  }
}

/** A table: how it is laid out and broken down, then its questions as rows of a sheet. */
async function buildGrid(page: Page, grid: Grid, at: Path): Promise<void> {
  await choose(page, at, '表格');
  await writeBoth(page, '标题', grid.title);
  await property(page, '排列').selectOption(grid.across);
  if (grid.total) await writeBoth(page, '合计栏名称', grid.total);
  if (grid.hint) await writeBoth(page, '左上角说明', grid.hint);
  const [first] = grid.elements;
  if (first?.dimension) await breakDown(page, first.dimension);
  else await properties(page).getByLabel('分组填报').uncheck();
  await button(page, '从 Excel 粘贴').click();
  const dialog = page.getByRole('dialog', { name: '从 Excel 粘贴填报项' });
  await dialog.getByLabel('粘贴的行').fill(grid.elements.map(rowOf).join('\n'));
  await dialog.getByRole('button', { name: `加入 ${grid.elements.length} 项` }).click();
  // A table begins with two questions of its own.
  for (const place of [1, 0]) {
    await choose(page, [...at, 'elements', place], '填报项');
    await button(page, '删除').click();
  }
  for (const [index, element] of grid.elements.entries())
    if (isMore(element)) await buildElement(page, element, [...at, 'elements', index]);
}

function rowOf({ label, unit, code, under = [] }: DataElement): string {
  const measure = unit ? `${unit.zh}|${unit.en}` : '';
  return [label.zh, measure, label.en, code, ...under.flatMap(({ zh, en }) => [zh, en])].join('\t');
}

/** Whether a row of a sheet doesn't say all of it: a number of the period, of nought or more. */
function isMore({ type, flow, min, calculated, prefilledFrom, hint }: DataElement): boolean {
  return type !== 'integer' || flow !== 'flow' || min !== '0' || Boolean(calculated ?? prefilledFrom ?? hint);
}

async function breakDown(page: Page, { code, label, options }: Dimension): Promise<void> {
  await writeBoth(page, '分组依据', label);
  await call(property(page, '分组代码'), code);
  const list = properties(page).getByRole('group', { name: '分组选项' });
  await list.getByRole('button', { name: '显示代码' }).click();
  // It begins with two.
  for (let no = 3; no <= options.length; no += 1) await list.getByRole('button', { name: '＋ 选项' }).click();
  for (let no = 2; no > options.length; no -= 1) await list.getByRole('button', { name: `删除第 ${no} 项` }).click();
  for (const [index, option] of options.entries()) {
    const no = index + 1;
    await write(list.getByLabel(`第 ${no} 项的中文`), option.label.zh);
    await write(list.getByLabel(`第 ${no} 项的英文`), option.label.en);
    await call(list.getByLabel(`第 ${no} 项的代码`), option.code);
    if (option.under) {
      await write(list.getByLabel(`第 ${no} 个选项的上级表头（中文）`), option.under.zh);
      await write(list.getByLabel(`第 ${no} 个选项的上级表头（英文）`), option.under.en);
    }
    if (option.fixed !== undefined) await write(list.getByLabel(`第 ${no} 项固定为`), option.fixed);
  }
}

async function buildElement(page: Page, element: DataElement, at: Path): Promise<void> {
  await choose(page, at, '填报项');
  await writeBoth(page, '名称', element.label);
  await call(property(page, '代码'), element.code);
  await property(page, '类型').selectOption(element.type);
  if (element.unit) await writeBoth(page, '计量单位', element.unit);
  await property(page, '口径').selectOption(element.flow);
  await write(property(page, '最小'), element.min ?? '');
  if (element.decimals !== undefined) await property(page, '小数位数').selectOption(String(element.decimals));
  if (element.calculated !== undefined) {
    await property(page, '自动计算').fill(element.calculated);
    await page.keyboard.press('Escape');
  }
  const { prefilledFrom, hint } = element;
  if (prefilledFrom) {
    const from = property(page, '可预填自');
    await write(from, [prefilledFrom.programme, prefilledFrom.form, prefilledFrom.element].join('/'));
    await from.press('Enter');
  }
  if (hint) await writeBoth(page, '提示', hint);
}

/** What the report prints of a form's tables, section by section, where it is to stand. */
export async function putTables(page: Page, { forms, template }: Programme): Promise<void> {
  await button(page, '报告模板').click();
  for (const [index, { code }] of template.sections.entries()) {
    const section = forms.flatMap((form) => form.sections).find((one) => one.code === code);
    if (!section?.blocks.some(({ kind }) => kind === 'grid')) continue;
    await chooseOfReport(page, ['sections', index], '报告章节');
    await button(page, '＋ 报表中的表格').click();
    const dialog = page.getByRole('dialog', { name: '报表中的表格' });
    const wanted = dialog.getByRole('option').filter({ hasText: section.title.zh });
    await dialog.getByLabel('放入哪一张').selectOption((await wanted.getAttribute('value')) ?? '');
    await dialog.getByRole('button', { name: '放入' }).click();
    await expect(dialog).toBeHidden();
  }
}

const reportTree = (page: Page): Locator => page.getByRole('tree', { name: '报告目录' });
const prose = (page: Page): Locator => page.getByRole('region', { name: '报告模板正文' }).getByRole('textbox');
const tool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: '编辑工具' }).getByRole('button', { name, exact: true });

/** A section of the report, or (with none) the report as a whole, by its place. */
async function chooseOfReport(page: Page, path: Path, kind: string): Promise<void> {
  const suffix = path.length === 0 ? 'template.json' : `template.json-${path.join('-')}`;
  await reportTree(page).locator(`[role=treeitem][id$="${suffix}"] .name`).first().click();
  await expect(properties(page).getByRole('heading', { level: 2, name: kind, exact: true })).toBeVisible();
}

/** Its titles and its sections' heads; a section begins as the one before it does. */
export async function buildReport(page: Page, { template }: Programme): Promise<void> {
  await button(page, '报告模板').click();
  await chooseOfReport(page, [], '报告正文');
  await write(property(page, '公开稿标题'), template.title.join('\n'));
  await write(property(page, '上报稿标题'), template.upwardTitle.join('\n'));
  await call(property(page, '代码'), template.code);
  for (const [index, section] of template.sections.entries()) {
    if (index > 0) await button(page, '＋ 报告章节').click();
    await chooseOfReport(page, ['sections', index], '报告章节');
    await write(property(page, '标题'), section.heading);
    await call(property(page, '代码'), section.code);
    await property(page, '层级').selectOption(['none', 'first', 'second'][section.level] ?? '');
    await property(page, '编号').selectOption(section.numbering);
    await property(page, '列出台账').selectOption(section.ledger ?? 'none');
    await property(page, '必须写（为空不能送核）').setChecked(section.required);
    await writeBoth(page, '写作提示', section.guidance);
  }
}

/** What its sections say; what stands under conditions is written behind what is always said. */
export async function writeReport(page: Page, { template, indicators }: Programme): Promise<void> {
  await button(page, '报告模板').click();
  const labels = new Map(indicators.map(({ code, label }) => [code, label.zh]));
  for (const [index, { content }] of template.sections.entries()) {
    if (content.content.every(({ type }) => type === 'table')) continue;
    await chooseOfReport(page, ['sections', index], '报告章节');
    await prose(page).click();
    for (const [place, block] of content.content.entries()) {
      if (block.type !== 'paragraph' && block.type !== 'heading') throw new Error(`${block.type} isn’t written here`);
      if (place > 0) await page.keyboard.press('Enter');
      for (const node of block.content ?? []) if (node.type !== 'sentence') await writeInline(page, node, labels);
      if (block.type === 'heading') await tool(page, '二级标题').click();
    }
    for (const [place, block] of content.content.entries()) {
      if (block.type !== 'paragraph') continue;
      const sentences = (block.content ?? []).flatMap((node) => (node.type === 'sentence' ? [node] : []));
      for (const [no, sentence] of sentences.entries()) {
        if (no === 0) {
          await prose(page).locator('> *').nth(place).click();
          await page.keyboard.press('End');
        } else await button(page, '另写不印时的说法').click();
        for (const [at, node] of (sentence.content ?? []).entries()) {
          await writeInline(page, node, labels);
          if (no === 0 && at === 0) await tool(page, '条件句').click();
        }
        const [term] = 'all' in sentence.attrs.when ? sentence.attrs.when.all : sentence.attrs.when.any;
        const panel = properties(page).getByRole('group', { name: '条件 1' });
        await panel.getByLabel('数据', { exact: true }).selectOption(term?.indicator ?? '');
        await panel.getByLabel('状态').selectOption({ label: term?.is[0] === 'zero' ? '为零' : '有数' });
      }
    }
  }
}

async function writeInline(page: Page, node: InlineNode, labels: ReadonlyMap<string, string>): Promise<void> {
  if (node.type === 'text') return page.keyboard.insertText(node.text);
  if (node.type !== 'figure') throw new Error(`${node.type} isn’t written here`);
  const label = labels.get(node.attrs.indicator) ?? '';
  await page.keyboard.type('/');
  await page.keyboard.insertText(label.slice(0, 12));
  await page.locator(`xpath=//ul[@id="figure-menu"]/li[span/text()="${label}"]`).click();
}

/** An indicator that no table needs, behind those that there are. */
export async function buildIndicator(page: Page, indicator: IndicatorDefinition): Promise<void> {
  await button(page, '指标').click();
  await page.getByRole('list', { name: '指标' }).getByRole('button').last().click();
  await button(page, '＋ 指标').click();
  const form = page.getByRole('region', { name: '指标内容' });
  await write(form.getByLabel('中文名称'), indicator.label.zh);
  await write(form.getByLabel('英文名称'), indicator.label.en);
  await form.getByLabel('所属分组').selectOption(indicator.group);
  await write(form.getByLabel('单位（中文）'), indicator.unit.zh);
  await write(form.getByLabel('单位（英文）'), indicator.unit.en);
  if (indicator.operator.op !== 'total') throw new Error('only totals are built here');
  await form.getByLabel('填报项', { exact: true }).selectOption(indicator.operator.of.element);
  await form.getByLabel('单位类别').selectOption('all');
  await write(form.getByLabel('小数位数'), String(indicator.decimals));
  await write(form.getByLabel('低于多少算不完整（%）'), String(100 * Number(indicator.coverageFloor)));
  await form.getByLabel('可在区县之间比较').setChecked(indicator.comparable);
  await call(form.getByLabel('代码', { exact: true }), indicator.code);
}

/** The group that a programme begins with becomes its last. */
export async function nameGroups(page: Page, { indicatorGroups }: Programme, isLast: boolean): Promise<void> {
  await button(page, '项目与日历').click();
  const list = page.getByRole('group', { name: '指标分组' });
  const last = indicatorGroups.at(-1);
  if (!isLast && last) {
    await write(list.getByLabel('名称 1', { exact: true }), last.label.zh);
    await write(list.getByLabel('名称 1的英文'), last.label.en);
    await list.getByRole('button', { name: '显示代码' }).click();
    await call(list.getByLabel('指标分组第 1 项的代码'), last.code);
  } else
    for (let no = 2; no <= indicatorGroups.length; no += 1)
      await list.getByRole('button', { name: `上移指标分组第 ${no} 项` }).click();
}

export async function writeGlossary(page: Page, glossary: readonly GlossaryTerm[]): Promise<void> {
  await button(page, '口径说明').click();
  const list = page.getByRole('group', { name: '口径说明' });
  for (const [index, { code, term, meaning }] of glossary.entries()) {
    const no = index + 1;
    await list.getByRole('button', { name: '＋ 词语' }).click();
    if (index === 0) await list.getByRole('button', { name: '显示代码' }).click();
    await write(list.getByLabel(`词语 ${no}`, { exact: true }), term.zh);
    await write(list.getByLabel(`词语 ${no}的英文`, { exact: true }), term.en);
    await write(list.getByLabel(`含义 ${no}`, { exact: true }), meaning.zh);
    await write(list.getByLabel(`含义 ${no}的英文`, { exact: true }), meaning.en);
    await call(list.getByLabel(`口径说明第 ${no} 项的代码`, { exact: true }), code);
  }
}
