import type { UnitFilter } from '../org-unit.ts';
import type { DefinitionPath } from './definition-issue.ts';

/** Every filter of units within a definition: definitions hold them under these two names alone. */
export function* unitFilters(
  value: unknown,
  path: DefinitionPath,
): Generator<{ readonly filter: UnitFilter; readonly path: DefinitionPath }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const at = [...path, key];
    if (key === 'appliesTo' || key === 'children') yield { filter: inner as UnitFilter, path: at };
    else yield* unitFilters(inner, at);
  }
}
