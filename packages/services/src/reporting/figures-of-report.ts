import type { IndicatorValue } from '@huibao/domain';
import { rollUp, type Reader } from '../rollup/roll-up.ts';
import { readerOfReport } from './reader-of-report.ts';
import type { Report } from './report.repository.ts';

/** Frozen where issued, alive before. */
export async function figuresOfReport(reader: Reader, report: Report): Promise<ReadonlyMap<string, IndicatorValue>> {
  if (report.frozen) return new Map(report.frozen.figures.map((value) => [value.code, value]));
  return rollUp(await readerOfReport(reader, report.edition), report.edition);
}
