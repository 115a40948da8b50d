import type { IncomingMessage } from 'node:http';
import { HuibaoError, mostFileMegabytes, mostPackageMegabytes } from '@huibao/domain';

/** Bytes of one upload: evidence may have 10 MiB, and one byte more is told as too large by its use-case. */
const most = mostFileMegabytes * 1024 * 1024 + 1;

/** What is sent, to be told its own limit. */
export type Sending = 'file' | 'package';

/**
 * What is too large is read to its end without being kept, however large, so that the sender hears why rather than
 * losing the connection: who is answered before isn't listening yet. Node gives a request five minutes.
 *
 * @throws {HuibaoError} `file.too_large` or `package.too_large`
 */
export async function* receivedPieces(request: IncomingMessage, sending: Sending): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size <= most) yield piece;
    }
  } finally {
    request.resume();
  }
  if (size <= most) return;
  throw sending === 'file'
    ? new HuibaoError('file.too_large', { megabytes: mostFileMegabytes })
    : new HuibaoError('package.too_large', { megabytes: mostPackageMegabytes });
}
