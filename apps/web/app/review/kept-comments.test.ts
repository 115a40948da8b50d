import { expect, it } from 'vitest';
import { keptComments, mergeComments, noComments, withComment, type KeptComments } from './kept-comments.ts';

const mine: KeptComments = { revisionNo: 2, comments: [{ cell: 'lessons', text: '请核对' }] };

it('reads back what was kept, and nothing of what isn’t ours', () => {
  expect(keptComments.read(JSON.stringify(mine))).toEqual(mine);
  for (const text of ['', 'null', '[]', '{"comments":7}', '{"comments":[{"cell":1,"text":"x"},null]}'])
    expect(keptComments.count(keptComments.read(text))).toBe(0);
});

it('changes a comment where it stands, and takes out an empty one', () => {
  const two = withComment(mine, 'cases', '数字偏大');
  expect(withComment(two, 'lessons', '请再核对').comments.map(({ text }) => text)).toEqual(['请再核对', '数字偏大']);
  expect(withComment(two, 'lessons', '').comments.map(({ cell }) => cell)).toEqual(['cases']);
});

it('adds what a closed window left to what stands here, of the older revision of both', () => {
  const found = withComment(withComment({ ...noComments, revisionNo: 1 }, 'lessons', '旧的'), 'cases', '数字偏大');
  const merged = mergeComments(mine, found);
  expect(merged.revisionNo).toBe(1);
  expect(merged.comments).toEqual([...mine.comments, { cell: 'cases', text: '数字偏大' }]);
});
