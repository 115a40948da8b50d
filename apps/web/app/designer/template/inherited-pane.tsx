import type { InlineNode, ParagraphNode, ReportTemplate, SectionContent, TemplateSection } from '@huibao/domain';
import { isSame, keptOver, keyOfParagraph, paragraphsOf, type OwnWording } from '@huibao/domain/additions';
import { changeAt, writtenText, type AddingLens, type OwnReport } from '@huibao/domain/designing';
import { Banner, Button } from '@huibao/ui';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureCatalogue } from '../../report/figure-catalogue.ts';
import { SectionText } from '../../report/section-text.tsx';
import type { ChosenFigure } from '../../report/section-editor.tsx';
import type { ChosenCondition } from '../../report/sentence/condition-in-text.ts';
import type { DraftHandle } from '../use-draft.ts';
import type { TemplateLook } from './catalogue.ts';
import { templateOf } from './nodes.ts';
import { SectionPane } from './section-pane.tsx';

const noSource = (): string => '';
const noWords: readonly InlineNode[] = [];

interface Props {
  readonly draft: DraftHandle;
  readonly lens: AddingLens;
  readonly template: ReportTemplate;
  readonly index: number;
  readonly section: TemplateSection;
  readonly number: string;
  readonly block: number | null;
  readonly catalogue: FigureCatalogue;
  readonly look: TemplateLook;
  /** What of the section changes, in a step of its own. */
  readonly onEdit: (template: ReportTemplate, of: string | null) => void;
  readonly onFigure: (figure: ChosenFigure | null) => void;
  readonly onCondition: (condition: ChosenCondition | null) => void;
  readonly onLeave: () => void;
  readonly onReplaced: () => void;
  readonly isEntered: boolean;
  readonly onEntered: () => void;
}

/** A section from above, as the level has it; its chosen paragraph in the level's own words. */
export function InheritedPane(props: Props) {
  const { section, number, block, look } = props;
  const { t } = useTranslation('designer');
  const chosen = block === null ? undefined : section.content.content[block];
  return (
    <>
      <div className="document" lang="zh-CN">
        <h2 className={`heading-${section.level}`}>
          {number}
          {section.heading === '' ? <span className="muted">{t('template.opening')}</span> : section.heading}
        </h2>
        {chosen?.type !== 'paragraph' && <ReadOnly content={section.content} look={look} />}
      </div>
      {chosen?.type === 'paragraph' ? (
        <Reworded key={`${section.code} ${chosen.attrs.id}`} {...props} paragraph={chosen} at={block ?? 0} />
      ) : (
        <p className="muted small template-hint">{t(chosen ? 'adding.notWords' : 'adding.choose')}</p>
      )}
    </>
  );
}

function ReadOnly({ content, look }: { readonly content: SectionContent; readonly look: TemplateLook }) {
  return (
    <SectionText
      content={content}
      describe={look.describe}
      sourceOf={noSource}
      decide={look.decide}
      isWriting
      chosen={null}
      onFigure={() => undefined}
    />
  );
}

const asContent = (paragraph: ParagraphNode): SectionContent => ({ type: 'doc', version: 2, content: [paragraph] });

/** One paragraph as it is written, beside what the level above says in its place. */
function Reworded({ paragraph, at, ...props }: Props & { readonly paragraph: ParagraphNode; readonly at: number }) {
  const { draft, lens, template, index, section, look, onEdit } = props;
  const { t } = useTranslation('designer');
  const id = keyOfParagraph({ in: writtenText(lens.base), section: section.code, block: paragraph.attrs.id });
  const theirs = paragraphsOf(templateOf(lens.base.parts)).get(id);
  const now = theirs?.content ?? noWords;
  const report = draft.state.held.get('report.json') as OwnReport;
  const wording = report.wordings?.find((one) => keyOfParagraph(one) === id);
  const isMoved = wording !== undefined && !isSame(wording.over, now);
  const path = ['sections', index, 'content', 'content', at, 'content'];
  const put = (words: readonly InlineNode[], of: string | null): void =>
    onEdit(
      changeAt(template, path, () => (words.length > 0 ? words : undefined)),
      of,
    );
  /** The text that was typed last, for as long as it is what is kept: the editor goes on in it. */
  const typed = useRef<SectionContent | null>(null);
  const isTyped = typed.current !== null && isSame(wordsOf(typed.current), paragraph.content ?? noWords);
  const content = isTyped && typed.current ? typed.current : asContent(paragraph);
  const settle = (change: (one: OwnWording) => readonly OwnWording[]): void => {
    const wordings = (report.wordings ?? []).flatMap((one) => (one === wording ? change(one) : [one]));
    draft.store.editHeld(new Map([['report.json', withWordings(report, wordings)]]));
  };
  return (
    <section className="own-wording" aria-label={t('adding.own')}>
      <header className="row">
        <h3>{t('adding.own')}</h3>
        <span className="spacer" />
        {wording && !isMoved && (
          <Button size="small" onClick={() => put(now, null)}>
            {t('adding.restore')}
          </Button>
        )}
      </header>
      {isMoved && (
        <Banner
          tone="warn"
          role="alert"
          end={
            <span className="row">
              <Button size="small" onClick={() => settle(() => [])}>
                {t('adding.take')}
              </Button>
              <Button size="small" variant="primary" onClick={() => settle((one) => [keptOver(one, now)])}>
                {t('adding.keep')}
              </Button>
            </span>
          }
        >
          {t('adding.moved')}
        </Banner>
      )}
      {!wording && <p className="muted small">{t('adding.same')}</p>}
      <SectionPane
        {...props}
        section={{ ...section, content }}
        isParagraph
        block={null}
        onBlock={() => undefined}
        onChange={(changed, step) => {
          // What isn't one paragraph by now becomes one again, in the editor too.
          typed.current = isOneParagraph(changed) ? changed : null;
          put(wordsOf(changed), `own wording ${id} ${step}`);
        }}
      />
      {wording && (
        <>
          <h4 className="muted">{t(isMoved ? 'adding.now' : 'adding.theirs')}</h4>
          <div className="document theirs" lang="zh-CN">
            {theirs && <ReadOnly content={asContent(theirs)} look={look} />}
          </div>
        </>
      )}
    </section>
  );
}

function isOneParagraph({ content }: SectionContent): boolean {
  return content.length === 1 && content[0]?.type === 'paragraph';
}

/** What stands in it, in one paragraph: it is one of the report's from above. */
function wordsOf({ content }: SectionContent): readonly InlineNode[] {
  return content.flatMap((block) => (block.type === 'table' ? [] : (block.content ?? [])));
}

function withWordings({ wordings: _, ...report }: OwnReport, wordings: readonly OwnWording[]): OwnReport {
  return wordings.length > 0 ? { ...report, wordings } : report;
}

/** Own words whose paragraphs the level above has no more: kept here until somebody removes them. */
export function GoneWordings({ draft, lens, look }: Pick<Props, 'draft' | 'lens' | 'look'>) {
  const { t } = useTranslation('designer');
  const report = draft.state.held.get('report.json') as OwnReport;
  const there = paragraphsOf(templateOf(lens.base.parts));
  const gone = (report.wordings ?? []).filter((wording) => !there.has(keyOfParagraph(wording)));
  if (gone.length === 0) return null;
  return (
    <div className="banner warn gone-wordings" role="note">
      <p>{t('adding.gone')}</p>
      {gone.map((one) => (
        <div key={keyOfParagraph(one)} className="row">
          <div className="document" lang="zh-CN">
            <ReadOnly
              content={asContent({ type: 'paragraph', attrs: { id: one.block }, content: one.words })}
              look={look}
            />
          </div>
          <Button
            size="small"
            onClick={() =>
              draft.store.editHeld(
                new Map([
                  [
                    'report.json',
                    withWordings(
                      report,
                      (report.wordings ?? []).filter((other) => other !== one),
                    ),
                  ],
                ]),
              )
            }
          >
            {t('adding.remove')}
          </Button>
        </div>
      ))}
    </div>
  );
}
