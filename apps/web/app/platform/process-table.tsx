import { Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../dates.ts';
import type { Platform, PlatformSizes } from '../outputs.ts';
import { TableCard } from './table-card.tsx';

interface Web {
  readonly host: string;
  readonly release: string;
  readonly startedAt: string;
}

/** Which processes answer, since when and of which version; and what the schema went through. */
export function ProcessTable({
  processes,
  web,
  migrations,
}: {
  processes: Platform['processes'];
  web: Web;
  migrations: PlatformSizes['migrations'];
}) {
  const { t } = useTranslation('platform');
  const [newest] = migrations;
  const rows = [
    { ...web, kind: 'web' as const, code: null, failing: [] as readonly string[], isSilent: false, seenAt: '' },
    ...processes,
  ];
  return (
    <TableCard
      id="processes"
      title={t('processes.title')}
      columns={[
        { label: t('processes.kind') },
        { label: t('processes.host') },
        { label: t('processes.release') },
        { label: t('processes.code') },
        { label: t('processes.started') },
        { label: t('processes.state') },
      ]}
      below={
        newest && (
          <details>
            <summary>
              {t('processes.migrations', {
                count: migrations.length,
                name: newest.name.replace(/\.sql$/, ''),
                at: formatInstant(newest.appliedAt, 'instant'),
              })}
            </summary>
            <ol className="platform-migrations small">
              {migrations.map(({ name, appliedAt }) => (
                <li key={name}>
                  {name.replace(/\.sql$/, '')} <span className="muted">{formatInstant(appliedAt, 'instant')}</span>
                </li>
              ))}
            </ol>
          </details>
        )
      }
    >
      {rows.map((process) => (
        <tr key={`${process.kind} ${process.host}`}>
          <th scope="row">{t(`processes.kinds.${process.kind}`)}</th>
          <td className="nowrap">{process.host}</td>
          <td className="nowrap">{process.release || <span className="muted">{t('processes.unnamed')}</span>}</td>
          <td>{process.code?.replace(/\.sql$/, '')}</td>
          <td className="nowrap">{formatInstant(process.startedAt, 'short')}</td>
          <td className="nowrap">
            {process.isSilent ? (
              <Tag tone="alert">{t('processes.silent', { at: formatInstant(process.seenAt, 'short') })}</Tag>
            ) : process.failing.length > 0 ? (
              <Tag tone="alert">{t('processes.failing')}</Tag>
            ) : (
              <span className="muted">{t(process.kind === 'web' ? 'processes.thisPage' : 'processes.answers')}</span>
            )}
          </td>
        </tr>
      ))}
    </TableCard>
  );
}
