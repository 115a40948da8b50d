import type { QueuedCell } from './save-queue.ts';

/** Cells that the server hasn't acknowledged, kept across a reload or a crash; only for the person who typed them. */
export function keptCellsOf(userId: string, submissionId: string) {
  const name = `huibao/unsaved/${userId}/${submissionId}`;
  return {
    read(): readonly QueuedCell[] {
      try {
        const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '[]');
        return Array.isArray(kept) ? (kept as unknown[]).filter(isQueuedCell) : [];
      } catch {
        // Storage that is off, or not ours: nothing was kept.
        return [];
      }
    },
    write(cells: readonly QueuedCell[]): void {
      try {
        if (cells.length === 0) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify(cells));
      } catch {
        // Storage that is off or full: the page itself still holds the cells, and warns before it is left.
        return;
      }
    },
  };
}

function isQueuedCell(value: unknown): value is QueuedCell {
  if (typeof value !== 'object' || value === null) return false;
  const cell = value as Partial<Record<keyof QueuedCell, unknown>>;
  return (
    typeof cell.code === 'string' &&
    typeof cell.key === 'string' &&
    typeof cell.value === 'string' &&
    typeof cell.version === 'number' &&
    (cell.state === 'missing' || cell.state === 'not_applicable' || cell.state === 'value') &&
    (cell.source === 'page' || cell.source === 'paste' || cell.source === 'excel')
  );
}
