import { useTranslation } from 'react-i18next';
import { formatInstant } from '../dates.ts';
import type { Platform, PlatformSizes } from '../outputs.ts';
import { formatBytes } from './format-bytes.ts';

export function PlatformKpis({ platform, sizes }: { platform: Platform; sizes: PlatformSizes }) {
  const { t } = useTranslation('platform');
  const { outbox, imports, refusedSignIns } = platform;
  const atWork = imports.filter(({ state }) => state !== 'failed').length;
  const { growth, files } = sizes;
  const grown = (bytes: number): string =>
    growth === null
      ? t('kpis.noGrowth')
      : t(bytes < 0 ? 'kpis.shrunk' : 'kpis.growth', { since: growth.since, bytes: formatBytes(bytes) });
  return (
    <div className="kpis">
      <div className="card kpi">
        <span className="label">{t('kpis.waiting')}</span>
        <span className="value">{outbox.waiting}</span>
        <span className="small muted">
          {outbox.oldestAt === null
            ? t(outbox.waiting === 0 ? 'kpis.noneWaiting' : 'kpis.allRefused')
            : t('kpis.oldest', { at: formatInstant(outbox.oldestAt, 'short') })}
        </span>
      </div>
      <div className="card kpi">
        <span className="label">{t('kpis.refused')}</span>
        <span className={outbox.refused > 0 ? 'value alert-text' : 'value'}>{outbox.refused}</span>
        {outbox.refused === 0 && <span className="small muted">{t('kpis.noneRefused')}</span>}
      </div>
      <div className="card kpi">
        <span className="label">{t('kpis.imports')}</span>
        <span className="value">{atWork}</span>
        {atWork === 0 && <span className="small muted">{t('kpis.noImports')}</span>}
      </div>
      <div className="card kpi">
        <span className="label">{t('kpis.refusedSignIns')}</span>
        <span className="value">{refusedSignIns.guesses}</span>
        <span className="small muted">
          {t('kpis.within', { count: refusedSignIns.minutes })}
          {refusedSignIns.locked > 0 && t('kpis.locked', { count: refusedSignIns.locked })}
        </span>
      </div>
      <div className="card kpi">
        <span className="label">{t('kpis.database')}</span>
        <span className="value">{formatBytes(sizes.databaseBytes)}</span>
        <span className="small muted">{grown(growth?.databaseBytes ?? 0)}</span>
      </div>
      <div className="card kpi">
        <span className="label">{t('kpis.files')}</span>
        <span className="value">
          {formatBytes(files.bytes)} <small>{t('kpis.filesCount', { count: files.count })}</small>
        </span>
        <span className="small muted">{grown(growth?.fileBytes ?? 0)}</span>
      </div>
    </div>
  );
}
