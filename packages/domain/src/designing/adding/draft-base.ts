import type { AddedSection, OwnWording, TextOfTemplate } from '../../additions/index.ts';
import type { IndicatorDefinition, IndicatorGroup } from '../../indicator/definition.ts';
import type { GlossaryTerm } from '../../package/package-files.ts';
import type { NamedUnits } from '../../programme/definition.ts';
import type { AddingLevel } from '../../programme/added-code.ts';
import type { Balance } from '../../report/balance.ts';
import type { ReportTemplate, TemplateSection } from '../../report/definition.ts';
import type { DraftParts } from '../draft-parts.ts';

/** What a draft of additions is added to: the programme as the level above leaves it, by its parts. */
export interface DraftBase {
  readonly level: AddingLevel;
  readonly parts: DraftParts;
}

/** `programme.json`, as far as something is added to it. */
export interface BaseHead {
  readonly forms: readonly string[];
  readonly sections?: readonly NamedUnits[];
  readonly unitGroups?: readonly NamedUnits[];
  readonly indicatorGroups: readonly IndicatorGroup[];
}

/** `additions.json`. */
export interface OwnHead extends BaseHead {
  readonly base: { readonly programme: string; readonly year: number; readonly hash: string };
}

/** `report.json`. */
export interface OwnReport {
  readonly sections: readonly AddedSection[];
  readonly wordings?: readonly OwnWording[];
  readonly order?: readonly string[];
  readonly balances: readonly Balance[];
}

export interface Indicators {
  readonly indicators: readonly IndicatorDefinition[];
}

export interface Glossary {
  readonly terms: readonly GlossaryTerm[];
}

export function headOf({ parts }: DraftBase): BaseHead {
  return parts.get('programme.json') as BaseHead;
}

export function templateOf({ parts }: DraftBase): ReportTemplate {
  return parts.get('template.json') as ReportTemplate;
}

/** The text that the level writes itself: of whoever reports on others, the one over them. */
export function writtenText(base: DraftBase): TextOfTemplate {
  return base.level === 'bureau' || !templateOf(base).overview ? 'sections' : 'overview';
}

export function writtenSections(base: DraftBase): readonly TemplateSection[] {
  return templateOf(base)[writtenText(base)] ?? [];
}

/** Where of a programme a part of additions is worked on; another name is the same in both. */
const wholeNames: Readonly<Record<string, string>> = {
  'additions.json': 'programme.json',
  'report.json': 'template.json',
};
const ownNames = new Map(Object.entries(wholeNames).map(([own, whole]) => [whole, own]));

export function wholeName(own: string): string {
  return wholeNames[own] ?? own;
}

/** The part of additions that holds what is worked on in a part of the programme; null of what is the base's alone. */
export function ownName(whole: string, own: DraftParts): string | null {
  const name = ownNames.get(whole) ?? whole;
  return own.has(name) ? name : null;
}
