import { codePattern, longestCode, longestSectionCode, optionCodePattern } from '../form/code-shape.ts';
import type { CodeKind, CodeName } from '../package/codes/kinds.ts';

interface Shape {
  readonly pattern: RegExp;
  readonly longest: number;
}

const most: Shape = { pattern: codePattern, longest: longestCode };
const ofOptions: Shape = { pattern: optionCodePattern, longest: longestCode };

/** Of other shapes than most: options may begin with a digit, sections are a bureau's own words. */
const shapes: Partial<Record<CodeKind, Shape>> = {
  option: ofOptions,
  reason: ofOptions,
  category: ofOptions,
  section: { pattern: optionCodePattern, longest: longestSectionCode },
  unitGroup: { pattern: codePattern, longest: longestSectionCode },
};

/** Why a piece can't be called by a code, which other places follow: two under one could not be told apart again. */
export function codeRefusal(
  { kind, code }: Pick<CodeName, 'kind' | 'code'>,
  taken: ReadonlySet<string>,
): 'definition.code_twice' | 'package.code_malformed' | 'package.option_code_malformed' | null {
  if (taken.has(code)) return 'definition.code_twice';
  const { pattern, longest } = shapes[kind] ?? most;
  if (pattern.test(code) && code.length <= longest) return null;
  return pattern === codePattern ? 'package.code_malformed' : 'package.option_code_malformed';
}
