import { localize } from '@huibao/domain';
import type { Advice } from '@huibao/domain/designing';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { CheckedDraft } from '../../outputs.ts';
import { usePartName } from '../part-name.ts';
import { shortened } from '../shortened.ts';
import type { DraftHandle } from '../use-draft.ts';

type Told = CheckedDraft['advice'][number];

interface Props {
  readonly draft: DraftHandle;
  readonly checked: CheckedDraft;
  readonly onGo: (place: Pick<Advice, 'file' | 'path'>) => void;
  readonly onTick: (advice: string, isSeen: boolean) => void;
}

/** What doesn't keep a programme from being published: what to look at, ticked off one by one; and notes. */
export function AdviceList(props: Props) {
  const { t } = useTranslation('advice');
  const { advice, moreAdvice } = props.checked;
  const warnings = advice.filter(({ severity, isSeen }) => severity === 'warning' && !isSeen);
  const seen = advice.filter(({ severity, isSeen }) => severity === 'warning' && isSeen);
  const notes = advice.filter(({ severity }) => severity === 'note');
  if (advice.length === 0) return null;
  return (
    <section className="designer-advice" aria-label={t('title')}>
      {warnings.length > 0 && (
        <>
          <h3>{t('warnings', { count: warnings.length })}</h3>
          <AdviceTable {...props} list={warnings} canTick />
        </>
      )}
      {seen.length > 0 && (
        <details>
          <summary>{t('seen', { count: seen.length })}</summary>
          <AdviceTable {...props} list={seen} canTick />
        </details>
      )}
      {notes.length > 0 && (
        <details>
          <summary>{t('notes', { count: notes.length })}</summary>
          <AdviceTable {...props} list={notes} canTick={false} />
        </details>
      )}
      {moreAdvice > 0 && <p className="muted small">{t('more', { count: moreAdvice })}</p>}
    </section>
  );
}

function AdviceTable({ draft, list, canTick, onGo, onTick }: Props & { list: readonly Told[]; canTick: boolean }) {
  const { t } = useTranslation('advice');
  const nameOf = usePartName(draft.state.parts);
  const textOf = useAdviceText();
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('place')}</th>
            <th scope="col">{t('what')}</th>
            {canTick && <th scope="col">{t('tick')}</th>}
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={`${one.key} ${one.path}`}>
              <td className="place">{nameOf(one.file)}</td>
              <td>
                <button type="button" className="link" onClick={() => onGo(one)}>
                  {textOf(one)}
                </button>
              </td>
              {canTick && (
                <td>
                  <input
                    type="checkbox"
                    aria-label={t('ticked', { what: textOf(one) })}
                    checked={one.isSeen}
                    onChange={(event) => onTick(one.key, event.target.checked)}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** As long as a line of a table may be. */
const longestName = 60;
/** Among others. */
const longestListed = 24;

function useAdviceText(): (advice: Told) => string {
  const { t } = useTranslation('advice');
  const locale = useLocale();
  return ({ kind, names, params }) => {
    const [name = '', other = ''] = names.map((text) => shortened(localize(text, locale), longestName));
    const listed = names.map((text) => shortened(localize(text, locale), longestListed)).join(t('comma'));
    const { count = 0, code = '', words = '', year = '' } = params;
    const all = Number(count) <= names.length ? listed : t('others', { listed });
    return t(`kinds.${kind}`, { count: Number(count), code, words, year, name, other, names: all });
  };
}
