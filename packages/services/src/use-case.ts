import {
  previewAsTenant,
  readAsTenant,
  withTenant,
  type Actor,
  type TenantReader,
  type TenantTransaction,
} from '@huibao/db';
import { errorKinds, HuibaoError, isPermitted, type ErrorCode, type Permission } from '@huibao/domain';
import { z } from 'zod';
import { appendAudit, type AuditRecord } from './audit/append-audit.ts';
import { auditAlone } from './audit/audit-alone.ts';
import type { Context } from './context.ts';
import { afterOthers } from './far-reads.ts';
import { Later } from './later.ts';
import type { StandingSession } from './standing-session.ts';
import { storableInput } from './storable-input.ts';

/** What a query works with: one read-only transaction as one actor. */
export interface QueryScope {
  readonly ctx: Context;
  readonly actor: Actor;
  readonly trx: TenantReader;
  /** The instant of this request, from the actor's clock. */
  readonly now: Date;
}

/** What a preview works with: a transaction that is undone whatever comes. */
export interface PreviewScope extends QueryScope {
  readonly trx: TenantTransaction;
}

/** What a mutation works with. */
export interface Scope extends PreviewScope {
  /** Notes a change for the audit chain. Written last, so that the chain's head is locked for as short as can be. */
  readonly audit: (record: AuditRecord) => void;
  /** What follows once the change stands, before the answer. It tells of its own failure: the change stands. */
  readonly afterwards: (work: () => Promise<void>) => void;
  /** Whether the transaction is this change's alone: the last of its statements may take the commit along. */
  readonly isAlone: boolean;
}

interface Declaration<Input, Raw> {
  readonly permission: Permission;
  readonly input: z.ZodType<Input, Raw>;
}

/** Who asks, before anything of the database is open. */
export interface Asker {
  readonly ctx: Context;
  readonly actor: Actor;
}

/**
 * What a change does by what is remembered, in one statement (`Statement.runAlone`): undefined if the rows say
 * otherwise by now, and nothing was changed.
 * @param session what is remembered of the session, where it wasn't asked for: the statement asks whether it stands
 */
type Attempt<Output> = (asked: {
  readonly now: Date;
  readonly session: StandingSession | null;
}) => Promise<Output | Later<Output> | undefined>;

interface Runnable<S, Input, Output> {
  /** What takes long and asks for no row, before the transaction opens: `run` is given what it answers. */
  readonly prepare?: ((asker: Asker, input: Input) => Promise<unknown>) | undefined;
  readonly run: (scope: S, input: Input, prepared?: unknown) => Promise<Output>;
}

/** Reads. PostgreSQL itself refuses that it writes or locks. */
export interface Query<Input, Output, Raw = Input>
  extends Declaration<Input, Raw>, Runnable<QueryScope, Input, Output | Later<Output>> {
  readonly kind: 'query';
  /** Goes over a bureau's whole term or year, or over bureaus: a few of these at once, in turn (`afterOthers`). */
  readonly goesFar: boolean;
}

/** Writes, to show what would be, and leaves nothing behind (docs/decisions/0013). */
export interface Preview<Input, Output, Raw = Input>
  extends Declaration<Input, Raw>, Runnable<PreviewScope, Input, Output> {
  readonly kind: 'preview';
}

/** Changes something, and says so in the audit chain. */
export interface Mutation<Input, Output, Raw = Input> extends Declaration<Input, Raw>, Runnable<Scope, Input, Output> {
  readonly kind: 'mutation';
  /** What nearly always does, in a transaction of its own, instead of `run`: undefined where nothing is remembered. */
  readonly attempt?: ((asker: Asker, input: Input) => Attempt<unknown> | undefined) | undefined;
}

/**
 * One thing that the product can do. Its permission, its input and its transaction are declared here and nowhere
 * else: `runUseCase` checks, parses, opens the one door, runs, and appends the audit records in the same transaction.
 * Its kind decides what the transaction may do, and under which verb the router exposes it.
 */
export type UseCase<Input, Output, Raw = Input> =
  Query<Input, Output, Raw> | Preview<Input, Output, Raw> | Mutation<Input, Output, Raw>;

/** What comes of a use-case, whether in its transaction or later. */
export type OutputOf<Of extends { readonly run: (...asked: never[]) => Promise<unknown> }> = Exclude<
  Awaited<ReturnType<Of['run']>>,
  Later<unknown>
>;

interface Steps<S, Input, Output, Raw, Prepared> extends Declaration<Input, Raw> {
  /**
   * What takes long and asks for no row: a file is read, a password hashed. Nobody's connection waits for it. What it
   * refuses is told before whether the actor may do this to that.
   */
  readonly prepare?: (asker: Asker, input: Input) => Promise<Prepared>;
  readonly run: (scope: S, input: Input, prepared: Prepared) => Promise<Output>;
}

/** The one place where what was prepared is of the type that its own `prepare` has. */
function runnable<S, Input, Output, Raw, Prepared>({
  permission,
  input,
  prepare,
  run,
}: Steps<S, Input, Output, Raw, Prepared>): Declaration<Input, Raw> & Runnable<S, Input, Output> {
  return { permission, input, prepare, run: (scope, asked, prepared) => run(scope, asked, prepared as Prepared) };
}

export function defineQuery<Input, Output, Raw, Prepared = undefined>(
  query: Steps<QueryScope, Input, Output | Later<Output>, Raw, Prepared> & { readonly goesFar?: true },
): Query<Input, Output, Raw> {
  return { kind: 'query', ...runnable(query), goesFar: query.goesFar ?? false };
}

export function definePreview<Input, Output, Raw, Prepared = undefined>(
  preview: Steps<PreviewScope, Input, Output, Raw, Prepared>,
): Preview<Input, Output, Raw> {
  return { kind: 'preview', ...runnable(preview) };
}

export function defineMutation<Input, Output, Raw, Prepared = undefined>(
  mutation: Steps<Scope, Input, Output, Raw, Prepared> & {
    readonly attempt?: (asker: Asker, input: Input) => Attempt<Output> | undefined;
  },
): Mutation<Input, Output, Raw> {
  return { kind: 'mutation', ...runnable(mutation), attempt: mutation.attempt };
}

/** Throws `access.denied`, `request.invalid` with the field, and whatever the use-case refuses with. */
export async function runUseCase<Input, Output, Raw>(
  ctx: Context,
  actor: Actor,
  useCase: UseCase<Input, Output, Raw>,
  input: unknown,
): Promise<Output> {
  if (!isPermitted(actor.role, useCase.permission)) {
    await auditRefusal(ctx, actor, useCase.permission, 'access.denied');
    throw new HuibaoError('access.denied');
  }
  const parsed = useCase.input.safeParse(storableInput(input));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new HuibaoError('request.invalid', { field: issue?.path.join('.') ?? '' });
  }
  try {
    return await runInTransaction(ctx, actor, useCase, parsed.data);
  } catch (error) {
    if (error instanceof HuibaoError && errorKinds[error.code] === 'forbidden')
      await auditRefusal(ctx, actor, useCase.permission, error.code);
    throw error;
  }
}

/**
 * What `runUseCase` does as well, by what is remembered of who asks and of what is changed. It refuses nothing: where
 * something isn't as remembered, or not as it is sent, it answers undefined, and whoever asks goes the long way.
 */
export function attemptUseCase<Input, Output, Raw>(
  asker: Asker,
  session: StandingSession,
  useCase: Mutation<Input, Output, Raw>,
  input: unknown,
): (() => Promise<unknown>) | undefined {
  const { actor } = asker;
  if (!useCase.attempt || !isPermitted(actor.role, useCase.permission)) return undefined;
  const parsed = useCase.input.safeParse(storableInput(input));
  const attempt = parsed.success ? useCase.attempt(asker, parsed.data) : undefined;
  if (!attempt) return undefined;
  return async () => {
    const done = await attempt({ now: actor.now(), session });
    return done instanceof Later ? done.make() : done;
  };
}

async function runInTransaction<Input, Output, Raw>(
  ctx: Context,
  actor: Actor,
  useCase: UseCase<Input, Output, Raw>,
  input: Input,
): Promise<Output> {
  const prepared = await useCase.prepare?.({ ctx, actor }, input);
  const now = actor.now();
  switch (useCase.kind) {
    case 'query': {
      const reads = (db: Context['db']): Promise<Output | Later<Output>> =>
        readAsTenant(db, actor, (trx) => useCase.run({ ctx, actor, trx, now }, input, prepared));
      const readsWhere = (): Promise<Output | Later<Output>> =>
        readingMuch.has(useCase.permission) ? ctx.reading.read(reads) : reads(ctx.db);
      const read = await (useCase.goesFar ? afterOthers(actor.tenantId, readsWhere) : readsWhere());
      return read instanceof Later ? read.make() : read;
    }
    case 'preview':
      return previewAsTenant(ctx.db, actor, (trx) => useCase.run({ ctx, actor, trx, now }, input, prepared));
    case 'mutation': {
      // `defineMutation` has seen that it answers what `run` does.
      const attempt = useCase.attempt?.({ ctx, actor }, input) as Attempt<Output> | undefined;
      const done = await attempt?.({ now, session: null });
      if (done !== undefined) return done instanceof Later ? done.make() : done;
      return change({ ctx, actor }, now, (scope) => useCase.run(scope, input, prepared));
    }
  }
}

/** What is read with them goes over a bureau's year, or over years of bureaus. */
const readingMuch: ReadonlySet<Permission> = new Set<Permission>(['rollup.read', 'oversight.read']);

/** A change in its transaction, with what it notes for the audit chain and what follows it. */
async function change<Output>(
  { ctx, actor }: Asker,
  now: Date,
  work: (scope: Scope) => Promise<Output>,
): Promise<Output> {
  const records: AuditRecord[] = [];
  const following: (() => Promise<void>)[] = [];
  const audit = (record: AuditRecord): number => records.push(record);
  const afterwards = (next: () => Promise<void>): number => following.push(next);
  const { output, head } = await withTenant(ctx.db, actor, async (trx) => {
    const output = await work({ ctx, actor, trx, now, audit, afterwards, isAlone: true });
    return { output, head: await appendAudit(trx, ctx.auditKeys, actor, now, records) };
  });
  if (head) ctx.auditHeads.note(head);
  for (const next of following) await next();
  return output;
}

/**
 * A refusal is a fact worth keeping, in a transaction of its own since the request's never opens, or is rolled back.
 */
async function auditRefusal(ctx: Context, actor: Actor, permission: Permission, reason: ErrorCode): Promise<void> {
  await auditAlone(ctx, actor, {
    action: 'access.refused',
    subject: permission,
    detail: { role: actor.role, reason },
    outcome: 'refused',
  });
}

/** For what asks nothing. */
export const noInput = z.object({}).optional();
