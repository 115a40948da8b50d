import { withTenant, type Actor, type TenantTransaction } from '@huibao/db';
import { errorKinds, HuibaoError, isPermitted, type ErrorCode, type Permission } from '@huibao/domain';
import { z } from 'zod';
import { appendAudit, type AuditRecord } from './audit/append-audit.ts';
import type { Context } from './context.ts';

/** What a use-case works with: one transaction as one actor. */
export interface Scope {
  readonly ctx: Context;
  readonly actor: Actor;
  readonly trx: TenantTransaction;
  /** The instant of this request, from the actor's clock. */
  readonly now: Date;
  /** Notes a change for the audit chain. Written last, so that the chain's head is locked for as short as can be. */
  readonly audit: (record: AuditRecord) => void;
}

/**
 * One thing that the product can do. Its permission, its input and its transaction are declared here and nowhere
 * else: `runUseCase` checks, parses, opens the one door, runs, and appends the audit records in the same transaction.
 */
export interface UseCase<Input, Output, Raw = Input> {
  readonly kind: 'query' | 'mutation';
  readonly permission: Permission;
  readonly input: z.ZodType<Input, Raw>;
  readonly run: (scope: Scope, input: Input) => Promise<Output>;
}

export function defineUseCase<Input, Output, Raw>(useCase: UseCase<Input, Output, Raw>): UseCase<Input, Output, Raw> {
  return useCase;
}

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
  const parsed = useCase.input.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new HuibaoError('request.invalid', { field: issue?.path.join('.') ?? '' });
  }
  const records: AuditRecord[] = [];
  const now = actor.now();
  const { output, head } = await withTenant(ctx.db, actor, async (trx) => {
    const output = await useCase.run({ ctx, actor, trx, now, audit: (record) => records.push(record) }, parsed.data);
    const head = await appendAudit(trx, ctx.auditKey, actor, now, records);
    return { output, head };
  }).catch(async (error: unknown) => {
    if (error instanceof HuibaoError && errorKinds[error.code] === 'forbidden')
      await auditRefusal(ctx, actor, useCase.permission, error.code);
    throw error;
  });
  if (head) ctx.auditHeads.note(head);
  return output;
}

/** A refusal is a fact worth keeping, in a transaction of its own since the request's never opens, or is rolled back. */
async function auditRefusal(ctx: Context, actor: Actor, permission: Permission, reason: ErrorCode): Promise<void> {
  const record: AuditRecord = {
    action: 'access.refused',
    subject: permission,
    detail: { role: actor.role, reason },
    outcome: 'refused',
  };
  const head = await withTenant(ctx.db, actor, (trx) => appendAudit(trx, ctx.auditKey, actor, actor.now(), [record]));
  if (head) ctx.auditHeads.note(head);
}

/** For what asks nothing. */
export const noInput = z.object({}).optional();
