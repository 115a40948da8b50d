import { holdsElements, type FormBlock, type FormDefinition, type FormSection } from '../form/definition.ts';
import { freeCode, FreeCodes } from './codes-of-draft.ts';
import type { DraftParts } from './draft-parts.ts';
import { insertAt, removeAt, valueAt, type PartPath } from './place-in-part.ts';

export interface PlaceInDraft {
  readonly part: string;
  readonly path: PartPath;
}

/** Codes of elements and registers within a section, a block or a question. */
export function codesWithin(piece: unknown): readonly string[] {
  if (isSection(piece)) return piece.blocks.flatMap(codesWithin);
  if (isBlock(piece)) return holdsElements(piece) ? piece.elements.map(({ code }) => code) : [piece.register.code];
  return [(piece as { readonly code: string }).code];
}

function isSection(piece: unknown): piece is FormSection {
  return typeof piece === 'object' && piece !== null && 'blocks' in piece;
}

function isBlock(piece: unknown): piece is FormBlock {
  return typeof piece === 'object' && piece !== null && 'kind' in piece;
}

/**
 * A section, block or question in another form of the programme. Its codes stay, since each stands once in a programme:
 * calculations, rules and indicators read it where it is then. A rule that marks only what moves goes along; one that
 * marks something else, too, stays and marks that.
 */
export function moveToForm(parts: DraftParts, from: PlaceInDraft, to: PlaceInDraft): DraftParts {
  const source = parts.get(from.part) as FormDefinition;
  const target = parts.get(to.part) as FormDefinition;
  const piece = valueAt(source, from.path);
  const moved = new Set(codesWithin(piece));
  const isMoved = (code: string): boolean => moved.has(code.split('.')[0] ?? code);
  const along = source.rules.filter(({ elements }) => elements.length > 0 && elements.every(isMoved));
  const staying = source.rules
    .filter((rule) => !along.includes(rule))
    .map((rule) =>
      rule.elements.some(isMoved) ? { ...rule, elements: rule.elements.filter((code) => !isMoved(code)) } : rule,
    );
  const rules = new FreeCodes(target.rules.map(({ code }) => code));
  const sections = new Set(target.sections.map(({ code }) => code));
  const placed = isSection(piece) ? { ...piece, code: freeCode(sections, piece.code) } : piece;
  const received: FormDefinition = {
    ...target,
    rules: [...target.rules, ...along.map((rule) => ({ ...rule, code: rules.take(rule.code) }))],
  };
  return new Map<string, unknown>([
    [from.part, { ...removeAt(source, from.path), rules: staying }],
    [to.part, insertAt(received, to.path.slice(0, -1), Number(to.path.at(-1)), placed)],
  ]);
}
