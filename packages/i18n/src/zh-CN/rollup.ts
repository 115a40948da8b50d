export const rollup = {
  title: '汇总',
  year: '年度',
  yearOption: '{{year}} 年度',
  note: '只计审核通过的数据，随审核即时更新',
  search: '查找指标',
  export: '导出 Excel',
  columns: { indicator: '指标', value: '数值', unit: '单位', lastYear: '上年', change: '同比', answered: '已报' },
  partial: '不完整',
  partialHint: '已报比例低于 {{floor}}%，数据不完整',
  none: '没有符合条件的指标。',
  empty: '还没有下发过报告项目。',
  lineage: {
    title: '来源', path: '学校 → 单元格 → 填报人', choose: '点选左侧的指标，查看每个数据由哪所学校、在哪张表、由谁填报。', value: '数值', unit: '单位', term: '学期', reporter: '填报人', revision: '第 {{no}} 次提交',
    numerator: '分子', denominator: '分母', explained: '有说明', none: '还没有审核通过的数据。', notApplicable: '不适用', spring: '春季', autumn: '秋季', whole: '全年', close: '收起来源', cells: '{{count}} 个单元格', answered: '{{answered}}/{{expected}} 个单位已报',
    texts: '列出：{{texts}}', yes: '是', no: '否',
  },
} as const;
