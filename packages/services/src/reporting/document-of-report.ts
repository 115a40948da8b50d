import { HuibaoError, officialWording, type OfficialDocument } from '@huibao/domain';
import type { Reader } from '../rollup/roll-up.ts';
import { figuresOfReport } from './figures-of-report.ts';
import { hiddenInPublic } from './figures-of-text.ts';
import { titlesOf } from './fill-in.ts';
import { listAbsences } from './gate/list-absences.ts';
import { getIssuer } from './issuer.repository.ts';
import { layOut, type Copy } from './lay-out.ts';
import type { Report } from './report.repository.ts';
import { listSections } from './section.repository.ts';

/** The document as it stands: frozen words where issued, live ones with a watermark before. */
export async function documentOf(reader: Reader, report: Report, copy: Copy): Promise<OfficialDocument> {
  const { trx, actor } = reader;
  if (report.frozen) {
    const { sections } = report.frozen;
    if (!sections) throw new HuibaoError('report.annulled');
    const figures = await figuresOfReport(reader, report, sections);
    const hidden = new Set(copy === 'public' ? report.frozen.hidden : []);
    return layOut(
      { ...report.frozen, sections },
      report.frozen.issuer,
      report.frozen.definitions ?? report.edition.indicators,
      figures,
      hidden,
      { copy, number: report.number, signer: report.frozen.signer, date: report.issuedOn, watermark: '' },
    );
  }
  const issuer = await getIssuer(trx, actor.tenantId);
  const sections = await listSections(trx, actor.tenantId, report.id);
  const figures = await figuresOfReport(reader, report, sections);
  const text = {
    ...titlesOf(report.edition, issuer),
    sections,
    absences: await listAbsences(reader, report),
  };
  const hidden =
    copy === 'public' ? await hiddenInPublic(reader, report.edition, sections, figures) : new Set<string>();
  return layOut(text, issuer, report.edition.indicators, figures, hidden, {
    copy,
    number: null,
    signer: '',
    date: null,
    watermark: officialWording.draft,
  });
}
