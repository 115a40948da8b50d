import { defineQuery, noInput, type QueryScope } from '../use-case.ts';
import { isPermitted } from '@huibao/domain';
import { countUnread } from '../notifications/notice.repository.ts';
import { listNearQuotas } from '../quotas/require-room.ts';
import { countMovedReads } from './moved-reads.repository.ts';
import {
  countDeliveriesToReceive,
  countExtensionRequests,
  countFormsToFill,
  countIssuesToAdopt,
  countOverdueDistricts,
  countReturnedDeliveries,
  countReportsAtRole,
  countReturnedReports,
  countSubmissionsIn,
  type Waits,
} from './waiting.repository.ts';

export interface Waiting {
  readonly kind:
    | 'returned'
    | 'confirm'
    | 'review'
    | 'read_moved'
    | 'sign'
    | 'receive'
    | 'report_returned'
    | 'delivery_returned'
    | 'extension'
    | 'adopt'
    | 'fill'
    | 'overdue';
  /** Its name; null of what one list has of all programmes. */
  readonly programme: string | null;
  readonly count: number;
  readonly href: string;
}

/** Some of what another line counts: a form that moved waits for review as the others do. */
const among: ReadonlySet<Waiting['kind']> = new Set(['read_moved']);

/** What waits for the actor: unread notices, and work that the tables themselves show. The count at 待办. */
export const getTodo = defineQuery({
  permission: 'self',
  input: noInput,
  async run(scope) {
    const { trx, actor, now } = scope;
    const limits = isPermitted(actor.role, 'account.manage') ? await listNearQuotas(trx, actor.tenantId, now) : [];
    const unread = await countUnread(scope.trx, scope.actor.tenantId, scope.actor);
    const waiting = await listWaiting(scope);
    const counted = waiting.filter(({ kind }) => !among.has(kind));
    return { unread, limits, waiting, total: unread + counted.reduce((sum, item) => sum + item.count, 0) };
  },
});

async function listWaiting({ trx, actor, now }: QueryScope): Promise<readonly Waiting[]> {
  const { tenantId, role } = actor;
  switch (role) {
    case 'reporter':
      return [
        ...at('/term', 'returned', await countSubmissionsIn(trx, tenantId, 'returned')),
        ...at('/term', 'fill', await countFormsToFill(trx, tenantId, now)),
      ];
    case 'head':
      return [...at('/term', 'confirm', await countSubmissionsIn(trx, tenantId, 'confirming'))];
    case 'bureau_editor':
      return [
        ...atOne('/collections', 'review', await countSubmissionsIn(trx, tenantId, 'submitted')),
        ...atFirst('/review', 'read_moved', await countMovedReads(trx, tenantId)),
        ...atOne('/reports', 'report_returned', await countReturnedReports(trx, tenantId)),
        ...atOne('/collections', 'extension', await countExtensionRequests(trx, tenantId)),
        ...atOne('/collections', 'adopt', await countIssuesToAdopt(trx, tenantId, now)),
        ...atOne('/reports', 'delivery_returned', await countReturnedDeliveries(trx, tenantId)),
      ];
    case 'bureau_checker':
    case 'bureau_issuer':
      return [...atOne('/reports', 'sign', await countReportsAtRole(trx, tenantId, role))];
    case 'city_reviewer':
      return [
        ...inYear('/districts', 'receive', await countDeliveriesToReceive(trx, tenantId)),
        ...inYear('/districts', 'overdue', await countOverdueDistricts(trx, actor, now)),
      ];
    default:
      return [];
  }
}

/** One list has all of it, of whichever programmes. */
function at(href: string, kind: Waiting['kind'], waits: readonly Waits[]): readonly Waiting[] {
  return waits.length === 0 ? [] : [{ kind, programme: null, count: sumOf(waits), href }];
}

/** Where all that waits of a programme is in one collection or report, that one; its list otherwise. */
function atOne(list: string, kind: Waiting['kind'], waits: readonly Waits[]): readonly Waiting[] {
  return waits.map(({ programme, count, places, first }) => {
    const href = places === 1 ? `${list}/${first}` : addressOf(list, { programme });
    return { kind, programme, count, href };
  });
}

/** Nothing lists them by themselves: the first; done, the next one. */
function atFirst(page: string, kind: Waiting['kind'], waits: readonly Waits[]): readonly Waiting[] {
  return waits
    .slice(0, 1)
    .map(({ first }) => ({ kind, programme: null, count: sumOf(waits), href: `${page}/${first}` }));
}

/** The first year in which something waits of a programme; done, the next one. */
function inYear(page: string, kind: Waiting['kind'], waits: readonly Waits[]): readonly Waiting[] {
  return waits.map(({ programme, count, first }) => {
    return { kind, programme, count, href: addressOf(page, { programme, year: first }) };
  });
}

function sumOf(waits: readonly Waits[]): number {
  return waits.reduce((sum, { count }) => sum + count, 0);
}

function addressOf(page: string, query: Readonly<Record<string, string>>): string {
  return `${page}?${new URLSearchParams(query).toString()}`;
}
