import type { KeptShape } from '../kept-of-tab.ts';

interface Comment {
  readonly cell: string;
  readonly text: string;
}

/** What a reviewer has written of a submission's cells in one window, and not sent. */
export interface KeptComments {
  /** The revision that was read when they were begun. */
  readonly revisionNo: number;
  readonly comments: readonly Comment[];
}

export const noComments: KeptComments = { revisionNo: 0, comments: [] };

export const keptComments: KeptShape<KeptComments> = {
  count: ({ comments }) => comments.length,
  read: (text) => {
    try {
      const kept = JSON.parse(text) as Partial<Record<keyof KeptComments, unknown>> | null;
      const comments = Array.isArray(kept?.comments) ? (kept.comments as readonly unknown[]) : [];
      const revisionNo = typeof kept?.revisionNo === 'number' ? kept.revisionNo : 0;
      return { revisionNo, comments: comments.filter(isComment) };
    } catch {
      // Not ours.
      return noComments;
    }
  },
};

function isComment(value: unknown): value is Comment {
  if (typeof value !== 'object' || value === null) return false;
  const { cell, text } = value as Partial<Record<keyof Comment, unknown>>;
  return typeof cell === 'string' && typeof text === 'string';
}

export function withComment({ revisionNo, comments }: KeptComments, cell: string, text: string): KeptComments {
  const isThere = comments.some((one) => one.cell === cell);
  if (text === '') return { revisionNo, comments: comments.filter((one) => one.cell !== cell) };
  if (!isThere) return { revisionNo, comments: [...comments, { cell, text }] };
  return { revisionNo, comments: comments.map((one) => (one.cell === cell ? { cell, text } : one)) };
}

/** What stands here stays as it is, and the older revision of both is what they were written of. */
export function mergeComments(here: KeptComments, found: KeptComments): KeptComments {
  const cells = new Set(here.comments.map(({ cell }) => cell));
  return {
    revisionNo: Math.min(here.revisionNo, found.revisionNo),
    comments: [...here.comments, ...found.comments.filter(({ cell }) => !cells.has(cell))],
  };
}
