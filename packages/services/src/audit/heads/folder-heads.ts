import { createReadStream } from 'node:fs';
import { appendFile, link, mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HeadCopy } from './head-copy.ts';

/** Bytes of a file that is full. */
const full = 64 * 1024 * 1024;

/**
 * Written to `audit-heads.log` of a folder, which is put aside when it is full. Read from every `audit-heads*.log`
 * there: those that were put aside, and copies that other machines' processes wrote.
 */
export function folderHeads(folder: string, most: number = full): HeadCopy {
  // A process that died in the midst of a line left it open.
  let isCutOff = true;
  return {
    kind: 'folder',
    async append(heads) {
      const lines = heads.map(({ tenantId, seq, hash, signature }) => `${tenantId} ${seq} ${hash} ${signature}\n`);
      // A line that was cut off by a full disk ends here.
      const text = `${isCutOff ? '\n' : ''}${lines.join('')}`;
      isCutOff = true;
      await mkdir(folder, { recursive: true });
      await appendFile(join(folder, current), text);
      isCutOff = false;
      await putAside(folder, most);
    },
    async *read(tenantId) {
      for await (const line of linesOf(folder)) {
        const [tenant, seq = '', hash = '', signature = ''] = line.split(' ');
        if (tenant === String(tenantId)) yield { tenantId, seq, hash, signature };
      }
    },
  };
}

const current = 'audit-heads.log';

/**
 * Under a name that no other process takes as well: whoever links it first. One that has it open writes on into it,
 * which is as well.
 */
async function putAside(folder: string, most: number): Promise<void> {
  const path = join(folder, current);
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size < most) return;
  const before = (await readdir(folder)).filter((name) => /^audit-heads\.\d{6}\.log$/.test(name)).length;
  const isFirst = await link(path, join(folder, `audit-heads.${String(before + 1).padStart(6, '0')}.log`)).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST' || error.code === 'ENOENT') return false;
      throw error;
    },
  );
  if (isFirst) await unlink(path);
}

async function* linesOf(folder: string): AsyncGenerator<string> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter((one) => /^audit-heads.*\.log$/.test(one)))
    yield* createInterface({ input: createReadStream(join(folder, name), 'utf8'), crlfDelay: Infinity });
}
