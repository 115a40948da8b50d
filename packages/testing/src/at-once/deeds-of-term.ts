import { fileOf, useCases } from '@huibao/services';
import type { Dice } from '../rollup-oracle/seeded-dice.ts';
import { smallestPng } from '../world/report-year.ts';
import type { Deed } from './play-rounds.ts';
import { edition, programme, type Term } from './term-at-work.ts';

const clerks = ['first', 'second', 'section'] as const;
const everybody = [...clerks, 'head', 'editor', 'checker', 'issuer', 'admin', 'auditor', 'reviewer'] as const;
const traits = { schoolType: '211', ownership: 'public', sectionCode: null } as const;
/** Few, so that two are often to be called alike. */
const newName = (dice: Dice): string => `新校${dice.below(4)}`;
const unitIn = ({ world: { unitIds } }: Term, dice: Dice): number =>
  dice.pick([unitIds.first, unitIds.second, unitIds.section]);

/** What is done to forms: who may be asked for it, and how often. */
const ofForms = (term: Term): readonly Deed[] => [
  { name: 'save', often: 10, by: clerks, does: (who, dice) => term.save(who, dice) },
  { name: 'fill', often: 10, by: clerks, does: (who, dice) => term.fill(who, dice) },
  {
    name: 'submit',
    often: 10,
    by: clerks,
    does: async (who, dice) =>
      term.acting.as(who, useCases.submitSubmission, { submissionId: await term.form(dice, who) }),
  },
  {
    name: 'report',
    often: 10,
    by: clerks,
    does: async (who, dice) => term.acting.report(who, await term.form(dice, who, 'draft')),
  },
  {
    name: 'withdraw',
    often: 3,
    by: clerks,
    does: async (who, dice) =>
      term.acting.as(who, useCases.withdrawSubmission, { submissionId: await term.form(dice, who, 'submitted') }),
  },
  {
    name: 'confirm',
    often: 6,
    by: ['head'],
    does: async (who, dice) =>
      term.acting.as(who, useCases.confirmSubmission, { submissionId: await term.form(dice, who, 'confirming') }),
  },
  {
    name: 'decline',
    often: 2,
    by: ['head'],
    does: async (who, dice) => {
      const submissionId = await term.form(dice, who, 'confirming');
      return term.acting.as(who, useCases.declineConfirmation, { submissionId, reason: '再核' });
    },
  },
  {
    name: 'accept',
    often: 10,
    by: ['editor'],
    does: async (who, dice) =>
      term.acting.as(who, useCases.acceptSubmissions, { items: [await term.reviewed(who, dice, 'submitted')] }),
  },
  { name: 'accept all', often: 4, by: ['editor'], does: (who) => term.acceptAll(who) },
  {
    name: 'return',
    often: 3,
    by: ['editor'],
    does: async (who, dice) => {
      const item = await term.reviewed(who, dice, 'submitted');
      return term.acting.as(who, useCases.returnSubmission, { ...item, reason: '请核对', comments: [] });
    },
  },
  {
    name: 'reopen',
    often: 3,
    by: ['editor'],
    does: async (who, dice) =>
      term.acting.as(who, useCases.reopenSubmission, {
        ...(await term.reviewed(who, dice, 'accepted')),
        reason: '更正',
      }),
  },
  {
    name: 'attach',
    often: 2,
    by: clerks,
    does: async (who, dice) => {
      const submissionId = await term.form(dice, who);
      return term.acting.as(who, useCases.attachFile, {
        submissionId,
        name: '照片.png',
        content: fileOf(smallestPng()),
      });
    },
  },
  {
    name: 'prefill',
    often: 2,
    by: clerks,
    does: async (who, dice) => term.acting.as(who, useCases.prefillCells, { submissionId: await term.form(dice, who) }),
  },
  {
    name: 'list a pupil',
    often: 1,
    by: clerks,
    does: (who, dice) =>
      term.acting.as(who, useCases.saveSensitiveRow, {
        programme,
        id: null,
        register: 'key_pupil_register',
        category: 'leave',
        pupil: `同学${dice.below(10)}`,
        note: '',
        since: '2024-03-01',
        endedOn: null,
      }),
  },
];

/** What is done around them: terms, days, reminders, units. */
const ofTheTerm = (term: Term): readonly Deed[] => [
  {
    name: 'open',
    often: 2,
    by: ['editor'],
    does: (who, dice) => {
      const year = dice.pick([2024, 2024, 2025]);
      return term.acting.as(who, useCases.openCollection, { programme, year, period: dice.between(1, 2) });
    },
  },
  {
    name: 'ask for days',
    often: 2,
    by: clerks,
    does: async (who, dice) => {
      const collectionId = await term.collection(dice);
      return term.acting.as(who, useCases.requestExtension, { collectionId, reason: '来不及' });
    },
  },
  {
    name: 'give days',
    often: 2,
    by: ['editor'],
    does: async (who, dice) =>
      term.acting.as(who, useCases.extendDeadline, {
        collectionId: await term.collection(dice),
        unitId: unitIn(term, dice),
        untilOn: dice.pick(['2024-09-30', '2025-03-31', '2024-04-30']),
        reason: '同意',
      }),
  },
  {
    name: 'refuse days',
    often: 2,
    by: ['editor'],
    does: async (who, dice) => {
      const asked = { collectionId: await term.collection(dice), unitId: unitIn(term, dice) };
      return term.acting.as(who, useCases.declineExtension, { ...asked, reason: '不同意' });
    },
  },
  {
    name: 'nudge',
    often: 1,
    by: ['editor'],
    does: async (who, dice) => term.acting.as(who, useCases.nudge, { collectionId: await term.collection(dice) }),
  },
  {
    name: 'remind',
    often: 2,
    by: ['editor'],
    does: async (who, dice) => {
      const kind = dice.pick(['opened', 'due_soon', 'due_today', 'overdue'] as const);
      return term.acting.as(who, useCases.remindCollection, { collectionId: await term.collection(dice), kind });
    },
  },
  {
    name: 'answer for a section',
    often: 1,
    by: ['admin'],
    does: (who, dice) =>
      term.acting.as(who, useCases.answerForSection, {
        code: dice.pick(['policy', 'safety', 'moral']),
        unitId: dice.pick([term.world.unitIds.section, null]),
      }),
  },
  {
    name: 'change a unit',
    often: 1,
    by: ['admin'],
    does: (who, dice) =>
      term.acting.as(who, useCases.changeUnit, {
        unitId: term.world.unitIds.first,
        from: dice.pick(['2024-01-01', '2024-03-01', '2024-05-01']),
        name: dice.pick(['第一小学', '第一学校']),
        schoolType: dice.pick(['211', '311', '312']),
        ownership: dice.pick(['public', 'private'] as const),
        sectionCode: null,
      }),
  },
  {
    name: 'rename a unit',
    often: 6,
    by: ['admin'],
    does: async (who, dice) =>
      term.acting.as(who, useCases.changeUnit, {
        unitId: await term.newSchool(dice),
        from: '2024-03-01',
        name: newName(dice),
        ...traits,
      }),
  },
  {
    name: 'create a unit',
    often: 10,
    by: ['admin'],
    does: (who, dice) =>
      term.acting.as(who, useCases.createUnit, {
        kind: 'school',
        name: newName(dice),
        ...traits,
        schoolCode: null,
        creditCode: null,
        opensOn: '2024-01-01',
        closesOn: null,
        hasHeadStep: false,
      }),
  },
  {
    name: 'close a unit',
    often: 4,
    by: ['admin'],
    does: async (who, dice) =>
      term.acting.as(who, useCases.closeUnit, {
        unitId: await term.newSchool(dice),
        closesOn: dice.pick(['2024-08-31', '2024-03-31']),
      }),
  },
  {
    name: 'merge units',
    often: 4,
    by: ['admin'],
    does: async (who, dice) =>
      term.acting.as(who, useCases.mergeUnits, {
        unitIds: [await term.newSchool(dice)],
        successorId: term.world.unitIds.second,
        closesOn: '2024-08-31',
      }),
  },
];

/** What is looked at meanwhile. */
const ofReaders = (term: Term): readonly Deed[] => [
  { name: 'tasks', often: 2, by: clerks, does: (who) => term.acting.as(who, useCases.listTasks, {}) },
  { name: 'to do', often: 2, by: everybody, does: (who) => term.acting.as(who, useCases.getTodo, {}) },
  {
    name: 'view',
    often: 2,
    by: [...clerks, 'head', 'editor', 'checker'],
    does: async (who, dice) =>
      term.acting.as(who, useCases.getSubmissionView, { submissionId: await term.form(dice, who) }),
  },
  {
    name: 'history',
    often: 1,
    by: clerks,
    does: async (who, dice) => {
      const submissionId = await term.form(dice, who);
      return term.acting.as(who, useCases.getCellHistory, { submissionId, code: 'letters', key: '' });
    },
  },
  { name: 'workbook', often: 1, by: clerks, does: (who, dice) => term.workbook(who, dice) },
  {
    name: 'board',
    often: 2,
    by: ['editor'],
    does: async (who, dice) => term.acting.as(who, useCases.getBoard, { collectionId: await term.collection(dice) }),
  },
  {
    name: 'export the board',
    often: 1,
    by: ['editor'],
    does: async (who, dice) => {
      const collectionId = await term.collection(dice);
      return term.acting.as(who, useCases.exportBoard, { collectionId, locale: 'zh-CN' });
    },
  },
  {
    name: 'roll-up',
    often: 2,
    by: ['editor', 'checker'],
    does: (who) => term.acting.as(who, useCases.getRollup, edition),
  },
  {
    name: 'export the roll-up',
    often: 1,
    by: ['editor'],
    does: (who) => term.acting.as(who, useCases.exportRollup, { ...edition, locale: 'zh-CN' }),
  },
  { name: 'preview', often: 1, by: ['editor'], does: (who) => term.acting.as(who, useCases.previewRollup, edition) },
  { name: 'outliers', often: 1, by: ['editor'], does: (who) => term.acting.as(who, useCases.listOutliers, edition) },
  {
    name: 'quality',
    often: 1,
    by: ['editor'],
    does: (who) => term.acting.as(who, useCases.getReportingQuality, edition),
  },
  { name: 'by unit', often: 1, by: ['editor'], does: (who) => term.acting.as(who, useCases.getFiguresByUnit, edition) },
  {
    name: 'lineage',
    often: 1,
    by: ['editor'],
    does: (who) => term.acting.as(who, useCases.getLineage, { ...edition, indicator: 'letters' }),
  },
  {
    name: 'pivot',
    often: 1,
    by: ['editor'],
    does: (who) =>
      term.acting.as(who, useCases.pivot, {
        programme,
        years: [2024, 2025],
        measures: [{ indicator: 'letters' }],
        rows: 'unit',
        columns: 'term',
      }),
  },
];

export const deedsOfTerm = (term: Term): readonly Deed[] => [...ofForms(term), ...ofTheTerm(term), ...ofReaders(term)];
