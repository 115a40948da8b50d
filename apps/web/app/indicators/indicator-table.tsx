import { localize } from '@huibao/domain';
import { readIndicator } from '@huibao/i18n';
import { Button, Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { Fragment, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { IndicatorList, ListedIndicator } from '../outputs.ts';
import { formOf } from './indicator-form.ts';
import { vocabularyOf } from './vocabulary.ts';
import { editionQuery } from '../programme/use-programme.ts';

const tones = { built_in: undefined, above: 'info', own: 'ok' } as const;

/** All indicators of the year: one's own first, then by heading; each says what it means when opened. */
export function IndicatorTable({ list, search, onlyOwn }: { list: IndicatorList; search: string; onlyOwn: boolean }) {
  const { t } = useTranslation('indicators');
  const locale = useLocale();
  const wanted = search.trim().toLowerCase();
  const shown = list.indicators.filter(
    ({ definition, owner }) =>
      (!onlyOwn || owner === 'own') &&
      (wanted === '' ||
        localize(definition.label, locale).toLowerCase().includes(wanted) ||
        definition.code.includes(wanted)),
  );
  const groups = [
    { code: 'own', label: t('owner.own'), rows: shown.filter((one) => one.owner === 'own') },
    ...list.groups.map((group) => ({
      code: group.code,
      label: localize(group.label, locale),
      rows: shown.filter((one) => one.owner !== 'own' && one.definition.group === group.code),
    })),
  ].filter((group) => group.rows.length > 0);
  if (groups.length === 0) return <p className="empty">{t('none')}</p>;
  return (
    <table className="table indicators">
      <thead>
        <tr>
          <th scope="col">{t('columns.name')}</th>
          <th scope="col">{t('columns.kind')}</th>
          <th scope="col">{t('columns.unit')}</th>
          <th scope="col">{t('columns.owner')}</th>
          <th scope="col">{t('columns.version')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('read')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Fragment key={group.code}>
            <tr className="group">
              <th scope="colgroup" colSpan={6}>
                {group.label} <span className="muted small">{group.rows.length}</span>
              </th>
            </tr>
            {group.rows.map((one) => (
              <IndicatorRow key={one.definition.code} one={one} list={list} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function IndicatorRow({ one: { definition, owner, version }, list }: { one: ListedIndicator; list: IndicatorList }) {
  const { t, i18n } = useTranslation('indicators');
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const vocabulary = useMemo(() => vocabularyOf(list), [list]);
  const name = localize(definition.label, locale);
  return (
    <>
      <tr>
        <th scope="row">
          <Link to={`/indicators/${definition.code}?${editionQuery(list.programme, { year: list.year })}`}>{name}</Link>
        </th>
        <td className="muted">{t(`operators.${formOf(definition).operator}`)}</td>
        <td className="muted">{localize(definition.unit, locale)}</td>
        <td>
          <Tag tone={tones[owner]}>{t(`owner.${owner}`)}</Tag>
        </td>
        <td className="muted nowrap">{t('versionNo', { no: version })}</td>
        <td className="actions-cell">
          <Button
            size="small"
            variant="plain"
            aria-expanded={isOpen}
            aria-label={`${t('read')} ${name}`}
            onClick={() => setOpen(!isOpen)}
          >
            {t('read')}
          </Button>
        </td>
      </tr>
      {isOpen && (
        <tr className="reading-row">
          <td colSpan={6}>{readIndicator(definition, vocabulary, i18n)}</td>
        </tr>
      )}
    </>
  );
}
