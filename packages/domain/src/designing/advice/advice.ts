import type { PartPath } from '../place-in-part.ts';
import type { Localized } from '../../localized.ts';
import { pathOf } from '../../package/refusal.ts';

/**
 * What a check says of a programme that may well be published as it is: a warning is looked at one by one and ticked
 * off, a note is for whoever wants to know.
 */
export type AdviceKind =
  | 'asked_of_nobody'
  | 'option_of_nobody'
  | 'never_asked'
  | 'always_asked'
  | 'rule_never_fails'
  | 'rule_never_holds'
  | 'feeds_nothing'
  | 'printed_nowhere'
  | 'personal_unmarked'
  | 'personal_outside'
  | 'english_missing'
  | 'meant_else'
  | 'share_alone'
  | 'still_new'
  | 'year_past'
  | 'plan_ended'
  | 'date_past';

const warnings: ReadonlySet<AdviceKind> = new Set([
  'asked_of_nobody',
  'option_of_nobody',
  'never_asked',
  'rule_never_holds',
  'personal_unmarked',
  'meant_else',
  'share_alone',
  'still_new',
  'year_past',
  'plan_ended',
  'date_past',
]);

export interface Advice {
  readonly kind: AdviceKind;
  readonly severity: 'warning' | 'note';
  /** The part, and where in it: of several that are told together, the first. */
  readonly file: string;
  readonly path: string;
  /** What it is about, by name; of several, each. */
  readonly names: readonly Localized[];
  readonly params: Readonly<Record<string, string | number>>;
  /** The same as long as it is about the same thing, wherever that is moved: what is ticked off stays so. */
  readonly key: string;
}

/** Characters of what one is known by. */
export const longestKey = 300;

export function advise(
  kind: AdviceKind,
  file: string,
  path: PartPath,
  about: string,
  names: readonly Localized[],
  params: Advice['params'] = {},
): Advice {
  const severity = warnings.has(kind) ? 'warning' : 'note';
  return {
    kind,
    severity,
    file,
    path: pathOf(path),
    names,
    params,
    key: `${kind} ${file} ${about}`.slice(0, longestKey),
  };
}
