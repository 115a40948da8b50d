import { ExactDecimal, isDecimalText } from '@huibao/domain';
import type { CellValue } from './model.ts';

/** Spreadsheets keep 15 significant digits. */
const exactDigits = 15;

/** A decimal string as a number where a spreadsheet keeps it exactly, otherwise as text. */
export function numberValue(value: string): CellValue {
  if (!isDecimalText(value) || new ExactDecimal(value).precision(true) > exactDigits)
    return { kind: 'text', text: value };
  return { kind: 'number', digits: new ExactDecimal(value).toFixed() };
}

/** Percent points as the fraction that a spreadsheet shows as per cent: 12.5 → 0.125. */
export function percentValue(value: string): CellValue {
  if (!isDecimalText(value) || new ExactDecimal(value).precision(true) > exactDigits)
    return { kind: 'text', text: `${value}%` };
  return { kind: 'number', digits: new ExactDecimal(value).div(100).toFixed() };
}

export function numberFormat(decimals: number): string {
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

export function percentFormat(decimals: number): string {
  return decimals === 0 ? '0%' : `0.${'0'.repeat(decimals)}%`;
}

/** Fraction digits as written. */
export function fractionDigits(value: string): number {
  return value.split('.')[1]?.length ?? 0;
}
