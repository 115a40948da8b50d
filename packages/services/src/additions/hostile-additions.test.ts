import { readPackageArchive, writePackageArchive } from '@huibao/documents/package';
import { misfits, readAdditions, writeAdditions, type Additions } from '@huibao/domain/additions';
import { readPackage, writePackage, type PackageFiles, type PackageRefusal } from '@huibao/domain/package';
import { createI18n, readRefusal } from '@huibao/i18n';
import { builtInPackage } from '@huibao/programmes';
import { someAdditions } from '@huibao/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// What an import says of a package of additions, from its bytes on: the same way as an upload goes.

const builtIn = builtInPackage('rule-of-law');
const base = { programme: 'rule_of_law', year: 2024, hash: '0'.repeat(64) };
const additions: Additions = { base, ...someAdditions('bureau', 'education') };
const files = writeAdditions(additions);
const form = 'forms/bureau_1_drill_form.json';
const words = [createI18n('zh-CN'), createI18n('en')];

function refusalsOf(hostile: PackageFiles): readonly PackageRefusal[] {
  const archive = readPackageArchive(writePackageArchive(hostile));
  if (!archive.ok) return archive.refusals;
  const read = readAdditions(archive.files);
  return read.ok ? misfits(builtIn, read.additions, 'bureau') : read.refusals;
}

function replaced(file: string, from: string | RegExp, to: string): PackageFiles {
  const text = files.get(file) ?? '';
  const changed = text.replace(from, () => to);
  if (changed === text) throw new RangeError(`${file} has no ${from}`);
  return new Map(files).set(file, changed);
}

const offered = (changed: Partial<Additions>): PackageFiles => writeAdditions({ ...additions, ...changed });
const [indicator, ratio] = additions.indicators;
const [placed] = additions.sections;
if (!indicator || !ratio || !placed) throw new RangeError('additions');

const balance = {
  code: 'bureau_1_balance',
  label: { zh: '甲', en: 'A' },
  left: ['bureau_1_drills_held'],
  relation: 'at_most',
  right: ['absent'],
} as const;

/** What takes away, rewords, reorders or stands in the place of what is asked from above. */
const claims: readonly (readonly [string, PackageFiles, string])[] = [
  [
    'a form of the base',
    new Map([...replaced('additions.json', '"bureau_1_drill_form"', '"safety"')].filter(([name]) => name !== form)).set(
      'forms/safety.json',
      writePackage(builtIn).get('forms/safety.json') ?? '',
    ),
    'additions.sensitive_register forms/safety.json $.sections[2].blocks[0].elements[1].fromSensitiveRegister',
  ],
  [
    'an element of the base',
    replaced(form, /"code": "bureau_1_drills"/, '"code": "letters"'),
    'definition.reference_unknown forms/bureau_1_drill_form.json $.rules[0].elements[0]',
  ],
  [
    'an indicator of the base',
    offered({ indicators: [{ ...indicator, code: 'letters' }, ratio] }),
    'additions.code_unmarked indicators.json $.indicators[0].code',
  ],
  [
    'an indicator of another level',
    offered({ indicators: [indicator, { ...ratio, code: 'city_1_per_drill' }] }),
    'additions.code_unmarked indicators.json $.indicators[1].code',
  ],
  [
    'an indicator by the name of one from above',
    offered({ indicators: [indicator, { ...ratio, label: builtIn.programme.indicators[0]?.label ?? ratio.label }] }),
    'indicator.label_taken indicators.json $.indicators[1].label',
  ],
  [
    'a section of the base',
    offered({ sections: [{ ...placed, section: { ...placed.section, code: 'education' } }] }),
    'additions.code_unmarked report.json $.sections[0].section.code',
  ],
  [
    'a section behind nothing',
    offered({ sections: [{ ...placed, after: 'absent' }] }),
    'definition.reference_unknown report.json $.sections[0].after',
  ],
  [
    'a section twice',
    offered({ sections: [placed, placed] }),
    'definition.code_twice report.json $.sections[1].section.code',
  ],
  [
    'a section that lists the ledger',
    replaced('report.json', '"required": false', '"required": false, "ledger": "plan"'),
    'package.key_unknown report.json $.sections[0].section',
  ],
  [
    'a figure of nothing',
    replaced('report.json', '"indicator": "bureau_1_drills_held"', '"indicator": "absent"'),
    'definition.reference_unknown report.json $.sections[0].section.content.content[0]',
  ],
  [
    'a figure of a period that the base has not',
    replaced('report.json', '"unit": "次"', '"unit": "次", "scope": { "period": "summer" }'),
    'definition.reference_unknown report.json $.sections[0].section.content.content[0]',
  ],
  [
    'a balance with nothing',
    offered({ balances: [balance] }),
    'definition.reference_unknown report.json $.balances[0].right[0]',
  ],
  [
    'a group of the base',
    offered({ indicatorGroups: [{ code: 'education', label: { zh: '甲', en: 'A' } }] }),
    'additions.code_unmarked additions.json $.indicatorGroups[0].code',
  ],
  [
    'a term twice',
    offered({ glossary: [...additions.glossary, ...additions.glossary] }),
    'definition.code_twice glossary.json $.terms[1].code',
  ],
  [
    'an indicator of an element that only a lower level could add',
    offered({ indicators: [{ ...indicator, operator: { op: 'total', of: { element: 'city_1_x', take: 'sum' } } }] }),
    'indicator.element_unknown indicators.json $.indicators[0].operator.of',
  ],
  [
    'a count of a sensitive register',
    replaced(form, '"min": "0"', '"min": "0", "fromSensitiveRegister": "key_pupil_register"'),
    'additions.sensitive_register forms/bureau_1_drill_form.json $.sections[0].blocks[0].elements[0].fromSensitiveRegister',
  ],
  ['another calendar', replaced('additions.json', '{', '{ "calendar": {}, '), 'package.key_unknown additions.json $'],
  ['an owner', replaced('additions.json', '{', '{ "ownerTenantId": 1, '), 'package.key_unknown additions.json $'],
  [
    'another format',
    replaced('additions.json', '"format": 1', '"format": 2'),
    'package.format_unknown additions.json $.format',
  ],
  [
    'a base without a hash',
    replaced('additions.json', '0'.repeat(64), 'x'),
    'package.text_malformed additions.json $.base.hash',
  ],
  ['a programme', writePackage(builtIn), 'package.not_additions programme.json $'],
  ['nothing', new Map(), 'package.file_missing additions.json $'],
];

/** What no file of any package may hold. */
const hostile: readonly (readonly [string, PackageFiles, string])[] = [
  ['a file that climbs', new Map([...files, ['../evil.json', '{}']]), 'package.unsafe_entry ../evil.json $'],
  ['a file that isn’t asked', new Map([...files, ['template.json', '{}']]), 'package.file_unknown template.json $'],
  ['a file cut off', new Map(files).set('report.json', '{ "sections": '), 'package.malformed report.json'],
  ['100 000 lists', replaced('report.json', '{', `{ "x": ${'['.repeat(100_000)}`), 'package.too_deep report.json'],
  ['3 MB', new Map(files).set('glossary.json', ' '.repeat(3 * 1024 ** 2)), 'package.too_large'],
  [
    'a quoted case',
    replaced(
      'report.json',
      '"content": [{ "type": "text"',
      `"content": [{ "type": "case", "attrs": {} }, { "type": "text"`,
    ),
    'package.not_one_of report.json',
  ],
  ...['__proto__', 'constructor', 'toString'].map(
    (key) => [`the key ${key}`, replaced(form, '{', `{ "${key}": {}, `), `package.key_`] as const,
  ),
  ...["bureau_1'; drop table facts; --", 'bureau_1"', 'bureau_1$1', 'bureau_1-a', 'Bureau_1', 'constructor', ''].map(
    (code) =>
      [
        `the code ${code}`,
        replaced(form, '"code": "bureau_1_drills"', `"code": ${JSON.stringify(code)}`),
        `package.code_malformed ${form}`,
      ] as const,
  ),
  ...[
    'system("rm")',
    '1 +',
    'absent > 0',
    `${'('.repeat(500)}1${')'.repeat(500)}`,
    'bureau_1_drills.all(x, x > 0)',
  ].map(
    (expression) =>
      [
        `the rule ${expression.slice(0, 20)}`,
        replaced(form, /"expression": "(?:[^"\\]|\\.)*"/, `"expression": ${JSON.stringify(expression)}`),
        `definition.`,
      ] as const,
  ),
];

describe('a package of additions', () => {
  it('that fits is taken, and written again the same, byte for byte', () => {
    expect(refusalsOf(files)).toEqual([]);
    const read = readAdditions(files);
    expect(read.ok && [...writeAdditions(read.additions)]).toEqual([...files]);
  });

  it.each([...claims, ...hostile])('with %s is refused by file, place and sentence', (_title, bad, wanted) => {
    const refusals = refusalsOf(bad);
    expect(refusals.map(({ code, file, path }) => `${code} ${file} ${path}`).join('\n')).toContain(wanted);
    for (const refusal of refusals)
      for (const i18n of words) {
        expect(readRefusal(refusal, i18n).text).not.toMatch(/^(?:additions|package|definition|indicator)\.|\{\{/);
      }
  });

  it('comes through any order of keys, line ends and marks', () => {
    const odd = new Map([...files].map(([name, text]) => [name, `\uFEFF${text.replaceAll('\n', '\r\n')}`]));
    const read = readAdditions(odd);
    expect(read.ok && [...writeAdditions(read.additions)]).toEqual([...files]);
  });

  it('cut, or with a piece of any file replaced, never throws, and what is taken comes out as it was read', () => {
    const names = [...files.keys()];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.nat(200),
        fc.oneof(fc.string(), fc.constantFrom('null', '{}', '[]', '"bureau_1"', '1e999', '-0', '"\\ud800"')),
        (name, at, length, piece) => {
          const text = files.get(name) ?? '';
          const from = at % (text.length + 1);
          const bad = new Map(files).set(name, text.slice(0, from) + piece + text.slice(from + length));
          const read = readAdditions(bad);
          if (!read.ok) {
            expect(read.refusals.length).toBeGreaterThan(0);
            return;
          }
          misfits(builtIn, read.additions, 'bureau');
          const written = writeAdditions(read.additions);
          const again = readAdditions(written);
          expect(again.ok && [...writeAdditions(again.additions)]).toEqual([...written]);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('a package of a programme', () => {
  it('leaves the codes to lower levels that they add under', () => {
    const programme = writePackage(builtIn);
    const text = programme.get('indicators.json') ?? '';
    const taken = new Map(programme).set('indicators.json', text.replace('"code": "', '"code": "bureau_1'));
    const read = readPackage(taken);
    expect(read.ok ? [] : read.refusals.map(({ code, path }) => [code, path])).toContainEqual([
      'package.code_of_additions',
      '$.indicators[0].code',
    ]);
  });

  it('isn’t one of additions', () => {
    const read = readPackage(files);
    expect(read.ok ? [] : read.refusals.map(({ code }) => code)).toEqual(['package.not_a_programme']);
  });
});
