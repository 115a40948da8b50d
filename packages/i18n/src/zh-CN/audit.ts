export const audit = {
  title: '审计记录',
  note: '每次变更随同记录，首尾相连，不能修改或删除。',
  columns: { no: '序号', at: '时间', who: '人员', action: '操作', subject: '对象', detail: '内容', outcome: '结果' },
  outcomes: { done: '完成', refused: '拒绝' },
  filter: '操作类别', all: '全部操作', check: '校验记录链', intact: '记录链完整，共 {{entries}} 条，未发现改动。', broken: '记录链在第 {{no}} 条处断开，请立即报告。', older: '更早的记录', newest: '回到最新', empty: '没有符合条件的记录。',
  actions: {
    access: '访问被拒', account: '账户', bureau: '新增区县', city: '新增市局', collection: '填报', submission: '报送与审核', report: '年度报告', delivery: '接收', ledger: '台账', unit: '单位', roster: '名册', file: '文件', password: '密码', session: '登录', edition: '报告项目', register: '敏感台账',
  },
} as const;
