import { HuibaoError, refusePersonalData, type IndicatorOperator, type IndicatorValue } from '@huibao/domain';
import { z } from 'zod';
import { getWholeEdition } from '../forms/edition.repository.ts';
import { deleteFacts, insertDeliveredFacts, type DeliveredFigure } from '../rollup/fact.repository.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { listAcceptedVersions, lockDelivery, updateDecision, type LockedDelivery } from './delivery.repository.ts';

/**
 * 已接收 or 退回补正. Acceptance makes the figures facts of the city, with the bureau as reporter: as a school's are its
 * bureau's.
 */
export const decideDelivery = defineMutation({
  permission: 'oversight.decide',
  input: z.discriminatedUnion('action', [
    z.object({ deliveryId: z.uuid(), action: z.literal('accept') }),
    z.object({ deliveryId: z.uuid(), action: z.literal('return'), reason: z.string().trim().min(1).max(500) }),
  ]),
  async run(scope, input) {
    const { trx, actor, now, audit } = scope;
    if (input.action === 'return') refusePersonalData(input.reason);
    const delivery = await lockDelivery(trx, actor.tenantId, input.deliveryId);
    if (delivery.isAnnulled) throw new HuibaoError('delivery.annulled');
    if (delivery.state !== 'pending') throw new HuibaoError('delivery.already_decided');
    const isAccepted = input.action === 'accept';
    if (isAccepted) await requireNewest(scope, delivery);
    const state = isAccepted ? 'accepted' : 'returned';
    const reason = input.action === 'return' ? input.reason : null;
    await updateDecision(trx, actor.tenantId, delivery.id, { state, reason, by: actor, at: now });
    if (isAccepted) await takeIn(scope, delivery);
    audit({
      action: `delivery.${state}`,
      subject: delivery.id,
      detail: { sender: delivery.senderId, year: delivery.year, version: delivery.version },
    });
    return { state };
  },
});

/** Where a later version stands already, an older one can't take its place. */
async function requireNewest({ trx, actor }: Scope, delivery: LockedDelivery): Promise<void> {
  const newer = await listAcceptedVersions(trx, actor.tenantId, delivery, 'newer');
  if (newer.length > 0) throw new HuibaoError('delivery.already_decided');
}

/** Its figures become facts, in the place of an earlier version's. */
async function takeIn({ trx, actor }: Scope, delivery: LockedDelivery): Promise<void> {
  const { tenantId } = actor;
  for (const id of await listAcceptedVersions(trx, tenantId, delivery, 'older')) await deleteFacts(trx, tenantId, id);
  const edition = await getWholeEdition(trx, actor.tenantId, delivery.edition);
  const known = delivery.figures.flatMap((value): readonly DeliveredFigure[] => {
    // A part of the year, or last year, is what its text says: the year's figures are the sender's.
    if (value.scope) return [];
    const elementId = edition.indicatorIds.get(value.code);
    const owner = edition.indicatorVersions.get(value.code)?.ownerTenantId ?? edition.ownerTenantId;
    const op = edition.indicators.find(({ code }) => code === value.code)?.operator.op ?? 'total';
    return elementId === undefined
      ? []
      : [{ value: isPair(op) ? pairedOrNone(value) : value, elementId, ownerTenantId: owner }];
  });
  await insertDeliveredFacts(trx, tenantId, delivery, known);
}

function isPair(op: IndicatorOperator['op']): boolean {
  return op === 'ratio' || op === 'weighted_mean';
}

/** Who has only one side of a ratio is in neither: in what was issued before that was so, too. */
function pairedOrNone(value: IndicatorValue): IndicatorValue {
  return value.numerator === null || value.denominator === null
    ? { ...value, numerator: null, denominator: null, value: null }
    : value;
}
