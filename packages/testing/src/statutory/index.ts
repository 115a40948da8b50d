import type { FormDefinition, Grid, IndicatorDefinition, Localized, Programme } from '@huibao/domain';
import { officeProgramme } from '../world/office-programme.ts';
import { disclosureTables, proceedingsTable } from './disclosure-tables.ts';
import { requestsRule, requestsTable } from './requests-table.ts';

const both = (zh: string, en: string): Localized => ({ zh, en });

const section = (code: string, title: Localized, blocks: readonly Grid[]): FormDefinition['sections'][number] => ({
  code,
  title,
  blocks,
});

/** The three tables of 政府信息公开工作年度报告, as one form of grids. */
export const statutoryForm: FormDefinition = {
  code: 'tables',
  number: both('表1', 'Form 1'),
  title: both('政府信息公开工作情况', 'Open government information'),
  shortTitle: both('信息公开', 'Open information'),
  instructions: both('由负责政府信息公开的机构填写。', 'Filled in by the section for open information.'),
  appliesTo: { kinds: ['section'] },
  sections: [
    section('disclosure', both('主动公开政府信息情况', 'Information published unasked'), disclosureTables),
    section('requests', both('收到和处理政府信息公开申请情况', 'Requests'), [requestsTable]),
    section('proceedings', both('政府信息公开行政复议、行政诉讼情况', 'Proceedings'), [proceedingsTable]),
  ],
  rules: [requestsRule],
};

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
  title: both('政府信息公开工作年度报告', 'Annual report on open government information'),
  forms: [statutoryForm],
  indicators: [
    total('requests_received', 'received'),
    total('requests_of_companies', 'received', ['company']),
    total('requests_decided', 'decided'),
    total('normative_issued', 'issued', ['normative']),
  ],
};
