import type { ReportTemplate } from '@huibao/domain';
import {
  addForm,
  changeAt,
  insertAt,
  lensOver,
  listPrintableTables,
  putTables,
  type DraftBase,
  type DraftParts,
  type OwnReport,
} from '@huibao/domain/designing';
import { ownIndicators, paragraphsOf, type InventedReport } from './invented-report.ts';

/** A draft of additions after all of these were worked into it, by the steps that the designer takes. */
export function draftAdditions(base: DraftBase, begun: DraftParts, additions: InventedReport['additions']): DraftParts {
  const lens = lensOver(base);
  let own = begun;
  const edit = (change: (whole: DraftParts) => DraftParts): void => {
    own = new Map([...own, ...lens.take(own, change(lens.show(own)))]);
  };
  const inTemplate = (change: (template: ReportTemplate) => ReportTemplate): void =>
    edit((whole) => new Map([['template.json', change(templateOf(whole))]]));
  const addTo = (part: string, list: string, items: readonly unknown[]): void =>
    edit((whole) => {
      const before = whole.get(part) as Readonly<Record<string, readonly unknown[] | undefined>>;
      return new Map([[part, { ...before, [list]: [...(before[list] ?? []), ...items] }]]);
    });

  addTo('programme.json', 'sections', additions.askedSections);
  addTo('programme.json', 'indicatorGroups', additions.indicatorGroups);
  addTo('indicators.json', 'indicators', ownIndicators(additions));
  for (const form of additions.forms) edit((whole) => addForm(whole, form));
  for (const { after, code, heading, level, numbering = 'auto', lines, ...more } of additions.sections) {
    const content = { type: 'doc', version: 2, content: paragraphsOf(code, lines) };
    const guidance = { zh: heading, en: heading };
    inTemplate((template) => {
      const place = template.sections.findIndex((section) => section.code === after) + 1;
      const made = { code, heading, level, numbering, required: false, guidance, content };
      return insertAt(template, ['sections'], place, made);
    });
    for (const [at, line] of lines.entries())
      if (typeof line === 'object' && 'tablesOf' in line) edit((whole) => withTables(whole, code, at, line.tablesOf));
    const report = own.get('report.json') as OwnReport;
    const place = report.sections.findIndex(({ section }) => section.code === code);
    if (more.in) own = new Map([...own, ['report.json', changeAt(report, ['sections', place, 'in'], () => more.in)]]);
  }
  for (const { section, block, find, put } of additions.wordings)
    inTemplate((template) => {
      const at = template.sections.findIndex(({ code }) => code === section);
      const place = template.sections[at]?.content.content.findIndex(({ attrs }) => attrs.id === block) ?? -1;
      return changeAt(template, ['sections', at, 'content', 'content', place], (said) => {
        const words = JSON.stringify(said);
        if (!words.includes(find)) throw new Error(`${section} ${block} doesn’t say ${find}`);
        return JSON.parse(words.replace(find, put)) as unknown;
      });
    });
  return own;
}

function withTables(whole: DraftParts, section: string, at: number, ofForm: string): DraftParts {
  const index = templateOf(whole).sections.findIndex(({ code }) => code === section);
  const tables = listPrintableTables(whole).find(({ form }) => form.code === ofForm);
  if (!tables) throw new Error(`${ofForm} has no tables`);
  let no = 0;
  const fresh = (): string => `${section}-${at}-${(no += 1)}`;
  return putTables(whole, tables, { list: 'sections', index, after: at - 1 }, fresh).parts;
}

function templateOf(whole: DraftParts): ReportTemplate {
  return whole.get('template.json') as ReportTemplate;
}
