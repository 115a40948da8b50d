export const audit = {
  title: '审计记录',
  note: '各项操作自动留痕，记录前后链接，不能修改或删除。',
  columns: { no: '序号', at: '时间', who: '人员', action: '操作', subject: '对象', detail: '内容', outcome: '结果' },
  outcomes: { done: '成功', refused: '已拒绝' },
  filter: '操作类别', all: '全部操作', check: '校验记录链', intact: '记录链完整，共 {{entries}} 条，未发现改动。', broken: '记录链在第 {{no}} 条处断开，请立即报告。', older: '更早的记录', newest: '回到最新', empty: '没有符合条件的记录。',
  actions: {
    access: '访问被拒', account: '账户', bureau: '新增区县', city: '新增市局', collection: '学校填报', submission: '报送与审核', report: '年度报告', delivery: '接收', ledger: '整改台账', analysis: '数据分析', unit: '单位', roster: '名册', file: '文件', password: '密码', session: '登录', edition: '报告项目', register: '控辍保学台账', indicator: '指标',
  },
  names: {
    access: { refused: '越权访问被拒绝' },
    account: { created: '新建账户', disabled: '停用账户', enabled: '启用账户', password_reset: '重置密码', role_granted: '授予角色' },
    bureau: { created: '新增区县教育局' }, city: { created: '新增市教育局' },
    collection: { opened: '开放填报', nudged: '催报', extended: '延期' },
    submission: { submitted: '提交', confirmation_requested: '送单位负责人确认', confirmation_declined: '单位负责人退回', withdrawn: '撤回', returned: '退回修改', accepted: '审核通过', reopened: '退回重填' },
    report: { compiled: '生成报告', submitted: '送核', approved: '核稿通过', returned_within: '退回拟稿', issued: '签发', numbered: '登记编号', sent: '报市教育局', dispatched: '登记报送', published: '公开发布' },
    delivery: { accepted: '接收报告', returned: '退回补正' },
    indicator: { added: '新增指标', changed: '修改指标', retired: '停用指标' },
    ledger: { item_added: '新增台账事项', item_changed: '修改台账事项', item_answered: '填写办理情况', item_opened: '台账事项改回未办结' },
    analysis: { view_saved: '保存分析视图', view_shared: '共享分析视图', view_unshared: '取消共享分析视图', view_deleted: '删除分析视图' },
    unit: { created: '新增单位', closed: '停用单位', group_added: '新增单位组', group_changed: '修改单位组', group_deleted: '删除单位组' }, roster: { imported: '导入名册' }, file: { attached: '上传附件' }, password: { changed: '修改密码' },
    session: { started: '登录', ended: '退出' }, edition: { published: '下发报告项目' }, register: { row_added: '新增控辍保学台账记录', row_changed: '修改控辍保学台账记录' },
  },
} as const;
