import { createHash } from 'node:crypto';
import type { DB } from '@huibao/db';
import { HuibaoError, type ErrorCode } from '@huibao/domain';
import type { Kysely, Transaction } from 'kysely';
import {
  announceBlob,
  deleteBlob,
  findBlob,
  listErasures,
  listOrphans,
  lockBlob,
  lockOrphan,
  takeErasure,
  type Blob,
} from './blob.repository.ts';
import { MissingContent, nameOf, type BlobName, type Contents } from './contents.ts';
import { databaseContents } from './database-contents.ts';
import type { StreamedFile } from '@huibao/documents/streamed-file';
import { moveBlobs, type Moved } from './move-blobs.ts';

/**
 * Bytes by their content, each once a tenant (decision 77). What points at them is kept after them, in a transaction
 * of its own; who may read that row may read them.
 */
export interface BlobStore {
  /**
   * Before the row that will point at them.
   * @throws {HuibaoError} `file.store_away`: then nothing is kept, and the same may be tried again
   */
  readonly keep: (tenantId: number, file: StreamedFile) => Promise<void>;
  /**
   * Whole and unchanged: looked through before the first byte is handed out.
   * @throws {HuibaoError} `file.lost`, `file.corrupted`, `file.store_away`
   */
  readonly open: (name: BlobName) => Promise<StreamedFile>;
  /** What annulments have asked for, of one tenant or of all. What can't be done now is reported, and stays asked. */
  readonly eraseAsked: (tenantId?: number) => Promise<void>;
  /** What nothing points at and nobody has brought for so many seconds; answers how many. */
  readonly sweep: (seconds: number) => Promise<number>;
  /** All that lie elsewhere, to where they are kept from now on. */
  readonly gather: (onProgress: (done: number, all: number) => void) => Promise<Moved>;
}

/** Where bytes are kept from now on; read they are wherever they lie. */
export type BlobPlace = 'database' | 'objects';

export interface BlobStoreOptions {
  /** As huibao_keeper. */
  readonly keeper: Kysely<DB>;
  readonly objects: Contents | null;
  readonly place: BlobPlace;
  readonly report: (error: unknown) => void;
}

/** Bytes that are looked through and handed out in one reading. */
const heldAtOnce = 1024 * 1024;

export function createBlobStore({ keeper, objects, place, report }: BlobStoreOptions): BlobStore {
  const database = databaseContents(keeper);

  const told = (code: ErrorCode, cause: unknown): HuibaoError => {
    report(cause);
    return new HuibaoError(code);
  };

  /** Its object store may be away, or no longer be configured. */
  const fromObjects = (): Contents => {
    if (!objects) throw told('file.store_away', new Error('files lie in an object store, and none is configured'));
    return objects;
  };

  const read = async function* (blob: Blob): AsyncGenerator<Uint8Array> {
    try {
      yield* (blob.inDatabase ? database : fromObjects()).read(blob);
    } catch (error) {
      if (error instanceof HuibaoError) throw error;
      if (error instanceof MissingContent) throw told('file.lost', error);
      throw blob.inDatabase ? error : told('file.store_away', error);
    }
  };

  /** Its pieces, of which the last goes on only when all are those that its name says. */
  const checked = async function* (blob: Blob): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let held: Uint8Array | undefined;
    for await (const piece of read(blob)) {
      if (held) yield held;
      hash.update(piece);
      held = piece;
    }
    if (hash.digest('hex') !== blob.sha256)
      throw told('file.corrupted', new Error(`the bytes ${nameOf(blob)} are not those that were kept`));
    if (held) yield held;
  };

  const open = async (name: BlobName): Promise<StreamedFile> => {
    const blob = await findBlob(keeper, name);
    if (!blob || !(blob.inDatabase || blob.inObjects)) throw told('file.lost', new MissingContent(name));
    const held: Uint8Array[] = [];
    for await (const piece of checked(blob)) if (blob.size <= heldAtOnce) held.push(piece);
    const { size, sha256 } = blob;
    return {
      size,
      sha256,
      pieces: () => (size <= heldAtOnce ? handedOut(held) : checked(blob)),
    };
  };

  /** The row goes only if its object went: killed in between, it is done again. */
  const erase = async (trx: Transaction<DB>, blob: Blob): Promise<void> => {
    await deleteBlob(trx, blob);
    if (blob.inObjects) await fromObjects().remove(blob);
  };

  /** One of many: what fails is told, and the next has its turn. */
  const inTurn = (work: (trx: Transaction<DB>) => Promise<void>): Promise<boolean> =>
    keeper
      .transaction()
      .execute(work)
      .then(
        () => true,
        (error: unknown) => {
          report(error);
          return false;
        },
      );

  return {
    async keep(tenantId, file) {
      const blob = await announceBlob(keeper, { tenantId, sha256: file.sha256, size: file.size }, place);
      if (blob.inDatabase) return;
      if (place === 'database') return database.put(blob, file);
      // Also where it is already: somebody may have been killed before it was.
      await fromObjects()
        .put(blob, file)
        .catch((error: unknown) => {
          throw told('file.store_away', error);
        });
    },
    open,
    async eraseAsked(tenantId) {
      const asked = await listErasures(keeper, tenantId).catch((error: unknown) => {
        report(error);
        return [];
      });
      for (const name of asked) {
        const isDone = await inTurn(async (trx) => {
          if (!(await takeErasure(trx, name))) return;
          const blob = await lockBlob(trx, name);
          if (blob && !blob.isPointedAt) await erase(trx, blob);
        });
        // Somebody waits, and the next would fail alike.
        if (!isDone && tenantId !== undefined) return;
      }
    },
    async sweep(seconds) {
      let swept = 0;
      for (const name of await listOrphans(keeper, seconds)) {
        await inTurn(async (trx) => {
          const blob = await lockOrphan(trx, name, seconds);
          if (!blob) return;
          await erase(trx, blob);
          swept += 1;
        });
      }
      return swept;
    },
    gather: (onProgress) => moveBlobs({ keeper, objects: fromObjects(), open }, place, onProgress),
  };
}

async function* handedOut(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
