import { codeSchema } from '../form/schema.ts';

/** Why a piece can't be called by a code, which other places follow: two under one could not be told apart again. */
export function codeRefusal(
  code: string,
  taken: ReadonlySet<string>,
): 'definition.code_twice' | 'package.code_malformed' | null {
  if (taken.has(code)) return 'definition.code_twice';
  return codeSchema.safeParse(code).success ? null : 'package.code_malformed';
}
