/** An address that the site doesn't have. */
export const nowhere = {
  title: '没有这个网页',
  text: '网址可能有误，也可能这个网页已经移走。请核对网址，或从首页进入。',
};
