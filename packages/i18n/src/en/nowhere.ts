/** An address that the site doesn't have. */
export const nowhere = {
  title: 'There is no such page',
  text: 'The address may be mistyped, or the page has moved. Check it, or begin at the start page.',
};
