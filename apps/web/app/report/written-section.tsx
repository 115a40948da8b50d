import type { Condition, FigureNode, SectionContent } from '@huibao/domain';
import type { Editor } from '@tiptap/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment, useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { ReportSection, ReportView, SectionHead } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';
import type { FigureLook } from './editor-schema.ts';
import { ConflictPanel } from './prose/conflict-panel.tsx';
import { standingSection } from './prose/standing-section.ts';
import type { ChosenCondition } from './sentence/condition-in-text.ts';
import type { ConditionLook } from './sentence/sentence-node.ts';
import type { ChosenFigure } from './section-editor.tsx';
import { SectionText } from './section-text.tsx';
import { TextToWrite } from './text-to-write.tsx';
import { isSignedOut, isWorthAnotherTry, useAutosave, type Autosave } from './use-autosave.ts';

/** A section being written, with its own saving; what it says of itself goes up to the page. */
export function WrittenSection({
  report,
  section,
  head,
  userId,
  describe,
  sourceOf,
  decide,
  onContent,
  onSaving,
  onFigure,
  onCondition,
  onFocus,
  onReplace,
  isRecovered,
  turnedTo,
}: {
  report: ReportView;
  section: ReportSection;
  /** Who wrote which version last, as the server said a moment ago. */
  head: SectionHead | undefined;
  userId: string;
  describe: (attrs: FigureNode['attrs']) => FigureLook;
  sourceOf: (attrs: Record<string, unknown>) => string;
  decide: (when: Condition) => ConditionLook;
  onContent: (code: string, content: SectionContent) => void;
  onSaving: (code: string, saving: Autosave) => void;
  onFigure: (figure: ChosenFigure | null) => void;
  onCondition: (condition: ChosenCondition | null) => void;
  onFocus: (code: string, editor: Editor) => void;
  /** Shows another text of the section, one that stands on the server. */
  onReplace: (section: ReportSection, isRecovered: boolean) => void;
  /** Whether the text was found unsaved, and put back. */
  isRecovered: boolean;
  /** Sections whose editors have been called for: they stay, whichever text they show. */
  turnedTo: Set<string>;
}) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const saving = useAutosave(report.id, section, userId, (content, version) =>
    replace({ ...section, content: content as ReportSection['content'], version }, true),
  );
  const { state, failure, conflict, version } = saving;
  // Only what is shown or called from above; a new object each render would go round for ever.
  useEffect(() => onSaving(section.code, saving), [onSaving, section.code, saving]);
  const replace = (fresh: ReportSection, recovers = false): void => {
    saving.standOn(fresh.version);
    onReplace(fresh, recovers);
  };
  /** What was typed while the server answered is never replaced. */
  const load = async (): Promise<void> => {
    const standing = await standingSection(report.id, section.code);
    if (standing && !saving.hasUnsaved()) replace(standing);
  };
  const loadOwn = useRef(load);
  loadOwn.current = load;
  // Saved by oneself in another window, or as this page was being read: nobody has to be told of that.
  useEffect(() => {
    if (!head?.isOwn || head.version <= version || state !== 'saved' || isWritingIn(section.code)) return;
    // Offline: the next answer of the watch says it again.
    loadOwn.current().catch(() => undefined);
  }, [head, version, state, section.code]);
  return (
    <>
      {head && head.version > version && state !== 'saving' && !conflict && (
        <ToldOfChange
          head={head}
          onLoad={async () => {
            // What waits is saved first: where it can't be, both texts are shown.
            if (await saving.flush()) await load();
          }}
        />
      )}
      {isRecovered && (
        <p className="told" role="status" lang={locale}>
          {t('told.recovered')}
        </p>
      )}
      {conflict && <ConflictPanel report={report} conflict={conflict} onResolve={replace} />}
      <TextToWrite
        label={section.heading || t('opening')}
        turnedTo={turnedTo}
        text={
          <SectionText
            content={section.content}
            describe={describe}
            sourceOf={sourceOf}
            decide={decide}
            isWriting
            asInEditor
            chosen={null}
            onFigure={() => undefined}
          />
        }
        catalogue={report}
        section={section}
        isLocked={conflict !== null}
        describe={describe}
        sourceOf={sourceOf}
        decide={decide}
        onFigure={onFigure}
        onCondition={onCondition}
        onFocus={(editor) => onFocus(section.code, editor)}
        onChange={(content) => {
          saving.change(content);
          onContent(section.code, content);
        }}
      />
      {/* The document around it is Chinese. */}
      <div lang={locale}>
        <FailureAlert
          failure={isSignedOut(failure) ? null : failure}
          isKept={failure !== null && !isWorthAnotherTry(failure) && saving.isKept()}
        />
      </div>
    </>
  );
}

const isWritingIn = (code: string): boolean =>
  document.getElementById(`section-${code}`)?.contains(document.activeElement) ?? false;

function ToldOfChange({ head, onLoad }: { head: SectionHead; onLoad: () => Promise<void> }) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const { run, isBusy, failure } = useMutation(onLoad);
  return (
    <div className="told" role="status" lang={locale}>
      <span>{t('told.changed', { by: head.by, at: formatMoment(head.at) })}</span>
      <button type="button" className="button small" disabled={isBusy} onClick={() => void run()}>
        {t('told.load')}
      </button>
      <FailureAlert failure={failure} />
    </div>
  );
}
