import { createHmac, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AuditHead } from './audit.repository.ts';

/** Heads by sequence number: each hash that was noted for it, in hexadecimals. One, unless the chain was rewritten. */
export type NotedHeads = ReadonlyMap<bigint, ReadonlySet<string>>;

/** Signed heads kept outside the database, so that a chain that its owner cut off or wrote anew shows. */
export interface AuditHeadLog {
  /** Never throws and never waits: what can't be written now is written with a later one. */
  readonly note: (head: AuditHead) => void;
  /** All that was noted of a tenant until now. */
  readonly noted: (tenantId: number) => Promise<NotedHeads>;
  /** When all that was noted before is written, or couldn't be. */
  readonly close: () => Promise<void>;
}

/** Heads come many a second and are written together: opening a file for each took longer than the rest of it. */
const delay = 100;
/** While a disk is full, no more than the furthest of each tenant beyond so many. */
const mostWaiting = 10_000;

/**
 * Written to `audit-heads.log` of a folder. Read from every `audit-heads*.log` there: those that were rotated, and
 * copies that other machines' processes wrote.
 *
 * @param onFailure told once when writing begins to fail, and not again until it has worked
 */
export function fileHeadLog(folder: string, key: Buffer, onFailure: (error: unknown) => void): AuditHeadLog {
  const path = join(folder, 'audit-heads.log');
  const sign = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  let waiting: AuditHead[] = [];
  let timer: NodeJS.Timeout | null = null;
  let queue = Promise.resolve();
  let isFailing = false;

  const write = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    queue = queue.then(async () => {
      const heads = waiting;
      waiting = [];
      if (heads.length === 0) return;
      try {
        await mkdir(folder, { recursive: true });
        const lines = heads.map(({ tenantId, seq, hash }) => {
          const text = `${tenantId} ${seq} ${hash.toString('hex')}`;
          return `${text} ${sign(text).toString('base64url')}\n`;
        });
        // A line that was cut off by a full disk ends here.
        await appendFile(path, `${isFailing ? '\n' : ''}${lines.join('')}`);
        isFailing = false;
      } catch (error) {
        waiting = [...heads, ...waiting];
        if (waiting.length > mostWaiting) waiting = furthest(waiting);
        if (!isFailing) onFailure(error);
        isFailing = true;
      }
    });
    return queue;
  };

  return {
    note(head) {
      waiting.push(head);
      timer ??= setTimeout(() => void write(), delay).unref();
    },
    async noted(tenantId) {
      await write();
      const found = new Map<bigint, Set<string>>();
      const add = (seq: bigint, hash: string): unknown => found.set(seq, (found.get(seq) ?? new Set()).add(hash));
      for await (const line of linesOf(folder)) {
        const [tenant, seq = '', hash = '', signature = ''] = line.split(' ');
        if (tenant !== String(tenantId) || !/^\d+$/.test(seq)) continue;
        const given = Buffer.from(signature, 'base64url');
        const due = sign(`${tenant} ${seq} ${hash}`);
        if (given.length === due.length && timingSafeEqual(given, due)) add(BigInt(seq), hash);
      }
      for (const one of waiting) if (one.tenantId === tenantId) add(BigInt(one.seq), one.hash.toString('hex'));
      return found;
    },
    close: write,
  };
}

async function* linesOf(folder: string): AsyncGenerator<string> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter((one) => /^audit-heads.*\.log$/.test(one)))
    yield* createInterface({ input: createReadStream(join(folder, name), 'utf8'), crlfDelay: Infinity });
}

function furthest(heads: readonly AuditHead[]): AuditHead[] {
  const best = new Map<number, AuditHead>();
  for (const head of heads) {
    const before = best.get(head.tenantId);
    if (!before || BigInt(head.seq) > BigInt(before.seq)) best.set(head.tenantId, head);
  }
  return [...best.values()];
}
