import type { PrintedContent } from '../definition.ts';
import { printedLines, type PrintFigure } from '../printed-lines.ts';
import type { GateFinding } from './finding.ts';

interface LedgerSection {
  readonly code: string;
  readonly heading: string;
  readonly ledger: 'shortcoming' | 'plan';
  readonly content: PrintedContent;
  /** Ids of the items that stand in it as such, whatever their words became. */
  readonly named: ReadonlySet<string>;
}

interface Listed {
  readonly id: string;
  readonly kind: 'shortcoming' | 'plan';
  readonly title: string;
}

/**
 * A chapter and the ledger name the same: every item is in the text, as such or by its title, and the text counts no
 * more than there are, so that next year's report answers what this one said.
 */
export function checkLedger(
  sections: readonly LedgerSection[],
  items: readonly Listed[],
  print: PrintFigure,
): readonly GateFinding[] {
  return sections.flatMap((section): readonly GateFinding[] => {
    const own = items.filter((item) => item.kind === section.ledger);
    const place = { section: section.code, block: null };
    const params = { section: section.heading, kind: section.ledger };
    if (own.length === 0) return [{ check: 'ledger_missing', place, quote: null, params, subject: [section.code] }];
    const lines = printedLines(section.content, print).map((line) => line.text.replaceAll(/\s/gu, ''));
    const text = lines.join('\n');
    const unlisted = own
      .filter(({ id, title }) => !section.named.has(id) && !text.includes(title.replaceAll(/\s/gu, '')))
      .map(({ title }): GateFinding => ({
        check: 'ledger_unlisted',
        place,
        quote: null,
        params: { ...params, title },
        subject: [section.code, title],
      }));
    const counted = lines.filter((line) => /^(?:[一二三四五六七八九十]+|\d{1,2})是/u.test(line)).length;
    return counted <= own.length
      ? unlisted
      : [
          ...unlisted,
          {
            check: 'ledger_overcounted',
            place,
            quote: null,
            params: { ...params, counted, items: own.length },
            subject: [section.code, counted, own.length],
          },
        ];
  });
}
