import { valuesByKey } from '@huibao/domain';
import { rollUpFigures, scopedOnly } from '../rollup/figures-of-scopes.ts';
import { rollUp, type Figures, type Reader } from '../rollup/roll-up.ts';
import { figuresUsed, type Sections } from './figures-of-text.ts';
import { readerOfReport } from './reader-of-report.ts';
import type { Report } from './report.repository.ts';

/**
 * Frozen where issued, alive before: every indicator's of the year, and what the text asks of a part of it or of last
 * year.
 */
export async function figuresOfReport(scope: Reader, report: Report, sections: Sections): Promise<Figures> {
  if (report.frozen) return valuesByKey(report.frozen.figures);
  const reader = await readerOfReport(scope, report.edition);
  const ofYear = await rollUp(reader, report.edition);
  const scoped = scopedOnly(figuresUsed(sections));
  if (scoped.length === 0) return ofYear;
  return new Map([...ofYear, ...(await rollUpFigures(reader, report.edition, scoped))]);
}
