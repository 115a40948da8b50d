import { createReadStream } from 'node:fs';
import { appendFile, link, mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HeadCopy, SignedHead } from './head-copy.ts';

/** Bytes of a file that is full. */
const full = 64 * 1024 * 1024;

/**
 * Written to a file for every 256th tenant, `audit-heads.s1f.log`, which is put aside when it is full: a check of one
 * chain reads a country's heads no more than once in so many (106). Read from those and from every other
 * `audit-heads*.log` there: of the time when there was one file, and copies that other machines' processes wrote.
 */
export function folderHeads(folder: string, most: number = full): HeadCopy {
  /** Whose last line is whole, as far as this process knows: one that died in the midst of it left it open. */
  const isWhole = new Set<string>();
  const append = async (shard: string, heads: readonly SignedHead[]): Promise<void> => {
    const lines = heads.map(({ tenantId, seq, hash, signature }) => `${tenantId} ${seq} ${hash} ${signature}\n`);
    // A line that was cut off by a full disk ends here.
    const text = `${isWhole.delete(shard) ? '' : '\n'}${lines.join('')}`;
    await appendFile(join(folder, fileOf(shard)), text);
    isWhole.add(shard);
    await putAside(folder, shard, most);
  };
  return {
    kind: 'folder',
    async append(heads) {
      await mkdir(folder, { recursive: true });
      for (const [shard, own] of Map.groupBy(heads, ({ tenantId }) => shardOf(tenantId))) await append(shard, own);
    },
    async *read(tenantId) {
      for await (const line of linesOf(folder, shardOf(tenantId))) {
        if (!line.startsWith(`${tenantId} `)) continue;
        const [, seq = '', hash = '', signature = ''] = line.split(' ');
        yield { tenantId, seq, hash, signature };
      }
    },
  };
}

const shardOf = (tenantId: number): string => `s${(tenantId % 256).toString(16).padStart(2, '0')}`;

const fileOf = (shard: string): string => `audit-heads.${shard}.log`;

/**
 * Under a name that no other process takes as well: whoever links it first. One that has it open writes on into it,
 * which is as well.
 */
async function putAside(folder: string, shard: string, most: number): Promise<void> {
  const path = join(folder, fileOf(shard));
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size < most) return;
  const aside = new RegExp(`^audit-heads\\.${shard}\\.\\d{6}\\.log$`);
  const before = (await readdir(folder)).filter((name) => aside.test(name)).length;
  const next = `audit-heads.${shard}.${String(before + 1).padStart(6, '0')}.log`;
  const isFirst = await link(path, join(folder, next)).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST' || error.code === 'ENOENT') return false;
      throw error;
    },
  );
  if (isFirst) await unlink(path);
}

async function* linesOf(folder: string, shard: string): AsyncGenerator<string> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter((one) => /^audit-heads.*\.log$/.test(one) && mayHold(one, shard)))
    yield* createInterface({ input: createReadStream(join(folder, name), 'utf8'), crlfDelay: Infinity });
}

/** All but what is another shard's by its name. */
function mayHold(name: string, shard: string): boolean {
  const [, own = shard] = /^audit-heads\.(s[0-9a-f]{2})\./.exec(name) ?? [];
  return own === shard;
}
