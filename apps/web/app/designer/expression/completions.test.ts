import { registersOf, type DataElement, type FormDefinition } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { completionsAt, type ExpressionKind } from './completions.ts';

const both = (zh: string, en = zh) => ({ zh, en });
const asked = (code: string, zh: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: both(zh, `${code} in English`),
  type: 'integer',
  flow: 'flow',
  required: false,
  ...more,
});
const formOf = (code: string, number: string, elements: readonly DataElement[]): FormDefinition => ({
  code,
  number: both(number),
  title: both(number),
  shortTitle: both(number),
  instructions: both(number),
  appliesTo: {},
  rules: [],
  sections: [
    {
      code: 's',
      title: both('s'),
      blocks: [
        { kind: 'fields', title: both('s'), elements },
        {
          kind: 'register',
          register: {
            code: `${code}_visits`,
            label: both('检查记录'),
            required: false,
            carriesOver: false,
            columns: [asked('day', '日期', { type: 'date' }), asked('sum', '金额')],
          },
        },
      ],
    },
  ],
});
const sexes = ['f', 'm'].map((code) => ({ code, label: both(code === 'f' ? '女' : '男') }));
const form = formOf('own', '表1', [
  asked('received', '收到申请'),
  asked('settled', '办结申请', { dimension: { code: 'sex', label: both('性别'), options: sexes } }),
  asked('rate', '办结率', { calculated: 'settled / received' }),
  asked('kind', '办学性质', { type: 'choice', options: [{ code: 'pub', label: both('公办') }] }),
]);
const other = formOf('other', '表2', [asked('receipts', '收到来信')]);
const names = {
  form,
  forms: [form, other],
  unitTypes: [{ code: '211', parent: null, label: both('小学'), isHeading: false }],
  register: null,
};

/** What is offered at `|`, as codes; those of other forms with their form. */
function offered(written: string, kind: ExpressionKind = 'rule', isAsked = false): readonly string[] {
  const caret = written.indexOf('|');
  const found = completionsAt(written.replace('|', ''), caret, names, kind, 'zh-CN', isAsked)?.found ?? [];
  return found.map(({ code, form: of }) => (of === null ? code : `${of} ${code}`));
}

/** What stands there when the first offer is taken, the cursor as `|`. */
function taken(written: string): string {
  const caret = written.indexOf('|');
  const source = written.replace('|', '');
  const completing = completionsAt(source, caret, names, 'rule', 'zh-CN', true)!;
  const [first] = completing.found;
  const text = `${first!.text.slice(0, first!.caret)}|${first!.text.slice(first!.caret)}`;
  return source.slice(0, completing.from) + text + source.slice(completing.to);
}

describe('what may be written at the cursor', () => {
  it('in the condition of a register’s column: its own row, and that row’s columns', () => {
    const [register] = registersOf(form);
    const at = (written: string) =>
      completionsAt(written, written.length, { ...names, register: register! }, 'when', 'zh-CN', true)?.found ?? [];
    expect(at('ro').map(({ code }) => code)).toContain('row');
    expect(at('row.').map(({ code }) => code)).toEqual(['day', 'sum']);
    expect(offered('row.|', 'when', true)).toEqual([]);
  });

  it('elements by their names in the language, or codes; those of other forms after, and marked', () => {
    expect(offered('收到|')).toEqual(['received', '表2 receipts']);
    expect(offered('received == rec|')).toEqual(['received', '表2 receipts']);
    expect(offered('申请|')).toEqual(['received', 'settled']);
    expect(taken('received >= 办结申|')).toBe('received >= settled|');
    expect(taken('rec|eived + 1')).toBe('received| + 1');
  });

  it('nothing where nothing is begun, a number is, or all is written; everything by the shortcut', () => {
    expect([offered('|'), offered('received |'), offered('12|'), offered('received|')]).toEqual([[], [], [], []]);
    expect(offered('received + |', 'rule', true)).toEqual(
      expect.arrayContaining(['received', 'own_visits', '表2 receipts', 'size', 'previous', 'unit.kind', 'year']),
    );
  });

  it('a condition reads what is typed into its own form in this period', () => {
    const all = offered('|', 'when', true);
    expect(all).toEqual(expect.arrayContaining(['received', 'isAnswered', 'unit.kind']));
    for (const code of ['rate', '表2 receipts', 'previous', 'year', 'period.ordinal']) expect(all).not.toContain(code);
  });

  it('functions with the cursor where their code goes, and its keys', () => {
    expect(taken('prev|')).toBe('previous("|")');
    expect(offered('previous("rec|")')).toEqual(['received', '表2 receipts']);
    expect(offered('isAnswered("检查|")')).toEqual(['own_visits', '表2 other_visits']);
    expect(offered('previous("检查|")')).toEqual([]);
    expect(offered('valueAt("settled", "|")')).toEqual(['f', 'm']);
    expect(taken('valueAt("settled", "女|")')).toBe('valueAt("settled", "f|")');
  });

  it('a register’s rows, and the columns of one within', () => {
    expect(offered('own_visits.|')).toEqual(['filter', 'map', 'exists', 'all']);
    expect(taken('own_visits.a|')).toBe('own_visits.all(r, |)');
    expect(offered('own_visits.filter(r, r.|')).toEqual(['day', 'sum']);
    expect(taken('sum(own_visits.filter(r, r.sum > 0).map(s, s.金|))')).toBe(
      'sum(own_visits.filter(r, r.sum > 0).map(s, s.sum|))',
    );
    expect(offered('own_visits.all(r, r.day == "x") && r.|')).toEqual([]);
  });

  it('what may be compared with what has options', () => {
    expect(offered('kind == "|"')).toEqual(['pub']);
    expect(offered('kind in ["pub", "|')).toEqual(['pub']);
    expect(offered('unit.kind == "s|"')).toEqual(['school', 'section']);
    expect(offered('unit.schoolType == "小|"')).toEqual(['211']);
    expect(taken('unit.|')).toBe('unit.kind|');
  });
});
