import { describe, expect, it } from 'vitest';
import { samplePackage } from '../package/sample-package.ts';
import { readPackage, writePackage } from '../package/index.ts';
import type { FormDefinition } from '../form/definition.ts';
import { namesOfForms } from '../form/names-of-others.ts';
import {
  addForm,
  changeAt,
  duplicateForm,
  faultsOfPart,
  filesOfParts,
  freeCode,
  insertAt,
  judgeableForm,
  moveBefore,
  newElement,
  partFault,
  partsOfPackage,
  readPlace,
  removeAt,
  removeForm,
  renameCode,
  usesOfCode,
  valueAt,
  type CodeName,
  type DraftParts,
} from './index.ts';

const parts = partsOfPackage(samplePackage);
const form = 'forms/schools.json';
const schools = parts.get(form) as FormDefinition;
const elements = ['sections', 0, 'blocks', 0, 'elements'] as const;

const asked = (code: string): CodeName => ({ kind: 'asked', owner: '', code });
const indicator = (code: string): CodeName => ({ kind: 'indicator', owner: '', code });

/** The draft as it is once these parts are saved. */
const saved = (changed: DraftParts): DraftParts =>
  new Map([...new Map([...parts, ...changed])].filter(([, content]) => content !== null));
const refusalsOf = (draft: DraftParts): readonly string[] => {
  const read = readPackage(filesOfParts(draft));
  return read.ok ? [] : read.refusals.map(({ code, file, path }) => `${code} ${file} ${path}`);
};

describe('a programme taken apart', () => {
  it('is written as its package is', () => {
    expect([...filesOfParts(parts)]).toEqual([...writePackage(samplePackage)]);
  });

  it('has parts of the shape of files, which may be unfinished', () => {
    const nameless = changeAt(schools, [...elements, 0, 'label'], () => ({ zh: '', en: '' }));
    expect(partFault(form, nameless)).toBeUndefined();
    expect(
      partFault(
        form,
        changeAt(schools, ['sections'], () => []),
      ),
    ).toBeUndefined();
    const scaled = changeAt(parts.get('indicators.json'), ['indicators', 1, 'scale', 'per'], () => '');
    expect(partFault('indicators.json', scaled)).toBeUndefined();
    expect(
      partFault(
        form,
        changeAt(schools, [...elements, 0, 'label'], () => 'x'),
      )?.code,
    ).toBe('package.wrong_type');
    expect(
      partFault(
        form,
        changeAt(schools, [...elements, 0, 'type'], () => 'x'),
      )?.code,
    ).toBe('package.not_one_of');
    expect(
      partFault(
        form,
        changeAt(schools, [...elements, 0, 'label'], () => undefined),
      )?.code,
    ).toBe('package.key_missing');
    const many = Array.from({ length: 1501 }, () => newElement('a', { zh: 'a', en: 'a' }));
    expect(
      partFault(
        form,
        changeAt(schools, elements, () => many),
      )?.code,
    ).toBe('package.too_many_cells');
  });
});

describe('a place in a part', () => {
  it('is read from a refusal', () => {
    expect(readPlace('$.sections[0].blocks[12].title.zh')).toEqual(['sections', 0, 'blocks', 12, 'title', 'zh']);
    expect(readPlace('$["a b"][1]')).toEqual(['a b', 1]);
    expect(readPlace('$')).toEqual([]);
  });

  it('is changed with everything else shared', () => {
    const changed = changeAt(schools, [...elements, 1, 'label', 'zh'], () => '已办结');
    expect(valueAt(changed, [...elements, 1, 'label', 'zh'])).toBe('已办结');
    expect(valueAt(changed, [...elements, 0])).toBe(valueAt(schools, [...elements, 0]));
    expect(changed.rules).toBe(schools.rules);
    expect(changeAt(schools, [...elements, 0, 'min'], () => undefined)).not.toHaveProperty(
      'sections.0.blocks.0.elements.0.min',
    );
    expect(Object.keys(changed)).toEqual(Object.keys(schools));
  });

  it('takes what is added, taken out and moved', () => {
    const codes = (of: FormDefinition): readonly string[] =>
      (valueAt(of, elements) as readonly { code: string }[]).map((one) => one.code);
    const added = insertAt(schools, elements, 1, newElement('new', { zh: '新', en: 'New' }));
    expect(codes(added).slice(0, 3)).toEqual(['received', 'new', 'settled']);
    expect(removeAt(added, [...elements, 1])).toEqual(schools);
    const down = moveBefore(schools, [...elements, 0], elements, 2);
    expect(codes(down.part).slice(0, 2)).toEqual(['settled', 'received']);
    expect(down.path).toEqual([...elements, 1]);
    const back = moveBefore(down.part, down.path, elements, 0);
    expect(back.part).toEqual(schools);
  });
});

describe('a code that is called otherwise', () => {
  it('is so in calculations, rules and indicators, in parts that are saved together', () => {
    const changed = renameCode(parts, asked('received'), 'incoming');
    expect([...changed.keys()]).toEqual([form, 'indicators.json']);
    expect(refusalsOf(saved(changed))).toEqual([]);
    expect(JSON.stringify(changed.get(form))).not.toMatch(/"received"|\breceived\b -/);
    expect(JSON.stringify(changed.get(form))).toContain('settled <= incoming');
    expect(JSON.stringify(changed.get('indicators.json'))).toContain('"element":"incoming"');
  });

  it('isn’t a field of a row or a word of a text that is called alike', () => {
    const expression = 'size(cases.filter(r, r.cases == "cases")) + previous("cases") > valueAt(\'cases\', "cases")';
    const changed = renameCode(
      new Map(parts).set(
        form,
        changeAt(schools, ['rules', 0, 'expression'], () => expression),
      ),
      asked('cases'),
      'matters',
    );
    expect(valueAt(changed.get(form), ['rules', 0, 'expression'])).toBe(
      'size(matters.filter(r, r.cases == "cases")) + previous("matters") > valueAt(\'matters\', "cases")',
    );
  });

  it('of an indicator, is so in the report, its balances and what is set against it', () => {
    const changed = renameCode(parts, indicator('received'), 'incoming');
    expect([...changed.keys()]).toEqual(['indicators.json', 'template.json']);
    expect(refusalsOf(saved(changed))).toEqual([]);
    const template = JSON.stringify(changed.get('template.json'));
    expect(template).not.toMatch(/"indicator":"received"|\["received"\]/);
    expect(template.match(/incoming/g)).toHaveLength(3);
    // A word of the text that is called alike stays.
    expect(template).toContain('received_some');
    expect(usesOfCode(parts, indicator('received')).map(({ label }) => label.zh)).toEqual([
      'meetings合计',
      '工作',
      '不多于',
    ]);
    expect([...renameCode(parts, indicator('settled_share'), 'share').keys()]).toEqual(['indicators.json']);
  });

  it('feeds what reads it', () => {
    const uses = usesOfCode(parts, asked('settled')).map(({ kind, part, path }) => `${kind} ${part} ${path.join('.')}`);
    expect(uses).toEqual([
      'calculated forms/schools.json sections.0.blocks.0.elements.2',
      'rule forms/schools.json rules.0',
      'indicator indicators.json indicators.2',
    ]);
    expect(usesOfCode(parts, asked('kind'))).toEqual([]);
  });

  it('decides whether others are asked, under any name', () => {
    const asking = new Map(parts).set(
      form,
      changeAt(schools, [...elements, 2, 'when'], () => 'settled > 0'),
    );
    expect(usesOfCode(asking, asked('settled')).map(({ kind }) => kind)).toContain('condition');
    const changed = renameCode(asking, asked('settled'), 'closed');
    expect(valueAt(changed.get(form), [...elements, 2, 'when'])).toBe('closed > 0');
    const wrong = changeAt(schools, [...elements, 2, 'when'], () => 'settled >');
    expect(valueAt(judgeableForm(wrong, namesOfForms([])), [...elements, 2])).not.toHaveProperty('when');
  });
});

describe('forms of a draft', () => {
  const listed = (changed: DraftParts): unknown => valueAt(changed.get('programme.json'), ['forms']);

  it('come, go and are called otherwise together with the list of forms', () => {
    const added = addForm(parts, { ...schools, code: 'third' }, 'schools');
    expect(listed(added)).toEqual(['schools', 'third', 'sections']);
    expect(listed(removeForm(parts, 'sections'))).toEqual(['schools']);
    const renamed = renameCode(parts, { kind: 'form', owner: '', code: 'schools' }, 'all_schools');
    expect(listed(renamed)).toEqual(['all_schools', 'sections']);
    expect(refusalsOf(saved(renamed))).toEqual([]);
  });

  it('are there once more with codes of their own', () => {
    const { parts: changed, code } = duplicateForm(parts, 'schools');
    expect(code).toBe('schools_2');
    expect(refusalsOf(saved(changed))).toEqual([]);
    const copy = changed.get('forms/schools_2.json') as FormDefinition;
    expect(copy.rules[0]).toMatchObject({
      expression: 'settled_2 <= received_2',
      elements: ['settled_2', 'received_2'],
    });
    expect(freeCode(new Set(['a', 'a_2']), 'a')).toBe('a_3');
  });

  it('are told what is wrong with them, and tried without it', () => {
    const wrong = changeAt(
      changeAt(schools, ['rules', 0, 'expression'], () => 'settled <='),
      [...elements, 2, 'calculated'],
      () => 'received - nothing',
    );
    expect(faultsOfPart(form, wrong).map(({ code, path }) => `${code} ${path}`)).toEqual([
      'definition.expression_unknown_name $.sections[0].blocks[0].elements[2].calculated',
      'definition.expression_syntax $.rules[0].expression',
    ]);
    const tried = judgeableForm(wrong, namesOfForms([]));
    expect(tried.rules).toEqual([]);
    expect(valueAt(tried, [...elements, 2])).not.toHaveProperty('calculated');
    expect(judgeableForm(schools, namesOfForms([]))).toBe(schools);
  });
});
