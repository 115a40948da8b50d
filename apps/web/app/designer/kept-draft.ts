import type { KeptShape } from '../kept-of-tab.ts';
import type { SentPart } from './draft-store.ts';

/** What a person has changed of a draft in one window, and the server hasn't. */
export interface KeptDraft {
  readonly at: string;
  readonly parts: readonly SentPart[];
}

/** Whether a part could be one of a draft is judged by `offerable`, which is fetched where anything was kept. */
export const keptDraft: KeptShape<KeptDraft> = {
  count: ({ parts }) => parts.length,
  read: (text) => {
    try {
      const kept = JSON.parse(text) as Partial<Record<keyof KeptDraft, unknown>> | null;
      const parts = Array.isArray(kept?.parts) ? (kept.parts as readonly unknown[]) : [];
      return { at: typeof kept?.at === 'string' ? kept.at : '', parts: parts.filter(isSentPart) };
    } catch {
      // Not ours.
      return { at: '', parts: [] };
    }
  },
};

function isSentPart(value: unknown): value is SentPart {
  if (typeof value !== 'object' || value === null) return false;
  const { name, version, content } = value as Partial<Record<keyof SentPart, unknown>>;
  return typeof name === 'string' && typeof version === 'number' && content !== undefined;
}
