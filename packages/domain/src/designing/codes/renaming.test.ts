import { describe, expect, it } from 'vitest';
import type { DataElement, FormDefinition, ValidationRule } from '../../form/definition.ts';
import { samplePackage } from '../../package/sample-package.ts';
import { readPackage } from '../../package/index.ts';
import { filesOfParts, partsOfPackage, renameCode, usesOfCode, type CodeName, type DraftParts } from '../index.ts';

const label = { zh: '项', en: 'Item' };
const options = [
  { code: 'boys', label },
  { code: 'girls', label },
];
const element = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label,
  type: 'integer',
  flow: 'flow',
  required: true,
  ...more,
});
const dimension = { code: 'sex', label, options };
const rule = (
  code: string,
  expression: string,
  elements: readonly string[],
  more: Partial<ValidationRule> = {},
): ValidationRule => ({
  code,
  severity: 'warning',
  expression,
  message: label,
  elements,
  ...more,
});

/** A form in which each kind of a form's codes is declared and named. */
const form: FormDefinition = {
  code: 'trial',
  number: label,
  title: label,
  shortTitle: label,
  instructions: label,
  appliesTo: { kinds: ['section'], sectionCodes: ['policy'], group: 'boarding' },
  sections: [
    {
      code: 'main',
      title: label,
      blocks: [
        {
          kind: 'fields',
          title: label,
          elements: [
            element('pupils_all', { dimension }),
            element('pupils_half', { dimension, calculated: 'pupils_all / 2', type: 'decimal' }),
            element('apart', { dimension }),
            element('state', {
              type: 'choice',
              flow: 'stock',
              options: [
                { code: 'open', label },
                { code: 'shut', label },
              ],
            }),
            element('opened', { type: 'boolean', flow: 'stock', calculated: 'state == "open" || state in ["shut"]' }),
            element('copied', {
              type: 'choice',
              flow: 'stock',
              options: [
                { code: 'open', label },
                { code: 'shut', label },
              ],
              calculated: 'opened ? "open" : "shut"',
            }),
            element('boys_of_all', { calculated: 'valueAt("pupils_all", "boys")' }),
            element('asked_of_policy', { when: 'unit.sectionCode == "policy"' }),
            element('listed', { calculated: 'size(visits.filter(v, v.state == "done" && v.persons > 1))' }),
          ],
        },
        {
          kind: 'grid',
          title: label,
          across: 'options',
          elements: [element('asked_now', { dimension }), element('asked_before', { dimension })],
        },
        {
          kind: 'register',
          register: {
            code: 'visits',
            label,
            required: false,
            carriesOver: false,
            columns: [
              element('state', {
                type: 'choice',
                flow: 'stock',
                options: [
                  { code: 'done', label },
                  { code: 'open', label },
                ],
              }),
              element('persons', { flow: 'stock' }),
            ],
          },
        },
      ],
    },
  ],
  rules: [
    rule('by_sex', 'pupils_half <= apart', ['pupils_all'], { perOption: 'sex' }),
    rule('in_rows', 'visits.all(v, v.state != "open")', ['visits.state']),
  ],
};

const sample = partsOfPackage(samplePackage);
const head = sample.get('programme.json') as { readonly forms: readonly string[]; readonly sections?: unknown };
const parts: DraftParts = new Map(sample)
  .set('programme.json', { ...head, forms: [...head.forms, 'trial'], sections: [{ code: 'policy', label }] })
  .set('forms/trial.json', form);

const refusalsOf = (draft: DraftParts): readonly string[] => {
  const read = readPackage(filesOfParts(draft));
  return read.ok ? [] : read.refusals.map(({ code, file, path }) => `${code} ${file} ${path}`);
};
const renamed = (name: CodeName, to: string, fixed?: ReadonlySet<string>): DraftParts =>
  new Map([...parts, ...renameCode(parts, name, to, fixed)]);
const formOf = (draft: DraftParts): string => JSON.stringify(draft.get('forms/trial.json'));
const without = (text: string, of: RegExp): DraftParts =>
  new Map(parts).set('forms/trial.json', JSON.parse(JSON.stringify(form).replace(of, text)) as unknown);

describe('a code that is called otherwise', () => {
  it('stands for the same in a form of every kind', () => {
    expect(refusalsOf(parts)).toEqual([]);
  });

  it('of a column, is so in rows and in what marks it, and not in a column of that name elsewhere', () => {
    const draft = renamed({ kind: 'column', owner: 'visits', code: 'state' }, 'standing');
    expect(refusalsOf(draft)).toEqual([]);
    expect(formOf(draft)).toContain('v.standing == \\"done\\" && v.persons > 1');
    expect(formOf(draft)).toContain('visits.standing');
    expect(formOf(draft)).toContain('state == \\"open\\" || state in');
  });

  it('of an option, is so wherever an answer is held against it, whose else it may be', () => {
    const own = formOf(renamed({ kind: 'option', owner: 'state', code: 'open' }, 'opened_up'));
    expect(own).toContain('state == \\"opened_up\\" ||');
    expect(own).toContain('v.state != \\"open\\"');
    expect(own).toContain('opened ? \\"open\\"');
    const result = formOf(renamed({ kind: 'option', owner: 'copied', code: 'open' }, 'opened_up'));
    expect(result).toContain('opened ? \\"opened_up\\" : \\"shut\\"');
    const column = formOf(renamed({ kind: 'option', owner: 'visits.state', code: 'open' }, 'opened_up'));
    expect(column).toContain('v.state != \\"opened_up\\"');
    expect(column).toContain('state == \\"open\\" ||');
  });

  it('of a breakdown, is so in all that is read option by option beside it, but for what was published', () => {
    const of: CodeName = { kind: 'option', owner: 'pupils_all', code: 'boys' };
    const draft = renamed(of, 'male');
    expect(refusalsOf(draft)).toEqual([]);
    // All but the table, which nothing reads beside it.
    expect(formOf(draft).match(/"male"/g)).toHaveLength(3);
    expect(formOf(draft)).toContain('valueAt(\\"pupils_all\\", \\"male\\")');
    expect(formOf(renamed(of, 'male', new Set(['apart']))).match(/"male"/g)).toHaveLength(2);
    const table = formOf(renamed({ kind: 'option', owner: 'asked_before', code: 'boys' }, 'male'));
    expect(table.match(/"male"/g)).toHaveLength(2);
    const kind = renamed({ kind: 'dimension', owner: 'apart', code: 'sex' }, 'gender');
    expect(refusalsOf(kind)).toEqual([]);
    expect(formOf(kind)).toContain('"perOption":"gender"');
  });

  it('of a section or a group, is so in filters and conditions', () => {
    const draft = renamed({ kind: 'section', owner: '', code: 'policy' }, 'law');
    expect(refusalsOf(draft)).toEqual([]);
    expect(formOf(draft)).toContain('"sectionCodes":["law"]');
    expect(formOf(draft)).toContain('unit.sectionCode == \\"law\\"');
    const group = renamed({ kind: 'unitGroup', owner: '', code: 'boarding' }, 'boarders');
    expect(refusalsOf(group)).toEqual([]);
    expect(formOf(group)).toContain('"group":"boarders"');
  });

  it('of a category, is so in the options that count it', () => {
    const categories = (
      parts.get('registers.json') as { sensitiveRegisters: { code: string; categories: { code: string }[] }[] }
    ).sensitiveRegisters[0]!;
    const [category] = categories.categories;
    const of: CodeName = { kind: 'category', owner: categories.code, code: category!.code };
    const counting = new Map(parts).set('forms/trial.json', {
      ...form,
      sections: [
        ...form.sections,
        {
          code: 'counted',
          title: label,
          blocks: [
            {
              kind: 'fields',
              title: label,
              elements: [
                element('counted', {
                  fromSensitiveRegister: categories.code,
                  dimension: {
                    code: 'kind',
                    label,
                    options: categories.categories.map(({ code }) => ({ code, label })),
                  },
                }),
              ],
            },
          ],
        },
      ],
    });
    expect(refusalsOf(counting)).toEqual([]);
    const draft = new Map([...counting, ...renameCode(counting, of, 'other_kind')]);
    expect(refusalsOf(draft)).toEqual([]);
    expect(formOf(draft)).toContain('"other_kind"');
    const gone = new Map([...counting, ...renameCode(counting, { ...of, kind: 'reason' }, 'x')]);
    expect(refusalsOf(gone)).toEqual([]);
  });
});

describe('what isn’t there any more', () => {
  it('is refused wherever it is named', () => {
    const { sections: _gone, ...others } = head;
    expect(refusalsOf(new Map(parts).set('programme.json', { ...others, forms: [...head.forms, 'trial'] }))).toEqual(
      expect.arrayContaining([
        'definition.reference_unknown forms/trial.json $.appliesTo.sectionCodes[0]',
        'definition.reference_unknown forms/trial.json $.sections[0].blocks[0].elements[7].when',
      ]),
    );
    expect(
      refusalsOf(
        without('"options":[{"code":"shut"', /"options":\[\{"code":"open","label":\{[^}]*\}\},\{"code":"shut"/),
      ),
    ).toEqual(['definition.reference_unknown forms/trial.json $.sections[0].blocks[0].elements[4].calculated']);
  });

  it('is known beforehand by what it feeds', () => {
    const kinds = (name: CodeName) => usesOfCode(parts, name).map(({ kind }) => kind);
    expect(kinds({ kind: 'option', owner: 'state', code: 'open' })).toEqual(['calculated']);
    expect(kinds({ kind: 'column', owner: 'visits', code: 'state' })).toEqual(['calculated', 'rule']);
    expect(kinds({ kind: 'section', owner: '', code: 'policy' })).toEqual(
      expect.arrayContaining(['asked', 'condition']),
    );
    expect(kinds({ kind: 'unitGroup', owner: '', code: 'boarding' })).toContain('asked');
  });
});
