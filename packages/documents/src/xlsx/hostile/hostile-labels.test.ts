import type { DataElement, FormBlock, FormDefinition, Localized, OfficialDocument } from '@huibao/domain';
import { cellId, cellMap, elementsOf, expectedCells } from '@huibao/domain';
import { filesOfParts } from '@huibao/domain/designing';
import { readPackage } from '@huibao/domain/package';
import { starterParts } from '@huibao/programmes';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderDocx, renderHtml, renderPdf } from '../../index.ts';
import { identity as trialIdentity } from '../form/trial-form.ts';
import { openFormWorkbook, writeFormWorkbook } from '../index.ts';

// Whoever designs a form calls things as they like: 10 000 names of any characters, and of what formulas, tags,
// templates and markup are made of. Each is a text and nothing else wherever it goes; what hides in a text is refused.

const pieces = [
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '=HYPERLINK("x")',
    "=cmd|' /C calc'!A0",
    '"',
    "'",
    '""',
    '&quot;',
    '&amp;',
    '&#0;',
  ],
  ...['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '</table>', ']]>', '<!--', '<?xml?>', '{{name}}'],
  ...[
    '$t(errors:x)',
    '${a}',
    '#import "x"',
    '#read("/etc/passwd")',
    '$x$',
    '\\\\',
    '\\u0000',
    '_x0000_',
    '[Sheet]A1',
    "'!A1",
  ],
  ...[
    'A1:B2',
    '*/',
    '%00',
    'constructor',
    '__proto__',
    '\n',
    '\t',
    '\u3000',
    '\u200b',
    '字',
    '𠮷',
    'é',
    'ﷺ',
    '🏫',
    '，',
    '；',
  ],
];
const name = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary', maxLength: 6 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(''));

/** The first of them for each change, all by `npm run test:long`. */
const many = process.env['TEST_LONG'] ? 10_000 : 2_000;
/** What a package takes: something that is seen, and nothing that hides. */
const isText = (text: string): boolean =>
  /[^\p{Z}\p{C}\s]/u.test(text) &&
  text.isWellFormed() &&
  !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(text);
const names = fc.sample(name.filter(isText), { numRuns: many, seed: 12 });
const both = (text: string): Localized => ({ zh: text, en: text });
const unit = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null } as const;

/** A question of each sort that names something, four names each. */
function questionOf(index: number, [label = '', hint = '', one = '', other = '']: readonly string[]): DataElement {
  // In a table what is broken down, in a register what is chosen.
  const place = index % 50;
  const options = [
    { code: 'one', label: both(one) },
    { code: 'other', label: both(other) },
  ];
  const base = { code: `q_${index}`, label: both(label), hint: both(hint), required: true } as const;
  const isChoice = place < 34 ? index % 2 === 0 : place >= 42;
  return isChoice
    ? { ...base, type: 'choice', flow: 'stock', options }
    : { ...base, type: 'integer', flow: 'flow', dimension: { code: 'kind', label: both(label), options } };
}

/** Forms of 50 questions: in a group, in a table, as columns of a register. */
function formsOf(texts: readonly string[]): readonly FormDefinition[] {
  const questions = Array.from({ length: Math.floor(texts.length / 4) }, (_, index) =>
    questionOf(index, texts.slice(4 * index, 4 * index + 4)),
  );
  return Array.from({ length: Math.ceil(questions.length / 50) }, (_, at) => {
    const own = questions.slice(50 * at, 50 * at + 50);
    const title = own[0]?.label ?? both('x');
    const blocks: FormBlock[] = [
      { kind: 'fields', title, elements: own.slice(0, 34) },
      ...own
        .slice(34, 42)
        .map((element): FormBlock => ({ kind: 'grid', title, across: 'options', elements: [element] })),
      {
        kind: 'register',
        register: {
          code: `list_${at}`,
          label: title,
          required: false,
          carriesOver: false,
          columns: own.slice(42).map(({ dimension: _, ...column }, index) => ({ ...column, code: `c_${index}` })),
        },
      },
    ];
    return {
      code: `form_${at}`,
      number: both(`表${at}`),
      title,
      shortTitle: title,
      instructions: title,
      appliesTo: {},
      sections: [{ code: 'main', title, blocks }],
      rules: [],
    };
  });
}

const forms = formsOf(names);
const parts = starterParts({ code: 'hostile', title: both('敌意') });
const head = parts.get('programme.json') as object;

it('are a package’s texts, to the character', () => {
  const files = filesOfParts(
    new Map<string, unknown>([
      ...parts,
      ['programme.json', { ...head, forms: forms.map(({ code }) => code) }],
      ...forms.map((form) => [`forms/${form.code}.json`, form] as const),
    ]),
  );
  const read = readPackage(files);
  expect(read.ok ? [] : read.refusals).toEqual([]);
  const labels = (list: readonly FormDefinition[]) =>
    list.flatMap((form) => elementsOf(form).map(({ label }) => label.zh));
  expect(read.ok && labels(read.package.programme.forms)).toEqual(labels(forms).map((text) => text.normalize('NFC')));
});

it.each(['\u0000', '\u0008', '\u001b[31m', '\u202e', '\u2066', '\ud800', ' \u200b'])('none holds %j', (hidden) => {
  const term = { code: 'term', term: both(hidden), meaning: both('字') };
  const read = readPackage(filesOfParts(new Map([...parts, ['glossary.json', { terms: [term] }]])));
  expect(read.ok ? [] : read.refusals.map(({ code }) => code)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^package\.text_(?:unprintable|blank)$/)]),
  );
});

it('are texts of a workbook, never formulas, and it reads back what it asks', async () => {
  for (const form of forms.filter((_, index) => index % 8 === 0)) {
    const identity = { ...trialIdentity, form: form.code };
    const bytes = await writeFormWorkbook({
      form,
      identity,
      locale: 'zh-CN',
      cells: cellMap([]),
      lastYear: null,
      unit,
    });
    const { cells } = (await openFormWorkbook(bytes)).read(form, unit);
    const asked = new Set(cells.map((cell) => cellId(cell)));
    for (const expected of expectedCells(form, unit))
      expect([expected.cellId, asked.has(expected.cellId)]).toEqual([expected.cellId, true]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
    const formulas: string[] = [];
    for (const sheet of workbook.worksheets)
      sheet.eachRow((row) =>
        row.eachCell((cell) =>
          cell.type === ExcelJS.ValueType.Formula || cell.type === ExcelJS.ValueType.Hyperlink
            ? formulas.push(cell.text)
            : 0,
        ),
      );
    expect(formulas).toEqual([]);
  }
});

it('are texts of a page and of documents, never markup', async () => {
  const document: OfficialDocument = {
    title: ['敌意'],
    head: null,
    addressee: '',
    issuer: '敌意',
    date: '2025-02-06',
    note: '',
    watermark: '',
    blocks: [
      ...names.map((text): OfficialDocument['blocks'][number] => ({ kind: 'paragraph', runs: [{ text }] })),
      { kind: 'table', header: names.slice(0, 4), rows: [names.slice(4, 8)] },
    ],
    imprint: null,
  };
  const tags = [...renderHtml(document).matchAll(/<([a-z]\w*)/gi)].map(([, tag]) => tag);
  expect(tags.filter((tag) => tag === 'p').length).toBeGreaterThanOrEqual(many);
  expect([...new Set(tags)].filter((tag) => ['script', 'img'].includes(tag ?? ''))).toEqual([]);
  expect((await renderDocx(document)).length).toBeGreaterThan(1000);
  // Set in type by the sort, a thousand take a second.
  const some = { ...document, blocks: document.blocks.slice(0, 1000) };
  expect(renderPdf(some).length).toBeGreaterThan(1000);
});
