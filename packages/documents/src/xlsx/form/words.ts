import type { AddingLevel, Localized } from '@huibao/domain';

/** What a form's workbook says besides the form's own labels. It is part of the file, as they are. */
export const words = {
  unit: { zh: '填报单位：', en: 'Reporting unit: ' },
  period: { zh: '填报期：', en: 'Period: ' },
  instructions: { zh: '说明：', en: 'Instructions: ' },
  howTo: {
    zh: '只填白色单元格，带 * 的必填；灰色为自动计算或在系统内填写。清单行数不够的，接着末行往下填；请勿改动表头。填好后回到系统上传，核对后再确认。',
    en: 'Fill in the white cells only; * is required. Grey cells are calculated, or filled in online. A list goes on below its last row; leave the headings as they are. Then upload the file, check the preview and confirm.',
  },
  indicator: { zh: '指标', en: 'Item' },
  option: { zh: '分类', en: 'Category' },
  measure: { zh: '计量单位', en: 'Unit' },
  thisTerm: { zh: '本期', en: 'This term' },
  lastYear: { zh: '上年同期', en: 'Same term last year' },
  remark: { zh: '备注', en: 'Remark' },
  number: { zh: '序号', en: 'No.' },
  taken: { zh: '取自其他表', en: 'From another form' },
  calculated: { zh: '自动计算', en: 'Calculated' },
  fromRegister: { zh: '由台账汇总', en: 'Counted from a register' },
  askedBy: { zh: '是否填报，看：', en: 'Whether it is asked depends on: ' },
  online: { zh: '请在系统内上传', en: 'Upload online' },
  nothing: { zh: '本期无此项内容（零报告）：', en: 'Nothing to report this term: ' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  notApplicable: { zh: '不适用', en: 'N/A' },
  mainSheet: { zh: '填报表', en: 'Form' },
  wrongNumber: { zh: '请填数字', en: 'Enter a number' },
  wrongInteger: { zh: '请填整数', en: 'Enter a whole number' },
  wrongDate: { zh: '请填日期，如 2026-02-06', en: 'Enter a date, such as 2026-02-06' },
  wrongChoice: { zh: '请从下拉列表中选择', en: 'Choose from the list' },
  limits: { zh: '范围：', en: 'Limits: ' },
  unitCode: { zh: '单位代码', en: 'Unit code' },
  unitName: { zh: '单位名称', en: 'Unit name' },
} as const satisfies Record<string, Localized>;

/** Behind the title of a form that isn't the programme's own: which level added it. */
export const addedBy: Readonly<Record<AddingLevel, Localized>> = {
  province: { zh: '省级补充', en: 'Added by the province' },
  city: { zh: '市级补充', en: 'Added by the city' },
  bureau: { zh: '本级补充', en: 'Added by the bureau' },
};

/** What files of many units call the columns that say whose, of which form and what. */
export const columnNames = {
  unit_code: ['unit_code', 'unit', 'unitcode', 'orgunit', '单位代码', '学校代码', '学校标识码', '统一社会信用代码'],
  unit_name: ['unit_name', 'unitname', 'orgunitname', '单位名称', '单位', '学校名称', '学校', '填报单位'],
  form: ['form', 'dataset', '表', '表号', '报表'],
  element: ['element', 'dataelement', '指标', '指标代码', '项目'],
  option: ['option', 'categoryoptioncombo', '分类', '分项'],
  value: ['value', '值', '数值', '填报值', '本期'],
} as const;
