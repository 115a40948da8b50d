export const districts = {
  title: '区县报告',
  due: '应于 {{date}} 前上报',
  columns: { district: '区县', state: '状态', number: '发文字号', sentAt: '上报时间', decided: '办理情况', version: '版本' },
  states: { none: '未上报', overdue: '逾期', pending: '待接收', accepted: '已接收', returned: '退回补正' },
  late: '迟报', version: '第 {{no}} 版', decidedBy: '{{by}} {{at}}', tally: '已上报 {{sent}} / {{all}}，待接收 {{pending}}', empty: '还没有区县教育局。',
  delivery: {
    addressee: '{{name}}：', signer: '签发人：{{name}}',
    document: '报告正文', figures: '全部数据', indicator: '指标', value: '数值', unit: '单位', answered: '已报', pdf: '打开 PDF', word: '导出 Word', hash: '校验码 {{hash}}', sentAt: '{{at}} 上报',
    accept: '接收', acceptText: '接收后，其数据计入全市，可参与比较。', return: '退回补正', returnReason: '退回理由', returnText: '退回后，区县教育局须修改补正，重新签发后再报。', returned: '{{by}} 于 {{at}} 退回补正：{{reason}}', accepted: '{{by}} 于 {{at}} 接收。', partial: '不完整',
  },
} as const;
