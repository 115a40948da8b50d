import { ExactDecimal } from '../exact-decimal.ts';
import type { DataElement, FormDefinition, Register } from '../form/definition.ts';
import { placedElements, placedRegisters } from '../form/meaning.ts';
import { formFileName } from '../package/package-files.ts';
import { pathOf, type PackageRefusal } from '../package/refusal.ts';

/**
 * What the next issue of a year would ask more strictly of what an earlier one asked already: a year that has begun is
 * only added to, reworded, relaxed or relieved of something (decision 9 on programmes).
 */
export function tightenings(
  before: readonly FormDefinition[],
  after: readonly FormDefinition[],
): readonly PackageRefusal[] {
  const elements = new Map(before.flatMap(placedElements).map(({ item }) => [item.code, item]));
  const registers = new Map(before.flatMap(placedRegisters).map(({ item }) => [item.code, item]));
  return after.flatMap((form) => {
    const refuse = (code: string, path: readonly (string | number)[]): PackageRefusal => ({
      code: 'additions.tightened',
      file: formFileName(form.code),
      path: pathOf(path),
      params: { code },
    });
    return [
      ...placedElements(form).flatMap(({ item, path }) => {
        const old = elements.get(item.code);
        return old ? tightenedKeys(old, item).map((key) => refuse(item.code, [...path, key])) : [];
      }),
      ...placedRegisters(form).flatMap(({ item, path }) => {
        const old = registers.get(item.code);
        return old && isStricter(old, item) ? [refuse(item.code, [...path, 'required'])] : [];
      }),
    ];
  });
}

function tightenedKeys(old: DataElement, now: DataElement): readonly string[] {
  const reasons = new Set(now.notApplicable?.map((reason) => reason.code));
  return [
    ...(isStricter(old, now) ? ['required'] : []),
    ...(now.min !== undefined && (old.min === undefined || isLess(old.min, now.min)) ? ['min'] : []),
    ...(now.max !== undefined && (old.max === undefined || isLess(now.max, old.max)) ? ['max'] : []),
    ...((old.decimals ?? 0) > (now.decimals ?? 0) ? ['decimals'] : []),
    ...(old.notApplicable?.some((reason) => !reasons.has(reason.code)) ? ['notApplicable'] : []),
  ];
}

function isStricter(old: DataElement | Register, now: DataElement | Register): boolean {
  return now.required && !old.required;
}

/** Of decimals or of dates, which are both compared with their like alone. */
function isLess(one: string, other: string): boolean {
  return one.includes('-', 1) ? one < other : new ExactDecimal(one).lessThan(other);
}
