import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HuibaoError } from '@huibao/domain';
import type { StreamedFile } from '@huibao/services';
import { receivedPieces } from './received-pieces.ts';

/**
 * What is uploaded goes to a file that has no name any more, so that nobody holds it in memory while it is gone through
 * and kept, and nothing of it stays, whoever is killed. What finds the disk full is read to its end without being kept.
 */
export async function withReceived<T>(
  request: IncomingMessage,
  report: (error: unknown) => void,
  work: (file: StreamedFile) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'huibao-upload-'));
  const file = await open(join(folder, 'file'), 'wx+', 0o600);
  try {
    await rm(folder, { recursive: true });
    const hash = createHash('sha256');
    let size = 0;
    let isFull = false;
    for await (const piece of receivedPieces(request, 'file')) {
      size += piece.length;
      if (isFull) continue;
      hash.update(piece);
      await file.appendFile(piece).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') throw error;
        report(error);
        isFull = true;
      });
    }
    if (isFull) throw new HuibaoError('file.store_away');
    return await work({ size, sha256: hash.digest('hex'), pieces: () => piecesOf(file) });
  } finally {
    await file.close();
  }
}

const pieceSize = 64 * 1024;

/** By places of its own, so that it is gone through more than once: a stream would close the file. */
async function* piecesOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (let at = 0; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(pieceSize), 0, pieceSize, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
