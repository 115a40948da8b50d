export const districts = {
  title: 'District reports',
  due: 'due by {{date}}',
  columns: { district: 'District', state: 'State', number: 'Document no.', sentAt: 'Sent at', decided: 'Handled by', version: 'Version' },
  states: { none: 'Not sent', overdue: 'Overdue', pending: 'To be received', accepted: 'Received', returned: 'Returned' },
  late: 'Late', version: 'Version {{no}}', decidedBy: '{{by}} {{at}}', tally: '{{sent}} of {{all}} sent, {{pending}} to be received', empty: 'No district bureaus yet.',
  delivery: {
    addressee: '{{name}}：', signer: 'Signed: {{name}}',
    document: 'The report', figures: 'All figures', indicator: 'Indicator', value: 'Value', unit: 'Unit', answered: 'Reported', pdf: 'Open PDF', word: 'Export Word', hash: 'Checksum {{hash}}', sentAt: 'sent at {{at}}',
    accept: 'Receive', acceptText: 'Once received, its figures count towards the city’s and can be compared.', return: 'Return', returnReason: 'Reason', returnText: 'The bureau has to issue another version and send it again.', returned: 'Returned by {{by}} at {{at}}: {{reason}}', accepted: 'Received by {{by}} at {{at}}.', partial: 'Partial',
  },
} as const;
