/** What several windows of one draft tell each other, and where pieces go. */
export const together = {
  move: {
    title: '移到别处',
    to: '移到',
    hint: '排在那里的最后。只标注它的校验规则一起移过去；其他表的计算、规则和指标照样引用它。',
    move: '移动',
    published:
      '其中有已发布的填报项。已发布的填报项不能换到别的表：各单位已按原表填报。请在这里停用，在另一张表中新建。',
  },
  kept: {
    text: '上次关闭窗口时还有未保存的修改（{{at}}）：{{parts}}。',
    separator: '、',
    takeUp: '接着改',
    letGo: '不要了',
  },
  presence: {
    other: '{{name}}正在编辑：{{part}}',
    own: '您的另一个窗口：{{part}}',
  },
  conflict: {
    calledHere: '{{theirs}}（这个窗口里叫：{{here}}）',
    ownText: '您于 {{at}} 在另一个窗口保存了“{{part}}”，这个窗口里的修改尚未保存。两份都在，不会丢失：',
    within: ' › ',
    nothing: '无',
    yes: '是',
    no: '否',
    otherWindow: '另一个窗口的',
    thisWindow: '这个窗口的',
    takeOtherWindow: '采用另一个窗口的（可撤销）',
    keepThisWindow: '以这个窗口的为准',
    text: '{{by}}于 {{at}} 保存了“{{part}}”，您的修改尚未保存。两份都在，不会丢失：',
    place: '位置',
    theirs: '{{by}}的',
    yours: '您的',
    takeTheirs: '采用对方的（可撤销）',
    keepMine: '以我的为准',
  },
  carry: {
    text: '“{{title}}”的这份草稿已经发布或放弃，您对{{parts}}的修改还没有保存。可另建草稿，把修改带过去。',
    take: '另建草稿并带入修改',
  },
  renew: {
    text: '请重新登录。本页未保存的修改，登录后自动保存。',
    putOff: '登录已过期，本页的修改尚未保存。',
  },
} as const;
