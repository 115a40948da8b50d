import { Banner, Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';

export interface FirstPassword {
  readonly unit: string;
  readonly username: string | null;
  readonly password: string | null;
}

/** Passwords that are shown this once: to be printed or copied, and gone with the page. */
export function FirstPasswords({ passwords, done }: { passwords: readonly FirstPassword[]; done: string }) {
  const { t } = useTranslation('units');
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
      <Banner tone="ok" role="status">
        {done}
      </Banner>
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
