import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { StreamedFile } from '@huibao/documents/streamed-file';
import { HuibaoError } from '@huibao/domain';

export interface VirusScanner {
  /**
   * What was found, by the scanner's name for it; null where nothing was.
   * @throws {HuibaoError} `file.scanner_away` where it doesn't answer in time, or not with a verdict
   */
  readonly scan: (file: StreamedFile) => Promise<string | null>;
}

/** Milliseconds for a file of 10 MB and for those that it waits behind. */
const patience = 30_000;
/** A verdict is a line. */
const mostAnswer = 4_096;

/**
 * Asks clamd by its INSTREAM command: the file goes over the connection in pieces, each with its length before it.
 * @param address `host:port`, or the path of a socket
 */
export function clamdScanner(
  address: string,
  report: (error: unknown) => void,
  milliseconds: number = patience,
): VirusScanner {
  return {
    async scan(file) {
      try {
        return verdictOf(await ask(address, file, milliseconds));
      } catch (error) {
        report(error);
        throw new HuibaoError('file.scanner_away');
      }
    },
  };
}

async function ask(address: string, file: StreamedFile, milliseconds: number): Promise<string> {
  const socket = open(address);
  const timer = setTimeout(() => socket.destroy(new Error('clamd gave no verdict in time')), milliseconds);
  try {
    const [sent, answered] = [send(socket, file), answerOf(socket)];
    // What one of them fails of, the other does too.
    for (const each of [sent, answered]) each.catch(() => undefined);
    // Whoever has heard enough answers, and takes no more.
    await Promise.race([sent, answered]);
    return await answered;
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

function open(address: string): Socket {
  if (address.startsWith('/')) return connect(address);
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(address) ?? [];
  return connect(Number(port), host);
}

async function send(socket: Socket, { pieces }: StreamedFile): Promise<void> {
  await once(socket, 'connect');
  socket.write('zINSTREAM\0');
  for await (const piece of pieces()) {
    if (piece.length === 0) continue;
    socket.write(lengthOf(piece.length));
    if (!socket.write(piece)) await once(socket, 'drain');
  }
  socket.write(lengthOf(0));
}

function lengthOf(bytes: number): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    answer += chunk.toString('latin1');
    if (answer.includes('\0') || answer.length > mostAnswer) break;
  }
  return answer.split('\0')[0] ?? '';
}

function verdictOf(answer: string): string | null {
  if (answer === 'stream: OK') return null;
  const found = /^stream: ([\x20-\x7e]{1,200}) FOUND$/.exec(answer)?.[1];
  if (found === undefined) throw new Error(`clamd gave no verdict: ${JSON.stringify(answer.slice(0, 200))}`);
  return found;
}
