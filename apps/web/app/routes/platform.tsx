import { Banner, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { formatInstant } from '../dates.ts';
import { ConcernList } from '../platform/concern-list.tsx';
import { PlatformKpis } from '../platform/platform-kpis.tsx';
import { ProcessTable } from '../platform/process-table.tsx';
import { ImportTable, ParkedTable } from '../platform/queue-tables.tsx';
import { RequestLookup } from '../platform/request-lookup.tsx';
import { SizeTable } from '../platform/size-table.tsx';
import { TenantTable } from '../platform/tenant-table.tsx';
import { thisWeb } from '../platform/this-web.server.ts';
import { useFollowedPlatform } from '../platform/use-followed-platform.ts';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('platform', 'audit', 'deskErrors');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('platform:title'));

export function loader({ request }: LoaderFunctionArgs) {
  const params = new URL(request.url).searchParams;
  const name = (params.get('name') ?? '').trim().slice(0, 60);
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(params.get('page')) || 1)));
  return load(request, async (client) => {
    const [platform, tenants, sizes] = await Promise.all([
      client.platform.get.query(),
      client.platform.tenants.query({ name, page }),
      client.platform.sizes.query(),
    ]);
    return { followed: { platform, tenants }, asked: { name, page }, sizes, web: thisWeb };
  });
}

/** How the platform does, for whoever keeps it running: what needs somebody first, what is fine quietly below. */
export default function PlatformPage() {
  const { followed, asked, sizes, web } = useLoaderData<typeof loader>();
  const { t } = useTranslation('platform');
  const { platform, tenants, isStale, readNow } = useFollowedPlatform(followed, asked);
  const at = formatInstant(platform.at, 'time');
  return (
    <>
      <PageHead title={t('title')} note={t('at', { at })} />
      {isStale && (
        <Banner tone="warn" role="status">
          {t('stale', { at })}
        </Banner>
      )}
      <ConcernList concerns={platform.concerns} />
      <ParkedTable platform={platform} onRetried={readNow} />
      <ImportTable imports={platform.imports} />
      <PlatformKpis platform={platform} sizes={sizes} />
      <RequestLookup />
      <TenantTable listed={tenants} name={asked.name} onChanged={readNow} />
      <div className="platform-columns">
        <ProcessTable processes={platform.processes} web={web} migrations={sizes.migrations} />
        <SizeTable tables={sizes.tables} />
      </div>
    </>
  );
}
