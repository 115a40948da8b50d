import type { DB } from '@huibao/db';
import type { Kysely } from 'kysely';
import type { HeadCopy } from './head-copy.ts';
import { insertNotedHeads, listNotedHeads } from './noted-head.repository.ts';

const piece = 5_000;

/**
 * In a table that one role may add to, and none change: against whoever got hold of the role that people work as. It
 * doesn't leave the machine, so it is written where no object store is; what is there is read all the same.
 */
export function tableHeads(keeper: Kysely<DB>, { isWritten }: { readonly isWritten: boolean }): HeadCopy {
  return {
    kind: 'table',
    append: isWritten ? (heads) => insertNotedHeads(keeper, heads) : null,
    async *read(tenantId) {
      let after = { seq: '0', hash: '' };
      for (;;) {
        const heads = await listNotedHeads(keeper, tenantId, after, piece);
        yield* heads;
        after = heads.at(-1) ?? after;
        if (heads.length < piece) return;
      }
    },
  };
}
