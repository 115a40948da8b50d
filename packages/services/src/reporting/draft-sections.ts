import { listedItem, type SectionContent } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { listItemsOfYear, type LedgerItem } from '../ledger/ledger.repository.ts';
import { overseesOthers } from '../rollup/rollup-year.repository.ts';
import type { QueryScope } from '../use-case.ts';
import { draftOf } from './fill-in.ts';
import { getIssuer } from './issuer.repository.ts';
import type { SectionText } from './section.repository.ts';

/** The year's report as its template has it, with what the ledger lists. */
export async function draftSections(
  { trx, actor }: Pick<QueryScope, 'trx' | 'actor'>,
  edition: Edition,
): Promise<readonly SectionText[]> {
  const ledger = await listItemsOfYear(trx, actor.tenantId, edition);
  const issuer = await getIssuer(trx, actor.tenantId);
  const { sections: own, overview } = edition.template;
  const template = overview && (await overseesOthers(trx, actor.tenantId)) ? overview : own;
  return template.map((section) => {
    const content = draftOf(section.content, issuer, edition.year);
    const items = ledger.filter((item) => item.kind === section.ledger);
    return { ...section, content: withLedger(content, items) };
  });
}

/** The ledger's items as an official lists them, with their causes (the law asks for them). */
function withLedger(
  content: SectionContent,
  items: readonly Pick<LedgerItem, 'id' | 'title' | 'detail'>[],
): SectionContent {
  const paragraphs = items.map(({ id, title, detail }, index) => ({
    type: 'paragraph' as const,
    attrs: { id: `ledger-${id}` },
    content: [
      {
        type: 'ledgerItem' as const,
        attrs: { id: `item-${id}`, item: id },
        content: [{ type: 'text' as const, text: listedItem(index, [title, detail]) }],
      },
    ],
  }));
  return { ...content, content: [...content.content, ...paragraphs] };
}
