import {
  figureKey,
  isPartial,
  isPermitted,
  officialDate,
  uniqueFigures,
  type FigureNode,
  type SectionContent,
} from '@huibao/domain';
import { Banner, Button, PageHead, Tag } from '@huibao/ui';
import { Link, useRevalidator } from '@remix-run/react';
import type { Editor } from '@tiptap/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { UntilThere } from '../fetched-part.tsx';
import type { ReportCase, ReportSection, ReportView, SectionHead } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { PageStatus } from '../shell/page-status.tsx';
import { RenewSession } from '../shell/renew-session.tsx';
import { useUnsavedPart } from '../unsaved-work.ts';
import type { FigureLook } from './editor-schema.ts';
import { AnnulledNote } from './annulment/annulled-note.tsx';
import { figureWords } from './figure-words.ts';
import { IdleTools } from './idle-tools.tsx';
import { PartBanner } from './gate/part-banner.tsx';
import { AsidesDialog } from './prose/asides-dialog.tsx';
import { holdTab } from './prose/kept-prose.ts';
import { useWatch } from './prose/use-watch.ts';
import { VersionsDialog } from './prose/versions-dialog.tsx';
import { newNodeId } from './new-node-id.ts';
import { ReportActions } from './report-actions.tsx';
import { DeliveryBanner, DraftBanners } from './report-banners.tsx';
import { ReportChain } from './report-chain.tsx';
import { YearReachBanner } from '../rollup/year-reach-banner.tsx';
import { ReportOutline, type SectionNote } from './report-outline.tsx';
import { ReportSide, type ShownSide } from './report-side.tsx';
import type { ChosenFigure } from './section-editor.tsx';
import type { ChosenCondition } from './sentence/condition-in-text.ts';
import { useDecide, useLabelOf } from './sentence/use-decide.ts';
import { SavingState } from './saving-state.tsx';
import { sectionState } from './section-state.ts';
import { SectionText } from './section-text.tsx';
import { EditorTools } from './writing.tsx';
import { isSignedOut, type Autosave } from './use-autosave.ts';
import { useFigures } from './use-figures.ts';
import { WrittenSection } from './written-section.tsx';

export function ReportPage({ report }: { report: ReportView }) {
  const { t } = useTranslation('reports');
  const profile = useRootData()?.profile;
  const role = profile?.membership.role;
  const isFree = report.part === null || report.part === report.chain[0]?.code;
  const isWriting = report.state === 'drafting' && role !== undefined && isPermitted(role, 'report.write') && isFree;
  const mayMove = report.state === 'drafting' || report.state === 'in_approval';
  const watched = useWatch(report.id, mayMove);
  const { revalidate } = useRevalidator();
  const [versionsOf, setVersionsOf] = useState<ReportSection | null>(null);
  const [recovered, setRecovered] = useState<ReadonlySet<string>>(new Set());
  const [turnedTo] = useState(() => new Set<string>());
  const [isShowingAsides, setShowingAsides] = useState(false);
  useEffect(holdTab, []);
  const [contents, setContents] = useState<ReadonlyMap<string, SectionContent>>(new Map());
  const [savings, setSavings] = useState<ReadonlyMap<string, Autosave>>(new Map());
  const [reloaded, setReloaded] = useState<ReadonlyMap<string, ReportSection>>(new Map());
  const [chosen, setChosen] = useState<ChosenFigure | null>(null);
  const [condition, setCondition] = useState<ChosenCondition | null>(null);
  const [focused, setFocused] = useState<Editor | null>(null);
  const [side, setSide] = useState<ShownSide>({ tab: isWriting ? 'figure' : 'process', isFolded: true });

  const known = useFigures(report);
  const { find } = known;
  const labelOf = useLabelOf(report);
  const moved = useMemo(() => new Set(report.moved.map(figureKey)), [report.moved]);
  const describe = useCallback(
    (attrs: FigureNode['attrs']): FigureLook => {
      const indicator = find(attrs);
      return {
        words: figureWords(attrs, indicator),
        title: labelOf(attrs),
        tone: !indicator
          ? 'unknown'
          : moved.has(figureKey(attrs))
            ? 'moved'
            : isPartial(indicator.value, indicator.coverageFloor)
              ? 'partial'
              : null,
      };
    },
    [find, moved, labelOf],
  );
  const { stateOf, decide } = useDecide(report, known);
  const stale = useMemo(() => new Set(report.sections.flatMap((section) => section.staleCases)), [report.sections]);
  const sourceOf = useCallback(
    (attrs: Record<string, unknown>): string => {
      const unit = String(attrs.unitName);
      const source = attrs.edited === true ? t('cases.edited', { unit }) : t('cases.source', { unit });
      return [
        source,
        ...(attrs.naming === 'anonymous' ? [t('cases.anonymous')] : []),
        ...(stale.has(String(attrs.id)) ? [t('cases.stale')] : []),
      ].join(' · ');
    },
    [stale, t],
  );

  const states = new Map(
    report.sections.map((section) => [
      section.code,
      sectionState(contents.get(section.code) ?? section.content, stateOf, section.ledger, section.answeredNumbers),
    ]),
  );
  const figures = [...states.values()].flatMap((state) => state.figures);
  const used = uniqueFigures(figures)
    .map(find)
    .filter((one) => one !== undefined);
  const partial = used.filter((one) => isPartial(one.value, one.coverageFloor)).length;
  const typed = [...states.values()].reduce((sum, state) => sum + state.typedNumbers.length, 0);
  const notes = new Map(
    report.sections.map((section): [string, SectionNote] => {
      const state = states.get(section.code);
      return [
        section.code,
        {
          isBlank: state?.isBlank ?? true,
          typed: state?.typedNumbers.length ?? 0,
          stale: section.staleCases.length,
          ledger: state?.ledgerIssues ?? 0,
          partial: 0,
        },
      ];
    }),
  );
  const onContent = useCallback(
    (code: string, content: SectionContent): void => setContents((before) => new Map(before).set(code, content)),
    [],
  );
  const onSaving = useCallback(
    (code: string, saving: Autosave): void =>
      setSavings((before) => (before.get(code) === saving ? before : new Map(before).set(code, saving))),
    [],
  );
  const onFigure = useCallback((figure: ChosenFigure | null): void => {
    setChosen(figure);
    if (!figure) return;
    setSide({ tab: 'figure', isFolded: false });
  }, []);
  const onCondition = useCallback((found: ChosenCondition | null): void => {
    setCondition(found);
    if (found) setSide((before) => (before.tab === 'figure' ? before : { tab: 'figure', isFolded: before.isFolded }));
  }, []);
  const replace = (fresh: ReportSection, isRecovered = false): void => {
    setReloaded((before) => new Map(before).set(fresh.code, fresh));
    if (isRecovered) setRecovered((before) => new Set(before).add(fresh.code));
    onContent(fresh.code, fresh.content);
  };
  const hasTables = report.sections.some(({ content }) => content.content.some(({ type }) => type === 'table'));
  const headOf = (code: string): SectionHead | undefined => watched?.sections.find((one) => one.code === code);
  const hasEarlier = ({ code, version }: ReportSection): boolean => Math.max(headOf(code)?.version ?? 0, version) > 1;
  /** Of what stands on the server: what is still being written is saved first. */
  const openVersions = async (code: string): Promise<void> => {
    if (!(await flush())) return;
    const fresh = await client.report.get.query({ reportId: report.id });
    setVersionsOf(fresh.sections.find((one) => one.code === code) ?? null);
  };
  const flush = async (): Promise<boolean> =>
    (await Promise.all([...savings.values()].map((saving) => saving.flush()))).every(Boolean);
  const unsaved = [...savings.values()].filter(({ state, conflict }) => state !== 'saved' && !conflict?.asideId);
  const now = useRef({ unsaved, flush });
  now.current = { unsaved, flush };
  useUnsavedPart(
    useMemo(
      () => ({
        count: () => now.current.unsaved.length,
        save: () => now.current.flush(),
        isKept: () => now.current.unsaved.every((saving) => saving.isKept()),
      }),
      [],
    ),
  );
  const quote = (one: ReportCase, as: 'case' | 'quotation'): void => {
    const { unitId, unitName, revisionId, cell, hash } = one;
    const attrs = { id: newNodeId(), unitId, unitName, revisionId, cell, hash, edited: false, naming: 'named' };
    const content = { type: as, attrs, content: [{ type: 'text', text: one.text }] };
    // There already, since something is focused.
    if (focused)
      void import('./undo-step.ts').then(({ actInText }) =>
        actInText(focused, (editor) => editor.commands.insertContent(content)),
      );
  };
  return (
    <>
      {isWriting && (
        <PageStatus>
          <SavingState savings={[...savings.values()]} />
        </PageStatus>
      )}
      <RenewSession
        isSignedOut={[...savings.values()].some(({ failure }) => isSignedOut(failure))}
        text={t('renew.text')}
        putOff={t('renew.putOff')}
        isKept={unsaved.every((saving) => saving.isKept())}
        onRenewed={flush}
      />
      <ol className="breadcrumb">
        <li>
          <Link to="/reports">{t('title')}</Link>
        </li>
        <li aria-current="page">{t('year', { year: report.year })}</li>
      </ol>
      <PageHead
        title={report.title.join('')}
        note={
          <span className="row">
            <span>{report.number ?? t('head.pendingNumber')}</span>
            {report.issuedOn ? (
              <span>{officialDate(report.issuedOn)}</span>
            ) : (
              <>
                <span>{t('head.reportDue', { date: report.due.report })}</span>
                <span>{t('head.publishDue', { date: report.due.publish })}</span>
              </>
            )}
            {report.version > 1 && <Tag>{t('head.version', { no: report.version })}</Tag>}
            {report.annulment && <Tag tone="alert">{t('annulled.head', { date: report.annulment.on })}</Tag>}
          </span>
        }
        actions={
          <>
            {report.annulment === null && (
              <>
                <a
                  className="button"
                  href={`/files/report/${report.id}/upward.pdf?inline`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {t('actions.preview')}
                </a>
                <a className="button" href={`/files/report/${report.id}/upward.docx`}>
                  {t('actions.word')}
                </a>
                {hasTables && (
                  <a className="button" href={`/files/report/${report.id}/upward.xlsx`}>
                    {t('actions.tables')}
                  </a>
                )}
              </>
            )}
            <ReportActions report={report} onLeave={flush} />
          </>
        }
      />
      {report.correctionReason && (
        <Banner tone="info">{t('head.correction', { reason: report.correctionReason })}</Banner>
      )}
      <AnnulledNote report={report} />
      <PartBanner report={report} />
      <DraftBanners report={report} isWriting={isWriting} onLeave={flush} />
      {report.reach && <YearReachBanner reach={report.reach} />}
      <DeliveryBanner report={report} />
      {watched !== null && watched.decisions > report.decisions.length && (
        <Banner
          tone="warn"
          role="status"
          end={
            <Button size="small" onClick={() => revalidate()}>
              {t('told.reload')}
            </Button>
          }
        >
          {t('told.moved')}
        </Banner>
      )}
      <div className="row">
        <ReportChain report={report} />
        <span className="spacer" />
        {report.annulment === null && (
          <span className="report-counts">
            <Tag tone="info">{t('counts.figures', { count: figures.length })}</Tag>
            {report.moved.length > 0 && <Tag tone="warn">{t('counts.moved', { count: report.moved.length })}</Tag>}
            {watched !== null && watched.asides > 0 && (
              <button
                type="button"
                className="tag warn"
                onClick={() => void flush().then((isSaved) => isSaved && setShowingAsides(true))}
              >
                {t('asides.count', { count: watched.asides })}
              </button>
            )}
            {typed > 0 && <Tag tone="alert">{t('counts.typed', { count: typed })}</Tag>}
            <Tag tone={partial > 0 ? 'warn' : 'ok'}>
              {t('counts.coverage', { full: used.length - partial, all: used.length })}
            </Tag>
          </span>
        )}
      </div>
      <div className="report-layout">
        {report.annulment === null ? <ReportOutline report={report} notes={notes} /> : <span />}
        <div className="card report-sheet">
          {isWriting && (
            <UntilThere.Provider value={<IdleTools />}>
              {focused ? <EditorTools editor={focused} fallback={report.indicators[0]?.code ?? null} /> : <IdleTools />}
            </UntilThere.Provider>
          )}
          <div className="document" lang="zh-CN">
            <p className="document-title" aria-hidden>
              {report.title.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </p>
            {report.annulment && <p className="muted">{t('annulled.empty')}</p>}
            {report.sections.map((section) => {
              const fresh = reloaded.get(section.code);
              return (
                <section key={section.code} id={`section-${section.code}`} aria-label={section.heading || t('opening')}>
                  {section.heading !== '' && <h2 className={`heading-${section.level}`}>{section.heading}</h2>}
                  {isWriting ? (
                    <WrittenSection
                      key={fresh?.version ?? 0}
                      report={report}
                      section={fresh ?? section}
                      head={headOf(section.code)}
                      userId={profile?.userId ?? ''}
                      describe={describe}
                      sourceOf={sourceOf}
                      decide={decide}
                      onContent={onContent}
                      onSaving={onSaving}
                      onFigure={onFigure}
                      onCondition={onCondition}
                      onFocus={(_code, editor) => setFocused(editor)}
                      onReplace={replace}
                      isRecovered={recovered.has(section.code)}
                      turnedTo={turnedTo}
                    />
                  ) : states.get(section.code)?.isBlank ? null : (
                    <SectionText
                      content={section.content}
                      describe={describe}
                      sourceOf={sourceOf}
                      decide={decide}
                      chosen={chosen?.attrs.id ?? null}
                      onFigure={(attrs) => onFigure({ section: section.code, attrs, update: null })}
                    />
                  )}
                  {(mayMove || hasEarlier(section)) && (
                    // Its room is there from the beginning: what somebody writes doesn't move down as it is saved.
                    <p className="section-foot no-print">
                      {hasEarlier(section) && (
                        <button
                          type="button"
                          className="button small plain"
                          onClick={() => void openVersions(section.code)}
                        >
                          {t('versions.open')}
                        </button>
                      )}
                    </p>
                  )}
                </section>
              );
            })}
          </div>
        </div>
        <ReportSide
          report={report}
          shown={side}
          onShow={setSide}
          chosen={chosen}
          condition={isWriting ? condition : null}
          decide={decide}
          onInsert={isWriting && focused ? quote : null}
        />
      </div>
      <VersionsDialog
        report={report}
        section={versionsOf}
        mayRestore={isWriting}
        onRestored={(fresh) => {
          replace(fresh);
          setVersionsOf(null);
        }}
        onClose={() => setVersionsOf(null)}
      />
      <AsidesDialog
        report={report}
        isOpen={isShowingAsides}
        isWriting={isWriting}
        onTaken={replace}
        onClose={() => setShowingAsides(false)}
      />
    </>
  );
}
