import type { DB } from '@huibao/db';
import type { Kysely } from 'kysely';
import { checkAuditChain } from '../audit/check-audit-chain.ts';
import type { Context } from '../context.ts';
import { listTenantIds, systemActor } from '../identity/sessions/actor.repository.ts';
import { runUseCase } from '../use-case.ts';
import { tidyNotices } from './tidy-notices.ts';
import { deleteEndedSessions, deleteForgottenAttempts, deleteSentMessages } from './tidy.repository.ts';

/** For how many days what nobody needs any more is kept. */
export interface Retention {
  readonly notices: number;
  readonly messages: number;
}

/** How many rows went. */
export interface Tidied {
  readonly sessions: number;
  readonly attempts: number;
  readonly messages: number;
  readonly notices: number;
}

const day = 86_400_000;

/** May be done again, and gone on with, at any time. */
export async function tidy(
  services: Context,
  relayDb: Kysely<DB>,
  retention: Retention,
  now: () => Date,
): Promise<Tidied> {
  const ago = (days: number): Date => new Date(now().getTime() - days * day);
  const sessions = await deleteEndedSessions(services.authDb, ago(1));
  const attempts = await deleteForgottenAttempts(services.authDb, now());
  const messages = await deleteSentMessages(relayDb, ago(retention.messages));
  let notices = 0;
  for (const tenantId of await listTenantIds(services.authDb)) {
    const actor = await systemActor(services.authDb, tenantId, now);
    const tidied = await runUseCase(services, actor, tidyNotices, { before: ago(retention.notices).toISOString() });
    notices += tidied.notices;
  }
  return { sessions, attempts, messages, notices };
}

export interface BrokenChain {
  readonly tenantId: number;
  readonly firstBad: string | null;
}

/**
 * Holds the audit chains of a seventh of the tenants against their heads, so that each is checked once a week.
 * @param weekday 0 to 6
 */
export async function checkChains(
  services: Context,
  weekday: number,
  now: () => Date,
): Promise<{ readonly checked: number; readonly broken: readonly BrokenChain[] }> {
  const due = (await listTenantIds(services.authDb)).filter((tenantId) => tenantId % 7 === weekday);
  const broken: BrokenChain[] = [];
  for (const tenantId of due) {
    const actor = await systemActor(services.authDb, tenantId, now);
    const { isIntact, firstBad } = await runUseCase(services, actor, checkAuditChain, {});
    if (!isIntact) broken.push({ tenantId, firstBad });
  }
  return { checked: due.length, broken };
}
