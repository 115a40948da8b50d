import type { GlossaryTerm, ProgrammePackage } from '../package/package-files.ts';
import type { FormDefinition } from '../form/definition.ts';
import type { IndicatorDefinition, IndicatorGroup } from '../indicator/definition.ts';
import type { NamedUnits, Programme } from '../programme/definition.ts';
import type { Balance } from '../report/balance.ts';
import type { TemplateSection } from '../report/definition.ts';
import { orderSections } from './order-sections.ts';
import { withWordings, type OwnWording, type TextOfTemplate } from './own-wording.ts';

/** A section of a level's own, and the section of the base that it comes after. */
export interface AddedSection {
  readonly after: string;
  /** Of whoever reports on others: the one text in which it stands. Absent: in its own report and in those below. */
  readonly in?: TextOfTemplate;
  readonly section: Omit<TemplateSection, 'ledger' | 'movable'>;
}

/** The edition to which something is added: a programme as the line names it, its year, and what it said then. */
export interface AdditionsBase {
  readonly programme: string;
  readonly year: number;
  /** Of the content of one of its issues. */
  readonly hash: string;
}

/** What a level adds to a programme from above, for a year. Nothing of the base is in it, and nothing takes from it. */
export interface Additions {
  readonly base: AdditionsBase;
  /** What it calls sections and groups of its own units that its forms ask for by code. */
  readonly askedSections: readonly NamedUnits[];
  readonly unitGroups: readonly NamedUnits[];
  readonly forms: readonly FormDefinition[];
  readonly indicatorGroups: readonly IndicatorGroup[];
  readonly indicators: readonly IndicatorDefinition[];
  readonly sections: readonly AddedSection[];
  /** Its own words for paragraphs of the base's report. */
  readonly wordings: readonly OwnWording[];
  /** Codes of the base's sections that are free, as they stand here; none where they stand as there. */
  readonly order: readonly string[];
  readonly balances: readonly Balance[];
  readonly glossary: readonly GlossaryTerm[];
}

/** Without what names the base. */
export type AddedParts = Omit<Additions, 'base'>;

/** Nothing at all. */
export const noAdditions: AddedParts = {
  askedSections: [],
  unitGroups: [],
  forms: [],
  indicatorGroups: [],
  indicators: [],
  sections: [],
  wordings: [],
  order: [],
  balances: [],
  glossary: [],
};

/** A name that nothing asks by adds nothing. */
export function addsNothing(parts: AddedParts): boolean {
  const { askedSections: _sections, unitGroups: _groups, ...adding } = noAdditions;
  return (Object.keys(adding) as (keyof typeof adding)[]).every((part) => parts[part].length === 0);
}

/** The base with what is added behind its own parts, each section in its place. */
export function withAdditions({ programme, glossary }: ProgrammePackage, added: AddedParts): ProgrammePackage {
  const { template } = programme;
  const balances = [...(template.balances ?? []), ...added.balances];
  return {
    programme: {
      ...programme,
      ...withNames('sections', programme.sections, added.askedSections),
      ...withNames('unitGroups', programme.unitGroups, added.unitGroups),
      forms: [...programme.forms, ...added.forms],
      indicatorGroups: [...programme.indicatorGroups, ...added.indicatorGroups],
      indicators: [...programme.indicators, ...added.indicators],
      template: templateWith(template, added, balances),
    },
    glossary: [...glossary, ...added.glossary],
  };
}

/** Names with more behind them, under their key; without any there is no list. */
export function withNames(
  key: 'sections' | 'unitGroups',
  inherited: readonly NamedUnits[] = [],
  added: readonly NamedUnits[] = [],
): Pick<Programme, 'sections' | 'unitGroups'> {
  const all = [...inherited, ...added];
  if (all.length === 0) return {};
  return key === 'sections' ? { sections: all } : { unitGroups: all };
}

/** A template as a level has it: in its words and its order, with its sections in their places. */
export function templateWith(
  { balances: _own, ...template }: Programme['template'],
  { sections, wordings, order }: Pick<AddedParts, 'sections' | 'wordings' | 'order'>,
  balances: readonly Balance[],
): Programme['template'] {
  const worded = withWordings(template, wordings);
  const asOwn = (of: readonly TemplateSection[], text: TextOfTemplate): readonly TemplateSection[] =>
    placeSections(
      orderSections(of, order),
      sections.filter((one) => one.in === undefined || one.in === text),
    );
  return {
    ...worded,
    sections: asOwn(worded.sections, 'sections'),
    ...(worded.overview ? { overview: asOwn(worded.overview, 'overview') } : {}),
    ...(balances.length > 0 ? { balances } : {}),
  };
}

/**
 * Each added section behind the one that it names, and behind those added there before it; at the end, where the base
 * has that one no more.
 */
export function placeSections(
  sections: readonly TemplateSection[],
  added: readonly AddedSection[],
): readonly TemplateSection[] {
  const known = new Set(sections.map((section) => section.code));
  const placed = sections.flatMap((section) => [
    section,
    ...added.filter(({ after }) => after === section.code).map((one) => one.section),
  ]);
  return [...placed, ...added.filter(({ after }) => !known.has(after)).map((one) => one.section)];
}
