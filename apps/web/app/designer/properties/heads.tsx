import type { DataElement } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { BothProperty, type Properties } from './fields.tsx';

const mostHeads = 3;

/** The heads of a grid that a question stands under, the outermost first; neighbours of the same ones share them. */
export function Heads({ item, change, problemAt }: Properties<DataElement>) {
  const { t } = useTranslation('designer');
  const under = item.under ?? [];
  return (
    <>
      <p className="muted small">{t('fields.inGrid')}</p>
      {under.map((head, level) => (
        <BothProperty
          key={level}
          label={t('fields.head', { no: level + 1 })}
          value={head}
          problem={problemAt(['under', level])}
          onChange={(text) =>
            change(
              ['under'],
              under.map((one, at) => (at === level ? text : one)),
            )
          }
        />
      ))}
      <div className="row">
        {under.length < mostHeads && (
          <button type="button" className="link" onClick={() => change(['under'], [...under, { zh: '', en: '' }])}>
            {t('fields.addHead')}
          </button>
        )}
        {under.length > 0 && (
          <button
            type="button"
            className="link"
            onClick={() => change(['under'], under.length > 1 ? under.slice(0, -1) : undefined)}
          >
            {t('fields.removeHead')}
          </button>
        )}
      </div>
    </>
  );
}
