import type { FormDefinition } from '../../form/definition.ts';
import { placedElements, placedRegisters } from '../../form/placed-parts.ts';
import { columnCode } from '../../form/definition.ts';
import type { Localized } from '../../localized.ts';
import { formFileName } from '../../package/form-file.ts';
import type { ProgrammePackage } from '../../package/package-files.ts';
import type { PartPath } from '../place-in-part.ts';
import { advise, type Advice } from './advice.ts';

/**
 * Codes under which something else was asked before, by their names: two lines of one history would be two things.
 * Types, units and options under one code are compared elsewhere and refused.
 */
export function meantElse(before: ProgrammePackage, now: ProgrammePackage): readonly Advice[] {
  const known = new Map(before.programme.forms.flatMap(namedIn).map(({ code, label }) => [code, label]));
  const measures = new Map(before.programme.indicators.map(({ code, label }) => [code, label]));
  return [
    ...now.programme.forms.flatMap((form) =>
      namedIn(form).flatMap(({ code, label, path }) =>
        told(formFileName(form.code), path, code, known.get(code), label),
      ),
    ),
    ...now.programme.indicators.flatMap(({ code, label }, index) =>
      told('indicators.json', ['indicators', index], code, measures.get(code), label),
    ),
  ];
}

function namedIn(
  form: FormDefinition,
): readonly { readonly code: string; readonly label: Localized; readonly path: PartPath }[] {
  return [
    ...placedElements(form).map(({ item, path }) => ({ code: item.code, label: item.label, path })),
    ...placedRegisters(form).flatMap(({ item: register, path }) => [
      { code: register.code, label: register.label, path },
      ...register.columns.map((column, index) => ({
        code: columnCode(register, column),
        label: column.label,
        path: [...path, 'columns', index],
      })),
    ]),
  ];
}

function told(
  file: string,
  path: PartPath,
  code: string,
  before: Localized | undefined,
  label: Localized,
): readonly Advice[] {
  if (!before || likeness(before.zh, label.zh) >= leastLikeness) return [];
  return [advise('meant_else', file, path, `${code} ${label.zh}`, [label, before], { code })];
}

/** Reworded, half of the pairs of characters are still there; of another thing, next to none. */
const leastLikeness = 0.3;

/** The share of pairs of characters that two names have in common. */
function likeness(one: string, other: string): number {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  if (one === other || one.includes(other) || other.includes(one)) return 1;
  if (pairs.size + others.size === 0) return 0;
  return (2 * [...pairs].filter((pair) => others.has(pair)).length) / (pairs.size + others.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  const characters = [...text];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}
