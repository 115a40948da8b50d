import type { SectionContent, TemplateSection } from '@huibao/domain';
import type { Editor } from '@tiptap/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportSection } from '../../outputs.ts';
import { EditorTools } from '../../report/editor-tools.tsx';
import type { FigureCatalogue } from '../../report/figure-catalogue.ts';
import { SectionEditor, type ChosenFigure } from '../../report/section-editor.tsx';
import type { ChosenCondition } from '../../report/sentence/condition-in-text.ts';
import type { TemplateLook } from './catalogue.ts';
import { useFollowedText } from './use-followed-text.ts';

const noSource = (): string => '';

/** A section of the template as it is written: what is typed goes to the draft, whose steps it is undone by. */
export function SectionPane({
  section,
  isParagraph = false,
  number,
  block,
  catalogue,
  look,
  onChange,
  onBlock,
  onFigure,
  onCondition,
  onLeave,
  onReplaced,
  isEntered,
  onEntered,
}: {
  readonly section: TemplateSection;
  /** Only a paragraph of it is written, whose heading stands elsewhere. */
  readonly isParagraph?: boolean;
  /** That of its place, before its heading. */
  readonly number: string;
  readonly block: number | null;
  readonly catalogue: FigureCatalogue;
  readonly look: TemplateLook;
  readonly onChange: (content: SectionContent, step: number) => void;
  readonly onBlock: (block: number) => void;
  readonly onFigure: (figure: ChosenFigure | null) => void;
  readonly onCondition: (condition: ChosenCondition | null) => void;
  readonly onLeave: () => void;
  /** Another text stands there: what was said of a place in it holds no more. */
  readonly onReplaced: () => void;
  /** Whether the cursor is to go into the text, as soon as the editor is there. */
  readonly isEntered: boolean;
  readonly onEntered: () => void;
}) {
  const { t } = useTranslation('designer');
  const { content, heading, level } = section;
  const followed = useFollowedText({ content, block, onChange, onBlock, onLeave, onReplaced });
  const { editor } = followed;
  useEffect(() => {
    if (!editor || !isEntered) return;
    editor.view.focus();
    onEntered();
  }, [editor, isEntered, onEntered]);
  // What it began as: what comes later is put into the editor that stands.
  const [first] = useState({ ...section, content: content as ReportSection['content'] });
  const [focused, setFocused] = useState<Editor | null>(null);
  return (
    <>
      <EditorTools
        editor={focused ?? editor}
        fallback={catalogue.indicators[0]?.code ?? null}
        isParagraph={isParagraph}
      />
      <div className="document" lang="zh-CN">
        {!isParagraph && (
          <h2 className={`heading-${level}`}>
            {number}
            {heading === '' ? <span className="muted">{t('template.opening')}</span> : heading}
          </h2>
        )}
        <SectionEditor
          catalogue={catalogue}
          section={first}
          isLocked={false}
          describe={look.describe}
          sourceOf={noSource}
          decide={look.decide}
          onChange={followed.onChange}
          onFigure={onFigure}
          onCondition={onCondition}
          onFocus={setFocused}
          onReady={followed.onReady}
        />
      </div>
      <p className="muted small template-hint">{t('template.hint')}</p>
    </>
  );
}
