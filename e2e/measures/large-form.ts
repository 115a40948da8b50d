const both = (text: string) => ({ zh: text, en: text });
const numbered = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Cells of what is asked in one, of what is broken down twice, and of a register's columns. */
const [plain, crossed, perCrossed] = [928, 6, 12];

function element(code: string, label: string) {
  return { code, label: both(label), type: 'integer', flow: 'flow', required: true, min: '0' };
}

function plainElements() {
  return numbered(plain).map((no) => ({
    ...element(`item_${no}`, `第${no}项`),
    ...(no % 10 === 9 ? { calculated: `item_${no - 1} + item_${no - 2}` } : {}),
    ...(no % 50 === 7 ? { when: `item_${no - 1} > 0` } : {}),
  }));
}

function dimension(code: string, count: number) {
  return {
    code,
    label: both(code),
    options: numbered(count).map((no) => ({ code: `${code}_${no}`, label: both(`${code} ${no}`) })),
  };
}

function crossedElements() {
  return numbered(crossed).map((no) => ({
    ...element(`crossed_${no}`, `交叉${no}`),
    dimension: dimension(`stage_${no}`, 4),
    crossedBy: [dimension(`kind_${no}`, 3)],
  }));
}

/** A form of a thousand cells: lines, what is broken down twice, two registers, calculations, conditions, rules. */
export function largeForm(code: string) {
  const elements = plainElements();
  const blocks = (from: number, to: number) =>
    numbered(4).map((no) => {
      const size = (to - from) / 4;
      const start = from + no * size;
      return { kind: 'fields', title: both(`组${no + 1}`), elements: elements.slice(start, start + size) };
    });
  const register = (no: number) => ({
    kind: 'register',
    register: {
      code: `list_${no}`,
      label: both(`名册${no}`),
      required: false,
      carriesOver: false,
      columns: [{ code: 'title', label: both('名称'), type: 'text', flow: 'stock', required: true }],
    },
  });
  return {
    code,
    number: both('表1'),
    title: both('千格表'),
    shortTitle: both('千格表'),
    instructions: both('由学校填写。'),
    appliesTo: { kinds: ['school'] },
    sections: [
      ...numbered(4).map((no) => ({
        code: `section_${no}`,
        title: both(`第${no + 1}章`),
        blocks: blocks((no * plain) / 4, ((no + 1) * plain) / 4),
      })),
      {
        code: 'crossed',
        title: both('交叉'),
        blocks: [{ kind: 'fields', title: both('交叉'), elements: crossedElements() }, register(1), register(2)],
      },
    ],
    rules: numbered(200).map((no) => ({
      code: `rule_${no}`,
      severity: 'error',
      expression: `item_${no} <= item_${no + 1} + 5`,
      message: both(`规则${no}`),
      elements: [`item_${no}`],
    })),
  };
}

/** How many cells it has, registers' apart. */
export const cellsOfLargeForm = plain + crossed * perCrossed;
