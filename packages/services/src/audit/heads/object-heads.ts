import { createHash } from 'node:crypto';
import type { ObjectStorage } from '../../object-storage.ts';
import type { HeadCopy, SignedHead } from './head-copy.ts';

const folder = 'audit-heads';
/** At once: each is a request. */
const together = 8;

/**
 * In an object store, one object each, off the machine. All that it says is in its key, `tenant/seq-hash-signature`: a
 * different head is a different object, so none is ever written over, and a list of keys is all that a check asks for.
 */
export function objectHeads(storage: ObjectStorage): HeadCopy {
  return {
    kind: 'objects',
    async append(heads) {
      for (let from = 0; from < heads.length; from += together)
        await Promise.all(heads.slice(from, from + together).map((head) => put(storage, head)));
    },
    async *read(tenantId) {
      for await (const key of storage.list(`${folder}/${tenantId}/`)) {
        const [, seq, hash, signature] = /\/0*(\d+)-([0-9a-f]{64})-([\w-]+)$/.exec(key) ?? [];
        if (seq && hash && signature) yield { tenantId, seq, hash, signature };
      }
    },
  };
}

function put(storage: ObjectStorage, { tenantId, seq, hash, signature }: SignedHead): Promise<void> {
  const key = `${folder}/${tenantId}/${seq.padStart(20, '0')}-${hash}-${signature}`;
  // For whoever opens it by another program.
  const body = Buffer.from(`${tenantId} ${seq} ${hash} ${signature}\n`);
  return storage.put(key, {
    size: body.length,
    sha256: createHash('sha256').update(body).digest('hex'),
    async *pieces() {
      yield await Promise.resolve(body);
    },
  });
}
