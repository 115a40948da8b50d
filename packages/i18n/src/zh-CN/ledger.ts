export const ledger = {
  title: '整改台账',
  note: '报告中的每项不足和每项安排都记入台账，下一年度的报告要作出回应。',
  kinds: { shortcoming: '不足与原因', plan: '下一年度安排' },
  states: { open: '未办结', done: '已办结' },
  year: '{{year}} 年度',
  columns: { item: '事项', owner: '责任股室', due: '时限', state: '状态', answer: '办理情况', actions: '操作' },
  add: '新增事项', edit: '修改', answer: '填写办理情况', reopen: '修改办理情况',
  form: { title: '台账事项', year: '年度', kind: '类别', item: '事项', cause: '原因', result: '预期成果', owner: '责任股室', due: '完成时限', answer: '办理情况', answerHint: '清空即改回未办结。' },
  empty: '还没有事项。写报告前请先记下本年度的不足和下一年度的安排。',
  answeredAt: '{{at}} 填写',
  noDue: '—',
} as const;
