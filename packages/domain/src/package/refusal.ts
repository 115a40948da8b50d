import type { ErrorCode } from '../error-codes.ts';
import type { DefinitionIssue, DefinitionPath } from '../form/definition-issue.ts';

/** Why a package isn't taken: what is wrong, in which of its files, and where in it. */
export interface PackageRefusal {
  readonly code: Extract<
    ErrorCode,
    `package.${string}` | `additions.${string}` | `amendment.${string}` | `definition.${string}` | `indicator.${string}`
  >;
  /** A file's name as in the package; '' for the package as a whole. */
  readonly file: string;
  /** JSONPath within the file: `$.sections[0].blocks[1]`. */
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Where a fault lies within its file. */
export type Fault = Omit<PackageRefusal, 'file'>;

/** Whoever mends a package mends these first. */
export const mostRefusals = 200;

export function pathOf(keys: readonly PropertyKey[]): string {
  return `$${keys
    .map((key) =>
      typeof key === 'number'
        ? `[${key}]`
        : /^[A-Za-z_$][\w$]*$/.test(String(key))
          ? `.${String(key)}`
          : `[${JSON.stringify(String(key))}]`,
    )
    .join('')}`;
}

/** A name from outside, short enough for a sentence. */
export function quoted(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** What is wrong with a definition, at this place of its file. */
export function faultOf({ code, params }: DefinitionIssue, path: DefinitionPath): Fault {
  const short = Object.entries(params).map(([key, value]) => [key, quoted(value)] as const);
  return { code, path: pathOf(path), params: Object.fromEntries(short) };
}
