/** What several windows of one draft tell each other, and where pieces go. */
export const together = {
  move: {
    title: 'Move elsewhere',
    to: 'Move to',
    hint: 'It goes to the end there. Checks that mark only it go along; calculations, checks and indicators go on reading it.',
    move: 'Move',
    published:
      'Some of it has been published. A published question stays in its form, where units have answered it. Retire it here, and make a new one in the other form.',
  },
  kept: {
    text: 'A window was closed with unsaved changes ({{at}}): {{parts}}.',
    separator: ', ',
    takeUp: 'Go on with them',
    letGo: 'Drop them',
  },
  presence: {
    other: '{{name}} is editing: {{part}}',
    own: 'Your other window: {{part}}',
  },
  conflict: {
    calledHere: '{{theirs}} (in this window: {{here}})',
    ownText:
      'You saved “{{part}}” in another window at {{at}}; the changes in this window aren’t saved yet. Both are kept, nothing is lost:',
    within: ' › ',
    nothing: 'none',
    yes: 'yes',
    no: 'no',
    otherWindow: 'The other window’s',
    thisWindow: 'This window’s',
    takeOtherWindow: 'Take the other window’s (can be undone)',
    keepThisWindow: 'Keep this window’s',
    text: '{{by}} saved “{{part}}” at {{at}}, and your change isn’t saved. Both are here, and neither is lost:',
    place: 'Place',
    theirs: '{{by}}',
    yours: 'Yours',
    takeTheirs: 'Take theirs (can be undone)',
    keepMine: 'Keep mine',
  },
  carry: {
    text: 'This draft of “{{title}}” has been published or discarded. Your changes of {{parts}} aren’t saved; they can go on in another draft.',
    take: 'Begin a draft with them',
  },
  renew: {
    text: 'Please sign in again. What isn’t saved on this page is then saved.',
    putOff: 'Your session has ended; changes on this page aren’t saved.',
  },
} as const;
