/** Of a programme's periods and days, where they are set. */
export const calendar = {
  legend: '日历与期次',
  note: '日期写作“月-日”，如 09-10；次年的写作“+1 01-10”。每期从开始日起，到下一期开始的前一天止。',
  name: '第 {{no}} 期的名称',
  starts: '本期开始',
  opens: '开放填报',
  due: '截止',
  closes: '关闭',
  dayOf: '第 {{no}} 期：{{day}}',
  add: '＋ 期次',
  remove: '删除第 {{no}} 期',
  reportDue: '报告报送期限（此日之前）',
  publishDue: '报告公开期限（此日之前）',
  lastDay: '本年度最后一日：{{date}}',
};
