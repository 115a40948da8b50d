import { readFileSync } from 'node:fs';
import type { Localized } from '@huibao/domain';
import type { DraftParts } from '@huibao/domain/designing';

const starter = readFileSync(new URL('../starter.json', import.meta.url), 'utf8');

/** What a programme begins with that is made from nothing: a calendar, a chain, a report of one section, no form. */
export function starterParts({ code, title }: { readonly code: string; readonly title: Localized }): DraftParts {
  const named = JSON.parse(starter, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('{title}', () => title.zh) : value,
  ) as Readonly<Record<string, object>>;
  return new Map(
    Object.entries(named).map(([name, part]) => [name, name === 'programme.json' ? { ...part, code, title } : part]),
  );
}
