import { isPartial, valuesByKey } from '@huibao/domain';
import { z } from 'zod';
import { getWholeEdition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { getDelivered } from './delivery.repository.ts';
import { hiddenOfDelivered } from '../rollup/hidden-in-public.ts';

export const getDelivery = defineQuery({
  permission: 'oversight.read',
  input: z.object({ deliveryId: z.uuid() }),
  async run({ trx, actor }, { deliveryId }) {
    const delivery = await getDelivered(trx, actor.tenantId, deliveryId);
    const edition = await getWholeEdition(trx, actor.tenantId, delivery.edition);
    const values = valuesByKey(delivery.figures);
    const hidden = hiddenOfDelivered(edition, values);
    return {
      id: delivery.id,
      unitName: delivery.unitName,
      programme: edition.programmeName,
      year: delivery.year,
      version: delivery.version,
      number: delivery.number,
      hash: delivery.hash,
      sentAt: delivery.sentAt.toISOString(),
      state: delivery.state,
      decidedAt: delivery.decidedAt,
      decidedBy: delivery.decidedBy,
      reason: delivery.reason,
      annulledOn: delivery.annulledOn,
      annulment: delivery.annulment,
      document: delivery.document,
      answers: delivery.answers,
      additions: delivery.additions,
      groups: edition.indicatorGroups,
      indicators: edition.indicators.map(({ code, group, label, unit, decimals, coverageFloor }) => ({
        code,
        group,
        label,
        unit,
        decimals,
        value: values.get(code) ?? null,
        isPartial: isPartial(values.get(code), coverageFloor),
        isHidden: hidden.has(code),
      })),
    };
  },
});
