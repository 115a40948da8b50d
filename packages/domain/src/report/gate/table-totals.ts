import { ExactDecimal } from '../../exact-decimal.ts';

/** A total of a table that isn't the sum of its parts; rows and columns from 0. */
export interface BrokenTotal {
  readonly row: number;
  readonly column: number;
  readonly stated: string;
  readonly sum: string;
  /** The total's own head, and the head of what it adds up along. */
  readonly label: string;
  readonly along: string;
}

const grand = /^(?:合计|总计|总数|共计|累计|总和|合\s*计|Total)$/iu;
const sub = /^小\s*计$|^Subtotal$/iu;
/** Shares, ranks and years don't add up, and “of which” is in its whole already. */
const notAdded = /^其中|序号|编号|年份|年度|名次|排名|比例|占比|比率|百分比|率$|平均|均值|人均|备注/u;

interface Quantity {
  readonly value: ExactDecimal;
  readonly unit: string;
}

/** 1,234 or 17所; undefined for words, shares and approximate numbers (2万余份), which add up to nothing exact. */
function quantityOf(text: string): Quantity | undefined {
  const plain = text.trim().replaceAll(/[０-９．，－]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  const match = /^(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(\p{Script=Han}{0,3})$/u.exec(plain);
  const [, digits, unit = ''] = match ?? [];
  if (digits === undefined || /[余多近超约百千万亿]/u.test(unit)) return undefined;
  return { value: new ExactDecimal(digits.replaceAll(',', '')), unit };
}

/** Nothing there, which counts as nothing. */
function isEmpty(text: string): boolean {
  return /^\s*(?:|[-—–/无])\s*$/u.test(text);
}

/** Totals that don't foot, by row and by column. What can't be added up for certain isn't judged. */
export function findBrokenTotals(rows: readonly (readonly string[])[]): readonly BrokenTotal[] {
  const across = brokenDown(transpose(rows)).map(({ row, column, ...rest }) => ({ ...rest, row: column, column: row }));
  return [...brokenDown(rows), ...across];
}

/** Rows headed 合计 (or 小计) against the rows that they add up. */
function brokenDown(rows: readonly (readonly string[])[]): readonly BrokenTotal[] {
  const labels = rows.map((row) => (row.find((cell) => cell.trim() !== '') ?? '').trim());
  const heads = rows[0] ?? [];
  const totals = labels.flatMap((label, row) => (grand.test(label) || sub.test(label) ? [row] : []));
  return totals.flatMap((total) => {
    const parts = partsOf(total, labels);
    if (parts.length === 0) return [];
    return heads.flatMap((head, column): readonly BrokenTotal[] => {
      const stated = quantityOf(rows[total]?.[column] ?? '');
      if (!stated || notAdded.test(head.trim())) return [];
      const sum = sumOf(
        parts.map((row) => rows[row]?.[column] ?? ''),
        stated.unit,
      );
      if (!sum || sum.equals(stated.value)) return [];
      return [
        {
          row: total,
          column,
          stated: stated.value.toFixed(),
          sum: sum.toFixed(),
          label: labels[total] ?? '',
          along: head.trim(),
        },
      ];
    });
  });
}

/**
 * The rows behind a total: those above it, back to the total before it. A grand total passes over subtotals; at the
 * head of a table it adds up what stands below.
 */
function partsOf(total: number, labels: readonly string[]): readonly number[] {
  const isSub = sub.test(labels[total] ?? '');
  const isPart = (row: number): boolean => {
    const label = labels[row] ?? '';
    return !grand.test(label) && !sub.test(label) && !notAdded.test(label);
  };
  const ends = (label: string): boolean => grand.test(label) || (isSub && sub.test(label));
  const before = labels.slice(0, total);
  const start = before.findLastIndex((label) => ends(label)) + 1;
  // Row 0 is the heads.
  const above = range(Math.max(1, start), total).filter(isPart);
  if (above.length > 0 || isSub) return above;
  const next = labels.findIndex((label, row) => row > total && ends(label));
  return range(total + 1, next === -1 ? labels.length : next).filter(isPart);
}

/** Undefined where a part can't be read, or counts something else. */
function sumOf(cells: readonly string[], unit: string): ExactDecimal | undefined {
  let sum = new ExactDecimal(0);
  let isCounted = false;
  for (const cell of cells) {
    if (isEmpty(cell)) continue;
    const quantity = quantityOf(cell);
    if (!quantity || (quantity.unit !== unit && quantity.unit !== '' && unit !== '')) return undefined;
    sum = sum.plus(quantity.value);
    isCounted = true;
  }
  return isCounted ? sum : undefined;
}

function transpose(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return range(0, width).map((column) => rows.map((row) => row[column] ?? ''));
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
