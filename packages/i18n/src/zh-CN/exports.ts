/** Sheet names, headers and states of the workbooks that the product writes (and, of the roster, reads). */
export const exports = {
  rollup: '汇总', compare: '区县比较', board: '填报进度', analysis: '数据分析', total: '合计', withUnit: '{{label}}（{{unit}}）', partial: '不完整的数据（已报/应报）', listSeparator: '；',
  dimensions: { unit: '单位', unitType: '学段', term: '学期', year: '年度', measure: '指标', option: '分项', none: '范围' },
  columns: {
    group: '类别', indicator: '指标', value: '数值', unit: '单位', lastYear: '上年', answered: '已报', expected: '应报',
    rank: '位次', district: '区县', change: '同比', state: '报送', reporter: '单位', filled: '已填', required: '必填',
  },
  states: { pending: '待接收', accepted: '已接收', returned: '退回补正', missing: '未上报', draft: '填报中', confirming: '待确认', submitted: '已提交' },
  roster: {
    sheet: '学校名册', typeSheet: '办学类型', code: '代码', typeName: '名称',
    headers: {
      name: '学校名称', schoolType: '办学类型', ownership: '公办民办', schoolCode: '学校标识码', creditCode: '统一社会信用代码', opensOn: '启用日期',
      personName: '填报人姓名', username: '填报人用户名',
    },
    ownership: { public: '公办', private: '民办' },
  },
} as const;
