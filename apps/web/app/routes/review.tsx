import { cellMap, isNearLimit, isPermitted, localize, mostComments } from '@huibao/domain';
import { Banner, Button, PageHead, Tag, TextField } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { client } from '../client.ts';
import { formatInstant, inDays, useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { RevisionView } from '../outputs.ts';
import { ReasonDialog } from '../reason-dialog.tsx';
import { CommentDialog, Comments } from '../review/comments.tsx';
import { cellWords, reviewSections } from '../review/review-cells.ts';
import { Changes, Findings, Revisions, SignOff } from '../review/review-notes.tsx';
import { Reads } from '../review/reads.tsx';
import { differingFrom } from '../elsewhere/differing.ts';
import { textOfDiffering } from '../elsewhere/differing-text.ts';
import { RevisionForm } from '../review/revision-form.tsx';
import { RevisionState } from '../review/revision-state.tsx';
import { usePendingComments } from '../review/use-pending-comments.ts';
import { useRootData } from '../root.tsx';
import { OriginDialog } from '../rollup/origin-dialog.tsx';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';
import { AddedMark } from '../programme/added-mark.tsx';
import { fetchWords } from '../words.ts';

await fetchWords('collections', 'deskErrors', 'origin', 'review');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('review:title'));

export function loader({ request, params }: LoaderFunctionArgs) {
  const no = Number(new URL(request.url).searchParams.get('no'));
  return load(request, (client) =>
    client.review.revision.query({ submissionId: params.id ?? '', ...(no > 0 ? { no } : {}) }),
  );
}

export default function Review() {
  const view = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  // Asked for by its number, another revision is another page. What is submitted anew meanwhile is not: comments wait.
  return <Reviewed key={`${view.submissionId}/${params.get('no') ?? ''}`} view={view} />;
}

function Reviewed({ view }: { view: RevisionView }) {
  const { t } = useTranslation(['review', 'collections']);
  const { t: inForm } = useTranslation('form');
  const locale = useLocale();
  const profile = useRootData()?.profile;
  const role = profile?.membership.role;
  const latest = view.revisions[0]?.no ?? view.revision.no;
  const isLatest = latest === view.revision.no;
  const mayDecide = role !== undefined && isPermitted(role, 'review.decide') && isLatest;
  const isWaiting = mayDecide && view.state === 'submitted';
  const [commented, setCommented] = useState<string | null>(null);
  const [origin, setOrigin] = useState<string | null>(null);
  const [asking, setAsking] = useState<'return' | 'reopen' | null>(null);
  const item = { submissionId: view.submissionId, revisionNo: view.revision.no };
  const accept = useMutation(() => client.review.accept.mutate({ items: [item] }));
  const [untilOn, setUntilOn] = useState(view.isClosed ? inDays(7) : '');
  const until = { untilOn: untilOn === '' ? null : untilOn };
  const back = useMutation((reason: string, comments: { cell: string; text: string }[]) =>
    client.review.return.mutate({ ...item, ...until, reason, comments }),
  );
  const { decidedBy, state: outcome } = view.revision;
  const isDecided = mayDecide && !isWaiting && outcome !== 'withdrawn';
  // Who accepts themselves lets the comments go.
  const [hasAccepted, setAccepted] = useState(false);
  const { pending, writtenOf, comment, clear } = usePendingComments({
    userId: profile?.userId ?? '',
    submissionId: view.submissionId,
    revisionNo: view.revision.no,
    mayDecide,
    isDecided,
    isDecidedHere: hasAccepted,
    isSending: back.isBusy,
  });
  const reopen = useMutation((reason: string) => client.review.reopen.mutate({ ...item, ...until, reason }));
  const untilField = (
    <TextField
      label={t('decide.untilOn')}
      hint={t(view.isClosed ? 'decide.untilClosed' : 'decide.untilOpen')}
      type="date"
      required={view.isClosed}
      value={untilOn}
      onChange={(event) => setUntilOn(event.target.value)}
    />
  );
  const { sections, words } = useMemo(() => {
    const cells = cellMap(view.cells);
    const lastYear = view.lastYear && cellMap(view.lastYear);
    const gone = cellMap((view.changes ?? []).flatMap((change) => (change.before ? [change.before] : [])));
    return {
      sections: reviewSections({ form: view.form, unit: view.unit, cells, lastYear }),
      words: cellWords(view.form, [cells, gone], locale, (no) => t('rowNumber', { no })),
    };
  }, [view, locale, t]);
  const differing = useMemo(
    () =>
      new Map(
        differingFrom(view.told, cellMap(view.cells)).flatMap((one) =>
          one.ids.slice(-1).map((id) => [id, textOfDiffering(one, inForm, locale)] as const),
        ),
      ),
    [view, inForm, locale],
  );
  const isDecidedWithout = pending.size > 0 && isDecided;
  const isSubmittedAnew = pending.size > 0 && view.revision.no !== writtenOf;
  // One banner says it, with what becomes of the comments.
  const isToldBelow =
    (isSubmittedAnew && accept.failure?.code === 'submission.changed_since') ||
    (isDecidedWithout && accept.failure?.code === 'submission.wrong_state');
  // One that is written already may still be changed.
  const askComment = (cell: string): void => {
    if (pending.size < mostComments || pending.has(cell)) setCommented(cell);
  };
  const runAccept = async (): Promise<void> => setAccepted((await accept.run()) !== undefined);
  const next = view.next && (
    <Link className="button" to={`/review/${view.next.submissionId}`}>
      {t('decide.next', { name: view.next.unitName })}
    </Link>
  );
  return (
    <>
      <ol className="breadcrumb">
        <li>
          <Link to="/collections">{t('collections:title')}</Link>
        </li>
        <li>
          <Link to={`/collections/${view.collectionId}`}>{localize(view.period.label, locale)}</Link>
        </li>
        <li aria-current="page">{view.unit.name}</li>
      </ol>
      <PageHead
        title={
          <>
            {t('heading', { unit: view.unit.name, form: localize(view.form.title, locale) })}
            <AddedMark code={view.form.code} />
          </>
        }
        note={
          <span className="row">
            <RevisionState view={view} />
            <span>{t('revision', { no: view.revision.no })}</span>
            <span>
              {t('submittedBy', {
                by: view.revision.submittedBy,
                at: formatInstant(view.revision.submittedAt, 'instant'),
              })}
            </span>
            {view.revision.isZeroReport && <Tag tone="info">{t('zero')}</Tag>}
          </span>
        }
        actions={
          <>
            {next}
            {isWaiting && <Button onClick={() => setAsking('return')}>{t('decide.return')}</Button>}
            {isWaiting && (
              <Button variant="primary" disabled={accept.isBusy} onClick={() => void runAccept()}>
                {t('decide.accept')}
              </Button>
            )}
            {mayDecide && view.state === 'accepted' && (
              <Button onClick={() => setAsking('reopen')}>{t('decide.reopen')}</Button>
            )}
          </>
        }
      />
      <FailureAlert failure={isToldBelow ? null : accept.failure} />
      {isWaiting && isNearLimit(pending.size, mostComments) && (
        <Banner tone="warn" role="status">
          {t('nearMost', { count: pending.size, most: mostComments })}
        </Banner>
      )}
      {isDecidedWithout && (
        <Banner tone="warn" role="status">
          {t('decidedWithout', { by: decidedBy ?? '', state: t(`states.${outcome}`), count: pending.size })}
        </Banner>
      )}
      {isSubmittedAnew && (
        <Banner tone="warn" role="status">
          {t('submittedAnew', { no: view.revision.no, count: pending.size })}
        </Banner>
      )}
      {!isLatest && (
        <Banner tone="warn" end={<Link to={`/review/${view.submissionId}`}>{t('toLatest')}</Link>}>
          {t('latestOnly', { no: view.revision.no })}
        </Banner>
      )}
      <div className="with-side">
        <div className="stack">
          <Changes view={view} words={words} />
          <Reads view={view} isWaiting={isWaiting} />
          <RevisionForm
            sections={sections}
            files={view.files}
            marks={{
              changed: new Set((view.changes ?? []).map((change) => change.cell)),
              flagged: new Set(view.findings.flatMap((finding) => finding.cells)),
              commented: new Set([...pending.keys(), ...view.comments.map((one) => one.cell)]),
              differing,
              onComment: isWaiting ? askComment : null,
              onOrigin: setOrigin,
            }}
          />
        </div>
        <div className="stack">
          <Comments
            view={view}
            words={words}
            pending={pending}
            isWaiting={isWaiting}
            isDecided={isDecidedWithout}
            onRemove={isWaiting || pending.size > 0 ? (cell) => comment(cell, '') : null}
          />
          <Findings view={view} words={words} />
          <Revisions view={view} />
          <SignOff view={view} />
        </div>
      </div>
      {origin && (
        <OriginDialog
          place={{ submissionId: view.submissionId, revisionNo: view.revision.no, cell: origin }}
          onClose={() => setOrigin(null)}
        />
      )}
      <CommentDialog
        key={commented}
        cell={commented}
        label={commented ? words.label(commented) : ''}
        text={commented ? (pending.get(commented) ?? '') : ''}
        onClose={() => setCommented(null)}
        onSave={(text) => {
          if (commented) comment(commented, text);
        }}
      />
      <ReasonDialog
        title={t('decide.returnTitle')}
        label={t('decide.reason')}
        action={t('decide.return')}
        isOpen={asking === 'return'}
        isBusy={back.isBusy}
        failure={back.failure}
        onClose={() => setAsking(null)}
        onConfirm={async (reason) => {
          const comments = [...pending].map(([cell, text]) => ({ cell, text }));
          return (await back.run(reason, comments)) !== undefined && (clear(), true);
        }}
      >
        <p>{pending.size > 0 ? t('decide.withComments', { count: pending.size }) : t('decide.noComments')}</p>
        {untilField}
      </ReasonDialog>
      <ReasonDialog
        title={t('decide.reopenTitle')}
        label={t('decide.reopenReason')}
        action={t('decide.reopen')}
        isOpen={asking === 'reopen'}
        isBusy={reopen.isBusy}
        failure={reopen.failure}
        onClose={() => setAsking(null)}
        onConfirm={async (reason) => (await reopen.run(reason)) !== undefined}
      >
        <p>{t('decide.reopenText')}</p>
        {untilField}
      </ReasonDialog>
    </>
  );
}
