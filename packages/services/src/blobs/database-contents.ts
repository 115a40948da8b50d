import type { DB } from '@huibao/db';
import type { Kysely } from 'kysely';
import { deletePieces, findPiece, insertPiece, updatePlaces } from './blob.repository.ts';
import { MissingContent, type BlobName, type Contents } from './contents.ts';
import type { StreamedFile } from '@huibao/documents/streamed-file';

/** Bytes of a row: little enough to hold, much enough that a file of 10 MB is forty statements. */
const pieceSize = 256 * 1024;

/** In PostgreSQL, piece by piece. Each is read by itself: nobody who reads slowly holds a connection. */
export function databaseContents(keeper: Kysely<DB>): Contents {
  return {
    put: (name, file) => inOne(keeper, (trx) => putPieces(trx, name, file)),
    async *read(name) {
      for (let no = 0; ; no += 1) {
        const piece = await findPiece(keeper, name, no);
        if (!piece && no === 0) throw new MissingContent(name);
        if (!piece) return;
        yield piece;
      }
    },
    remove: (name) =>
      inOne(keeper, async (trx) => {
        await deletePieces(trx, name);
        await updatePlaces(trx, name, { inDatabase: false });
      }),
  };
}

/** In the transaction that is given, or in one of its own. */
async function inOne(keeper: Kysely<DB>, work: (trx: Kysely<DB>) => Promise<void>): Promise<void> {
  await (keeper.isTransaction ? work(keeper) : keeper.transaction().execute(work));
}

async function putPieces(trx: Kysely<DB>, name: BlobName, file: StreamedFile): Promise<void> {
  let no = 0;
  for await (const piece of ofSize(file.pieces(), pieceSize)) {
    await insertPiece(trx, name, no, piece);
    no += 1;
  }
  await updatePlaces(trx, name, { inDatabase: true });
}

async function* ofSize(pieces: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    held.push(piece);
    length += piece.length;
    if (length < size) continue;
    const all = Buffer.concat(held);
    let from = 0;
    for (; all.length - from >= size; from += size) yield all.subarray(from, from + size);
    held = [all.subarray(from)];
    length = all.length - from;
  }
  if (length > 0) yield Buffer.concat(held);
}
