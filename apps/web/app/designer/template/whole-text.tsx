import type { ReportTemplate } from '@huibao/domain';
import type { SectionList } from '@huibao/domain/designing';
import { useTranslation } from 'react-i18next';
import { SectionText } from '../../report/section-text.tsx';
import type { TemplateLook } from './catalogue.ts';
import { numbersOfSections } from './numbers-of-sections.ts';

const noSource = (): string => '';

/** The whole text to be read, all that may be printed in it; a section is opened by its heading. */
export function WholeText({
  template,
  list,
  look,
  onOpen,
}: {
  readonly template: ReportTemplate;
  readonly list: SectionList;
  readonly look: TemplateLook;
  readonly onOpen: (section: number) => void;
}) {
  const { t } = useTranslation('designer');
  const sections = template[list] ?? [];
  const numbers = numbersOfSections(sections);
  return (
    <div className="document template-whole" lang="zh-CN">
      <p className="document-title">
        {template.title.map((line, index) => (
          <span key={index}>{line}</span>
        ))}
      </p>
      {sections.map((section, index) => (
        <section key={section.code}>
          <h2 className={`heading-${section.level}`}>
            <button type="button" onClick={() => onOpen(index)}>
              {numbers[index]}
              {section.heading === '' ? t('template.opening') : section.heading}
            </button>
          </h2>
          <SectionText
            content={section.content}
            describe={look.describe}
            sourceOf={noSource}
            decide={look.decide}
            isWriting
            chosen={null}
            onFigure={() => onOpen(index)}
          />
        </section>
      ))}
    </div>
  );
}
