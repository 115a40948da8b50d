export const register = {
  title: '控辍保学台账',
  privacy: '名单加密保存，只留在本单位，教育局和市级看不到；只有各类人数按统计期末自动计入填报表。',
  none: '台账中没有学生。按“新增”登记需要重点关注的学生。',
  noRegister: '本年度的报告项目没有要求建立台账。',
  add: '新增', edit: '修改', end: '结束', all: '显示已结束的记录',
  pupil: '学生', category: '类别', note: '原因与措施', since: '开始日期', endedOn: '结束日期', action: '操作',
  standing: '在册', counts: '当前在册人数', total: '合计',
  addTitle: '新增学生', editTitle: '修改记录', endTitle: '结束“{{pupil}}”的记录',
  pupilHint: '姓名或校内编号，40 字以内。', noteHint: '500 字以内。', endText: '结束后不再计入结束日期以后的统计，记录仍保留在台账中。',
} as const;
