export { draftAdditions } from './draft-additions.ts';
export {
  givenCells,
  handedIn,
  inventedReport,
  inventedReports,
  inventedText,
  paragraphsOf,
  type InventedReport,
  type InventedReportName,
} from './invented-report.ts';
