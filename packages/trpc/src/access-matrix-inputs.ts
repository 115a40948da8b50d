// What is sent to each procedure when everybody tries it (access-matrix.test.ts).

export const year = 2024;
export const absent = '01900000-0000-7000-8000-000000000000';
const doc = { type: 'doc', version: 2, content: [] };
export const primary = { schoolType: '211', ownership: 'public', sectionCode: null };
export const codeless = { schoolCode: null, creditCode: null, opensOn: '2024-01-01' };

/** What there is of one of each in a tenant, and by which codes of its programme. */
export interface Target {
  readonly programme: string;
  readonly register: string;
  readonly collectionId: string;
  readonly submissionId: string;
  readonly reportId: string;
  readonly deliveryId: string;
  readonly publicationId: string;
  readonly fileId: string;
  readonly ledgerId: string;
  readonly viewId: string;
  readonly noticeId: string;
  readonly sensitiveId: string;
  readonly unitId: number;
  readonly userId: string;
  readonly draftId: string;
  readonly importId: string;
}

type InputOf = (target: Target) => unknown;

/**
 * Ids of a tenant as a stranger might send them. `null` marks what takes no id: its answer must hold nothing foreign.
 */
export const inputs: Readonly<Record<string, InputOf | null>> = {
  'submission.tasks': null,
  'submission.get': ({ submissionId }) => ({ submissionId }),
  'submission.cellHistory': ({ submissionId }) => ({ submissionId, code: 'letters', key: '' }),
  'submission.save': ({ submissionId }) => ({
    submissionId,
    source: 'page',
    cells: [{ code: 'letters', key: '', state: 'value', value: '1', version: 0 }],
  }),
  'submission.explain': ({ submissionId }) => ({ submissionId, finding: 'x', text: 'x' }),
  'submission.prefill': ({ submissionId }) => ({ submissionId }),
  'submission.restoreParked': ({ submissionId }) => ({ submissionId, ids: [absent] }),
  'submission.submit': ({ submissionId }) => ({ submissionId }),
  'submission.confirm': ({ submissionId }) => ({ submissionId }),
  'submission.decline': ({ submissionId }) => ({ submissionId, reason: 'x' }),
  'submission.withdraw': ({ submissionId }) => ({ submissionId }),
  'register.get': null,
  'register.saveRow': ({ sensitiveId, programme, register }) => ({
    id: sensitiveId,
    programme,
    register,
    category: 'leave',
    pupil: 'x',
    note: '',
    since: '2024-01-01',
    endedOn: null,
  }),
  'collection.list': null,
  'collection.parts': null,
  'collection.switchPart': null,
  'collection.board': ({ collectionId }) => ({ collectionId }),
  'collection.open': null,
  'collection.preview': null,
  'collection.waiting': ({ collectionId }) => ({ collectionId }),
  'collection.previewIssue': ({ collectionId }) => ({ collectionId }),
  'collection.adoptIssue': ({ collectionId }) => ({ collectionId, issueNo: 2, returned: [] }),
  'collection.nudge': ({ collectionId }) => ({ collectionId }),
  'collection.extend': ({ collectionId, unitId }) => ({ collectionId, unitId, untilOn: '2024-12-01', reason: 'x' }),
  'collection.declineExtension': ({ collectionId, unitId }) => ({ collectionId, unitId, reason: 'x' }),
  'collection.requestExtension': ({ collectionId }) => ({ collectionId, reason: 'x' }),
  'collection.extensions': null,
  'import.get': ({ collectionId }) => ({ collectionId }),
  ...byId('importId', ['import.units', 'import.refusals', 'import.accept', 'import.stop']),
  'import.unit': ({ importId, unitId }) => ({ importId, unitId }),
  'review.revision': ({ submissionId }) => ({ submissionId }),
  'review.accept': ({ submissionId }) => ({ items: [{ submissionId, revisionNo: 1 }] }),
  'review.acknowledgeReads': ({ submissionId }) => ({
    submissionId,
    revisionNo: 1,
    seen: [{ formCode: 'safety', revisionId: null }],
  }),
  'review.return': ({ submissionId }) => ({ submissionId, revisionNo: 1, reason: 'x', comments: [] }),
  'review.reopen': ({ submissionId }) => ({ submissionId, revisionNo: 1, reason: 'x' }),
  ...withoutIds(['rollup.get', 'rollup.byUnit', 'rollup.preview', 'rollup.lineage']),
  ...withoutIds(['analysis.measures', 'analysis.pivot', 'analysis.explain', 'analysis.views', 'analysis.saveView']),
  ...withoutIds(['unit.deleteGroup', 'account.list', 'account.settings']),
  'analysis.shareView': ({ viewId }) => ({ viewId, isShared: true }),
  'analysis.deleteView': ({ viewId }) => ({ viewId }),
  ...withoutIds(['indicator.list', 'indicator.versions', 'indicator.preview', 'indicator.save', 'indicator.retire']),
  'report.list': null,
  'report.figures': ({ reportId }) => ({ reportId, figures: [{ indicator: 'letters' }] }),
  ...byId('reportId', ['report.get', 'report.cases', 'report.gate', 'report.difference', 'report.watch']),
  ...byId('reportId', ['report.asides', 'report.send', 'report.publish', 'report.previewTemplate']),
  'report.lineage': ({ reportId }) => ({ reportId, indicator: 'letters' }),
  'report.compile': null,
  'report.correct': ({ reportId }) => ({ reportId, reason: 'x' }),
  'report.saveSection': ({ reportId }) => ({ reportId, code: 'opening', version: 1, content: doc }),
  'report.takeTemplate': ({ reportId }) => ({ reportId, issueNo: 1, additions: [] }),
  'report.decide': ({ reportId }) => ({ reportId, action: 'approve', comment: '' }),
  'report.withdraw': ({ reportId }) => ({ reportId, reason: '' }),
  'report.answer': ({ reportId }) => ({ reportId, fingerprint: '0'.repeat(64), text: 'xx' }),
  'report.lookAgain': ({ reportId }) => ({ reportId, figures: [{ indicator: 'letters', value: '1' }] }),
  'report.sectionVersions': ({ reportId }) => ({ reportId, code: 'opening', before: null }),
  'report.sectionVersion': ({ reportId }) => ({ reportId, code: 'opening', version: 1 }),
  'report.restoreSection': ({ reportId }) => ({ reportId, code: 'opening', restored: 1, version: 1 }),
  'report.keepAside': ({ reportId }) => ({ reportId, code: 'opening', baseVersion: 1, content: doc }),
  'report.settleAside': ({ reportId }) => ({ reportId, id: absent }),
  'report.number': ({ reportId }) => ({ reportId, sequence: null }),
  'report.recordDispatch': ({ reportId }) => ({ reportId, no: 0, channel: 'oa', receipt: '' }),
  'report.annul': ({ reportId }) => ({ reportId, number: '', ground: 'personal_data', reason: 'xx' }),
  'ledger.list': null,
  'ledger.save': ({ ledgerId, programme }) => ({
    id: ledgerId,
    programme,
    year,
    kind: 'plan',
    title: 'x',
    detail: 'x',
    owner: 'x',
    dueOn: null,
  }),
  'ledger.answer': ({ ledgerId }) => ({ id: ledgerId, answer: 'x' }),
  'oversight.districts': null,
  'oversight.delivery': ({ deliveryId }) => ({ deliveryId }),
  'oversight.decide': ({ deliveryId }) => ({ deliveryId, action: 'accept' }),
  'oversight.comparable': null,
  'oversight.compare': null,
  'oversight.matrix': null,
  'collection.quality': null,
  'rollup.outliers': null,
  'rollup.years': null,
  'rollup.cell': ({ submissionId }) => ({ submissionId, revisionNo: 1, cell: 'letters' }),
  'unit.list': null,
  'unit.search': null,
  'unit.create': null,
  'unit.history': ({ unitId }) => ({ unitId }),
  'unit.change': ({ unitId }) => ({ unitId, from: '2024-01-01', name: 'Renamed', ...primary }),
  'unit.merge': ({ unitId }) => ({ unitIds: [unitId], successorId: unitId + 1, closesOn: '2024-08-31' }),
  'unit.close': ({ unitId }) => ({ unitId, closesOn: '2024-12-31' }),
  'unit.saveGroup': ({ unitId }) => ({ code: null, name: 'Boarders', unitIds: [unitId] }),
  'unit.types': null,
  'unit.askedSections': null,
  'unit.answerForSection': ({ unitId }) => ({ code: 'policy', unitId }),
  'account.create': ({ unitId }) => ({ username: 'stranger', name: 'x', unitId, role: 'reporter' }),
  'account.grantRole': ({ userId, unitId }) => ({ userId, unitId, role: 'reporter' }),
  'account.setDisabled': ({ userId }) => ({ userId, isDisabled: true }),
  ...byId('userId', [
    'account.resetPassword',
    'account.resetSecondFactor',
    'account.endSessions',
    'account.unlinkIdentity',
  ]),
  'account.linkIdentity': ({ userId }) => ({ userId, subject: 'x' }),
  'account.removeRole': ({ userId }) => ({ userId, membershipId: absent }),
  ...byId('draftId', ['draft.get', 'draft.watch', 'draft.check', 'draft.discard']),
  'draft.attend': ({ draftId }) => ({ draftId, windowId: 'w', part: 'programme.json' }),
  'draft.leave': ({ draftId }) => ({ draftId, windowId: 'w' }),
  'draft.save': ({ draftId }) => ({ draftId, parts: [{ name: 'glossary.json', version: 1, content: { terms: [] } }] }),
  'draft.partVersions': ({ draftId }) => ({ draftId, name: 'glossary.json' }),
  'draft.restorePart': ({ draftId }) => ({ draftId, name: 'glossary.json', restored: 1, version: 1 }),
  'draft.publish': ({ draftId }) => ({ draftId, hash: '0'.repeat(64) }),
  ...withoutIds(['tenant.createBureau', 'tenant.createCity', 'audit.list', 'audit.checkChain', 'programme.list']),
  ...withoutIds(['programme.publishBuiltIn', 'programme.rollForward', 'additions.list', 'additions.withdraw']),
  ...withoutIds(['additions.previewCarried', 'additions.carry', 'unit.groups', 'todo.notices', 'todo.markRead']),
  ...withoutIds([
    'draft.list',
    'draft.samples',
    'draft.prefillSources',
    'draft.begin',
    'programme.publishUnitTypes',
    'programme.issues',
    'todo.get',
    'unit.addType',
  ]),
  ...withoutIds(['platform.get', 'platform.sizes', 'platform.tenants', 'platform.request']),
  'platform.setQuotas': () => ({ tenantId: 2_000_000_000, amounts: { people: 5 } }),
  'platform.retry': ({ noticeId }) => ({ tenantId: 1, id: noticeId }),
  'draft.tickAdvice': ({ draftId }) => ({ draftId, advice: 'year_past', isSeen: true }),
};

function withoutIds(names: readonly string[]): Readonly<Record<string, null>> {
  return Object.fromEntries(names.map((name) => [name, null]));
}

function byId(id: keyof Target, names: readonly string[]): Readonly<Record<string, InputOf>> {
  return Object.fromEntries(names.map((name) => [name, (target: Target) => ({ [id]: target[id] })]));
}
