import { isOfType, isPermitted, localize } from '@huibao/domain';
import { Banner, Button, Dialog, Empty, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, type ClientLoaderFunctionArgs } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { client } from '../client.ts';
import { acceptable, rowsOf, statusOrder, tallyOf, type BoardFilter } from '../collections/board-rows.ts';
import { useNewerIssues } from '../collections/amendment/newer-issues.ts';
import { BoardKpis } from '../collections/board-kpis.tsx';
import { BoardTable } from '../collections/board-table.tsx';
import { boardAfter, followBoard, positionOf } from '../collections/followed-board.ts';
import { ExtensionDialog } from '../collections/extension-dialog.tsx';
import { formatDue, formatInstant, useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { BoardUnit } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';
import { fetchWords } from '../words.ts';

await fetchWords('collections', 'deskErrors', 'imports');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('collections:title'));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(request, async (client) => {
    const [board, types] = await Promise.all([
      client.collection.board.query({ collectionId: params.id ?? '' }),
      client.unit.types.query(),
    ]);
    return { programme: board.programme, board, types };
  });

/** Of a board that this window has, what changed since. What fails, or can't be told so, is the server's to answer. */
export async function clientLoader({ params, serverLoader }: ClientLoaderFunctionArgs) {
  const collectionId = params.id ?? '';
  const since = positionOf(collectionId);
  const changes =
    since &&
    (await Promise.all([client.collection.board.query({ collectionId, since }), client.unit.types.query()]).catch(
      () => undefined,
    ));
  const board = changes && boardAfter(changes[0]);
  return changes && board ? { programme: board.programme, board, types: changes[1] } : serverLoader<typeof loader>();
}

/** As many as one request takes at a time. */
const mostAtOnce = 1000;

async function acceptInTurn(items: { submissionId: string; revisionNo: number }[]): Promise<{ accepted: number }> {
  let accepted = 0;
  for (let from = 0; from < items.length; from += mostAtOnce)
    accepted += (await client.review.accept.mutate({ items: items.slice(from, from + mostAtOnce) })).accepted;
  return { accepted };
}

export default function Collection() {
  const { board, types } = useLoaderData<typeof loader>();
  const { t } = useTranslation(['collections', 'common', 'imports']);
  useEffect(() => followBoard(board), [board]);
  const readNewer = useNewerIssues();
  const locale = useLocale();
  const role = useRootData()?.profile?.membership.role;
  const mayImport = role !== undefined && isPermitted(role, 'submission.import');
  const mayRun = role !== undefined && isPermitted(role, 'collection.run');
  const [filter, setFilter] = useState<BoardFilter>({ status: '', stage: '', ownership: '' });
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [extended, setExtended] = useState<BoardUnit | null>(null);
  const [accepting, setAccepting] = useState<{ submissionId: string; revisionNo: number }[] | null>(null);
  const [outcome, setOutcome] = useState('');
  const nudge = useMutation(() => client.collection.nudge.mutate({ collectionId: board.id }));
  const accept = useMutation(acceptInTurn);
  const tally = tallyOf(board);
  const units = rowsOf(board.units, filter);
  const waiting = acceptable(units);
  const waitingChosen = acceptable(units.filter((unit) => chosen.has(unit.id)));
  const stages = types.filter(({ code }) =>
    board.units.some(({ schoolType }) => schoolType !== null && isOfType(schoolType, code)),
  );

  // The year is in the title: it is repeated only where a date leaves it.
  const short = (date: string): string => (date.startsWith(`${board.year}-`) ? date.slice(5) : date);
  const runNudge = async (): Promise<void> => {
    const done = await nudge.run();
    setOutcome(done ? t('collections:actions.nudged', { count: done.nudged }) : '');
  };
  const runAccept = async (): Promise<void> => {
    const done = accepting && (await accept.run(accepting));
    if (!done) return;
    setOutcome(t('collections:actions.accepted', { count: done.accepted }));
    setChosen(new Set());
    setAccepting(null);
  };
  const choose = (unitId: number, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(unitId);
    else next.delete(unitId);
    setChosen(next);
  };

  return (
    <>
      <ol className="breadcrumb">
        <li>
          <Link to={`/collections?programme=${board.programme}`}>{t('collections:title')}</Link>
        </li>
        <li aria-current="page">{localize(board.period.label, locale)}</li>
      </ol>
      <PageHead
        title={`${localize(board.title, locale)} · ${localize(board.period.label, locale)}`}
        note={
          <span className="row">
            <span>{t('collections:window.opens', { at: short(formatInstant(board.times.opensAt, 'date')) })}</span>
            <span>{t('collections:window.due', { at: short(formatDue(board.times.dueAt)) })}</span>
            <span>{t('collections:window.closes', { at: short(formatDue(board.times.closesAt)) })}</span>
          </span>
        }
        actions={
          <>
            {mayImport && (
              <Link className="button" to={`/collections/${board.id}/import`}>
                {t('imports:door')}
              </Link>
            )}
            <a className="button" href={`/files/board/${board.id}.xlsx?locale=${locale}`}>
              {t('collections:actions.export')}
            </a>
            {mayRun && waiting.length > 0 && (
              <Button onClick={() => setAccepting(waitingChosen.length > 0 ? waitingChosen : waiting)}>
                {waitingChosen.length > 0
                  ? t('collections:actions.acceptChosen', { count: waitingChosen.length })
                  : t('collections:actions.acceptAll', { count: waiting.length })}
              </Button>
            )}
            {mayRun && tally.owing > 0 && (
              <Button variant="primary" disabled={nudge.isBusy} onClick={() => void runNudge()}>
                {t('collections:actions.nudge', { count: tally.owing })}
              </Button>
            )}
          </>
        }
      />
      {(board.newer.length > 0 || board.behind > 0) && (
        <Banner
          tone="warn"
          role="status"
          end={
            <Link className="button small" to={`/collections/${board.id}/amendment`}>
              {t('collections:amendment.look')}
            </Link>
          }
        >
          {board.newer.length > 0
            ? t('collections:amendment.waits', { items: readNewer(board.newer) })
            : t('collections:amendment.behind', { count: board.behind })}
        </Banner>
      )}
      <FailureAlert failure={nudge.failure} />
      {outcome !== '' && (
        <Banner tone="ok" role="status">
          {outcome}
        </Banner>
      )}
      <BoardKpis tally={tally} />
      <section className="card" aria-label={t('collections:title')}>
        <div className="filters">
          <select
            className="select compact"
            aria-label={t('collections:filters.state')}
            value={filter.status}
            onChange={(event) => setFilter({ ...filter, status: event.target.value as BoardFilter['status'] })}
          >
            <option value="">{t('collections:filters.allStates')}</option>
            {statusOrder.map((status) => (
              <option key={status} value={status}>
                {t(`collections:states.${status}`)}
              </option>
            ))}
          </select>
          <select
            className="select compact"
            aria-label={t('collections:filters.stage')}
            value={filter.stage}
            onChange={(event) => setFilter({ ...filter, stage: event.target.value })}
          >
            <option value="">{t('collections:filters.allStages')}</option>
            {stages.map(({ code, label }) => (
              <option key={code} value={code}>
                {localize(label, locale)}
              </option>
            ))}
          </select>
          <select
            className="select compact"
            aria-label={t('collections:filters.ownership')}
            value={filter.ownership}
            onChange={(event) => setFilter({ ...filter, ownership: event.target.value })}
          >
            <option value="">{t('collections:filters.allOwnership')}</option>
            <option value="public">{t('collections:ownership.public')}</option>
            <option value="private">{t('collections:ownership.private')}</option>
          </select>
          <span className="small muted" role="status">
            {t('collections:filters.shown', { shown: units.length, all: board.units.length })}
          </span>
          <span className="spacer" />
          <span className="small muted">{t('collections:filters.order')}</span>
        </div>
        {units.length === 0 ? (
          <Empty>{t(board.units.length === 0 ? 'collections:emptyBoard' : 'collections:emptyFilter')}</Empty>
        ) : (
          <BoardTable
            board={board}
            types={types}
            units={units}
            choosing={mayRun ? { chosen, onChoose: choose, onExtend: setExtended } : null}
          />
        )}
      </section>
      <ExtensionDialog
        collectionId={board.id}
        unit={extended}
        onClose={() => setExtended(null)}
        onDone={(outcome) => setOutcome(t(`collections:actions.${outcome}`))}
      />
      <Dialog
        title={t('collections:actions.acceptTitle')}
        isOpen={accepting !== null}
        onClose={() => {
          accept.clear();
          setAccepting(null);
        }}
      >
        <div className="form">
          <p>{t('collections:actions.acceptText', { count: accepting?.length ?? 0 })}</p>
          <FailureAlert failure={accept.failure} />
          <div className="form-actions">
            <Button onClick={() => setAccepting(null)}>{t('common:actions.cancel')}</Button>
            <Button variant="primary" disabled={accept.isBusy} onClick={() => void runAccept()}>
              {t('common:actions.confirm')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
