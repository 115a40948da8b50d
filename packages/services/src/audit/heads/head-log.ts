import { createHmac, timingSafeEqual } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Keys } from '@huibao/auth';
import type { AuditHead } from '../audit.repository.ts';
import type { HeadCopy, HeadCopyKind, SignedHead } from './head-copy.ts';

/** Heads by sequence number: each hash that was noted for it, in hexadecimals. One, unless the chain was rewritten. */
export type NotedHeads = ReadonlyMap<bigint, ReadonlySet<string>>;

export interface NotedCopies {
  /** Of every copy that could be read, and what waits to be written. */
  readonly heads: NotedHeads;
  /** How many each copy has of this tenant; null where it couldn't be read. */
  readonly copies: readonly { readonly kind: HeadCopyKind; readonly heads: number | null }[];
}

/** What an operator asks of a copy that is written to. */
export interface HeadCopyState {
  /** Heads that are in this process alone until it takes them. */
  readonly waiting: number;
  readonly isFailing: boolean;
}

/** Signed heads kept apart from the chains, so that one that the database's owner cut off or wrote anew shows. */
export interface AuditHeadLog {
  /** Never throws and never waits: what can't be written now is written later. */
  readonly note: (head: AuditHead) => void;
  /** All that was noted of a tenant until now. */
  readonly noted: (tenantId: number) => Promise<NotedCopies>;
  readonly state: () => Readonly<Partial<Record<HeadCopyKind, HeadCopyState>>>;
  /** When all that was noted before is written, or couldn't be, or takes longer than a process may take to end. */
  readonly close: () => Promise<void>;
}

/** Heads come many a second and are written together: opening a file for each took longer than the rest of it. */
const delay = 100;
/** After a failure. */
const longDelay = 10_000;
/** What is taken isn't sent again because of what follows. */
const atOnce = 200;
/** A process that ends waits no longer for a copy. */
const longestClose = 5_000;
/** While a copy takes nothing, no more than the furthest of each tenant beyond so many. */
const mostWaiting = 10_000;

/** @param onFailure told once when a copy begins to fail, and not again until it has worked */
export function createHeadLog(
  copies: readonly HeadCopy[],
  keys: Keys,
  onFailure: (error: unknown) => void,
): AuditHeadLog {
  const signBy = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const writers = copies.map((copy) => ({ copy, writer: copy.append && headWriter(copy.append, onFailure) }));

  const signed = ({ tenantId, seq, hash }: AuditHead): SignedHead => {
    const hex = hash.toString('hex');
    return { tenantId, seq, hash: hex, signature: signBy(keys[0], `${tenantId} ${seq} ${hex}`).toString('base64url') };
  };

  /** Anybody may have written there. */
  const isOurs = ({ tenantId, seq, hash, signature }: SignedHead): boolean => {
    if (!/^\d{1,19}$/.test(seq)) return false;
    const given = Buffer.from(signature, 'base64url');
    return keys.some((key) => {
      const due = signBy(key, `${tenantId} ${seq} ${hash}`);
      return given.length === due.length && timingSafeEqual(given, due);
    });
  };

  return {
    note(head) {
      const one = signed(head);
      for (const { writer } of writers) writer?.add(one);
    },
    async noted(tenantId) {
      const found = new Map<bigint, Set<string>>();
      const add = ({ seq, hash }: SignedHead): unknown =>
        found.set(BigInt(seq), (found.get(BigInt(seq)) ?? new Set()).add(hash));
      const read = await Promise.all(
        writers.map(async ({ copy, writer }) => {
          await writer?.settle();
          for (const head of writer?.waiting() ?? []) if (head.tenantId === tenantId) add(head);
          try {
            let heads = 0;
            for await (const head of copy.read(tenantId)) {
              if (!isOurs(head)) continue;
              add(head);
              heads += 1;
            }
            return { kind: copy.kind, heads };
          } catch (error) {
            onFailure(error);
            return { kind: copy.kind, heads: null };
          }
        }),
      );
      return { heads: found, copies: read };
    },
    state: () =>
      Object.fromEntries(writers.flatMap(({ copy, writer }) => (writer ? [[copy.kind, writer.state()] as const] : []))),
    close: async () => {
      const written = Promise.all(writers.flatMap(({ writer }) => (writer ? [writer.write()] : [])));
      await Promise.race([written, pause(longestClose, undefined, { ref: false })]);
    },
  };
}

interface HeadWriter {
  readonly add: (head: SignedHead) => void;
  readonly write: () => Promise<void>;
  /** Written, unless it has been failing: nobody waits for that. */
  readonly settle: () => Promise<void>;
  readonly waiting: () => readonly SignedHead[];
  readonly state: () => HeadCopyState;
}

function headWriter(append: NonNullable<HeadCopy['append']>, onFailure: (error: unknown) => void): HeadWriter {
  let waiting: SignedHead[] = [];
  let inHand: readonly SignedHead[] = [];
  let timer: NodeJS.Timeout | null = null;
  let queue = Promise.resolve();
  let isFailing = false;

  const later = (): void => {
    timer ??= setTimeout(() => void write(), isFailing ? longDelay : delay).unref();
  };
  const write = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    queue = queue.then(async () => {
      while (waiting.length > 0) {
        [inHand, waiting] = [waiting.slice(0, atOnce), waiting.slice(atOnce)];
        try {
          await append(inHand);
          isFailing = false;
          inHand = [];
        } catch (error) {
          [inHand, waiting] = [[], [...inHand, ...waiting]];
          if (waiting.length > mostWaiting) waiting = furthest(waiting);
          if (!isFailing) onFailure(error);
          isFailing = true;
          later();
          return;
        }
      }
    });
    return queue;
  };
  return {
    add(head) {
      waiting.push(head);
      if (waiting.length > 2 * mostWaiting) waiting = furthest(waiting);
      later();
    },
    write,
    settle: async () => {
      if (!isFailing) await write();
    },
    waiting: () => [...inHand, ...waiting],
    state: () => ({ waiting: inHand.length + waiting.length, isFailing }),
  };
}

function furthest(heads: readonly SignedHead[]): SignedHead[] {
  const best = new Map<number, SignedHead>();
  for (const head of heads) {
    const before = best.get(head.tenantId);
    if (!before || BigInt(head.seq) > BigInt(before.seq)) best.set(head.tenantId, head);
  }
  return [...best.values()];
}
