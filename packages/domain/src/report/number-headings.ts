import { chinesePlace } from '../figure/format-figure.ts';
import type { HeadingNode, Numbering, PrintedBlock, PrintedContent } from './definition.ts';
import { isBlank } from './prose.ts';

/** The number of a heading's place, as official documents write it: 一、 （一） 1. */
function numberOf(level: 1 | 2 | 3, place: number): string {
  if (level === 1) return `${chinesePlace(place)}、`;
  return level === 2 ? `（${chinesePlace(place)}）` : `${place}. `;
}

/** Counts places by level: a heading begins anew what is below it. */
class Places {
  readonly #counts = [0, 0, 0];

  next(level: 1 | 2 | 3): string {
    const place = (this.#counts[level - 1] ?? 0) + 1;
    this.#counts[level - 1] = place;
    this.#counts.fill(0, level);
    return numberOf(level, place);
  }

  /** One without a number of ours begins anew what is below it all the same. */
  pass(level: 1 | 2 | 3): void {
    this.#counts.fill(0, level);
  }
}

/**
 * What stands before the words of a section's headings that are printed, by id; '' where nothing does. One without
 * words isn't printed.
 */
export function headingNumbers(headings: readonly HeadingNode['attrs'][]): ReadonlyMap<string, string> {
  const places = new Places();
  return new Map(
    headings.map(({ id, level, numbering }) => {
      if (numbering === 'auto') return [id, places.next(level)];
      places.pass(level);
      return [id, ''];
    }),
  );
}

interface Numbered {
  readonly heading: string;
  readonly level: number;
  readonly numbering: Numbering;
  readonly content: PrintedContent;
}

/**
 * A report's sections with the numbers of their places in their headings. A section that isn't printed takes none: what
 * is printed counts without a gap.
 */
export function numberSections<Section extends Numbered>(
  sections: readonly Section[],
): readonly (Section & { readonly isPrinted: boolean })[] {
  const places = new Places();
  return sections.map((section, index) => {
    const isPrinted = isSectionPrinted(section, sections[index + 1]);
    return {
      ...section,
      isPrinted,
      heading: `${isPrinted ? numberOfSection(section, places) : ''}${section.heading}`,
      content: numberContent(section.content),
    };
  });
}

function numberOfSection({ heading, level, numbering }: Numbered, places: Places): string {
  if (heading === '' || (level !== 1 && level !== 2)) return '';
  if (numbering === 'auto') return places.next(level);
  places.pass(level);
  return '';
}

/** A heading with nothing under it isn't printed: 其他需要报告的情况 may be none. */
function isSectionPrinted(section: Numbered, next: Numbered | undefined): boolean {
  return !isBlank(section.content) || (next !== undefined && next.level > section.level);
}

function hasContent(block: PrintedBlock): boolean {
  return !isBlank({ type: 'doc', version: 2, content: [block] });
}

function numberContent(content: PrintedContent): PrintedContent {
  const numbers = headingNumbers(
    content.content.flatMap((one) => (one.type === 'heading' && hasContent(one) ? [one.attrs] : [])),
  );
  return {
    ...content,
    content: content.content.map((block): PrintedBlock => {
      const number = block.type === 'heading' ? numbers.get(block.attrs.id) : undefined;
      if (block.type !== 'heading' || !number) return block;
      return { ...block, content: [{ type: 'text', text: number }, ...(block.content ?? [])] };
    }),
  };
}
