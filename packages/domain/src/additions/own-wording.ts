import { canonicalJson } from '../canonical-json.ts';
import { figuresOf } from '../report/prose.ts';
import type {
  InlineNode,
  ParagraphNode,
  ReportTemplate,
  SectionContent,
  TemplateSection,
} from '../report/definition.ts';

type Words = readonly InlineNode[];

/** Which of a template's two texts: whoever reports on itself, or on those below. */
export type TextOfTemplate = 'sections' | 'overview';

/** A paragraph of a template: ids are permanent, and each stands once in its section. */
interface PlacedParagraph {
  readonly in: TextOfTemplate;
  readonly section: string;
  readonly block: string;
}

/**
 * A level's own words for a paragraph of the base's template, and what it said when they were written: by that it is
 * known whether it has moved since.
 */
export interface OwnWording extends PlacedParagraph {
  readonly over: Words;
  readonly words: Words;
}

type Texts = Pick<ReportTemplate, TextOfTemplate>;

export function keyOfParagraph({ in: text, section, block }: PlacedParagraph): string {
  return `${text} ${section} ${block}`;
}

/** What of a section a level may put into words of its own: what says something, and isn't a table or a heading. */
export function rewordable({ content }: Pick<TemplateSection, 'content'>): readonly ParagraphNode[] {
  return content.content.filter((block) => block.type === 'paragraph');
}

/** The paragraphs of a template by their keys. */
export function paragraphsOf({ sections, overview = [] }: Texts): ReadonlyMap<string, ParagraphNode> {
  const within = (text: TextOfTemplate) => (section: TemplateSection) =>
    rewordable(section).map(
      (block) => [keyOfParagraph({ in: text, section: section.code, block: block.attrs.id }), block] as const,
    );
  return new Map([...sections.flatMap(within('sections')), ...overview.flatMap(within('overview'))]);
}

/** Each paragraph in the level's own words, where it has some. What has none is the same object as before. */
export function withWordings<Template extends Texts>(template: Template, wordings: readonly OwnWording[]): Template {
  if (wordings.length === 0) return template;
  const own = new Map(wordings.map((one) => [keyOfParagraph(one), one.words]));
  const { sections, overview } = template;
  return {
    ...template,
    sections: sections.map((section) => reworded(section, 'sections', own)),
    ...(overview ? { overview: overview.map((section) => reworded(section, 'overview', own)) } : {}),
  };
}

function reworded(section: TemplateSection, text: TextOfTemplate, own: ReadonlyMap<string, Words>): TemplateSection {
  const wordsOf = ({ attrs }: ParagraphNode): Words | undefined =>
    own.get(keyOfParagraph({ in: text, section: section.code, block: attrs.id }));
  if (!rewordable(section).some((block) => wordsOf(block))) return section;
  const content = section.content.content.map((block) => {
    const words = block.type === 'paragraph' ? wordsOf(block) : undefined;
    return block.type === 'paragraph' && words ? inWords(block, words) : block;
  });
  return { ...section, content: { ...section.content, content } };
}

function inWords({ content: _, ...block }: ParagraphNode, words: Words): ParagraphNode {
  return words.length > 0 ? { ...block, content: words } : block;
}

/** Own words whose paragraph says something else by now, or isn't there any more. */
export interface MovedWording {
  readonly wording: OwnWording;
  /** What it says now; null where it is gone. */
  readonly now: Words | null;
}

export interface MergedWordings {
  /** Own words over what is as it was. */
  readonly standing: readonly OwnWording[];
  readonly moved: readonly MovedWording[];
  /** Nothing of one's own: the base says what they say, or they said what it said. */
  readonly same: readonly OwnWording[];
}

/**
 * A level's words against the base's template of now, three ways by the paragraph's id: where only the base moved it is
 * the base's, where only the level wrote it is the level's, and where both did it is told. Each is in one of the three.
 */
export function mergeWordings(template: Texts, wordings: readonly OwnWording[]): MergedWordings {
  const now = paragraphsOf(template);
  const merged = { standing: [] as OwnWording[], moved: [] as MovedWording[], same: [] as OwnWording[] };
  for (const wording of wordings) {
    const block = now.get(keyOfParagraph(wording));
    const said = block ? (block.content ?? []) : null;
    if (isSame(wording.words, wording.over) || (said && isSame(wording.words, said))) merged.same.push(wording);
    else if (said && isSame(said, wording.over)) merged.standing.push(wording);
    else merged.moved.push({ wording, now: said });
  }
  return merged;
}

/** Own words kept over what the paragraph says now. */
export function keptOver(wording: OwnWording, now: Words): OwnWording {
  return { ...wording, over: now };
}

export function isSame(one: Words, other: Words): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/** Indicators that a paragraph prints and own words for it leave out: what is asked from above isn't taken away. */
export function figuresLeftOut(now: Words, words: Words): readonly string[] {
  const printed = new Set(printedBy(words));
  return [...new Set(printedBy(now))].filter((indicator) => !printed.has(indicator));
}

function printedBy(words: Words): readonly string[] {
  const content: SectionContent = {
    type: 'doc',
    version: 2,
    content: [{ type: 'paragraph', attrs: { id: '' }, content: words }],
  };
  return figuresOf(content).map(({ attrs }) => attrs.indicator);
}
