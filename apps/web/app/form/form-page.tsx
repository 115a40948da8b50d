import { localize } from '@huibao/domain';
import { PageHead } from '@huibao/ui';
import { Link, useRevalidator } from '@remix-run/react';
import { startTransition, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { useRootData } from '../root.tsx';
import { useMutation } from '../use-mutation.ts';
import { PartGrid } from './grid/part-grid.tsx';
import { partsOf } from './grid/rows.ts';
import type { ToldPaste } from './grid/use-grid.ts';
import { AmendedBanner } from './panels/amended-banner.tsx';
import { CheckSummary } from './panels/check-summary.tsx';
import { DifferingCells } from './panels/differing.tsx';
import { FilesDialog } from './panels/dialogs-of-files.tsx';
import { FormActions } from './panels/form-actions.tsx';
import { HeadReview } from './panels/head-review.tsx';
import { OtherForms } from './panels/other-forms.tsx';
import { ParkedCells } from './panels/parked-cells.tsx';
import { PasteDialog } from './panels/paste-dialog.tsx';
import { Prefills } from './panels/prefills.tsx';
import { pinnedCells, StateBanner } from './panels/returned-banner.tsx';
import { SaveStatus, SaveTroubles } from './panels/save-status.tsx';
import { SectionSteps } from './panels/section-steps.tsx';
import { SidePanel } from './panels/side-panel.tsx';
import { findPlace, sectionOfCell, type Place } from './sync/places.ts';
import { useForm } from './sync/use-form.ts';
import type { SubmissionView } from './sync/view.ts';
import { AddedMark } from '../programme/added-mark.tsx';
import { RenewSession } from '../shell/renew-session.tsx';

/** One form of the term: sections across the top, its grid, and beside it what helps with the active cell. */
export function FormPage({ loaded, isPast }: { loaded: SubmissionView; isPast: boolean }) {
  const { t } = useTranslation(['form', 'common']);
  const locale = useLocale();
  const profile = useRootData()?.profile;
  const [person] = useState(profile ? { userId: profile.userId, role: profile.membership.role } : null);
  const { revalidate } = useRevalidator();
  const form = useForm(loaded, person);
  const { view } = form;
  const [wasAsked] = useState(view.state === 'confirming');
  const firstPinned = view.state === 'returned' ? pinnedCells(view)[0] : undefined;
  const firstSection = form.view.form.sections.find((one) => partsOf(one, view.unit).length > 0)?.code ?? '';
  const [section, setSection] = useState(
    () => (firstPinned && sectionOfCell(view.form, view.unit, firstPinned)) || firstSection,
  );
  const [activeId, setActiveId] = useState<string | null>(null);
  const [target, setTarget] = useState<{ readonly id: string } | null>(null);
  const [told, setTold] = useState<ToldPaste | null>(null);
  const [filesAt, setFilesAt] = useState<Place | null>(null);
  const [asked, setAsked] = useState(0);

  const goTo = useCallback(
    (id: string) => {
      setSection((now) => sectionOfCell(view.form, view.unit, id) ?? now);
      setTarget({ id });
      requestAnimationFrame(() =>
        document.querySelector(`[data-cell="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' }),
      );
    },
    [view.form, view.unit],
  );

  // Undoing is seen: where something changes in another section, that section comes up with it.
  const { store } = form;
  const replay = useCallback(
    (kind: 'undo' | 'redo'): void => {
      const [first] = store[kind]();
      if (first !== undefined) goTo(first);
    },
    [store, goTo],
  );
  // The next key is drawn first; what stands beside it follows.
  const activate = useCallback((place: Place) => startTransition(() => setActiveId(place.id)), []);

  // A returned form opens at the first place that the reviewer pinned.
  const [landAt] = useState(firstPinned);
  useEffect(() => {
    if (landAt !== undefined) goTo(landAt);
  }, [landAt, goTo]);

  const submit = useMutation(() =>
    client.submission.submit.mutate({ submissionId: view.id, issueNo: view.issueNo, revisionNo: view.revisionNo }),
  );
  const check = async (): Promise<void> => {
    await form.store.saveAll();
    form.setChecked(true);
    setAsked((count) => count + 1);
  };
  const close = (): void => {
    form.setChecked(false);
    setAsked(0);
  };
  const send = async (): Promise<void> => {
    await form.store.saveAll();
    // The summary says what isn't saved, here or in another window of this form.
    if (form.store.unsaved + form.store.getState().elsewhere === 0 && (await submit.run())) close();
  };
  const isAmended = submit.failure?.code === 'submission.form_changed';
  useEffect(() => {
    if (isAmended) revalidate();
  }, [isAmended, revalidate]);
  const isSignedOut = submit.failure?.code === 'session.missing';
  useEffect(() => {
    if (isSignedOut) form.store.queue.signedOut();
  }, [isSignedOut, form.store]);

  const { definition, parts } = useMemo(() => {
    const found = view.form.sections.find((one) => one.code === section);
    return { definition: found, parts: found ? partsOf(found, view.unit) : [] };
  }, [view.form, view.unit, section]);
  const progress = form.evaluation.progress.find((one) => one.code === section);
  const active = activeId === null ? null : (findPlace(view.form, view.unit, activeId) ?? null);
  const shared = {
    form,
    locale,
    target,
    onActive: activate,
    onPlan: setTold,
    onOpenFiles: setFilesAt,
    onReplay: replay,
  };
  return (
    <>
      <SaveStatus form={form} />
      <nav aria-label={t('breadcrumb')}>
        <ol className="breadcrumb">
          <li>
            {isPast ? (
              <Link to="/history">{t('common:menu.history')}</Link>
            ) : (
              <Link to="/term">{t('common:menu.term')}</Link>
            )}
          </li>
          <li>
            {t('formName', {
              title: localize(view.form.title, locale),
              number: localize(view.form.number, locale),
              term: localize(view.period.label, locale),
            })}
          </li>
        </ol>
      </nav>
      <PageHead
        title={
          <>
            {localize((definition ?? view.form).title, locale)}
            <AddedMark code={view.form.code} />
          </>
        }
        note={
          progress && progress.required > 0
            ? t('progress', { required: progress.required, filled: progress.filled })
            : undefined
        }
        actions={<FormActions form={form} role={person?.role} isChecking={asked > 0} onCheck={() => void check()} />}
      />
      <StateBanner form={form} role={person?.role} activeId={activeId} goTo={goTo} />
      <AmendedBanner view={view} />
      <ParkedCells form={form} />
      <Prefills form={form} />
      <DifferingCells form={form} goTo={goTo} />
      <OtherForms form={form} />
      <RenewSession
        isSignedOut={form.state.save.phase === 'signed_out'}
        text={t('renew.text', { count: form.unsaved })}
        putOff={t('renew.putOff', { count: form.unsaved })}
        isKept={form.state.isKept}
        onRenewed={async () => {
          await form.store.queue.resume();
          await form.store.explanations.saveAll();
        }}
      />
      <SaveTroubles form={form} goTo={goTo} />
      {asked > 0 && !form.isReadOnly && (
        <CheckSummary
          form={form}
          goTo={goTo}
          failure={submit.failure}
          isBusy={submit.isBusy}
          onSubmit={() => void send()}
          onClose={close}
          asked={asked}
        />
      )}
      {person?.role === 'head' && (wasAsked || view.state === 'confirming' || view.state === 'submitted') && (
        <HeadReview form={form} goTo={goTo} />
      )}
      <SectionSteps form={form} section={section} onChoose={setSection} />
      <div className="form-body">
        <div className="form-parts">
          {parts.map((part) => (
            <PartGrid
              key={`${section}/${part.id}`}
              part={part}
              label={definition ? localize(definition.title, locale) : ''}
              {...shared}
            />
          ))}
          {!form.isReadOnly && <p className="muted small keys-hint no-print">{t('keysHint')}</p>}
        </div>
        <SidePanel form={form} place={active?.section === section ? active : null} />
      </div>
      <PasteDialog form={form} told={told} onClose={() => setTold(null)} />
      <FilesDialog form={form} place={filesAt} onClose={() => setFilesAt(null)} />
    </>
  );
}
