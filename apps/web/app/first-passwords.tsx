import { Banner, Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';

export interface FirstPassword {
  readonly unit: string;
  readonly username: string | null;
  readonly password: string | null;
}

/** What was done, and the first passwords that it made. */
export interface Made {
  readonly done: string;
  readonly passwords: readonly FirstPassword[];
}

/** What was done, with its passwords, which are shown this once: to be printed or copied, and gone with the page. */
export function FirstPasswords({ made: { done, passwords } }: { made: Made }) {
  const { t } = useTranslation('units');
  const told = (
    <Banner tone="ok" role="status">
      {done}
    </Banner>
  );
  if (passwords.length === 0) return told;
  return (
    <section className="card padded stack first-passwords" aria-labelledby="first-passwords">
      <div className="row">
        <h2 id="first-passwords">{t('passwords.title')}</h2>
        <span className="spacer" />
        <span className="no-print">
          <Button size="small" onClick={() => window.print()}>
            {t('passwords.print')}
          </Button>
        </span>
      </div>
      {told}
      <p className="small warn-text">{t('passwords.once')}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('passwords.unit')}</th>
            <th scope="col">{t('passwords.username')}</th>
            <th scope="col">{t('passwords.password')}</th>
          </tr>
        </thead>
        <tbody>
          {passwords.map((one, index) => (
            <tr key={index}>
              <th scope="row">{one.unit}</th>
              <td>{one.username ?? t('passwords.none')}</td>
              <td className="password">{one.password ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
