import { useCases } from '@huibao/services';
import { exposeMutation, exposeQuery, router } from './procedure.ts';
import { publicationRouter } from './publication-router.ts';
import { sessionRouter } from './session-router.ts';

export const appRouter = router({
  session: sessionRouter,
  todo: router({
    get: exposeQuery(useCases.getTodo),
    notices: exposeQuery(useCases.listNotices),
    markRead: exposeMutation(useCases.markNoticesRead),
  }),
  submission: router({
    tasks: exposeQuery(useCases.listTasks),
    get: exposeQuery(useCases.getSubmissionView),
    cellHistory: exposeQuery(useCases.getCellHistory),
    save: exposeMutation(useCases.saveCells),
    explain: exposeMutation(useCases.explainFinding),
    submit: exposeMutation(useCases.submitSubmission),
    confirm: exposeMutation(useCases.confirmSubmission),
    decline: exposeMutation(useCases.declineConfirmation),
    withdraw: exposeMutation(useCases.withdrawSubmission),
  }),
  register: router({
    get: exposeQuery(useCases.getSensitiveRegister),
    saveRow: exposeMutation(useCases.saveSensitiveRow),
  }),
  collection: router({
    list: exposeQuery(useCases.listCollections),
    board: exposeQuery(useCases.getBoard),
    quality: exposeQuery(useCases.getReportingQuality),
    open: exposeMutation(useCases.openCollection),
    nudge: exposeMutation(useCases.nudge),
    extend: exposeMutation(useCases.extendDeadline),
  }),
  review: router({
    revision: exposeQuery(useCases.getRevision),
    accept: exposeMutation(useCases.acceptSubmissions),
    return: exposeMutation(useCases.returnSubmission),
    reopen: exposeMutation(useCases.reopenSubmission),
  }),
  rollup: router({
    years: exposeQuery(useCases.listRollupYears),
    get: exposeQuery(useCases.getRollup),
    lineage: exposeQuery(useCases.getLineage),
    cell: exposeQuery(useCases.getCellOrigin),
    outliers: exposeQuery(useCases.listOutliers),
  }),
  analysis: router({
    measures: exposeQuery(useCases.listMeasures),
    pivot: exposeQuery(useCases.pivot),
    explain: exposeQuery(useCases.explainCell),
    views: exposeQuery(useCases.listViews),
    saveView: exposeMutation(useCases.saveView),
    shareView: exposeMutation(useCases.shareView),
    deleteView: exposeMutation(useCases.deleteView),
  }),
  indicator: router({
    list: exposeQuery(useCases.listIndicators),
    versions: exposeQuery(useCases.listIndicatorVersions),
    preview: exposeQuery(useCases.previewIndicator),
    save: exposeMutation(useCases.saveIndicator),
    retire: exposeMutation(useCases.retireIndicator),
  }),
  report: router({
    list: exposeQuery(useCases.listReports),
    get: exposeQuery(useCases.getReport),
    cases: exposeQuery(useCases.listCases),
    lineage: exposeQuery(useCases.getReportLineage),
    compile: exposeMutation(useCases.compileReport),
    correct: exposeMutation(useCases.correctReport),
    saveSection: exposeMutation(useCases.saveSection),
    decide: exposeMutation(useCases.decideReport),
    number: exposeMutation(useCases.numberReport),
    send: exposeMutation(useCases.sendReport),
    recordDispatch: exposeMutation(useCases.recordDispatch),
    publish: exposeMutation(useCases.publishReport),
  }),
  ledger: router({
    list: exposeQuery(useCases.listLedger),
    save: exposeMutation(useCases.saveLedgerItem),
    answer: exposeMutation(useCases.answerLedgerItem),
  }),
  oversight: router({
    districts: exposeQuery(useCases.listDistricts),
    delivery: exposeQuery(useCases.getDelivery),
    decide: exposeMutation(useCases.decideDelivery),
    comparable: exposeQuery(useCases.listComparable),
    compare: exposeQuery(useCases.compareDistricts),
    matrix: exposeQuery(useCases.compareAll),
  }),
  publication: publicationRouter,
  unit: router({
    list: exposeQuery(useCases.getUnits),
    create: exposeMutation(useCases.createUnit),
    history: exposeQuery(useCases.getUnitHistory),
    change: exposeMutation(useCases.changeUnit),
    merge: exposeMutation(useCases.mergeUnits),
    close: exposeMutation(useCases.closeUnit),
    groups: exposeQuery(useCases.listUnitGroups),
    saveGroup: exposeMutation(useCases.saveUnitGroup),
    deleteGroup: exposeMutation(useCases.deleteUnitGroup),
  }),
  account: router({
    list: exposeQuery(useCases.listAccounts),
    create: exposeMutation(useCases.createAccount),
    grantRole: exposeMutation(useCases.grantRole),
    setDisabled: exposeMutation(useCases.setAccountDisabled),
    resetPassword: exposeMutation(useCases.resetPassword),
  }),
  tenant: router({
    createBureau: exposeMutation(useCases.createBureau),
    createCity: exposeMutation(useCases.createCity),
  }),
  audit: router({
    list: exposeQuery(useCases.listAudit),
    checkChain: exposeQuery(useCases.checkAuditChain),
  }),
  programme: router({
    publishBuiltIn: exposeMutation(useCases.publishBuiltInEdition),
  }),
});

export type AppRouter = typeof appRouter;
