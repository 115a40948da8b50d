import { createHmac } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AuditHead } from './audit.repository.ts';

/** Signed heads kept outside the database, so that a chain whose tail was cut off by the database's owner shows. */
export interface AuditHeadLog {
  readonly note: (head: AuditHead) => void;
  /** The furthest head noted for a tenant. */
  readonly latest: (tenantId: number) => Promise<{ seq: bigint; hash: string } | null>;
}

export function fileHeadLog(path: string, key: Buffer): AuditHeadLog {
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  let queue: Promise<void> = mkdir(dirname(path), { recursive: true }).then(() => undefined);
  let waiting: string[] = [];
  return {
    note(head) {
      const text = `${head.tenantId} ${head.seq} ${head.hash.toString('hex')}`;
      waiting.push(`${text} ${sign(text)}\n`);
      if (waiting.length > 1) return;
      queue = queue.then(async () => {
        const lines = waiting.join('');
        waiting = [];
        await appendFile(path, lines);
      });
    },
    async latest(tenantId) {
      await queue;
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      let best: { seq: bigint; hash: string } | null = null;
      for (const line of text.split('\n')) {
        const [tenant, seq, hash, signature] = line.split(' ');
        if (tenant !== String(tenantId) || !seq || !hash || signature !== sign(`${tenant} ${seq} ${hash}`)) continue;
        if (!best || BigInt(seq) > best.seq) best = { seq: BigInt(seq), hash };
      }
      return best;
    },
  };
}
