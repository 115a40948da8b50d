import { canonicalJson } from '../canonical-json.ts';
import { figuresOf } from '../report/prose.ts';
import type { InlineNode, ParagraphNode, SectionContent, TemplateSection } from '../report/definition.ts';

type Words = readonly InlineNode[];

/**
 * A level's own words for a paragraph of the base's template, under that paragraph's id, and what it said when they
 * were written: by that it is known whether it has moved since.
 */
export interface OwnWording {
  /** The section in which it stood then. */
  readonly section: string;
  /** The paragraph's permanent id. */
  readonly block: string;
  readonly over: Words;
  readonly words: Words;
}

type Sections = readonly TemplateSection[];

/** What of a template a level may put into words of its own: what says something, and isn't a table or a heading. */
export function rewordable({ content }: Pick<TemplateSection, 'content'>): readonly ParagraphNode[] {
  return content.content.filter((block) => block.type === 'paragraph');
}

/** The paragraphs of texts, by id. */
export function paragraphsOf(sections: Sections): ReadonlyMap<string, ParagraphNode> {
  return new Map(sections.flatMap(rewordable).map((block) => [block.attrs.id, block]));
}

/** Each paragraph in the level's own words, where it has some. What has none is the same object as before. */
export function withWordings(sections: Sections, wordings: readonly OwnWording[]): Sections {
  if (wordings.length === 0) return sections;
  const own = new Map(wordings.map((one) => [one.block, one.words]));
  return sections.map((section) => {
    if (!rewordable(section).some(({ attrs }) => own.has(attrs.id))) return section;
    const content = section.content.content.map((block) => {
      const words = block.type === 'paragraph' ? own.get(block.attrs.id) : undefined;
      return block.type === 'paragraph' && words ? reworded(block, words) : block;
    });
    return { ...section, content: { ...section.content, content } };
  });
}

function reworded({ content: _, ...block }: ParagraphNode, words: Words): ParagraphNode {
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
export function mergeWordings(sections: Sections, wordings: readonly OwnWording[]): MergedWordings {
  const now = paragraphsOf(sections);
  const merged = { standing: [] as OwnWording[], moved: [] as MovedWording[], same: [] as OwnWording[] };
  for (const wording of wordings) {
    const block = now.get(wording.block);
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
