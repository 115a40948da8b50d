import { describe, expect, it } from 'vitest';
import type { PackageFiles } from './package-files.ts';
import { readPackage } from './read-package.ts';
import { samplePackage } from './sample-package.ts';
import { writePackage } from './write-package.ts';

const written = writePackage(samplePackage);
const form = 'forms/schools.json';

/** The sample with words of one of its files replaced. */
function replaced(file: string, from: string, to: string): PackageFiles {
  const text = written.get(file) ?? '';
  if (!text.includes(from)) throw new RangeError(`${file} has no ${from}`);
  return new Map(written).set(file, text.replace(from, to));
}

function refusalsOf(files: PackageFiles): readonly string[] {
  const read = readPackage(files);
  return read.ok ? [] : read.refusals.map(({ code, file, path }) => `${code} ${file} ${path}`);
}

const element = '$.sections[0].blocks[0].elements';

function withQuotedCase(): PackageFiles {
  const template = JSON.parse(written.get('template.json') ?? '') as {
    sections: { content: { content: unknown[] } }[];
  };
  const attrs = {
    id: 'case',
    unitId: 1,
    unitName: '某校',
    revisionId: '01890000-0000-7000-8000-000000000000',
    cell: 'story',
    hash: 'a'.repeat(64),
    edited: false,
  };
  template.sections[0]?.content.content.unshift({ type: 'case', attrs });
  return new Map(written).set('template.json', JSON.stringify(template));
}

describe('a refusal says in which file, where, and why', () => {
  it.each<[string, PackageFiles, string]>([
    ['an unknown file', new Map(written).set('readme.md', ''), 'package.file_unknown readme.md $'],
    [
      'a path out of the package',
      new Map(written).set('forms/../x.json', ''),
      'package.file_unknown forms/../x.json $',
    ],
    [
      'a missing part',
      new Map([...written].filter(([name]) => name !== 'template.json')),
      'package.file_missing template.json $',
    ],
    [
      'a missing form',
      new Map([...written].filter(([name]) => name !== form)),
      'package.file_missing programme.json $.forms[0]',
    ],
    [
      'a form that isn’t listed',
      replaced('programme.json', '"schools", "sections"', '"schools"'),
      'package.file_unlisted forms/sections.json $',
    ],
    [
      'a form listed twice',
      replaced('programme.json', '"schools", "sections"', '"schools", "sections", "sections"'),
      'definition.code_twice programme.json $.forms[2]',
    ],
    [
      'another name',
      replaced(form, '"code": "schools"', '"code": "other"'),
      'package.name_differs forms/schools.json $.code',
    ],
    [
      'another format',
      replaced('programme.json', '"format": 1', '"format": 2'),
      'package.format_unknown programme.json $.format',
    ],
    ['not JSON', replaced('template.json', '{', '{,'), 'package.malformed template.json $'],
    [
      'a key twice',
      replaced('programme.json', '"format": 1', '"format": 1, "format": 1'),
      'package.key_twice programme.json $',
    ],
    [
      '__proto__',
      replaced('programme.json', '"format": 1', '"format": 1, "__proto__": {}'),
      'package.key_reserved programme.json $',
    ],
    [
      'toString',
      replaced('programme.json', '"format": 1', '"format": 1, "toString": 1'),
      'package.key_reserved programme.json $',
    ],
    [
      'a code of every object',
      replaced(form, '"code": "received"', '"code": "constructor"'),
      `package.code_malformed forms/schools.json ${element}[0].code`,
    ],
    [
      'SQL in a code',
      replaced(form, '"code": "received"', '"code": "a\'; drop table facts;--"'),
      `package.code_malformed forms/schools.json ${element}[0].code`,
    ],
    [
      'CEL in a code',
      replaced(form, '"code": "received"', '"code": "a + b"'),
      `package.code_malformed forms/schools.json ${element}[0].code`,
    ],
    [
      'a reserved word as code',
      replaced(form, '"code": "received"', '"code": "year"'),
      `definition.code_reserved forms/schools.json ${element}[0].code`,
    ],
    [
      'a reserved word as register',
      replaced(form, '"code": "cases"', '"code": "unit"'),
      'definition.code_reserved forms/schools.json $.sections[0].blocks[1].register.code',
    ],
    [
      'an unknown key',
      replaced(form, '"required": true', '"owner": 7, "required": true'),
      `package.key_unknown forms/schools.json ${element}[0]`,
    ],
    [
      'a key that is missing',
      replaced(form, '"flow": "flow", ', ''),
      `package.key_missing forms/schools.json ${element}[0]`,
    ],
    [
      'a wrong type',
      replaced(form, '"required": true', '"required": "true"'),
      `package.wrong_type forms/schools.json ${element}[0].required`,
    ],
    [
      'a code twice',
      replaced(form, '"code": "settled"', '"code": "received"'),
      `definition.code_twice forms/schools.json ${element}[1].code`,
    ],
    [
      'a code twice over forms',
      replaced('forms/sections.json', '"code": "meetings", "label"', '"code": "received", "label"'),
      'definition.code_twice forms/sections.json $.sections[0].blocks[0].elements[0].code',
    ],
    [
      'a circle',
      replaced(form, '"calculated": "received - settled"', '"calculated": "late"'),
      `definition.circular forms/schools.json ${element}[2].calculated`,
    ],
    [
      'a name that isn’t there',
      replaced(form, 'received - settled', 'received - gone'),
      `definition.expression_unknown_name forms/schools.json ${element}[2].calculated`,
    ],
    [
      'an expression that isn’t one',
      replaced(form, 'received - settled', 'received -'),
      `definition.expression_syntax forms/schools.json ${element}[2].calculated`,
    ],
    [
      'a rule that isn’t yes or no',
      replaced(form, 'settled <= received', 'settled'),
      'definition.result_not_yes_or_no forms/schools.json $.rules[0].expression',
    ],
    [
      'a rule about nothing',
      replaced(form, '"elements": ["settled", "received"]', '"elements": ["settled", "gone"]'),
      'definition.reference_unknown forms/schools.json $.rules[0].elements[1]',
    ],
    [
      '30 February',
      replaced(form, '2020-01-01', '2020-02-30'),
      'definition.limit_not_a_date forms/schools.json $.sections[0].blocks[1].register.columns[1].min',
    ],
    [
      'a unit in English only',
      replaced('indicators.json', '"unit": { "zh": "件"', '"unit": { "zh": ""'),
      'definition.unit_in_english_only indicators.json $.indicators[0].unit.zh',
    ],
    [
      'limits between which nothing lies',
      replaced(form, '"min": "2020-01-01"', '"min": "2020-01-01", "max": "2019-12-31"'),
      'definition.limits_crossed forms/schools.json $.sections[0].blocks[1].register.columns[1].max',
    ],
    [
      '30 February, every year',
      replaced('programme.json', '01-10', '02-30'),
      'package.day_malformed programme.json $.calendar.periods[0].opens',
    ],
    [
      'an element that isn’t there',
      replaced('indicators.json', '"element": "meetings"', '"element": "gone"'),
      'indicator.element_unknown indicators.json $.indicators[1].operator.of',
    ],
    [
      'an operator that isn’t there',
      replaced('indicators.json', '"op": "ratio"', '"op": "sum"'),
      'package.not_one_of indicators.json $.indicators[2].operator.op',
    ],
    [
      'a scale that isn’t there',
      replaced('indicators.json', '"per": "received", "times"', '"per": "gone", "times"'),
      'definition.reference_unknown indicators.json $.indicators[1].scale.per',
    ],
    [
      'a group that isn’t there',
      replaced('programme.json', '"code": "work"', '"code": "other"'),
      'definition.reference_unknown indicators.json $.indicators[0].group',
    ],
    [
      'a register that isn’t there',
      replaced('registers.json', '"code": "pupils"', '"code": "other"'),
      `definition.reference_unknown forms/schools.json ${element}[5].fromSensitiveRegister`,
    ],
    [
      'a figure that isn’t there',
      replaced('template.json', '"indicator": "received", "format"', '"indicator": "gone", "format"'),
      'definition.reference_unknown template.json $.sections[0].content.content[0]',
    ],
    [
      'a figure of no period',
      replaced('template.json', '"unit": null', '"unit": null, "scope": { "period": "spring" }'),
      'definition.reference_unknown template.json $.sections[0].content.content[0]',
    ],
    [
      'a condition on the only period, which is the year',
      replaced('template.json', '"is": ["some"]', '"is": ["some"], "scope": { "period": "whole" }'),
      'definition.reference_unknown template.json $.sections[0].content.content[0]',
    ],
    [
      'a balance of nothing',
      replaced('template.json', '"left": ["meetings"]', '"left": ["gone"]'),
      'definition.reference_unknown template.json $.balances[0].left[0]',
    ],
    [
      'nobody issues',
      replaced('programme.json', '"issues": true', '"issues": false'),
      'definition.last_step_issues programme.json $.chain',
    ],
    [
      'a control character',
      replaced('glossary.json', '案件', '案\\u0000件'),
      'package.text_unprintable glossary.json $.terms[0].term.zh',
    ],
    [
      'half a character',
      replaced('glossary.json', '案件', '案\\ud800件'),
      'package.text_unprintable glossary.json $.terms[0].term.zh',
    ],
    [
      'a text that turns its direction',
      replaced('glossary.json', '案件', '案\\u202e件'),
      'package.text_unprintable glossary.json $.terms[0].term.zh',
    ],
    ...['  ', '\u3000', '\u200b\ufeff'].map((blank): [string, PackageFiles, string] => [
      `nothing that is seen (${JSON.stringify(blank)})`,
      replaced('glossary.json', '"案件"', JSON.stringify(blank)),
      'package.text_blank glossary.json $.terms[0].term.zh',
    ]),
    ['a quoted case', withQuotedCase(), 'package.quoted_case template.json $.sections[0].content.content[0]'],
  ])('%s', (_title, files, refusal) => {
    expect(refusalsOf(files)).toContain(refusal);
  });
});

describe('bounds are asked before anything is read', () => {
  const expectOnly = (work: () => readonly string[], expected: string): void => expect(work()).toEqual([expected]);
  const elements = (count: number, text = (index: number) => `{ "code": "e${index}" }`): string =>
    `{ "code": "schools", "sections": [{ "blocks": [{ "elements": [${Array.from({ length: count }, (_, index) => text(index)).join(',')}] }] }] }`;

  it('2 MB a package', () => {
    expectOnly(() => refusalsOf(new Map(written).set(form, ' '.repeat(2 * 1024 * 1024))), 'package.too_large  $');
    expectOnly(() => refusalsOf(new Map(written).set(form, '汉'.repeat(700_000))), 'package.too_large  $');
  });

  it('60 forms', () => {
    const forms = Array.from({ length: 61 }, (_, index) => [`forms/f${index}.json`, '{'] as const);
    expectOnly(() => refusalsOf(new Map([...written, ...forms])), 'package.too_many_forms  $');
  });

  it('1 500 cells a form, options counted', () => {
    expectOnly(
      () => refusalsOf(new Map(written).set(form, elements(1501))),
      `package.too_many_cells ${form} $.sections`,
    );
    const options = Array.from({ length: 101 }, () => '{}').join(',');
    const broken = (): string => `{ "dimension": { "options": [${options}] } }`;
    expectOnly(
      () => refusalsOf(new Map(written).set(form, elements(15, broken))),
      `package.too_many_cells ${form} $.sections`,
    );
  });

  it('300 rules a form', () => {
    const rules = `{ "rules": [${Array.from({ length: 301 }, () => '{}').join(',')}] }`;
    expectOnly(() => refusalsOf(new Map(written).set(form, rules)), `package.too_many_rules ${form} $.rules`);
  });

  it('40 levels, however many there are', () => {
    const path = `$${'[0]'.repeat(40)}`;
    expectOnly(() => refusalsOf(new Map(written).set(form, '['.repeat(1_000_000))), `package.too_deep ${form} ${path}`);
  });
});
