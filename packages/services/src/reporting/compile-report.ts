import { HuibaoError, listedItem, type SectionContent } from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear } from '../forms/edition.repository.ts';
import { listItemsOfYear, type LedgerItem } from '../ledger/ledger.repository.ts';
import { defineMutation } from '../use-case.ts';
import { overseesOthers } from '../rollup/rollup-year.repository.ts';
import { draftOf } from './fill-in.ts';
import { getIssuer } from './issuer.repository.ts';
import { listVersions } from './report.repository.ts';
import { startVersion } from './start-version.ts';

/** Compiles the year's first draft from the template: its figures are alive until 签发. */
export const compileReport = defineMutation({
  permission: 'report.write',
  input: z.object({ year: z.int() }),
  async run(scope, { year }) {
    const { trx, actor } = scope;
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const versions = await listVersions(trx, actor.tenantId, edition);
    if (versions.length > 0) throw new HuibaoError('report.exists', { year });
    const ledger = await listItemsOfYear(trx, actor.tenantId, year);
    const issuer = await getIssuer(trx, actor.tenantId);
    const { sections: own, overview } = edition.template;
    const template = overview && (await overseesOthers(trx, actor.tenantId)) ? overview : own;
    const sections = template.map((section) => {
      const content = draftOf(section.content, issuer, year);
      const items = ledger.filter((item) => item.kind === section.ledger);
      return { ...section, content: withLedger(content, items) };
    });
    return startVersion(scope, edition, { version: 1, correctionReason: null }, sections);
  },
});

/** The ledger's items as an official lists them, with their causes (the law asks for them). */
function withLedger(content: SectionContent, items: readonly Pick<LedgerItem, 'title' | 'detail'>[]): SectionContent {
  const paragraphs = items.map((item, index) => ({
    type: 'paragraph' as const,
    content: [{ type: 'text' as const, text: listedItem(index, [item.title, item.detail]) }],
  }));
  return { type: 'doc', content: [...content.content, ...paragraphs] };
}
