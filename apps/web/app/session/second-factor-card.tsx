import { Banner, Button, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { useMutation } from '../use-mutation.ts';
import { ProofDialog } from './proof-dialog.tsx';

/** A second factor of one's own: turned on by reading a picture with a telephone, turned off, its recovery codes. */
export function SecondFactorCard({
  codesLeft,
  onCodes,
}: {
  /** Null without a second factor. */
  codesLeft: number | null;
  /** Recovery codes to be shown once; the page has them, since this card is drawn anew when the session is. */
  onCodes: (codes: readonly string[]) => void;
}) {
  const { t } = useTranslation('account');
  const [asking, setAsking] = useState<'remove' | 'renew' | null>(null);
  const offer = useMutation(() => client.session.offerSecondFactor.mutate());
  const [offered, setOffered] = useState<Awaited<ReturnType<typeof offer.run>>>();
  const begin = async (): Promise<void> => setOffered(await offer.run());
  const isOn = codesLeft !== null;
  const act = async ({ password, code = '' }: { password: string; code?: string }): Promise<void> => {
    if (asking === 'renew') onCodes((await client.session.renewRecoveryCodes.mutate({ password, code })).recoveryCodes);
    else {
      await client.session.removeSecondFactor.mutate({ password, code });
      onCodes([]);
    }
  };
  return (
    <section className="card padded stack narrow" aria-labelledby="second-factor">
      <h2 id="second-factor">{t('secondFactor.title')}</h2>
      {isOn ? (
        <>
          <p>{t('secondFactor.on', { count: codesLeft })}</p>
          <div className="form-actions">
            <Button onClick={() => setAsking('renew')}>{t('secondFactor.renew')}</Button>
            <Button onClick={() => setAsking('remove')}>{t('secondFactor.remove')}</Button>
          </div>
        </>
      ) : offered ? (
        <Enrolment offered={offered} onCodes={onCodes} onCancel={() => setOffered(undefined)} />
      ) : (
        <>
          <p>{t('secondFactor.off')}</p>
          <FailureAlert failure={offer.failure} />
          <div className="form-actions">
            <Button variant="primary" disabled={offer.isBusy} onClick={() => void begin()}>
              {t('secondFactor.begin')}
            </Button>
          </div>
        </>
      )}
      {asking && (
        <ProofDialog
          title={t(`secondFactor.${asking}`)}
          text={t(`secondFactor.sure.${asking}`)}
          hasSecondFactor
          act={act}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}

function Enrolment({
  offered,
  onCodes,
  onCancel,
}: {
  offered: { readonly svg: string; readonly secret: string; readonly sealed: string };
  onCodes: (codes: readonly string[]) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation(['account', 'common']);
  const [form, setForm] = useState({ code: '', password: '' });
  const { run, isBusy, failure } = useMutation((input: typeof form) =>
    client.session.enrolSecondFactor.mutate({ ...input, sealed: offered.sealed }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const done = await run(form);
    if (!done) return;
    onCodes(done.recoveryCodes);
    onCancel();
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <ol>
        <li>{t('secondFactor.scan')}</li>
        <li>{t('secondFactor.confirm')}</li>
      </ol>
      <img
        className="qr-code"
        alt={t('secondFactor.picture')}
        src={`data:image/svg+xml;utf8,${encodeURIComponent(offered.svg)}`}
      />
      <p className="small muted">
        {t('secondFactor.byHand')} <code className="secret">{offered.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <TextField
        label={t('secondFactor.shown')}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        pattern="[0-9]{6}"
        maxLength={6}
        required
        value={form.code}
        onChange={(event) => setForm({ ...form, code: event.target.value })}
      />
      <TextField
        label={t('password.current')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={form.password}
        onChange={(event) => setForm({ ...form, password: event.target.value })}
      />
      <FailureAlert failure={failure} />
      <div className="form-actions">
        <Button onClick={onCancel}>{t('common:actions.cancel')}</Button>
        <Button type="submit" variant="primary" disabled={isBusy}>
          {t('secondFactor.enrol')}
        </Button>
      </div>
    </form>
  );
}

/** Shown this once: to be printed or copied, and gone with the page. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation('account');
  return (
    <section className="card padded stack narrow first-passwords" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{t('secondFactor.codes')}</h2>
      <Banner tone="ok" role="status">
        {t('secondFactor.enrolled')}
      </Banner>
      <p className="small warn-text">{t('secondFactor.once')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="form-actions no-print">
        <Button onClick={() => window.print()}>{t('secondFactor.print')}</Button>
        <Button variant="primary" onClick={onKept}>
          {t('secondFactor.kept')}
        </Button>
      </div>
    </section>
  );
}
