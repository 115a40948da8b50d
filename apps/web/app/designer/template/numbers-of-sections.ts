import { numberSections, type TemplateSection } from '@huibao/domain';

const words = {
  type: 'doc',
  version: 2,
  content: [{ type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text: '…' }] }],
} as const;

/** The numbers of sections' places while all are printed: of some only a report knows that they are. */
export function numbersOfSections(sections: readonly TemplateSection[]): readonly string[] {
  const heads = sections.map(({ heading, level, numbering }) => ({ heading, level, numbering, content: words }));
  return numberSections(heads).map(({ heading }, index) =>
    heading.slice(0, heading.length - (sections[index]?.heading.length ?? 0)),
  );
}
