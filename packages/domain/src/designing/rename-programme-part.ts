import { changeAt } from './place-in-part.ts';
import type { Programme } from '../programme/definition.ts';
import { formsOf } from './codes-of-draft.ts';
import type { DraftParts } from './draft-parts.ts';

/** The files that change where a part of the programme is called otherwise: its own, and those of its forms. */
export function renameProgrammePart(parts: DraftParts, from: string, to: string): DraftParts {
  const head = parts.get('programme.json') as Pick<Programme, 'parts' | 'indicatorGroups'>;
  const renamed = {
    ...head,
    indicatorGroups: head.indicatorGroups.map((group) => (group.part === from ? { ...group, part: to } : group)),
    ...(head.parts ? { parts: head.parts.map((one) => (one.code === from ? { ...one, code: to } : one)) } : {}),
  };
  const forms = formsOf(parts)
    .filter(([, form]) => form.part === from)
    .map(([name, form]) => [name, changeAt(form, ['part'], () => to)] as const);
  return new Map<string, unknown>([['programme.json', renamed], ...forms]);
}
