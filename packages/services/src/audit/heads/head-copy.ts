/** The end of a tenant's chain at some moment, signed so that only who has the key of the chain can have written it. */
export interface SignedHead {
  readonly tenantId: number;
  readonly seq: string;
  /** Hexadecimals. */
  readonly hash: string;
  /** base64url. */
  readonly signature: string;
}

export type HeadCopyKind = 'folder' | 'table' | 'objects';

/** One place where heads are kept, apart from the chains. Nothing in it is ever changed. */
export interface HeadCopy {
  readonly kind: HeadCopyKind;
  /** All of them, or it fails and is asked again: what is there already is harmless. Null where it is only read. */
  readonly append: ((heads: readonly SignedHead[]) => Promise<void>) | null;
  /** Of one tenant, as they were found: whoever wrote them. */
  readonly read: (tenantId: number) => AsyncIterable<SignedHead>;
}
