export const quality = {
  title: '报送质量',
  note: '完整率、及时率和需核实的数据，随报送和审核即时更新',
  rates: { submitted: '报送率', onTime: '及时率', complete: '完整率', accepted: '审核通过率' },
  of: '{{count}}/{{expected}}',
  hint: { submitted: '已提交的表占应报的表', onTime: '截止（含延期）前首次提交', complete: '必填项均已填写或注明不适用', accepted: '已审核通过' },
  byForm: '按表', byUnit: '按单位', term: '学期', form: '表', unit: '单位', expected: '应报', empty: '本年度还没有开放过填报。',
  outliers: {
    title: '需核实的数据', note: '与同类学校或本校上年相差悬殊，请核实；不影响审核和汇总。', none: '没有相差悬殊的数据。',
    columns: { unit: '单位', indicator: '指标', value: '本年', peers: '同类学校中位数', score: '偏离程度', lastYear: '上年', times: '为上年的' },
    peers_other: '{{median}}（{{count}} 所）', times: '{{times}} 倍', method: '偏离程度＝0.6745×|本校值−中位数|÷绝对中位差，3.5 及以上列出；同类不足 5 所的不比较。与上年相差 3 倍及以上、且有一年不小于 10 的列出。',
    more: '另有 {{count}} 项', all: '全部显示',
  },
} as const;
