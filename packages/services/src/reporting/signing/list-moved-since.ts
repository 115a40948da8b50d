import { figureKey, valuesByKey, type IndicatorValue, type MovedFigure } from '@huibao/domain';
import type { Reader } from '../../rollup/roll-up.ts';
import { listSeen } from '../gate/seen-figure.repository.ts';
import { listMovedInText } from '../moved-in-text.ts';
import type { Report } from '../report.repository.ts';
import type { SectionText } from '../section.repository.ts';
import { findManifest } from './manifest.repository.ts';

/** A figure that moved, and when it was what it was before, for whom. */
export interface MovedSince extends MovedFigure {
  readonly by: string | null;
  readonly at: string | null;
}

/** Of the figures in the text: while it is written, since a drafter looked; under signature, since that was given. */
export async function listMovedSince(
  { trx, actor }: Reader,
  report: Report,
  sections: readonly SectionText[],
  figures: ReadonlyMap<string, IndicatorValue>,
): Promise<readonly MovedSince[]> {
  if (report.state === 'drafting') {
    const seen = await listSeen(trx, actor.tenantId, report.id);
    const before = new Map([...seen].flatMap(([code, { value }]) => (value ? [[code, value] as const] : [])));
    const moved = listMovedInText(sections, before, figures).filter((one) => seen.has(figureKey(one)));
    return moved.map((one) => {
      const { by = null, at = null } = seen.get(figureKey(one)) ?? {};
      return { ...one, by, at };
    });
  }
  if (report.state !== 'in_approval' || report.approvalHash === null) return [];
  const signed = await findManifest(trx, actor.tenantId, report.id, report.approvalHash);
  if (!signed) return [];
  const before = valuesByKey(signed.values);
  return listMovedInText(sections, before, figures).map((moved) => ({ ...moved, by: null, at: null }));
}
