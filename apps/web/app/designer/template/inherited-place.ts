import type { ReportTemplate } from '@huibao/domain';
import { dropFree, moveFree } from '@huibao/domain/additions';
import { inheritedIn, type DraftParts } from '@huibao/domain/designing';
import { dropOn, move, type TemplateChange } from './actions.ts';
import { templateOf, type TemplatePlace } from './nodes.ts';

/** Whether a place of the template isn't the draft's to change. */
export function isInheritedPlace(parts: DraftParts, { kind, list, index }: TemplatePlace): boolean {
  const inherited = inheritedIn(parts);
  if (!inherited) return false;
  const template = templateOf(parts);
  switch (kind) {
    case 'reportSection':
    case 'block':
      return inherited.sections.has(template[list]?.[index]?.code ?? '');
    case 'balance':
      return inherited.balances.has(template.balances?.[index]?.code ?? '');
    default:
      return true;
  }
}

/**
 * One's own among all, and a free section from above among those that are free with it. Before the first section
 * from above there is no place, nor are its balances in any order of one's own.
 */
export function moveOwn(parts: DraftParts, place: TemplatePlace, by: -1 | 1): TemplateChange | null {
  const template = templateOf(parts);
  if (!isInheritedPlace(parts, place)) {
    const moved = move(template, place, by);
    return moved && hasRoom(parts, place, Number(moved.path.at(-1))) ? moved : null;
  }
  const code = sectionAt(template, place);
  return arranged(template, code, moveFree(template.sections, code, by));
}

export function dropOwn(parts: DraftParts, dragged: TemplatePlace, target: TemplatePlace): TemplateChange | null {
  if (isInheritedPlace(parts, dragged)) {
    const template = templateOf(parts);
    const code = sectionAt(template, dragged);
    return arranged(template, code, dropFree(template.sections, code, sectionAt(template, target)));
  }
  // A block stays in a section of one's own.
  if (dragged.kind !== 'reportSection' && isInheritedPlace(parts, target)) return null;
  const dropped = dropOn(templateOf(parts), dragged, target);
  return dropped && hasRoom(parts, dragged, Number(dropped.path.at(-1))) ? dropped : null;
}

/** Whether it can be taken hold of: one's own, or a section from above that stands where one likes. */
export function isMovablePlace(parts: DraftParts, place: TemplatePlace): boolean {
  if (!isInheritedPlace(parts, place)) return true;
  return place.kind === 'reportSection' && templateOf(parts)[place.list]?.[place.index]?.movable === true;
}

/** Of a block none: only sections from above change places. */
function sectionAt(template: ReportTemplate, { kind, list, index }: TemplatePlace): string {
  return kind === 'reportSection' && list === 'sections' ? (template.sections[index]?.code ?? '') : '';
}

function arranged(
  template: ReportTemplate,
  code: string,
  sections: ReportTemplate['sections'] | null,
): TemplateChange | null {
  const index = sections?.findIndex((section) => section.code === code) ?? -1;
  return sections && { template: { ...template, sections }, path: ['sections', index] };
}

function hasRoom(parts: DraftParts, { kind }: TemplatePlace, index: number): boolean {
  if (kind === 'reportSection') return index > 0;
  return kind !== 'balance' || index >= (inheritedIn(parts)?.balances.size ?? 0);
}
