import { formFileName } from '../../package/form-file.ts';
import { levelOfCode, type AddingLevel } from '../../programme/added-code.ts';
import type { DraftParts } from '../draft-parts.ts';
import type { CodeKind } from '../../package/codes/kinds.ts';
import { headOf, templateOf, writtenSections, type DraftBase, type Glossary, type Indicators } from './draft-base.ts';

/** What of a programme that is added to comes from above, by codes: it is read, and changed by nobody who adds. */
export interface Inherited {
  readonly level: AddingLevel;
  /** Names of their parts. */
  readonly forms: ReadonlySet<string>;
  readonly askedSections: ReadonlySet<string>;
  readonly unitGroups: ReadonlySet<string>;
  readonly indicatorGroups: ReadonlySet<string>;
  readonly indicators: ReadonlySet<string>;
  readonly sections: ReadonlySet<string>;
  readonly balances: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
}

export function inheritedFrom(base: DraftBase): Inherited {
  const codes = (items: readonly { readonly code: string }[]): ReadonlySet<string> =>
    new Set(items.map(({ code }) => code));
  const { forms, sections = [], unitGroups = [], indicatorGroups } = headOf(base);
  return {
    level: base.level,
    forms: new Set(forms.map(formFileName)),
    askedSections: codes(sections),
    unitGroups: codes(unitGroups),
    indicatorGroups: codes(indicatorGroups),
    indicators: codes((base.parts.get('indicators.json') as Indicators).indicators),
    sections: codes(writtenSections(base)),
    balances: codes(templateOf(base).balances ?? []),
    terms: codes((base.parts.get('glossary.json') as Glossary).terms),
  };
}

/** Of a draft of additions that is worked on as a whole; null of a programme's, which has all of it itself. */
export function inheritedIn(whole: DraftParts): Inherited | null {
  const head = whole.get('programme.json') as { readonly adding?: Inherited } | undefined;
  return head?.adding ?? null;
}

/** Whether a form isn't the draft's to change. */
export function isInheritedForm(whole: DraftParts, part: string): boolean {
  return inheritedIn(whole)?.forms.has(part) === true;
}

/** What a new piece is called by code, where nothing else is: of additions it says whose it is (decision 44). */
export function wantedCode(whole: DraftParts, wanted: string): string {
  const inherited = inheritedIn(whole);
  if (!inherited || levelOfCode(wanted) === inherited.level) return wanted;
  return `${inherited.level}_1_${wanted}`;
}

const marked: ReadonlySet<CodeKind> = new Set([
  'form',
  'section',
  'unitGroup',
  'asked',
  'indicatorGroup',
  'indicator',
  'reportSection',
  'balance',
  'term',
]);

/** Whether a code of additions doesn't say whose it is. */
export function isUnmarked(whole: DraftParts, kind: CodeKind, code: string): boolean {
  const inherited = inheritedIn(whole);
  return inherited !== null && marked.has(kind) && levelOfCode(code) !== inherited.level;
}
