import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HuibaoError, mostFileMegabytes } from '@huibao/domain';
import type { StreamedFile } from '@huibao/services';

/**
 * What is uploaded goes to a file that has no name any more, so that nobody holds it in memory while it is gone through
 * and kept, and nothing of it stays, whoever is killed.
 * @param most bytes; what goes on beyond, or finds the disk full, is read to its end without being kept, so that the
 *   sender hears why rather than losing the connection; beyond all measure it is cut off
 */
export async function withReceived<T>(
  request: IncomingMessage,
  { most, report }: { readonly most: number; readonly report: (error: unknown) => void },
  work: (file: StreamedFile) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'huibao-upload-'));
  const file = await open(join(folder, 'file'), 'wx+', 0o600);
  try {
    await rm(folder, { recursive: true });
    const hash = createHash('sha256');
    let size = 0;
    let isFull = false;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > 10 * most) break;
      if (size > most || isFull) continue;
      hash.update(chunk);
      await file.appendFile(chunk).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') throw error;
        report(error);
        isFull = true;
      });
    }
    if (size > most) throw new HuibaoError('file.too_large', { megabytes: mostFileMegabytes });
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
