import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What every scanner finds, and harms nobody. In two parts, so that none finds it here. */
export const eicar = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`;

export interface TestScanner {
  /** As CLAMD_ADDRESS. */
  readonly address: string;
  /** What it answers whatever it is sent, or null for a verdict; an empty answer is silence. */
  readonly say: (answer: string | null) => void;
  readonly close: () => Promise<void>;
}

/** Speaks clamd's INSTREAM, to the letter, and finds the EICAR test file anywhere. */
export async function createTestScanner(): Promise<TestScanner> {
  let fixed: string | null = null;
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    let held = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      const file = fileIn(held);
      if (file === 'more') return;
      const verdict =
        file === 'wrong' ? 'UNKNOWN COMMAND' : `stream: ${file.includes(eicar) ? 'Eicar-Test FOUND' : 'OK'}`;
      if (fixed !== '') socket.end(`${fixed ?? verdict}\0`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    say: (answer) => {
      fixed = answer;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const command = Buffer.from('zINSTREAM\0');

/** Once the piece of no length has come. */
function fileIn(bytes: Buffer): Buffer | 'more' | 'wrong' {
  if (bytes.length < command.length) return 'more';
  if (!bytes.subarray(0, command.length).equals(command)) return 'wrong';
  const pieces: Buffer[] = [];
  for (let at = command.length; bytes.length >= at + 4;) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (bytes.length < at + 4 + length) return 'more';
    pieces.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return 'more';
}
