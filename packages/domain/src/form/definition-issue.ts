import type { z } from 'zod';
import type { ErrorCode } from '../error-codes.ts';

/** Keys and places in lists, from the definition's root. */
export type DefinitionPath = readonly (string | number)[];

/**
 * What doesn't fit in a definition and where: an error code whose words are told to a user, and a sentence for whoever
 * reads a log.
 */
export interface DefinitionIssue {
  readonly code: Extract<ErrorCode, `definition.${string}` | `indicator.${string}`>;
  readonly path: DefinitionPath;
  readonly params: Readonly<Record<string, string>>;
  readonly sentence: string;
}

export interface Placed<Item> {
  readonly item: Item;
  readonly path: DefinitionPath;
}

export function placed<Item>(items: readonly Item[], path: DefinitionPath): readonly Placed<Item>[] {
  return items.map((item, index) => ({ item, path: [...path, index] }));
}

/** The same issues, seen from further out. */
export function issuesWithin(path: DefinitionPath, issues: readonly DefinitionIssue[]): readonly DefinitionIssue[] {
  return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

/** Each code that is there twice, once, at its second place. */
export function repeated(
  what: string,
  items: readonly Placed<{ readonly code: string }>[],
): readonly DefinitionIssue[] {
  const times = new Map<string, number>();
  return items.flatMap(({ item: { code }, path }) => {
    const time = (times.get(code) ?? 0) + 1;
    times.set(code, time);
    return time === 2
      ? [
          {
            code: 'definition.code_twice' as const,
            path: [...path, 'code'],
            params: { code },
            sentence: `${what} ${code} is there twice`,
          },
        ]
      : [];
  });
}

/** `sentence` begins with whose reference it is. */
export function unknownReference(path: DefinitionPath, code: string, sentence: string): DefinitionIssue {
  return { code: 'definition.reference_unknown', path, params: { code }, sentence };
}

/** Raises what was found as a schema's own issues, each in its place; `params` hold code and parameters. */
export function raiseIssues(issues: readonly DefinitionIssue[], context: z.RefinementCtx): void {
  for (const { code, path, params, sentence } of issues)
    context.addIssue({ code: 'custom', message: sentence, path: [...path], params: { code, params } });
}
