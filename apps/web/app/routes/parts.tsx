import { isPermitted, localize } from '@huibao/domain';
import { Banner, Empty, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Carried } from '../collections/parts/carried.tsx';
import { PartTable } from '../collections/parts/part-table.tsx';
import { FailureAlert } from '../failure-alert.tsx';
import type { ListedPart, PartList } from '../outputs.ts';
import { client } from '../client.ts';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';
import { useLocale } from '../dates.ts';
import { YearSwitch } from '../year-switch.tsx';
import { fetchWords } from '../words.ts';

await fetchWords('collections', 'deskErrors', 'rollup');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('collections:parts.title'));

export function loader({ request }: LoaderFunctionArgs) {
  return loadOfProgramme(request, async (client, programme) => {
    const { partYears } = await client.collection.list.query({ programme });
    const year = Number(new URL(request.url).searchParams.get('year')) || partYears[0];
    const list = year === undefined ? null : await client.collection.parts.query({ programme, year });
    return { programme, years: partYears, list };
  });
}

/** What the bureau asks beyond what everybody is asked, each part by a switch of its own. */
export default function Parts() {
  const { programme, years, list } = useLoaderData<typeof loader>() as {
    programme: string;
    years: number[];
    list: PartList | null;
  };
  const { t } = useTranslation('collections');
  const locale = useLocale();
  const role = useRootData()?.profile?.membership.role;
  const mayRun = role !== undefined && isPermitted(role, 'collection.run');
  const [told, setTold] = useState<string | null>(null);
  const year = list?.year ?? 0;
  const change = useMutation((part: string, isOn: boolean) =>
    client.collection.switchPart.mutate({ programme, year, part, isOn }),
  );
  const turn = async ({ code, label, isOn, units }: ListedPart): Promise<void> => {
    setTold(null);
    const done = await change.run(code, !isOn);
    if (!done) return;
    const part = localize(label, locale);
    const ahead = t(units > 0 ? 'parts.doneAhead' : 'parts.doneNobody', { part });
    const said = done.units > 0 ? t('parts.done', { part, count: done.units }) : ahead;
    setTold(isOn ? t('parts.undone', { part }) : said);
  };
  return (
    <>
      <PageHead
        title={t('parts.title')}
        note={t('parts.note')}
        actions={list && <YearSwitch years={years} year={list.year} />}
      />
      {list !== null && list.carriedFrom !== null && <Carried list={list} carriedFrom={list.carriedFrom} />}
      {told !== null && (
        <Banner tone="ok" role="status">
          {told}
        </Banner>
      )}
      <FailureAlert failure={change.failure} />
      <section className="card table-scroll" aria-label={t('parts.title')}>
        {!list || list.parts.length === 0 ? (
          <Empty>{t('parts.empty')}</Empty>
        ) : (
          <PartTable parts={list.parts} isBusy={change.isBusy} {...(mayRun ? { onSwitch: turn } : {})} />
        )}
      </section>
    </>
  );
}
