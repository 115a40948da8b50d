/** What a level drafts beside a programme from above. */
export const adding = {
  title: '{{title}} ({{year}}) · additions of this level',
  kind: 'Additions',
  to: 'Forms, indicators, report sections and wording of this level’s own, beside “{{title}}”. What comes from above is read, not changed; the level above sees names, not contents.',
  fixed: 'From above: read only.',
  fixedSection:
    'A section from above: its heading, guidance and tables are read only; its paragraphs can have wording of your own.',
  movableSection: 'The level above leaves this section’s place free: move it up and down in the outline.',
  choose: 'Choose a paragraph in the outline to word it in your own way.',
  notWords: 'Headings and tables are as the level above has them.',
  own: 'Own wording',
  theirs: 'Text from above',
  same: 'As the text from above. What you change becomes your own wording; the figures asked for in it have to stay.',
  restore: 'Back to the text from above',
  moved: 'The level above has changed this paragraph. Say which of the two stands.',
  now: 'Text from above now',
  keep: 'Keep own wording',
  take: 'Take the text from above',
  gone: 'The paragraphs of this wording are no longer in the template from above. Copy what you need into a section of your own, then remove it:',
  remove: 'Remove',
  text: 'Own wording of the paragraph',
  movable: 'Its place may be chosen below',
} as const;
