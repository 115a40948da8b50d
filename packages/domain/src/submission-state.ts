/**
 * `confirming`: checked and waiting for the unit's leader. A reopened submission is `returned`, its reason kept.
 * `retired`: its form is asked no more, before anything of it was handed in; it owes nothing.
 */
export const submissionStates = ['draft', 'confirming', 'submitted', 'accepted', 'returned', 'retired'] as const;

export type SubmissionState = (typeof submissionStates)[number];

export const submissionEvents = [
  'save',
  'request_confirmation',
  'submit',
  'withdraw',
  'return',
  'accept',
  'reopen',
] as const;

export type SubmissionEvent = (typeof submissionEvents)[number];

/**
 * `submit` from a draft is for units without a leader's step, from `confirming` it is the leader's. `withdraw` takes
 * back what nobody reviewed yet; `return` is the leader's or the reviewer's, `reopen` the bureau's, after acceptance.
 */
const transitions: Readonly<Record<SubmissionState, Partial<Record<SubmissionEvent, SubmissionState>>>> = {
  draft: { save: 'draft', request_confirmation: 'confirming', submit: 'submitted' },
  confirming: { submit: 'submitted', withdraw: 'draft', return: 'returned' },
  submitted: { withdraw: 'draft', return: 'returned', accept: 'accepted' },
  accepted: { reopen: 'returned' },
  returned: { save: 'returned', request_confirmation: 'confirming', submit: 'submitted' },
  retired: {},
};

/** The state after an event, or null where the event isn't possible. */
export function transition(state: SubmissionState, event: SubmissionEvent): SubmissionState | null {
  return transitions[state][event] ?? null;
}

/** Whether the reporter may change cells. */
export function isEditable(state: SubmissionState): boolean {
  return transition(state, 'save') !== null;
}
