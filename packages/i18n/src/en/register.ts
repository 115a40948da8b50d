export const register = {
  title: 'Pupils at risk of dropping out',
  privacy: 'The names are encrypted and stay with this unit: neither the bureau nor the city can see them. Only counts by category, as at the end of the term, go into the form.',
  none: 'There are no pupils in the register. Use “Add” to enter a pupil who needs attention.',
  noRegister: 'This year’s programme doesn’t require a register.',
  add: 'Add', edit: 'Edit', end: 'End', all: 'Show ended records',
  pupil: 'Pupil', category: 'Category', note: 'Cause and measures', since: 'Since', endedOn: 'Ended on', action: 'Action',
  standing: 'Current', counts: 'Current pupils', total: 'Total',
  addTitle: 'Add a pupil', editTitle: 'Edit the record', endTitle: 'End the record of “{{pupil}}”',
  pupilHint: 'Name or the school’s own number, up to 40 characters.', noteHint: 'Up to 500 characters.', endText: 'The record is no longer counted after that date, but stays in the register.',
} as const;
