import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HeadCopy } from './head-copy.ts';

/**
 * Written to `audit-heads.log` of a folder. Read from every `audit-heads*.log` there: those that were rotated, and
 * copies that other machines' processes wrote.
 */
export function folderHeads(folder: string): HeadCopy {
  let isCutOff = false;
  return {
    kind: 'folder',
    async append(heads) {
      const lines = heads.map(({ tenantId, seq, hash, signature }) => `${tenantId} ${seq} ${hash} ${signature}\n`);
      // A line that was cut off by a full disk ends here.
      const text = `${isCutOff ? '\n' : ''}${lines.join('')}`;
      isCutOff = true;
      await mkdir(folder, { recursive: true });
      await appendFile(join(folder, 'audit-heads.log'), text);
      isCutOff = false;
    },
    async *read(tenantId) {
      for await (const line of linesOf(folder)) {
        const [tenant, seq = '', hash = '', signature = ''] = line.split(' ');
        if (tenant === String(tenantId)) yield { tenantId, seq, hash, signature };
      }
    },
  };
}

async function* linesOf(folder: string): AsyncGenerator<string> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter((one) => /^audit-heads.*\.log$/.test(one)))
    yield* createInterface({ input: createReadStream(join(folder, name), 'utf8'), crlfDelay: Infinity });
}
