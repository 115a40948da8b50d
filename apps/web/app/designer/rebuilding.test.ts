import type {
  DataElement,
  FormBlock,
  FormDefinition,
  IndicatorDefinition,
  Register,
  ReportTemplate,
} from '@huibao/domain';
import {
  changeAt,
  filesOfParts,
  listPrintableTables,
  partsOfPackage,
  putPeriods,
  putTables,
  renameCode,
  valueAt,
  type DraftParts,
  type PartPath,
} from '@huibao/domain/designing';
import { readPackage, writePackage } from '@huibao/domain/package';
import { builtInPackage, starterParts } from '@huibao/programmes';
import { describe, expect, it } from 'vitest';
import { addBlock, addField, addNewForm, addRule, addSection, takeOut, type Change, type Words } from './actions.ts';
import type { Chosen } from './outline/nodes.ts';

// Whatever a form says, the designer's own actions can make it say: a form of a programme that ships made from nothing
// by them, one after the other, is the same file to the byte.

const words: Words = (key) => ({ zh: key, en: key });
const folders = ['open-information', 'rule-of-law', 'samples/campus-safety'];
/** Whose reports have no table, or the forms’ own. */
const asAsked = ['open-information', 'rule-of-law'];
const formsOf = (parts: DraftParts) =>
  [...parts].filter(([name]) => name.startsWith('forms/')) as readonly [string, FormDefinition][];

/** Somebody at the designer: what is chosen, and the draft as their last action left it. */
class Hand {
  parts: DraftParts = starterParts({ code: 'copied', title: { zh: '仿制', en: 'Copied' } });
  chosen: Chosen = { part: 'programme.json', path: [] };

  do(change: Change | null): void {
    if (!change) throw new Error(`nothing can be done at ${JSON.stringify(this.chosen)}`);
    this.edit(change.parts);
    this.chosen = change.chosen;
  }

  edit(changed: DraftParts): void {
    this.parts = new Map([...this.parts, ...changed].filter(([, content]) => content !== null));
  }

  choose(...path: PartPath): void {
    this.chosen = { ...this.chosen, path };
  }

  /** In the panel of properties, one after the other; what it doesn't say is taken out. */
  say<Item extends object>(wanted: Item, own: (key: string) => boolean): void {
    const { part, path } = this.chosen;
    const now = valueAt(this.parts.get(part), path) as Item;
    for (const key of new Set([...Object.keys(now), ...Object.keys(wanted)]).values())
      if (own(key))
        this.edit(
          new Map([[part, changeAt(this.parts.get(part), [...path, key], () => wanted[key as keyof Item] as unknown)]]),
        );
  }

  call(from: string, to: string): void {
    if (from !== to) this.edit(renameCode(this.parts, { kind: 'asked', owner: '', code: from }, to));
  }
}

function makeForm(hand: Hand, form: FormDefinition): void {
  hand.do(addNewForm(hand.parts, null, words));
  hand.edit(renameCode(hand.parts, { kind: 'form', owner: '', code: 'form' }, form.code));
  hand.chosen = { part: `forms/${form.code}.json`, path: [] };
  hand.say(form, (key) => !['code', 'sections', 'rules'].includes(key));
  form.sections.forEach((section, index) => {
    hand.choose(...(index === 0 ? [] : ['sections', index - 1]));
    if (index > 0) hand.do(addSection(hand.parts, hand.chosen, words));
    hand.choose('sections', index);
    hand.say(section, (key) => key !== 'blocks');
    section.blocks.forEach((block, at) => makeBlock(hand, block, ['sections', index, 'blocks', at]));
  });
  form.rules.forEach((rule, index) => {
    hand.choose();
    hand.do(addRule(hand.parts, hand.chosen, words));
    hand.choose('rules', index);
    hand.say(rule, () => true);
  });
}

/** A section begins with a group of one question, which becomes the first block, or goes behind it. */
function makeBlock(hand: Hand, block: FormBlock, path: PartPath): void {
  const isFirst = path.at(-1) === 0;
  hand.choose(...(isFirst ? path : path.with(-1, Number(path.at(-1)) - 1)));
  if (!isFirst || block.kind !== 'fields') hand.do(addBlock(hand.parts, hand.chosen, block.kind, words));
  if (isFirst && block.kind !== 'fields') {
    hand.choose(...path);
    hand.do(takeOut(hand.parts, hand.chosen, new Set()));
  }
  hand.choose(...path);
  if (block.kind === 'register') {
    const made = valueAt(hand.parts.get(hand.chosen.part), [...path, 'register', 'code']) as string;
    hand.call(made, block.register.code);
    hand.choose(...path, 'register');
    hand.say<Register>(block.register, (key) => key !== 'code' && key !== 'columns');
    makeFields(hand, block.register.columns, [...path, 'register', 'columns']);
  } else {
    if (block.kind === 'grid') {
      // A new table has two questions.
      hand.choose(...path, 'elements', 1);
      hand.do(takeOut(hand.parts, hand.chosen, new Set()));
      hand.choose(...path);
    }
    hand.say(block, (key) => key !== 'kind' && key !== 'elements');
    makeFields(hand, block.elements, [...path, 'elements']);
  }
}

function makeFields(hand: Hand, elements: readonly DataElement[], list: PartPath): void {
  elements.forEach((element, index) => {
    hand.choose(...list, index === 0 ? 0 : index - 1);
    if (index > 0) hand.do(addField(hand.parts, hand.chosen, words));
    hand.choose(...list, index);
    const { code } = valueAt(hand.parts.get(hand.chosen.part), hand.chosen.path) as DataElement;
    const isColumn = list.at(-1) === 'columns';
    if (!isColumn) hand.call(code, element.code);
    hand.say(element, (key) => isColumn || key !== 'code');
  });
}

describe.each(folders)('%s, made anew by actions alone', (folder) => {
  const shipped = builtInPackage(folder);
  const original = partsOfPackage(shipped);
  const made = new Map(
    formsOf(original).map(([name, form]) => {
      const hand = new Hand();
      makeForm(hand, form);
      return [name, hand.parts.get(name)] as const;
    }),
  );
  // As an export writes them, beside what they refer to.
  const read = readPackage(filesOfParts(new Map([...original, ...made])));
  const [files, own] = [read.ok ? writePackage(read.package) : null, writePackage(shipped)];

  it.each([...made.keys()])('%s is the same to the byte', (name) => {
    expect(files?.get(name)).toBe(own.get(name));
  });
});

describe.each(asAsked)('%s', (folder) => {
  const original = partsOfPackage(builtInPackage(folder));

  it('prints its forms’ tables as the action puts them in, each place with its figure', () => {
    const template = original.get('template.json') as ReportTemplate;
    const tables = listPrintableTables(original);
    const printed = template.sections.filter(({ content }) => content.content.some(({ type }) => type === 'table'));
    expect(printed.map(({ code }) => code)).toEqual(tables.map(({ section }) => section.code));
    const { indicators } = original.get('indicators.json') as { readonly indicators: readonly IndicatorDefinition[] };
    const groups = new Set(tables.map(({ section }) => section.code));
    const hand = new Hand();
    hand.parts = new Map<string, unknown>([
      ...original,
      ['indicators.json', { indicators: [] }],
      [
        'template.json',
        {
          ...template,
          sections: template.sections.map((section) => {
            const content = section.content.content.filter(({ type }) => type !== 'table');
            return { ...section, content: { ...section.content, content } };
          }),
        },
      ],
    ]);
    let ids = 0;
    for (const one of tables) {
      const index = template.sections.findIndex(({ code }) => code === one.section.code);
      const at = { list: 'sections', index, after: null } as const;
      hand.edit(putTables(hand.parts, one, at, () => `new-${(ids += 1)}`).parts);
    }
    const own = indicators.filter(({ group }) => groups.has(group));
    expect(tables.length === 0 ? { indicators: [] } : hand.parts.get('indicators.json')).toEqual({ indicators: own });
    for (const name of ['template.json', 'programme.json'])
      expect(withoutIds(hand.parts.get(name))).toBe(withoutIds(original.get(name)));
  });
});

describe('samples/campus-safety', () => {
  const original = partsOfPackage(builtInPackage('samples/campus-safety'));

  it('sets its quarters beside one another as the action puts them in, line by line', () => {
    const template = original.get('template.json') as ReportTemplate;
    let put = 0;
    let ids = 0;
    for (const [index, { content }] of template.sections.entries())
      for (const [at, table] of content.content.entries()) {
        if (table.type !== 'table') continue;
        const [, ...rows] = table.content;
        const lines = rows.map(({ content: cells }) => {
          const [head, first] = cells.map((cell) => cell.content?.[0]?.content?.[0]);
          const last = cells.at(-1)?.content?.[0]?.content?.[0];
          if (head?.type !== 'text' || first?.type !== 'figure' || last?.type !== 'figure') throw new Error('a line');
          return { words: head.text, indicator: first.attrs.indicator, ofYear: last.attrs.indicator };
        });
        const above = content.content[at - 1];
        const [title] = above?.type === 'tableTitle' ? (above.content ?? []) : [];
        if (title?.type !== 'text') throw new Error('a table has a title');
        const bare = changeAt(template, ['sections', index, 'content', 'content'], (blocks) =>
          (blocks as readonly unknown[]).toSpliced(at - 1, 2),
        );
        const made = putPeriods(
          new Map([...original, ['template.json', bare]]),
          { title: title.text, lines },
          { list: 'sections', index, after: at - 2 },
          () => `new-${(ids += 1)}`,
        );
        expect(withoutIds(made.parts.get('template.json'))).toBe(withoutIds(template));
        expect(made.path.at(-1)).toBe(at);
        put += 1;
      }
    expect(put).toBe(2);
  });
});

/** Ids are numbered as they stand: none is there twice in the world. */
function withoutIds(part: unknown): string {
  const known = new Map<string, number>();
  return JSON.stringify(part, (key, value: unknown) => {
    if (key !== 'id' || typeof value !== 'string') return value;
    known.set(value, known.get(value) ?? known.size);
    return known.get(value);
  });
}
