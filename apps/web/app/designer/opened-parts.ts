import { lensOver, type AddingLens, type DraftBase, type DraftParts } from '@huibao/domain/designing';
import type { OpenedDraft } from '../outputs.ts';

type Opened = Pick<OpenedDraft, 'parts' | 'base'>;

/** How additions are worked on with what they are added to; null of a programme. */
export function lensOf({ base }: Pick<Opened, 'base'>): AddingLens | null {
  return base && lensOver(baseOf(base));
}

function baseOf({ level, parts }: NonNullable<OpenedDraft['base']>): DraftBase {
  return { level, parts: new Map(parts.map(({ name, content }) => [name, content])) };
}

/** As they are worked on: of additions, the programme that they make with their base. */
export function partsAsOpened(opened: Opened): DraftParts {
  const held = new Map(opened.parts.map(({ name, content }) => [name, content]));
  return lensOf(opened)?.show(held) ?? held;
}
