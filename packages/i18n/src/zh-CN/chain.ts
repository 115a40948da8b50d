/** Of who signs a programme's reports, where that is set. */
export const chain = {
  legend: '签批流程',
  step: '第 {{no}} 步的名称',
  code: '第 {{no}} 步的代码',
  role: '第 {{no}} 步由谁办理',
  issues: '签发',
  up: '上移第 {{no}} 步',
  down: '下移第 {{no}} 步',
  remove: '删除第 {{no}} 步',
  add: '＋ 步骤',
};
