import type { IndicatorDefinition, IndicatorGroup } from '../indicator/definition.ts';
import type { Programme } from './definition.ts';
import { conditionsOfProse, figuresOf } from '../report/prose.ts';
import { termsOfCondition } from '../report/condition.ts';
import type {
  BlockNode,
  InlineNode,
  ReportTemplate,
  SectionContent,
  SentenceNode,
  TemplateSection,
} from '../report/definition.ts';

interface Figured {
  readonly indicatorGroups: readonly IndicatorGroup[];
  readonly indicators: readonly Pick<IndicatorDefinition, 'code' | 'group'>[];
}

/** By code, the part that each indicator is of; undefined of one that is always there. */
export function partsOfIndicators({ indicatorGroups, indicators }: Figured): ReadonlyMap<string, string | undefined> {
  const parts = new Map(indicatorGroups.map(({ code, part }) => [code, part]));
  return new Map(indicators.map(({ code, group }) => [code, parts.get(group)]));
}

/** Whether what says to be of a part is there where these are switched on. */
export function isOn({ part }: { readonly part?: string }, on: ReadonlySet<string>): boolean {
  return part === undefined || on.has(part);
}

/** The programme of whoever has switched nothing on: a whole one, which names no part. */
export function withoutParts(programme: Programme): Programme {
  const { parts: _, ...whole } = programme;
  const none = new Set<string>();
  const partOf = partsOfIndicators(programme);
  const off = new Set([...partOf].flatMap(([code, part]) => (part === undefined ? [] : [code])));
  const forms = programme.forms.filter((form) => isOn(form, none));
  const asked = new Set(forms.flatMap((form) => form.appliesTo.sectionCodes ?? []));
  return {
    ...whole,
    forms,
    indicatorGroups: programme.indicatorGroups.filter((group) => isOn(group, none)),
    indicators: programme.indicators.filter(({ code }) => !off.has(code)),
    template: templateWithout(programme.template, off),
    sections: (programme.sections ?? []).filter(({ code }) => asked.has(code)),
  };
}

/**
 * A report's template as those have it for whom these indicators are figures of nothing: without the sentences, blocks
 * and balances that ask or print one of them. What is left is the same object where nothing goes.
 */
export function templateWithout(template: ReportTemplate, off: ReadonlySet<string>): ReportTemplate {
  if (off.size === 0) return template;
  const { overview, balances } = template;
  const without = (section: TemplateSection): TemplateSection => {
    const content = contentWithout(section.content, off);
    return content === section.content ? section : { ...section, content };
  };
  return {
    ...template,
    sections: template.sections.map(without),
    ...(overview ? { overview: overview.map(without) } : {}),
    ...(balances
      ? { balances: balances.filter(({ left, right }) => ![...left, ...right].some((one) => off.has(one))) }
      : {}),
  };
}

function contentWithout(content: SectionContent, off: ReadonlySet<string>): SectionContent {
  const names = (block: BlockNode): boolean =>
    [
      ...figuresOf({ ...content, content: [block] }).map(({ attrs }) => attrs.indicator),
      ...conditionsOfProse({ ...content, content: [block] })
        .flatMap(termsOfCondition)
        .map(({ indicator }) => indicator),
    ].some((indicator) => off.has(indicator));
  if (!content.content.some(names)) return content;
  return {
    ...content,
    content: content.content.flatMap((block) => (names(block) ? blockWithout(block, off) : [block])),
  };
}

/** Nothing where its own condition asks for what is off, or where nothing else stood in it. */
function blockWithout(block: BlockNode, off: ReadonlySet<string>): readonly BlockNode[] {
  if (block.attrs.when && termsOfCondition(block.attrs.when).some(({ indicator }) => off.has(indicator))) return [];
  if (block.type === 'case') return [block];
  if (block.type === 'table')
    return [
      {
        ...block,
        content: block.content.map((row) => ({
          ...row,
          content: row.content.map((cell) => ({
            ...cell,
            ...(cell.content ? { content: cell.content.map((line) => ({ ...line, ...kept(line.content, off) })) } : {}),
          })),
        })),
      },
    ];
  const { content = [] } = kept(block.content, off);
  return content.length === 0 ? [] : [{ ...block, content }];
}

function kept(
  content: readonly InlineNode[] | undefined,
  off: ReadonlySet<string>,
): { readonly content?: readonly InlineNode[] } {
  return content ? { content: content.filter((node) => node.type !== 'sentence' || !namesAny(node, off)) } : {};
}

function namesAny({ attrs, content = [] }: SentenceNode, off: ReadonlySet<string>): boolean {
  return (
    termsOfCondition(attrs.when).some(({ indicator }) => off.has(indicator)) ||
    content.some((node) => node.type === 'figure' && off.has(node.attrs.indicator))
  );
}
