import { defineQuery, noInput, type QueryScope } from '../use-case.ts';
import { countUnread } from '../notifications/notice.repository.ts';
import {
  countDeliveriesToReceive,
  countExtensionRequests,
  countFormsToFill,
  countOverdueDistricts,
  countReturnedDeliveries,
  countReportsAtRole,
  countReturnedReports,
  countSubmissionsIn,
} from './waiting.repository.ts';

export interface Waiting {
  readonly kind:
    | 'returned'
    | 'confirm'
    | 'review'
    | 'sign'
    | 'receive'
    | 'report_returned'
    | 'delivery_returned'
    | 'extension'
    | 'fill'
    | 'overdue';
  readonly count: number;
  readonly href: string;
}

/** What waits for the actor: unread notices, and work that the tables themselves show. The count at 待办. */
export const getTodo = defineQuery({
  permission: 'self',
  input: noInput,
  async run(scope) {
    const unread = await countUnread(scope.trx, scope.actor.tenantId, scope.actor);
    const waiting = (await listWaiting(scope)).filter((item) => item.count > 0);
    return { unread, waiting, total: unread + waiting.reduce((sum, item) => sum + item.count, 0) };
  },
});

async function listWaiting({ trx, actor, now }: QueryScope): Promise<readonly Waiting[]> {
  const { tenantId, role } = actor;
  switch (role) {
    case 'reporter':
      return [
        { kind: 'returned', count: await countSubmissionsIn(trx, tenantId, 'returned'), href: '/term' },
        { kind: 'fill', count: await countFormsToFill(trx, tenantId, now), href: '/term' },
      ];
    case 'head':
      return [{ kind: 'confirm', count: await countSubmissionsIn(trx, tenantId, 'confirming'), href: '/term' }];
    case 'bureau_editor':
      return [
        { kind: 'review', count: await countSubmissionsIn(trx, tenantId, 'submitted'), href: '/collections' },
        { kind: 'report_returned', count: await countReturnedReports(trx, tenantId), href: '/reports' },
        { kind: 'extension', count: await countExtensionRequests(trx, tenantId), href: '/collections' },
        { kind: 'delivery_returned', count: await countReturnedDeliveries(trx, tenantId), href: '/reports' },
      ];
    case 'bureau_checker':
    case 'bureau_issuer':
      return [{ kind: 'sign', count: await countReportsAtRole(trx, tenantId, role), href: '/reports' }];
    case 'city_reviewer':
      return [
        { kind: 'receive', count: await countDeliveriesToReceive(trx, tenantId), href: '/districts' },
        { kind: 'overdue', count: await countOverdueDistricts(trx, actor, now), href: '/districts' },
      ];
    default:
      return [];
  }
}
