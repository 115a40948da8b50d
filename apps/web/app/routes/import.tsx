import { localize } from '@huibao/domain';
import { PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { PageOfCollection } from '../collections/page-of-collection.tsx';
import { useLocale } from '../dates.ts';
import { EarlierImports } from '../imports/earlier-imports.tsx';
import { ImportFigures } from '../imports/import-figures.tsx';
import { ImportStep } from '../imports/import-step.tsx';
import { RefusedPlaces } from '../imports/refused-places.tsx';
import { UnitsOfImport } from '../imports/units-of-import.tsx';
import { UploadCard } from '../imports/upload-card.tsx';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('collections', 'deskErrors', 'imports');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('imports:title'));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(request, async (api) => {
    const collectionId = params.id ?? '';
    const asked = new URL(request.url).searchParams;
    const found = await api.import.get.query({ collectionId });
    const { newest } = found;
    const isShown = newest !== null && newest.state !== 'reading' && newest.state !== 'failed';
    const page = Math.max(1, Number.parseInt(asked.get('page') ?? '1', 10) || 1);
    const unitId = Number.parseInt(asked.get('unit') ?? '', 10);
    const about = { importId: newest?.id ?? '', page };
    const isRefused = asked.get('view') === 'refused';
    return {
      ...found,
      collectionId,
      page,
      units: isShown && !isRefused ? await api.import.units.query(about) : null,
      refusals: isShown && isRefused ? await api.import.refusals.query(about) : null,
      unit:
        isShown && !isRefused && Number.isInteger(unitId)
          ? { id: unitId, ...(await api.import.unit.query({ importId: about.importId, unitId })) }
          : null,
    };
  });

/** How often it is asked how far a worker is: milliseconds. */
const askAgain = 1500;

/** Figures of many units from one file: handed in, read, looked at, accepted, written. */
export default function Import() {
  const { programme, title, period, collectionId, newest, earlier, units, refusals, unit, page } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation(['imports', 'collections']);
  const locale = useLocale();
  const { revalidate } = useRevalidator();
  const [params] = useSearchParams();
  const isAtWork = newest?.state === 'reading' || newest?.state === 'running';
  useEffect(() => {
    if (!isAtWork) return undefined;
    // Not for who looks elsewhere: a page left open in ten windows would ask as much as a whole office.
    const look = (): void => {
      if (document.visibilityState === 'visible') revalidate();
    };
    const timer = setInterval(look, askAgain);
    return () => clearInterval(timer);
  }, [isAtWork, revalidate]);
  const isRefused = params.get('view') === 'refused';
  return (
    <>
      <PageOfCollection programme={programme} collectionId={collectionId} period={period.label} title={t('title')} />
      <PageHead
        title={t('title')}
        note={`${localize(title, locale)} · ${localize(period.label, locale)}`}
        actions={
          <a className="button" href={`/files/import/${collectionId}.xlsx?locale=${locale}`}>
            {t('template')}
          </a>
        }
      />
      {newest && <ImportStep one={newest} />}
      {newest && newest.state !== 'reading' && newest.state !== 'failed' && (
        <>
          <ImportFigures one={newest} />
          <section className="card" aria-label={t('title')}>
            <nav className="filters" aria-label={t('title')}>
              <Link className="button small" aria-current={isRefused ? undefined : 'true'} to="?">
                {t('views.units')}
              </Link>
              <Link className="button small" aria-current={isRefused ? 'true' : undefined} to="?view=refused">
                {t('views.refused', { count: newest.refusals })}
              </Link>
            </nav>
            {units && <UnitsOfImport units={units} opened={unit} page={page} isEnded={newest.state !== 'read'} />}
            {refusals && <RefusedPlaces refusals={refusals} page={page} />}
          </section>
        </>
      )}
      {!isAtWork && <UploadCard collectionId={collectionId} isFirst={newest === null} />}
      {earlier.length > 0 && <EarlierImports earlier={earlier} />}
    </>
  );
}
