import type { Failure } from './client.ts';

/** Too much in a minute: what is sent once it is over is taken. */
export const isPaced = ({ code }: Pick<Failure, 'code'>): boolean => code === 'quota.requests';

/**
 * Milliseconds after which what failed may be asked for again by itself: where there was no answer so many as its asker
 * waits, where too much was asked until the minute is over. Null for what the server would refuse again.
 */
export function waitAfter({ code, params }: Pick<Failure, 'code' | 'params'>, patience: number): number | null {
  if (isPaced({ code })) return Math.max(1, Number(params.seconds) || 60) * 1000;
  return code === 'request.failed' ? patience : null;
}
