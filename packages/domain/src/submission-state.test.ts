import { expect, it } from 'vitest';
import { isEditable, submissionEvents, submissionStates, transition } from './submission-state.ts';

it('knows every state and event', () => {
  const table = submissionStates.map(
    (state) => `${state}: ${submissionEvents.map((event) => transition(state, event) ?? '-').join(' ')}`,
  );
  //                 save request_confirmation submit withdraw return accept reopen
  expect(table).toEqual([
    'draft: draft confirming submitted - - - -',
    'confirming: - - submitted draft returned - -',
    'submitted: - - - draft returned accepted -',
    'accepted: - - - - - - returned',
    'returned: returned confirming submitted - - - -',
    'retired: - - - - - - -',
  ]);
});

it('lets the reporter write only in a draft or what came back', () => {
  expect(submissionStates.filter(isEditable)).toEqual(['draft', 'returned']);
});
