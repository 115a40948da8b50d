import { Banner, Button } from '@huibao/ui';
import { useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { ProofDialog } from './proof-dialog.tsx';

/** One's account at the identity provider: linked by going there and showing it to be one's own. */
export function SingleSignOnCard({ subject, hasSecondFactor }: { subject: string | null; hasSecondFactor: boolean }) {
  const { t } = useTranslation('account');
  const [params] = useSearchParams();
  const [isAsking, setAsking] = useState(false);
  const outcome = params.get('sso');
  const isLinked = subject !== null;
  const act = async (proof: { password: string; code?: string }): Promise<void> => {
    if (isLinked) await client.session.unlinkIdentity.mutate(proof);
    else window.location.assign((await client.session.linkIdentity.mutate(proof)).location);
  };
  return (
    <section className="card padded stack narrow" aria-labelledby="single-sign-on">
      <h2 id="single-sign-on">{t('singleSignOn.title')}</h2>
      {outcome === 'linked' && (
        <Banner tone="ok" role="status">
          {t('singleSignOn.done')}
        </Banner>
      )}
      {outcome === 'taken' && (
        <Banner tone="alert" role="alert">
          {t('singleSignOn.reasons.taken')}
        </Banner>
      )}
      <p>{isLinked ? t('singleSignOn.linked', { subject }) : t('singleSignOn.unlinked')}</p>
      <div className="form-actions">
        <Button onClick={() => setAsking(true)}>{isLinked ? t('singleSignOn.unlink') : t('singleSignOn.link')}</Button>
      </div>
      {isAsking && (
        <ProofDialog
          title={isLinked ? t('singleSignOn.unlink') : t('singleSignOn.link')}
          text={isLinked ? t('singleSignOn.sureUnlink') : t('singleSignOn.toProvider')}
          hasSecondFactor={hasSecondFactor}
          act={act}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
