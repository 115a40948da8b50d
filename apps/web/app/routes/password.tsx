import { Banner, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { useRootData } from '../root.tsx';
import { PasswordCard } from '../session/password-card.tsx';
import { RecoveryCodes, SecondFactorCard } from '../session/second-factor-card.tsx';
import { SessionsCard } from '../session/sessions-card.tsx';
import { SingleSignOnCard } from '../session/single-sign-on-card.tsx';
import { titleOf } from '../title.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('account:password.title'));

/** Who must first do something here is asked for that alone. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  load(request, async (client) => {
    const [rules, profile] = await Promise.all([client.session.passwordRules.query(), client.session.current.query()]);
    const nothing = { codesLeft: 0, hasSingleSignOn: false, subject: null };
    if (profile?.awaits) return { rules, awaits: profile.awaits, sessions: [], ways: nothing };
    const [sessions, ways] = await Promise.all([client.session.list.query(), client.session.waysIn.query()]);
    return { rules, awaits: null, sessions, ways };
  });

/** One's own password, second factor and sessions; the first thing asked of who was given a password. */
export default function Security() {
  const { t } = useTranslation('account');
  const { rules, awaits, sessions, ways } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const profile = useRootData()?.profile;
  const hasSecondFactor = profile?.hasSecondFactor ?? false;
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [wasForced] = useState(awaits !== null);
  const kept = (): void => {
    setCodes([]);
    if (wasForced) navigate('/');
  };
  return (
    <>
      <PageHead title={t('password.title')} note={profile ? `${profile.userName} · ${profile.username}` : undefined} />
      {awaits && <Banner tone="warn">{t(`awaits.${awaits}`)}</Banner>}
      {codes.length > 0 ? (
        <RecoveryCodes codes={codes} onKept={kept} />
      ) : (
        <>
          {awaits !== 'second_factor' && (
            <PasswordCard rules={rules} hasSecondFactor={hasSecondFactor} isForced={awaits !== null} />
          )}
          {(awaits === null || awaits === 'second_factor') && (
            <SecondFactorCard codesLeft={hasSecondFactor ? ways.codesLeft : null} onCodes={setCodes} />
          )}
          {ways.hasSingleSignOn && <SingleSignOnCard subject={ways.subject} hasSecondFactor={hasSecondFactor} />}
          {awaits === null && <SessionsCard sessions={sessions} />}
        </>
      )}
    </>
  );
}
