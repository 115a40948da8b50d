import type { TenantReader } from '@huibao/db';
import { documentNumber, numberSeries, parseNumber } from '@huibao/domain';
import { getIssuer } from './issuer.repository.ts';
import { listNumbers, type Report } from './report.repository.ts';

/** 山教〔2025〕3号: the next of the year in which it is signed; no leading zero. */
export async function proposeNumber(trx: TenantReader, tenantId: number, report: Report): Promise<string> {
  // As it was signed: a bureau renamed since keeps the old prefix on what it issued under it.
  const { documentPrefix } = report.frozen?.issuer ?? (await getIssuer(trx, tenantId));
  const series = numberSeries(documentPrefix, (report.issuedOn ?? `${report.year + 1}`).slice(0, 4));
  const given = await listNumbers(trx, tenantId, series);
  const highest = Math.max(0, ...given.map((number) => parseNumber(number)?.sequence ?? 0));
  return documentNumber(series, highest + 1);
}
