import { mostRefusals, type PackageRefusal } from '@huibao/domain/package';
import { readRefusal } from '@huibao/i18n';
import { useTranslation } from 'react-i18next';

/** Why a package isn't taken: file, place in it, and the sentence in the user's language. */
export function RefusalTable({
  refusals,
  onGo,
  canGo = () => true,
  named,
}: {
  readonly refusals: readonly PackageRefusal[];
  /** Leads to the place. */
  readonly onGo?: (refusal: PackageRefusal) => void;
  /** Whether there is a way to it. */
  readonly canGo?: (refusal: PackageRefusal) => boolean;
  /** Of a draft, whose people have never seen a file: what it is about, and where, by their names. */
  readonly named?: (refusal: PackageRefusal) => { readonly part: string; readonly place: string };
}) {
  const { t, i18n } = useTranslation('programmes');
  return (
    <div role="alert">
      <p className="alert-text">{t(named ? 'refusals.draft' : 'refusals.title', { count: refusals.length })}</p>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="nowrap">
                {t(named ? 'changes.part' : 'refusals.file')}
              </th>
              <th scope="col">{t('refusals.place')}</th>
              <th scope="col">{t('refusals.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {refusals.map((refusal, index) => (
              <tr key={index}>
                <td>{named ? named(refusal).part : refusal.file === '' ? t('refusals.whole') : refusal.file}</td>
                <td className="small muted">
                  {named ? named(refusal).place : refusal.path === '$' ? '' : refusal.path}
                </td>
                <td>
                  {onGo && canGo(refusal) ? (
                    <button type="button" className="link" onClick={() => onGo(refusal)}>
                      {readRefusal(refusal, i18n).text}
                    </button>
                  ) : (
                    readRefusal(refusal, i18n).text
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {refusals.length >= mostRefusals && (
        <p className="muted small">{t('refusals.most', { count: refusals.length })}</p>
      )}
    </div>
  );
}
