import { createHash } from 'node:crypto';
import type { DB } from '@huibao/db';
import type { StreamedFile } from '@huibao/documents/streamed-file';
import type { Kysely } from 'kysely';
import { countElsewhere, listElsewhere, lockBlob, updatePlaces, type Blob } from './blob.repository.ts';
import type { BlobName, Contents } from './contents.ts';
import { databaseContents } from './database-contents.ts';

export interface Moved {
  readonly moved: number;
  /** Which couldn't be, and why: they stay where they are. */
  readonly left: readonly { readonly name: BlobName; readonly reason: string }[];
}

interface BlobsToMove {
  readonly keeper: Kysely<DB>;
  readonly objects: Contents;
  readonly open: (name: BlobName) => Promise<StreamedFile>;
}

const batch = 200;

/**
 * Brings all bytes to one place, while people work: each is copied, read back and compared, and only then taken away
 * where it was. Killed at any moment it leaves each in one place or in both, and goes on when it is started again.
 */
export async function moveBlobs(
  { keeper, objects, open }: BlobsToMove,
  to: 'database' | 'objects',
  onProgress: (done: number, all: number) => void,
): Promise<Moved> {
  const all = await countElsewhere(keeper, to);
  const left: Moved['left'][number][] = [];
  let after: BlobName = { tenantId: 0, sha256: '' };
  let moved = 0;
  for (;;) {
    const found = await listElsewhere(keeper, to, after, batch);
    for (const blob of found) {
      after = blob;
      try {
        await (to === 'objects' ? toObjects(blob) : toDatabase(blob));
        moved += 1;
      } catch (error) {
        left.push({ name: blob, reason: error instanceof Error ? error.message : String(error) });
      }
      onProgress(moved + left.length, all);
    }
    if (found.length < batch) return { moved, left };
  }

  async function toObjects(blob: Blob): Promise<void> {
    // Known to be there before it is, so that whoever erases it meanwhile erases it there too.
    await updatePlaces(keeper, blob, { inObjects: true });
    await keeper.transaction().execute(async (trx) => {
      // Held until it is: nobody erases it in the midst.
      if (!(await lockBlob(trx, blob))) return;
      await objects.put(blob, await open(blob));
      await compare(blob, objects);
      await databaseContents(trx).remove(blob);
    });
  }

  async function toDatabase(blob: Blob): Promise<void> {
    await keeper.transaction().execute(async (trx) => {
      if (blob.inDatabase || !(await lockBlob(trx, blob))) return;
      await databaseContents(trx).put(blob, await open(blob));
      await compare(blob, databaseContents(trx));
    });
    await keeper.transaction().execute(async (trx) => {
      if (!(await lockBlob(trx, blob))) return;
      await objects.remove(blob);
      await updatePlaces(trx, blob, { inObjects: false });
    });
  }
}

async function compare(name: BlobName, contents: Contents): Promise<void> {
  const hash = createHash('sha256');
  for await (const piece of contents.read(name)) hash.update(piece);
  if (hash.digest('hex') !== name.sha256) throw new Error('the copy is not the same');
}
