export const compare = {
  title: '区县比较',
  indicators: '指标',
  mean: '市均 {{value}}', median: '中位数 {{value}}', line: '红线为市均', unitNote: '单位：{{unit}}',
  per: { label: '口径', none: '总数', pupils: '每千名学生', staff: '每千名教职工' },
  view: { chart: '图表', table: '表格' },
  export: '导出 Excel',
  columns: { rank: '位次', district: '区县', value: '数值', bar: '与市均', change: '同比', years: '近三年', state: '上报', answered: '已报学校', hints: '提示' },
  missing: '未上报',
  hints: { incomplete: '不完整，不排名', notAccepted: '未接收，不排名', falling: '连降两年' },
  barText: '{{name}} {{value}}',
  yearValue: '{{year}} 年 {{value}}',
  empty: '还没有区县上报过报告。',
} as const;
