import type { FormDefinition } from '@huibao/domain';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../dates.ts';
import type { DraftHandle } from './use-draft.ts';
import { usePartName } from './part-name.ts';
import { differencesOf } from './differences.ts';

/** Two people's texts of a part: nothing is merged and nothing lost, whoever's stands. */
export function ConflictBanner({ draft }: { draft: DraftHandle }) {
  const { t } = useTranslation('designer');
  const nameOf = usePartName(draft.state.parts);
  return (
    <>
      {draft.state.conflicts.map(({ theirs, yours = null }) => {
        const { name, by, at, content = null } = theirs;
        const places = differencesOf(content, yours);
        return (
          <section key={name} className="banner warn designer-conflict" role="alert">
            <div>
              <p>
                {t('conflict.text', {
                  by,
                  at: formatInstant(at, 'instant'),
                  part: nameOf(name, content as FormDefinition),
                })}
              </p>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('conflict.place')}</th>
                    <th scope="col">{t('conflict.theirs', { by })}</th>
                    <th scope="col">{t('conflict.yours')}</th>
                  </tr>
                </thead>
                <tbody>
                  {places.map((one) => (
                    <tr key={one.path}>
                      <td className="small muted">{one.path}</td>
                      <td>{one.theirs}</td>
                      <td>{one.yours}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <div className="end row">
              <Button size="small" onClick={() => draft.store.settle(name, 'theirs')}>
                {t('conflict.takeTheirs')}
              </Button>
              <Button size="small" variant="primary" onClick={() => draft.store.settle(name, 'mine')}>
                {t('conflict.keepMine')}
              </Button>
            </div>
          </section>
        );
      })}
    </>
  );
}
