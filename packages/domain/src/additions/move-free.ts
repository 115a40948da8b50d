import type { TemplateSection } from '../report/definition.ts';
import { orderSections } from './order-sections.ts';

/** A free section before or behind the next free one that stands with it; null where there is none. */
export function moveFree(
  sections: readonly TemplateSection[],
  code: string,
  by: -1 | 1,
): readonly TemplateSection[] | null {
  const together = freeBeside(sections, code);
  const at = together.indexOf(code);
  const other = together[at + by];
  if (at < 0 || other === undefined) return null;
  return orderSections(sections, together.with(at, other).with(at + by, code));
}

/**
 * A free section before another that it stands with, or behind all of them, where it is let go on what follows them;
 * null where it stands there already, or there is no place.
 */
export function dropFree(
  sections: readonly TemplateSection[],
  code: string,
  target: string,
): readonly TemplateSection[] | null {
  const together = freeBeside(sections, code);
  const others = together.filter((one) => one !== code);
  const before = others.indexOf(target);
  const at = before < 0 && target === codeBehind(sections, together.at(-1)) ? others.length : before;
  if (!together.includes(code) || at < 0 || at === together.indexOf(code)) return null;
  return orderSections(sections, others.toSpliced(at, 0, code));
}

/** What follows a section and those below it. */
function codeBehind(sections: readonly TemplateSection[], code: string | undefined): string | undefined {
  const at = sections.findIndex((section) => section.code === code);
  const isAbove = sections[at]?.level !== 2;
  return sections.find((section, index) => index > at && !(isAbove && section.level === 2))?.code;
}

/** The free sections of one level below the same heading, as they stand. */
function freeBeside(sections: readonly TemplateSection[], code: string): readonly string[] {
  const heads = sections.map((section, index) =>
    section.level === 2 ? sections.slice(0, index).findLastIndex(({ level }) => level !== 2) : -1,
  );
  const at = sections.findIndex((section) => section.code === code);
  return sections.flatMap((section, index) =>
    section.movable === true && section.level === sections[at]?.level && heads[index] === heads[at]
      ? [section.code]
      : [],
  );
}
