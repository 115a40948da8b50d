/** A table of a report whose columns are the periods of the year. */
export const periods = {
  put: '＋ 各期数据表',
  name: '各期数据表',
  title: '表题',
  hint: '一行一个指标，列为{{first}}等 {{count}} 期和全年。放入后，每一格都是数据，可以再改。',
  figure: '指标',
  words: '行名',
  ofYear: '全年一列',
  figureOf: '第 {{no}} 行的指标',
  wordsOf: '第 {{no}} 行的行名',
  ofYearOf: '第 {{no}} 行的全年一列',
  nothing: '不填',
  remove: '删除第 {{no}} 行',
  add: '＋ 行',
};
