/** What is said beside figures wherever they stand: what they have changed by, of whom, and how far a year goes. */
export const figures = {
  change: {
    percent: '{{by}}%',
    points: '{{by}}个百分点',
    sameReporters: '同口径',
    part: '{{terms}}',
    from: '上年 {{before}}，本年 {{now}}',
    all: '两年数据均已报齐',
    allOfPart: '只比较两年{{terms}}，数据均已报齐',
    same: '同口径：只计两年均已报齐的 {{count}} 个单位',
    sameOfPart: '同口径：只计两年{{terms}}均已报齐的 {{count}} 个单位',
    separator: '；',
  },
  none: {
    nothing_now: '本年无数据',
    nothing_before: '上年无数据',
    other_periods: '填报期不同',
    not_like_with_like: '未报齐',
    from_zero: '上年为零',
  },
  why: {
    nothing_now: '本年还没有数据，不能与上年比较',
    nothing_before: '上年没有数据，不能比较',
    other_periods: '两年已开放的填报期不同，不作比较',
    not_like_with_like: '数据尚未报齐，也没有两年均已报齐的单位，不作比较',
    from_zero: '上年为零，不计增减百分比',
  },
  reach: {
    through: '截至{{term}}',
    nothing: '{{year}} 年尚无完整的填报期',
    unopened: '{{term}}未开放填报',
    open: '{{term}}填报中，已审核 {{accepted}}/{{owed}} 份',
    closed: '{{term}}已截止，尚缺 {{missing}} 份',
    bureaus: '已接收 {{accepted}}/{{owed}} 个下级单位的报告',
    separator: '；',
  },
} as const;
