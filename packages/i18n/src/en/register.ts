export const register = {
  title: 'Pupils at risk of dropping out',
  privacy: 'The names are encrypted and stay with this unit: neither the bureau nor the city can see them. Only counts by category, as at the end of the term, go into the form.',
  none: 'Nobody is in the register. “Add” enters a pupil who needs attention.',
  noRegister: 'This year’s programme asks for no register.',
  add: 'Add', edit: 'Edit', end: 'End', all: 'Show ended records',
  pupil: 'Pupil', category: 'Category', note: 'Cause and measures', since: 'Since', endedOn: 'Ended on', action: 'Action',
  standing: 'Standing', counts: 'Standing now', total: 'Total',
  addTitle: 'Add a pupil', editTitle: 'Edit the record', endTitle: 'End the record of “{{pupil}}”',
  pupilHint: 'Name or the school’s own number, up to 40 characters.', noteHint: 'Up to 500 characters.', endText: 'From that date on it isn’t counted any more; the record stays in the register.',
} as const;
