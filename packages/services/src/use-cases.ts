// Every use-case, by the name under which it is exposed. The access matrix is generated from the router made of these.
export { explainCell } from './analysis/explain-cell.ts';
export { listMeasures } from './analysis/list-measures.ts';
export { pivot } from './analysis/pivot.ts';
export { deleteView } from './analysis/delete-view.ts';
export { listViews } from './analysis/list-views.ts';
export { saveView } from './analysis/save-view.ts';
export { shareView } from './analysis/share-view.ts';
export { checkAuditChain, listAudit } from './audit/list-audit.ts';
export { attachFile, getFile } from './collection/evidence.ts';
export { explainFinding } from './collection/explain-finding.ts';
export { downloadWorkbook, previewWorkbook } from './collection/form-workbook.ts';
export { getCellHistory, getSubmissionView, listTasks } from './collection/get-submission.ts';
export { openCollection } from './collection/open-collection.ts';
export { saveCells } from './collection/save-cells.ts';
export { confirmSubmission, declineConfirmation, submitSubmission, withdrawSubmission } from './collection/submit.ts';
export { exportAnalysis } from './exports/export-analysis.ts';
export { exportBoard } from './exports/export-board.ts';
export { exportComparison } from './exports/export-comparison.ts';
export { exportRollup } from './exports/export-rollup.ts';
export { publishBuiltInEdition } from './forms/publish-built-in-edition.ts';
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
export { listIndicatorVersions } from './indicators/list-indicator-versions.ts';
export { listIndicators } from './indicators/list-indicators.ts';
export { previewIndicator } from './indicators/preview-indicator.ts';
export { retireIndicator } from './indicators/retire-indicator.ts';
export { saveIndicator } from './indicators/save-indicator.ts';
export { deleteUnitGroup } from './indicators/delete-unit-group.ts';
export { listUnitGroups } from './indicators/list-unit-groups.ts';
export { saveUnitGroup } from './indicators/save-unit-group.ts';
export { answerLedgerItem, listLedger, saveLedgerItem } from './ledger/ledger-items.ts';
export { getTodo, listNotices, markNoticesRead } from './notifications/notices.ts';
export { remindCollection, remindReport } from './notifications/remind.ts';
export { getCellOrigin } from './origin/get-cell-origin.ts';
export { compareAll } from './oversight/compare-all.ts';
export { compareDistricts } from './oversight/compare-districts.ts';
export { decideDelivery } from './oversight/decide-delivery.ts';
export { exportDelivery } from './oversight/export-delivery.ts';
export { getDelivery } from './oversight/get-delivery.ts';
export { listComparable } from './oversight/list-comparable.ts';
export { listDistricts } from './oversight/list-districts.ts';
export { getSensitiveRegister, saveSensitiveRow } from './registers/sensitive-rows.ts';
export { compileReport } from './reporting/compile-report.ts';
export { correctReport } from './reporting/correct-report.ts';
export { decideReport } from './reporting/decide-report.ts';
export { exportReport } from './reporting/export-report.ts';
export { getReportLineage } from './reporting/get-report-lineage.ts';
export { getReportView } from './reporting/get-report-view.ts';
export { listCases } from './reporting/list-cases.ts';
export { listReports } from './reporting/list-reports.ts';
export { numberReport } from './reporting/number-report.ts';
export { publishReport } from './reporting/publish-report.ts';
export { recordDispatch } from './reporting/record-dispatch.ts';
export { saveSection } from './reporting/save-section.ts';
export { sendReport } from './reporting/send-report.ts';
export { extendDeadline, nudge } from './review/chase.ts';
export { acceptSubmissions, reopenSubmission, returnSubmission } from './review/decide.ts';
export { getBoard, listCollections } from './review/get-board.ts';
export { getReportingQuality } from './review/get-quality.ts';
export { getRevision } from './review/get-revision.ts';
export { getLineage } from './rollup/get-lineage.ts';
export { getRollup } from './rollup/get-rollup.ts';
export { listOutliers } from './rollup/list-outliers.ts';
export { listRollupYears } from './rollup/list-rollup-years.ts';
export { previewRollup } from './rollup/preview-rollup.ts';
