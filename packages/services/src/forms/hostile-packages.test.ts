import { readPackageArchive, writePackageArchive } from '@huibao/documents/package';
import { withoutParts } from '@huibao/domain';
import { comparePackages, readPackage, writePackage, type PackageRefusal } from '@huibao/domain/package';
import { createI18n, readRefusal } from '@huibao/i18n';
import { builtInPackage } from '@huibao/programmes';
import { describe, expect, it } from 'vitest';

// What ships grows with its parts; what is done to one file of a kind, is done to each.
const shipped = builtInPackage('rule-of-law');
const builtIn = { ...shipped, programme: withoutParts(shipped.programme) };
const files = writePackage(builtIn);
const names = [...files.keys()];
const form = 'forms/safety.json';
const words = [createI18n('zh-CN'), createI18n('en')];

type Hostile = readonly [title: string, files: ReadonlyMap<string, string>, file: string, code?: string];

/** What an import says of a package, from its bytes on: the same way as an upload goes. */
function refusalsOf(hostile: ReadonlyMap<string, string>): readonly PackageRefusal[] {
  const archive = readPackageArchive(writePackageArchive(hostile));
  if (!archive.ok) return archive.refusals;
  const read = readPackage(archive.files);
  return read.ok ? comparePackages(builtIn, read.package).refusals : read.refusals;
}

function replaced(file: string, from: string | RegExp, to: string): ReadonlyMap<string, string> {
  const text = files.get(file) ?? '';
  const changed = text.replace(from, () => to);
  if (changed === text) throw new RangeError(`${file} has no ${from}`);
  return new Map(files).set(file, changed);
}

/** Something put before everything else in a file's outermost object. */
function begun(file: string, start: string): ReadonlyMap<string, string> {
  return replaced(file, '{', `{ ${start}, `);
}

/** The first calculated cell of a form calculated so. */
function calculated(expression: string): ReadonlyMap<string, string> {
  return replaced(form, /"calculated": "(?:[^"\\]|\\.)*"/, `"calculated": ${JSON.stringify(expression)}`);
}

const element = (code: string, more: string): string =>
  `{ "code": "${code}", "label": { "zh": "甲", "en": "A" }, "type": "integer", "flow": "stock", "required": false${more} }`;

/** More elements in the first block of a form. */
function grown(elements: readonly string[]): ReadonlyMap<string, string> {
  return replaced(form, '"elements": [', `"elements": [ ${elements.join(', ')}, `);
}

const prototypeNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'toLocaleString',
  'propertyIsEnumerable',
  '__defineGetter__',
  '__lookupSetter__',
];

const badCodes = [
  ...prototypeNames.filter((name) => name !== 'prototype'),
  "a'; drop table facts; --",
  "a' or '1'='1",
  'a"); delete from facts; --',
  'a/*',
  '$1',
  'a + b',
  'a || true',
  'a.b',
  'size(a)',
  'valueAt("a")',
  'A',
  '甲',
  '1a',
  '_a',
  'a-b',
  'a b',
  '',
  ' a',
  'a\n',
  'a\u0000',
  'ａ',
  'a'.repeat(61),
  '../a',
  '{{a}}',
  '${a}',
];

const codePlaces: readonly (readonly [string, RegExp])[] = [
  [form, /(?<="elements": \[\s*\{ "code": )"[a-z_]+"/],
  ['indicators.json', /(?<="indicators": \[\s*\{\s*"code": )"[a-z_]+"/],
  ['template.json', /(?<="sections": \[\s*\{\s*"code": )"[a-z_]+"/],
];

const badNames = [
  '../evil.json',
  '/etc/passwd',
  'forms/../../x.json',
  'C:\\x.json',
  'forms\\x.json',
  './programme2.json',
];
const strangers = [
  'forms/x.exe',
  'forms/a/b.json',
  'forms/__proto__.json',
  'forms/X.json',
  'readme.md',
  'package.json',
  '.DS_Store',
];

const deep = (opening: string, count: number): string => opening.repeat(count);

const hostile: readonly Hostile[] = [
  ...names.map((file): Hostile => [
    `2 MB of white space in ${file}`,
    new Map(files).set(file, ' '.repeat(2_100_000)),
    '',
  ]),
  ...names.map((file): Hostile => [
    `100 000 lists in ${file}`,
    begun(file, `"x": ${deep('[', 100_000)}`),
    file,
    'package.too_deep',
  ]),
  ...names.map((file): Hostile => [
    `100 000 objects in ${file}`,
    begun(file, `"x": ${deep('{"x":', 100_000)}`),
    file,
    'package.too_deep',
  ]),
  ...names.map((file): Hostile => [
    `${file} cut off`,
    new Map(files).set(file, (files.get(file) ?? '').slice(0, -3)),
    file,
    'package.malformed',
  ]),
  ...names.map((file): Hostile => [`a key twice in ${file}`, begun(file, '"x": 1, "x": 2'), file, 'package.key_twice']),
  ...names.map((file): Hostile => [
    `an owner in ${file}`,
    begun(file, '"ownerTenantId": 1'),
    file,
    'package.key_unknown',
  ]),
  ...names.map((file): Hostile => [
    `a list instead of ${file}`,
    new Map(files).set(file, '[]'),
    file,
    'package.wrong_type',
  ]),
  ...names.map((file): Hostile => [
    `${file} missing`,
    new Map([...files].filter(([name]) => name !== file)),
    file.startsWith('forms/') ? 'programme.json' : file,
    'package.file_missing',
  ]),
  ...prototypeNames.flatMap((name) =>
    ['programme.json', form].map((file): Hostile => [
      `${name} as a key of ${file}`,
      begun(file, `${JSON.stringify(name)}: { "isAdmin": true }`),
      file,
      'package.key_reserved',
    ]),
  ),
  ...codePlaces.flatMap(([file, place]) =>
    badCodes.map((code): Hostile => [
      `${JSON.stringify(code).slice(0, 30)} as a code in ${file}`,
      replaced(file, place, JSON.stringify(code)),
      file,
    ]),
  ),
  ...[...badNames, ...strangers].map((name): Hostile => [`a file ${name}`, new Map(files).set(name, '{}'), name]),
  ...['a', 'a + a', 'b', '"x"', 'true'].map((expression): Hostile => [
    'a circle of one or a wrong type',
    grown([element('a', `, "calculated": ${JSON.stringify(expression)}`)]),
    form,
  ]),
  ...[2, 10, 1000].map((length): Hostile => [
    `a circle of ${length}`,
    grown(Array.from({ length }, (_, index) => element(`c${index}`, `, "calculated": "c${(index + 1) % length}"`))),
    form,
    'definition.circular',
  ]),
  [
    'a web of circles',
    grown(
      Array.from({ length: 300 }, (_, index) =>
        element(
          `c${index}`,
          `, "calculated": "${Array.from({ length: 100 }, (_each, step) => `c${(index + step) % 300}`).join('+')}"`,
        ),
      ),
    ),
    form,
    'definition.circular',
  ],
  [
    '600 000 empty indicators',
    new Map(files).set('indicators.json', `{ "indicators": [${'{},'.repeat(600_000)}{}] }`),
    'indicators.json',
    'package.too_much',
  ],
  [
    '2 000 empty indicators',
    new Map(files).set('indicators.json', `{ "indicators": [${'{},'.repeat(1999)}{}] }`),
    'indicators.json',
    'package.key_missing',
  ],
  [
    'lists of lists',
    new Map(files).set('template.json', `{ "sections": [${`[${'{},'.repeat(1900)}{}],`.repeat(300)}[]] }`),
    'template.json',
    'package.too_many_values',
  ],
  [
    '100 000 keys that don’t belong',
    begun('programme.json', Array.from({ length: 100_000 }, (_, index) => `"k${index}":0`).join(',')),
    'programme.json',
    'package.key_unknown',
  ],
  [
    'more expressions than can be judged',
    grown(
      Array.from({ length: 800 }, (_, index) =>
        element(
          `c${index}`,
          `, "calculated": "${Array.from({ length: 200 }, (_each, step) => `c${(index + step) % 800}`).join('+')}"`,
        ),
      ),
    ),
    form,
    'package.too_many_expressions',
  ],
  ...[
    '('.repeat(500) + '1' + ')'.repeat(500),
    '!'.repeat(500) + 'true',
    '-'.repeat(1000) + '1',
    Array.from({ length: 700 }, () => '1').join('+'),
    '1'.repeat(3000),
    '[1].map(a, [1].map(b, [1].map(c, [1].map(d, a + b + c + d))))',
    'x.y.z',
    'has(pupils.x)',
    'matches("a", "(a+)+$")',
    '"a".matches("(a+)+$")',
    'pupils; drop table facts',
    '1 +',
    '__proto__',
    'constructor',
    'previous(pupils)',
    'b"bytes"',
    '1e999',
    '{"a": 1}',
    'pupils in pupils',
    'timestamp("2026-01-01T00:00:00Z")',
  ].map((expression): Hostile => [`calculated ${expression.slice(0, 40)}`, calculated(expression), form]),
  [
    '1 600 elements',
    grown(Array.from({ length: 1600 }, (_, index) => element(`c${index}`, ''))),
    form,
    'package.too_many_cells',
  ],
  ['301 rules', replaced(form, '"rules": [', `"rules": [ ${'{}, '.repeat(301)}`), form, 'package.too_many_rules'],
  [
    '61 forms',
    new Map([...files, ...Array.from({ length: 61 }, (_, index) => [`forms/f${index}.json`, '{}'] as const)]),
    '',
    'package.too_many_forms',
  ],
  ...['\\u0000', '\\ud800', '\\u202e', '\\u0007', '\\u009b', '\\udc00\\ud800'].map((text): Hostile => [
    `${text} in a text`,
    replaced('programme.json', '"zh": "', `"zh": "${text}`),
    'programme.json',
    'package.text_unprintable',
  ]),
  ...['0', '2', '1.5', '"1"', 'null', '1e309', '[1]'].map((format): Hostile => [
    `format ${format}`,
    replaced('programme.json', '"format": 1', `"format": ${format}`),
    'programme.json',
    'package.format_unknown',
  ]),
  ...['01', '+1', '.5', 'NaN', 'Infinity', '0x1', '1,000', "'1'", '1n', 'undefined'].map((number): Hostile => [
    `${number} as a number`,
    begun('programme.json', `"x": ${number}`),
    'programme.json',
    'package.malformed',
  ]),
  ['a meaning that changes: type', replaced(form, '"type": "integer"', '"type": "decimal"'), form],
  [
    'a meaning that changes: flow',
    replaced(form, '"flow": "stock"', '"flow": "flow"'),
    form,
    'definition.meaning_changed',
  ],
];

describe(`${hostile.length} hostile packages`, () => {
  it('are more than two hundred', () => expect(hostile.length).toBeGreaterThanOrEqual(200));

  it.each(hostile.map(([title, ...rest]) => [title, rest] as const))('%s', (_title, [package_, file, code]) => {
    const refusals = refusalsOf(package_);
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.length).toBeLessThanOrEqual(200);
    expect(refusals.map((refusal) => refusal.file)).toContain(file);
    if (code !== undefined) expect(refusals.map((refusal) => refusal.code)).toContain(code);
    for (const refusal of refusals) {
      expect(refusal.path).toMatch(/^\$/);
      for (const i18n of words) {
        const { text } = readRefusal(refusal, i18n);
        expect(text).not.toMatch(/\{\{|undefined|^(?:package|definition|indicator)\./);
        expect(/\p{Script=Han}/u.test(text)).toBe(i18n.language === 'zh-CN');
        expect(text.length).toBeLessThan(300);
      }
    }
  });
});
