import { useCases } from '@huibao/services';
import { expose, router } from './procedure.ts';
import { publicationRouter } from './publication-router.ts';
import { sessionRouter } from './session-router.ts';

export const appRouter = router({
  session: sessionRouter,
  todo: router({
    get: expose(useCases.getTodo),
    notices: expose(useCases.listNotices),
    markRead: expose(useCases.markNoticesRead),
  }),
  submission: router({
    tasks: expose(useCases.listTasks),
    get: expose(useCases.getSubmissionView),
    cellHistory: expose(useCases.getCellHistory),
    save: expose(useCases.saveCells),
    explain: expose(useCases.explainFinding),
    submit: expose(useCases.submitSubmission),
    confirm: expose(useCases.confirmSubmission),
    decline: expose(useCases.declineConfirmation),
    withdraw: expose(useCases.withdrawSubmission),
  }),
  register: router({
    get: expose(useCases.getSensitiveRegister),
    saveRow: expose(useCases.saveSensitiveRow),
  }),
  collection: router({
    list: expose(useCases.listCollections),
    board: expose(useCases.getBoard),
    quality: expose(useCases.getReportingQuality),
    open: expose(useCases.openCollection),
    nudge: expose(useCases.nudge),
    extend: expose(useCases.extendDeadline),
    declineExtension: expose(useCases.declineExtension),
    requestExtension: expose(useCases.requestExtension),
    extensions: expose(useCases.listExtensions),
  }),
  review: router({
    revision: expose(useCases.getRevision),
    accept: expose(useCases.acceptSubmissions),
    return: expose(useCases.returnSubmission),
    reopen: expose(useCases.reopenSubmission),
  }),
  rollup: router({
    years: expose(useCases.listRollupYears),
    get: expose(useCases.getRollup),
    preview: expose(useCases.previewRollup),
    lineage: expose(useCases.getLineage),
    cell: expose(useCases.getCellOrigin),
    outliers: expose(useCases.listOutliers),
  }),
  analysis: router({
    measures: expose(useCases.listMeasures),
    pivot: expose(useCases.pivot),
    explain: expose(useCases.explainCell),
    views: expose(useCases.listViews),
    saveView: expose(useCases.saveView),
    shareView: expose(useCases.shareView),
    deleteView: expose(useCases.deleteView),
  }),
  indicator: router({
    list: expose(useCases.listIndicators),
    versions: expose(useCases.listIndicatorVersions),
    preview: expose(useCases.previewIndicator),
    save: expose(useCases.saveIndicator),
    retire: expose(useCases.retireIndicator),
  }),
  report: router({
    list: expose(useCases.listReports),
    get: expose(useCases.getReportView),
    cases: expose(useCases.listCases),
    lineage: expose(useCases.getReportLineage),
    compile: expose(useCases.compileReport),
    correct: expose(useCases.correctReport),
    saveSection: expose(useCases.saveSection),
    decide: expose(useCases.decideReport),
    number: expose(useCases.numberReport),
    send: expose(useCases.sendReport),
    recordDispatch: expose(useCases.recordDispatch),
    publish: expose(useCases.publishReport),
  }),
  ledger: router({
    list: expose(useCases.listLedger),
    save: expose(useCases.saveLedgerItem),
    answer: expose(useCases.answerLedgerItem),
  }),
  oversight: router({
    districts: expose(useCases.listDistricts),
    delivery: expose(useCases.getDelivery),
    decide: expose(useCases.decideDelivery),
    comparable: expose(useCases.listComparable),
    compare: expose(useCases.compareDistricts),
    matrix: expose(useCases.compareAll),
  }),
  publication: publicationRouter,
  unit: router({
    list: expose(useCases.getUnits),
    create: expose(useCases.createUnit),
    history: expose(useCases.getUnitHistory),
    change: expose(useCases.changeUnit),
    merge: expose(useCases.mergeUnits),
    close: expose(useCases.closeUnit),
    groups: expose(useCases.listUnitGroups),
    saveGroup: expose(useCases.saveUnitGroup),
    deleteGroup: expose(useCases.deleteUnitGroup),
  }),
  account: router({
    list: expose(useCases.listAccounts),
    create: expose(useCases.createAccount),
    grantRole: expose(useCases.grantRole),
    setDisabled: expose(useCases.setAccountDisabled),
    resetPassword: expose(useCases.resetPassword),
  }),
  tenant: router({
    createBureau: expose(useCases.createBureau),
    createCity: expose(useCases.createCity),
  }),
  audit: router({
    list: expose(useCases.listAudit),
    checkChain: expose(useCases.checkAuditChain),
  }),
  programme: router({
    publishBuiltIn: expose(useCases.publishBuiltInEdition),
  }),
});

export type AppRouter = typeof appRouter;
