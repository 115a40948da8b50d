import type { TemplateSection } from '../report/definition.ts';

type Sections = readonly TemplateSection[];

/** A section with those below it: they go where it goes. */
type Chunk = readonly [head: TemplateSection, ...below: TemplateSection[]];

/**
 * The sections that the base leaves free, in a level's own order: those that stand together change places among
 * themselves, each with what is below it, and all others stay where they are. What isn't there any more, or isn't free,
 * is passed over; what is free and isn't named keeps its place.
 */
export function orderSections(sections: Sections, order: readonly string[]): Sections {
  if (order.length === 0) return sections;
  const place = new Map(order.map((code, index) => [code, index]));
  const chunks = chunksOf(sections).map(([head, ...below]): Chunk => [
    head,
    ...inOrder(
      below.map((one): Chunk => [one]),
      place,
    ).flat(),
  ]);
  const ordered = inOrder(chunks, place).flat();
  return ordered.every((section, index) => section === sections[index]) ? sections : ordered;
}

/** Only sections of one level change places: a subsection without a heading above it would come below another's. */
function inOrder(chunks: readonly Chunk[], place: ReadonlyMap<string, number>): readonly Chunk[] {
  const isNamed = ([head]: Chunk): boolean => head.movable === true && place.has(head.code);
  const byLevel = Map.groupBy(chunks.filter(isNamed), ([head]) => head.level);
  for (const named of byLevel.values())
    named.sort(([one], [other]) => (place.get(one.code) ?? 0) - (place.get(other.code) ?? 0));
  return chunks.map((chunk) => (isNamed(chunk) ? (byLevel.get(chunk[0].level)?.shift() ?? chunk) : chunk));
}

function chunksOf(sections: Sections): readonly Chunk[] {
  const chunks: [TemplateSection, ...TemplateSection[]][] = [];
  for (const section of sections) {
    const last = chunks.at(-1);
    if (last && section.level === 2) last.push(section);
    else chunks.push([section]);
  }
  return chunks;
}

/** The free sections as they stand, where that isn't the base's order: what a level says of it. */
export function orderOf(base: Sections, arranged: Sections): readonly string[] {
  const free = (sections: Sections): readonly string[] =>
    sections.filter((section) => section.movable === true).map(({ code }) => code);
  const [was, is] = [free(base), free(arranged)];
  return was.join() === is.join() ? [] : is;
}
