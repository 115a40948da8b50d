/** Where a cell comes from and what it moves. */
export const origin = {
  title: '数据来源与去向',
  open: '来源与去向',
  loading: '正在读取……',
  place: '{{unit}} · {{year}} 年{{term}} · {{form}}',
  term: { spring: '春季学期', autumn: '秋季学期' },
  value: '填报值', missing: '未填', notApplicable: '不适用',
  counts: '已计入汇总', countsNot: '未计入汇总',
  revision: '第 {{no}} 次提交', submitted: '{{name}} 于 {{at}} 提交', decided: { accepted: '{{name}} 于 {{at}} 审核通过', returned: '{{name}} 于 {{at}} 退回', reopened: '{{name}} 于 {{at}} 退回重填', withdrawn: '{{at}} 撤回', submitted: '待审核' },
  signed: '填报人 {{reporter}}', signedHead: '填报人 {{reporter}}，单位负责人 {{head}}',
  workedOut: '由下列各项计算', history: '填写过程', explanations: '情况说明', comments: '审核批注', files: '佐证材料',
  sources: { page: '页面填写', paste: '粘贴', excel: 'Excel 导入', file: 'Excel 导入：{{name}}', register: '取自台账', carried_over: '沿用上学期', other: '系统' },
  figures: '影响的指标', noFigures: '没有指标取用此项。', reports: '用到它的报告', noReports: '还没有报告用到它。',
  report: '{{year}} 年度报告第 {{version}} 版', states: { drafting: '起草中，随数据更新', in_approval: '送审中', issued: '已签发', superseded: '已被新版取代' }, sent: '已报送', published: '已公开',
  hash: '数据校验值',
} as const;
