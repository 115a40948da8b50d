import type { FormDefinition, Grid, IndicatorDefinition, Localized, Programme } from '@huibao/domain';
import { builtInPackage } from '@huibao/programmes';
import { officeProgramme } from '../world/office-programme.ts';

const both = (zh: string, en: string): Localized => ({ zh, en });

const [shipped] = builtInPackage('open-information').programme.forms;
if (!shipped) throw new Error('the programme of open information has its form');

/** The three tables of 政府信息公开工作年度报告, as the programme that ships has them: one form of grids, of any section. */
export const statutoryForm: FormDefinition = {
  ...shipped,
  code: 'tables',
  appliesTo: { kinds: ['section'] },
  sections: shipped.sections.filter(({ blocks }) => blocks.some(({ kind }) => kind === 'grid')),
  // What speaks of last year has no last year in most tests.
  rules: shipped.rules.filter(({ severity }) => severity === 'error'),
};

const tables = statutoryForm.sections.map(({ blocks }) =>
  blocks.filter((block): block is Grid => block.kind === 'grid'),
);

/** 主动公开: one table of four blocks. 收到和处理申请: 25 lines by six kinds of applicants. 复议、诉讼: a line of fifteen. */
export const [disclosureTables = [], [requestsTable] = [], [proceedingsTable] = []] = tables;

const total = (code: string, element: string, keys?: readonly string[]): IndicatorDefinition => ({
  code,
  group: 'requests',
  label: both(code, code),
  unit: both('件', 'cases'),
  operator: { op: 'total', of: { element, take: 'sum', ...(keys ? { keys } : {}) } },
  decimals: 0,
  coverageFloor: '1',
  format: { style: 'exact' },
  comparable: true,
  moreIsBetter: null,
});

/** A programme of these tables, filled in by every section once a year. */
export const statutoryProgramme: Programme = {
  ...officeProgramme,
  code: 'open_tables',
  title: both('政府信息公开表', 'Tables on open government information'),
  forms: [statutoryForm],
  indicators: [
    total('requests_received', 'received'),
    total('requests_of_companies', 'received', ['company']),
    total('requests_decided', 'decided'),
    total('normative_issued', 'issued', ['normative']),
  ],
};
