import type { Locale } from '../localized.ts';
import type { BinaryOperator, CellQuestion, ListFunction } from '../expression/node.ts';
import type { CellSource } from '../expression/value.ts';

export type Comparison = Extract<BinaryOperator, '==' | '!=' | '<' | '<=' | '>' | '>='>;
export type Arithmetic = Extract<BinaryOperator, '+' | '-' | '*' | '/' | '%'>;

type Two = (left: string, right: string) => string;
type One = (of: string) => string;

/** Of the rows of a register, or of the items of a list. */
type OfMany = (of: string, body: string, areRows: boolean) => string;

/** How a language says each thing that an expression may hold. What stands in them is bracketed before. */
export interface Phrases {
  readonly bracketed: One;
  readonly label: One;
  /** A text that is written in the expression, and the name of an option that one stands for. */
  readonly text: One;
  /** What nothing of the programme has: a code, an option. */
  readonly unknown: One;
  /** Of several things that are called alike: which one. */
  readonly coded: Two;
  readonly ofForm: Two;
  readonly yes: string;
  readonly no: string;
  readonly always: string;
  readonly never: string;
  readonly year: string;
  /** Fields of `unit` and `period`, and what is written for the values that some have. */
  readonly context: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly arithmetic: Readonly<Record<Arithmetic, Two>>;
  readonly joined: Two;
  readonly numbers: Readonly<Record<Comparison, Two>>;
  readonly days: Readonly<Record<Comparison, Two>>;
  readonly isIn: Two;
  readonly isTrue: One;
  readonly isFalse: One;
  readonly not: One;
  readonly and: string;
  readonly or: string;
  readonly implies: Two;
  readonly choose: (condition: string, then: string, otherwise: string) => string;
  readonly negated: One;
  readonly cell: Readonly<Record<CellSource, One>>;
  readonly option: Two;
  readonly question: Readonly<Record<CellQuestion, One>>;
  readonly unanswered: One;
  readonly list: (items: readonly string[]) => string;
  readonly listFunction: Readonly<Record<ListFunction, One>>;
  /** Whether what a list function says ends with what it is of, so that more after it would seem to belong there. */
  readonly endsWithOperand: boolean;
  readonly rowCount: One;
  /** The row that is looked at, the second and further ones within another; 0 is that of a register's column. */
  readonly row: (depth: number) => string;
  readonly item: (depth: number) => string;
  readonly ofRow: Two;
  readonly all: OfMany;
  readonly exists: OfMany;
  readonly filter: OfMany;
  readonly filterCount: OfMany;
  /** Of all rows of a register, and of some of them. */
  readonly column: Two;
  readonly columnOfSome: Two;
  readonly map: OfMany;
}

const chineseNumerals = ['', '', '另一', '第三', '第四', '第五'];

const chinese: Phrases = {
  bracketed: (of) => `（${of}）`,
  label: (of) => `“${of}”`,
  text: (of) => `‘${of}’`,
  unknown: (of) => `${of}（查无此项）`,
  coded: (of, code) => `${of}（代码${code}）`,
  ofForm: (form, of) => `${form}的${of}`,
  yes: '是',
  no: '否',
  always: '恒成立',
  never: '恒不成立',
  year: '填报年度',
  context: {
    'unit.kind': '单位类别',
    'unit.schoolType': '学校类型',
    'unit.ownership': '办学性质',
    'unit.sectionCode': '股室代码',
    'period.ordinal': '本期期次',
    'period.startsOn': '本期开始日期',
    'period.endsOn': '本期截止日期',
    'period.yearStartsOn': '年度开始日期',
  },
  values: {
    'unit.kind': { root: '本局', bureau: '区县教育局', section: '股室', school: '学校' },
    'unit.ownership': { public: '公办', private: '民办' },
  },
  arithmetic: {
    '+': (left, right) => `${left}加${right}`,
    '-': (left, right) => `${left}减${right}`,
    '*': (left, right) => `${left}乘以${right}`,
    '/': (left, right) => `${left}除以${right}`,
    '%': (left, right) => `${left}除以${right}的余数`,
  },
  joined: (left, right) => `${left}后接${right}`,
  numbers: {
    '==': (left, right) => `${left}等于${right}`,
    '!=': (left, right) => `${left}不等于${right}`,
    '<': (left, right) => `${left}小于${right}`,
    '<=': (left, right) => `${left}不大于${right}`,
    '>': (left, right) => `${left}大于${right}`,
    '>=': (left, right) => `${left}不小于${right}`,
  },
  days: {
    '==': (left, right) => `${left}与${right}相同`,
    '!=': (left, right) => `${left}与${right}不同`,
    '<': (left, right) => `${left}早于${right}`,
    '<=': (left, right) => `${left}不晚于${right}`,
    '>': (left, right) => `${left}晚于${right}`,
    '>=': (left, right) => `${left}不早于${right}`,
  },
  isIn: (left, right) => `${left}属于${right}之一`,
  isTrue: (of) => `${of}为“是”`,
  isFalse: (of) => `${of}为“否”`,
  not: (of) => `并非（${of}）`,
  and: '，且',
  or: '，或者',
  implies: (condition, then) => `如果${condition}，则${then}`,
  choose: (condition, then, otherwise) => `如果${condition}，则${then}，否则${otherwise}`,
  negated: (of) => `${of}的相反数`,
  cell: {
    valueAt: (of) => `本期${of}`,
    previous: (of) => `上期${of}`,
    lastYear: (of) => `上年同期${of}`,
    yearToDate: (of) => `本年累计${of}`,
  },
  option: (of, option) => `${of}中的${option}`,
  question: { isAnswered: (of) => `${of}已填写`, isNotApplicable: (of) => `${of}填为“不适用”` },
  unanswered: (of) => `${of}未填写`,
  list: (items) => `〔${items.join('、')}〕`,
  listFunction: { size: (of) => `${of}的个数`, sum: (of) => `${of}的合计`, distinct: (of) => `${of}去重后的各值` },
  endsWithOperand: false,
  rowCount: (of) => `${of}的行数`,
  row: (depth) => (depth === 0 ? '本行' : depth === 1 ? '该行' : `${chineseNumerals[depth] ?? `第${depth}`}行`),
  item: (depth) => (depth === 1 ? '该项' : `${chineseNumerals[depth] ?? `第${depth}`}项`),
  ofRow: (row, column) => `${row}的${column}`,
  all: (of, body, areRows) => `${of}的每一${areRows ? '行' : '项'}都满足（${body}）`,
  exists: (of, body, areRows) => `${of}中至少有一${areRows ? '行' : '项'}满足（${body}）`,
  filter: (of, body, areRows) => `${of}中满足（${body}）的各${areRows ? '行' : '项'}`,
  filterCount: (of, body, areRows) => `${of}中满足（${body}）的${areRows ? '行' : '项'}数`,
  column: (of, column) => `${of}各行的${column}`,
  columnOfSome: (of, column) => `${of}的${column}`,
  map: (of, body, areRows) => `${of}逐${areRows ? '行' : '项'}取（${body}）所得的各值`,
};

const english: Phrases = {
  bracketed: (of) => `(${of})`,
  label: (of) => `“${of}”`,
  text: (of) => `‘${of}’`,
  unknown: (of) => `${of} (no such item)`,
  coded: (of, code) => `${of} (code ${code})`,
  ofForm: (form, of) => `${form} ${of}`,
  yes: 'yes',
  no: 'no',
  always: 'always',
  never: 'never',
  year: 'the year reported on',
  context: {
    'unit.kind': 'the kind of unit',
    'unit.schoolType': 'the type of school',
    'unit.ownership': 'the ownership',
    'unit.sectionCode': 'the section’s code',
    'period.ordinal': 'the period’s number',
    'period.startsOn': 'the period’s first day',
    'period.endsOn': 'the period’s last day',
    'period.yearStartsOn': 'the year’s first day',
  },
  values: {
    'unit.kind': { root: 'this bureau', bureau: 'district bureau', section: 'section', school: 'school' },
    'unit.ownership': { public: 'public', private: 'private' },
  },
  arithmetic: {
    '+': (left, right) => `${left} plus ${right}`,
    '-': (left, right) => `${left} minus ${right}`,
    '*': (left, right) => `${left} times ${right}`,
    '/': (left, right) => `${left} divided by ${right}`,
    '%': (left, right) => `the remainder of ${left} divided by ${right}`,
  },
  joined: (left, right) => `${left} followed by ${right}`,
  numbers: {
    '==': (left, right) => `${left} equals ${right}`,
    '!=': (left, right) => `${left} doesn’t equal ${right}`,
    '<': (left, right) => `${left} is less than ${right}`,
    '<=': (left, right) => `${left} is at most ${right}`,
    '>': (left, right) => `${left} is more than ${right}`,
    '>=': (left, right) => `${left} is at least ${right}`,
  },
  days: {
    '==': (left, right) => `${left} is the same day as ${right}`,
    '!=': (left, right) => `${left} isn’t the same day as ${right}`,
    '<': (left, right) => `${left} is before ${right}`,
    '<=': (left, right) => `${left} is not after ${right}`,
    '>': (left, right) => `${left} is after ${right}`,
    '>=': (left, right) => `${left} is not before ${right}`,
  },
  isIn: (left, right) => `${left} is one of ${right}`,
  isTrue: (of) => `${of} is “yes”`,
  isFalse: (of) => `${of} is “no”`,
  not: (of) => `it isn’t so that (${of})`,
  and: ', and ',
  or: ', or ',
  implies: (condition, then) => `if ${condition}, then ${then}`,
  choose: (condition, then, otherwise) => `if ${condition}, then ${then}, otherwise ${otherwise}`,
  negated: (of) => `the negative of ${of}`,
  cell: {
    valueAt: (of) => `this period’s ${of}`,
    previous: (of) => `last period’s ${of}`,
    lastYear: (of) => `last year’s ${of}`,
    yearToDate: (of) => `${of} of the year to date`,
  },
  option: (of, option) => `${of}, ${option} alone`,
  question: { isAnswered: (of) => `${of} is answered`, isNotApplicable: (of) => `${of} is “not applicable”` },
  unanswered: (of) => `${of} isn’t answered`,
  list: (items) => `[${items.join(', ')}]`,
  listFunction: {
    size: (of) => `the number of ${of}`,
    sum: (of) => `the sum of ${of}`,
    distinct: (of) => `the different values of ${of}`,
  },
  endsWithOperand: true,
  rowCount: (of) => `the number of rows of ${of}`,
  row: (depth) => (depth === 0 ? 'this row' : depth === 1 ? 'the row' : `row ${depth}`),
  item: (depth) => (depth === 1 ? 'the item' : `item ${depth}`),
  ofRow: (row, column) => `${row}’s ${column}`,
  all: (of, body, areRows) => `each ${areRows ? 'row' : 'item'} of ${of} fulfils (${body})`,
  exists: (of, body, areRows) => `at least one ${areRows ? 'row' : 'item'} of ${of} fulfils (${body})`,
  filter: (of, body, areRows) => `the ${areRows ? 'rows' : 'items'} of ${of} that fulfil (${body})`,
  filterCount: (of, body, areRows) => `the number of ${areRows ? 'rows' : 'items'} of ${of} that fulfil (${body})`,
  column: (of, column) => `${column} in each row of ${of}`,
  columnOfSome: (of, column) => `${column} in each of ${of}`,
  map: (of, body, areRows) => `what each ${areRows ? 'row' : 'item'} of ${of} gives as (${body})`,
};

export const phrasesOf: Readonly<Record<Locale, Phrases>> = { 'zh-CN': chinese, en: english };
