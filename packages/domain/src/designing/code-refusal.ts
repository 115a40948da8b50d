import { codeSchema, optionCodeSchema, sectionCodeSchema } from '../form/schema.ts';
import type { CodeKind, CodeName } from '../package/codes/kinds.ts';

/** Of other shapes than most: options may begin with a digit, sections are a bureau's own words. */
const schemas: Partial<Record<CodeKind, { readonly safeParse: (code: string) => { readonly success: boolean } }>> = {
  option: optionCodeSchema,
  reason: optionCodeSchema,
  category: optionCodeSchema,
  section: sectionCodeSchema,
  unitGroup: codeSchema.max(40),
};

/** Why a piece can't be called by a code, which other places follow: two under one could not be told apart again. */
export function codeRefusal(
  { kind, code }: Pick<CodeName, 'kind' | 'code'>,
  taken: ReadonlySet<string>,
): 'definition.code_twice' | 'package.code_malformed' | 'package.option_code_malformed' | null {
  if (taken.has(code)) return 'definition.code_twice';
  const schema = schemas[kind] ?? codeSchema;
  if (schema.safeParse(code).success) return null;
  return schema === codeSchema || kind === 'unitGroup' ? 'package.code_malformed' : 'package.option_code_malformed';
}
