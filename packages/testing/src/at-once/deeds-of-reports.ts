import { useCases } from '@huibao/services';
import { makeFit } from '../world/make-fit.ts';
import { programme, years, type Office } from './office-at-work.ts';
import type { Deed } from './play-rounds.ts';

const office = ['editor', 'checker', 'issuer'] as const;

/** Who may be asked for what, and how often. */
export const deedsOfReports = (at: Office): readonly Deed[] => [
  {
    name: 'compile',
    often: 2,
    by: ['editor'],
    does: (who, dice) => at.acting.as(who, useCases.compileReport, { programme, year: dice.pick(years) }),
  },
  {
    name: 'make fit',
    often: 4,
    by: ['editor'],
    does: async (who, dice) => makeFit(at.ctx, who, await at.inState(dice, 'drafting')),
  },
  {
    name: 'approve',
    often: 8,
    by: office,
    does: async (who, dice) =>
      at.acting.as(who, useCases.decideReport, {
        reportId: await at.inState(dice, 'drafting', 'in_approval'),
        action: 'approve',
      }),
  },
  {
    name: 'sign',
    often: 14,
    by: ['editor'],
    does: (_, dice) => at.sign(dice),
  },
  {
    name: 'return',
    often: 4,
    by: office,
    does: async (who, dice) =>
      at.acting.as(who, useCases.decideReport, {
        reportId: await at.inState(dice, 'in_approval'),
        action: 'return',
        comment: '请核对',
      }),
  },
  {
    name: 'withdraw',
    often: 4,
    by: ['editor'],
    does: async (who, dice) =>
      at.acting.as(who, useCases.withdrawReport, { reportId: await at.inState(dice, 'in_approval'), reason: '' }),
  },
  {
    name: 'number',
    often: 9,
    by: ['editor'],
    does: async (who, dice) =>
      at.acting.as(who, useCases.numberReport, {
        reportId: await at.report(dice, ({ state, number }) => state === 'issued' && number === null),
        sequence: dice.chance(70) ? null : dice.between(1, 3),
      }),
  },
  {
    name: 'send',
    often: 5,
    by: ['editor'],
    does: async (who, dice) =>
      at.acting.as(who, useCases.sendReport, {
        reportId: await at.report(dice, ({ state, number }) => state === 'issued' && number !== null),
      }),
  },
  {
    name: 'publish',
    often: 3,
    by: ['editor'],
    does: async (who, dice) =>
      at.acting.as(who, useCases.publishReport, { reportId: await at.inState(dice, 'issued') }),
  },
  {
    name: 'correct',
    often: 5,
    by: ['editor'],
    does: async (who, dice) =>
      at.acting.as(who, useCases.correctReport, { reportId: await at.inState(dice, 'issued'), reason: '更正' }),
  },
  { name: 'annul', often: 1, by: ['issuer', 'admin'], does: (who, dice) => at.annul(who, dice) },
  { name: 'write', often: 4, by: ['editor'], does: (who, dice) => at.write(who, dice) },
  {
    name: 'take in',
    often: 5,
    by: ['reviewer'],
    does: async (who, dice) => {
      const deliveryId = await at.delivery(dice);
      const decision = dice.chance(70)
        ? ({ deliveryId, action: 'accept' } as const)
        : ({ deliveryId, action: 'return', reason: '请补正' } as const);
      return at.acting.as(who, useCases.decideDelivery, decision);
    },
  },
  { name: 'reopen', often: 3, by: ['editor'], does: (who, dice) => at.reopen(who, dice) },
  { name: 'report', often: 3, by: ['first'], does: (_, dice) => at.mend(dice) },
  {
    name: 'promise',
    often: 2,
    by: ['editor'],
    does: (who, dice) =>
      at.acting.as(who, useCases.saveLedgerItem, {
        programme,
        id: null,
        year: dice.pick(years),
        kind: dice.pick(['plan', 'shortcoming'] as const),
        title: `事项${dice.below(1000)}`,
        detail: '内容',
        owner: '法规股',
        dueOn: null,
      }),
  },
  {
    name: 'view',
    often: 2,
    by: office,
    does: async (who, dice) => at.acting.as(who, useCases.getReportView, { reportId: await at.report(dice) }),
  },
  {
    name: 'gate',
    often: 2,
    by: ['editor'],
    does: async (who, dice) => at.acting.as(who, useCases.getGate, { reportId: await at.report(dice) }),
  },
  {
    name: 'lineage',
    often: 1,
    by: office,
    does: async (who, dice) =>
      at.acting.as(who, useCases.getReportLineage, { reportId: await at.report(dice), indicator: 'letters' }),
  },
  { name: 'list', often: 1, by: office, does: (who) => at.acting.as(who, useCases.listReports, { programme }) },
  { name: 'to do', often: 1, by: office, does: (who) => at.acting.as(who, useCases.getTodo, {}) },
];
