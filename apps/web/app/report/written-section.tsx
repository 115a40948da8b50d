import type { FigureNode, SectionContent } from '@huibao/domain';
import { Button } from '@huibao/ui';
import type { Editor } from '@tiptap/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { ReportSection, ReportView } from '../outputs.ts';
import type { FigureLook } from './editor-schema.ts';
import { SectionEditor, type ChosenFigure } from './section-editor.tsx';
import { useAutosave, type Autosave } from './use-autosave.ts';

/** A section being written, with its own saving; what it says of itself goes up to the page. */
export function WrittenSection({
  report,
  section,
  describe,
  sourceOf,
  onContent,
  onSaving,
  onFigure,
  onFocus,
  onReload,
}: {
  report: ReportView;
  section: ReportSection;
  describe: (attrs: FigureNode['attrs']) => FigureLook;
  sourceOf: (attrs: Record<string, unknown>) => string;
  onContent: (code: string, content: SectionContent) => void;
  onSaving: (code: string, saving: Autosave) => void;
  onFigure: (figure: ChosenFigure | null) => void;
  onFocus: (code: string, editor: Editor) => void;
  onReload: (code: string) => void;
}) {
  const { t } = useTranslation('reports');
  const saving = useAutosave(report.id, section.code, section.version);
  const { state, failure } = saving;
  // Only what is shown or called from above; a new object each render would go round for ever.
  useEffect(() => onSaving(section.code, saving), [onSaving, section.code, saving]);
  const keepMine = async (): Promise<void> => {
    const current = await client.report.get.query({ reportId: report.id });
    await saving.overwrite(current.sections.find((one) => one.code === section.code)?.version ?? section.version);
  };
  return (
    <>
      <SectionEditor
        report={report}
        section={section}
        describe={describe}
        sourceOf={sourceOf}
        onFigure={onFigure}
        onFocus={(editor) => onFocus(section.code, editor)}
        onChange={(content) => {
          saving.change(content);
          onContent(section.code, content);
        }}
      />
      {state === 'failed' && <FailureAlert failure={failure} />}
      {state === 'conflict' && (
        <div className="stack">
          <FailureAlert failure={failure} />
          <div className="row">
            <Button size="small" onClick={() => void keepMine()}>
              {t('conflict.mine')}
            </Button>
            <Button size="small" onClick={() => onReload(section.code)}>
              {t('conflict.theirs')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
