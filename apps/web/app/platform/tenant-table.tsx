import { quotaWarning } from '@huibao/domain';
import { Button, Empty, Tag } from '@huibao/ui';
import { Form, Link, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../dates.ts';
import { fetchedPart } from '../fetched-part.tsx';
import type { PlatformTenants } from '../outputs.ts';
import { formatBytes } from './format-bytes.ts';

const QuotaDialog = fetchedPart(async () => (await import('./quota-dialog.tsx')).QuotaDialog);

/** What it has most of, of what it may have, from where its administrator is told on. */
function Fullness({ tenant }: { tenant: PlatformTenants['tenants'][number] }) {
  const { t } = useTranslation('platform');
  const [fullest] = tenant.limits
    .flatMap(({ quota, used, own, usual }) => (used === null ? [] : [{ quota, share: used / (own ?? usual) }]))
    .sort((one, other) => other.share - one.share);
  if (!fullest || fullest.share < quotaWarning) return null;
  const { quota, share } = fullest;
  return (
    <Tag tone={share >= 1 ? 'alert' : 'warn'}>
      {t('quotas.full', { what: t(`quotas.names.${quota as 'people'}`), share: Math.floor(share * 100) })}
    </Tag>
  );
}

/** Counts and instants of each tenant, each below its parent. */
export function TenantTable({
  listed,
  name,
  onChanged,
}: {
  listed: PlatformTenants;
  name: string;
  onChanged: () => Promise<void>;
}) {
  const { t } = useTranslation('platform');
  const [params] = useSearchParams();
  const [limited, setLimited] = useState<PlatformTenants['tenants'][number] | null>(null);
  const { tenants, total, page, pages } = listed;
  const pageAt = (no: number): string => {
    const next = new URLSearchParams(params);
    next.set('page', String(no));
    return `?${next}`;
  };
  return (
    <section className="card" aria-labelledby="tenants">
      <div className="card-title row">
        <h2 id="tenants">{t('tenants.title')}</h2>
        <span className="small muted">{t('tenants.note')}</span>
        <span className="spacer" />
        <Form className="row" role="search">
          <input
            key={name}
            className="input compact"
            name="name"
            aria-label={t('tenants.search')}
            placeholder={t('tenants.search')}
            maxLength={60}
            defaultValue={name}
          />
          <Button type="submit" size="small">
            {t('tenants.find')}
          </Button>
        </Form>
      </div>
      {tenants.length === 0 ? (
        <Empty>{t(name === '' ? 'tenants.none' : 'tenants.empty')}</Empty>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('tenants.name')}</th>
                <th scope="col">{t('tenants.created')}</th>
                <th scope="col" className="num">
                  {t('tenants.units')}
                </th>
                <th scope="col" className="num">
                  {t('tenants.people')}
                </th>
                <th scope="col" className="num">
                  {t('tenants.forms')}
                </th>
                <th scope="col" className="num">
                  {t('tenants.overdue')}
                </th>
                <th scope="col" className="num">
                  {t('tenants.evidence')}
                </th>
                <th scope="col">{t('tenants.active')}</th>
                <th scope="col">{t('quotas.column')}</th>
              </tr>
            </thead>
            <tbody>
              {tenants.map((tenant) => (
                <tr key={tenant.id}>
                  <th scope="row" className={tenant.kind === 'bureau' ? 'platform-below' : ''}>
                    {tenant.name} <Tag>{t(`tenants.kinds.${tenant.kind}`)}</Tag>{' '}
                    {tenant.isDemo && <Tag>{t('tenants.demo')}</Tag>}
                  </th>
                  <td className="nowrap">{formatInstant(tenant.createdAt, 'date')}</td>
                  <td className="num">{tenant.units}</td>
                  <td className="num">{tenant.people}</td>
                  <td className="num">{tenant.forms}</td>
                  <td className="num">{tenant.overdue}</td>
                  <td className="num nowrap">{formatBytes(tenant.evidenceBytes)}</td>
                  <td className="nowrap">
                    {tenant.activeAt === null ? (
                      <span className="muted">{t('tenants.never')}</span>
                    ) : (
                      formatInstant(tenant.activeAt, 'instant')
                    )}
                  </td>
                  <td className="nowrap platform-limits">
                    <Button size="small" variant="plain" onClick={() => setLimited(tenant)}>
                      {t('quotas.change')}
                      <span className="visually-hidden"> {tenant.name}</span>
                    </Button>
                    <Fullness tenant={tenant} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {limited && <QuotaDialog tenant={limited} onClose={() => setLimited(null)} onSet={onChanged} />}
      {pages > 1 && (
        <p className="row table-more small">
          <span>{t('tenants.page', { page, pages, total })}</span>
          {page > 1 && <Link to={pageAt(page - 1)}>{t('tenants.previous')}</Link>}
          {page < pages && <Link to={pageAt(page + 1)}>{t('tenants.next')}</Link>}
        </p>
      )}
    </section>
  );
}
