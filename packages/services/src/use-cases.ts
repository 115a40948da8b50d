// Every use-case, by the name under which it is exposed. The access matrix is generated from the router made of these.
export { explainCell } from './analysis/explain-cell.ts';
export { listMeasures } from './analysis/measures.ts';
export { pivot } from './analysis/pivot.ts';
export { deleteView, listViews, saveView, shareView } from './analysis/saved-views.ts';
export { checkAuditChain, listAudit } from './audit/list-audit.ts';
export { attachFile, getFile } from './collection/evidence.ts';
export { explainFinding } from './collection/explain-finding.ts';
export { downloadWorkbook, previewWorkbook } from './collection/form-workbook.ts';
export { getCellHistory, getSubmissionView, listTasks } from './collection/get-submission.ts';
export { openCollection } from './collection/open-collection.ts';
export { saveCells } from './collection/save-cells.ts';
export { confirmSubmission, declineConfirmation, submitSubmission, withdrawSubmission } from './collection/submit.ts';
export { exportAnalysis } from './exports/export-analysis.ts';
export { exportBoard, exportComparison, exportRollup } from './exports/export-tables.ts';
export { publishBuiltInEdition } from './forms/publish-edition.ts';
export { createBureau, createCity } from './identity/create-tenant.ts';
export { downloadRosterTemplate, importRoster } from './identity/import-roster.ts';
export {
  createAccount,
  grantRole,
  listAccounts,
  resetPassword,
  setAccountDisabled,
} from './identity/manage-accounts.ts';
export { changeUnit, closeUnit, createUnit, getUnitHistory, getUnits, mergeUnits } from './identity/manage-units.ts';
export { changePassword, setLocale } from './identity/sign-in.ts';
export { listIndicators, listIndicatorVersions } from './indicators/list-indicators.ts';
export { previewIndicator } from './indicators/preview-indicator.ts';
export { retireIndicator, saveIndicator } from './indicators/save-indicator.ts';
export { deleteUnitGroup, listUnitGroups, saveUnitGroup } from './indicators/unit-groups.ts';
export { answerLedgerItem, listLedger, saveLedgerItem } from './ledger/ledger-items.ts';
export { getTodo, listNotices, markNoticesRead } from './notifications/notices.ts';
export { remindCollection, remindReport } from './notifications/remind.ts';
export { compareDistricts, listComparable } from './oversight/compare.ts';
export { compareAll } from './oversight/matrix.ts';
export { decideDelivery, getDelivery, listDistricts } from './oversight/deliveries.ts';
export { getSensitiveRegister, saveSensitiveRow } from './registers/sensitive-rows.ts';
export { compileReport, correctReport } from './reporting/compile-report.ts';
export { saveSection } from './reporting/edit-report.ts';
export { getReportView, listCases, listReports } from './reporting/get-report.ts';
export { publishReport } from './reporting/publish-report.ts';
export { exportDelivery, exportReport } from './reporting/render-report.ts';
export { getReportLineage } from './reporting/report-lineage.ts';
export { recordDispatch, sendReport } from './reporting/send-report.ts';
export { decideReport, numberReport } from './reporting/sign-report.ts';
export { extendDeadline, nudge } from './review/chase.ts';
export { acceptSubmissions, reopenSubmission, returnSubmission } from './review/decide.ts';
export { getBoard, listCollections } from './review/get-board.ts';
export { getReportingQuality } from './review/get-quality.ts';
export { getRevision } from './review/get-revision.ts';
export { getCellOrigin } from './rollup/cell-origin.ts';
export { getLineage } from './rollup/lineage.ts';
export { listOutliers } from './rollup/outliers.ts';
export { getRollup, listRollupYears, previewRollup } from './rollup/roll-up.ts';
