import { useTranslation } from 'react-i18next';

const names = ['paragraph', 'heading2', 'heading3', 'sentence', 'block', 'insert', 'table'] as const;

/** The tools as they stand while nothing is being written: none can be pressed, and their script isn't there yet. */
export function IdleTools() {
  const { t } = useTranslation('reports');
  return (
    <div className="tools" role="toolbar" aria-label={t('actions.tools')}>
      {names.map((name) => (
        <button key={name} type="button" className="tool" disabled>
          {name === 'insert' ? `${t('actions.insert')} /` : t(`actions.${name}`)}
        </button>
      ))}
    </div>
  );
}
