import { Banner, Button, TextField } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.server.ts';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { asksForCode, CodeField } from '../session/code-field.tsx';
import { LanguageSwitch } from '../session/language-switch.tsx';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';
import { withinSite } from '../within-site.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('actions.signIn'));

/** Which ways in there are; with the api away, the password's. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = api(request);
  const isChoosing = new URL(request.url).searchParams.get('sso') === 'choose';
  const [ways, offered] = await Promise.all([
    session.ways.query().catch(() => ({ singleSignOn: false })),
    // Too late, or another browser: signed in anew.
    isChoosing ? session.offered.query().catch(() => []) : [],
  ]);
  return { ...ways, offered };
}

/** Why somebody comes back from the identity provider without being signed in. */
const reasons = ['refused', 'unlinked', 'unavailable'] as const;

export default function SignIn() {
  const { t } = useTranslation(['common', 'account']);
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { singleSignOn, offered } = useLoaderData<typeof loader>();
  const to = withinSite(params.get('to'));
  // Whoever chooses too late begins anew.
  const isLate = params.get('sso') === 'choose' && offered.length === 0;
  const reason = isLate ? 'refused' : reasons.find((one) => one === params.get('sso'));
  // The identity provider has let them in, without a second factor: ours is left.
  const isSent = params.get('sso') === 'code';
  const [form, setForm] = useState({ username: '', password: '', code: '' });
  const { run, isBusy, failure } = useMutation(({ code, ...input }: typeof form) =>
    isSent
      ? client.session.finishSingleSignOn.mutate({ code })
      : client.session.signIn.mutate({ ...input, ...(code === '' ? {} : { code }) }),
  );
  // Who has a second factor is asked for it when the password is right.
  const [isCodeAsked, setCodeAsked] = useState(isSent);
  if (!isCodeAsked && asksForCode(failure)) setCodeAsked(true);
  const choice = useMutation((of: (typeof offered)[number]) =>
    client.session.choose.mutate({ tenantId: of.tenantId, userId: of.userId }),
  );
  const choose = async (of: (typeof offered)[number]): Promise<void> => {
    const entrance = await choice.run(of);
    if (!entrance) return;
    if (!entrance.isCodeLeft) return navigate(to);
    setCodeAsked(true);
    navigate(`/sign-in?${new URLSearchParams({ sso: 'code', to })}`);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await run(form)) navigate(to);
  };
  return (
    <main className="centred">
      <div className="sign-in stack">
        <div className="row">
          <h1 className="brand-title">
            {t('product')}
            <small>{t('productLatin')}</small>
          </h1>
          <span className="spacer" />
          <LanguageSwitch />
        </div>
        <p className="muted">{t('tagline')}</p>
        {reason && (
          <Banner tone="alert" role="alert">
            {t(`account:singleSignOn.reasons.${reason}`)}
          </Banner>
        )}
        {offered.length > 0 ? (
          <section className="card padded stack" aria-labelledby="choose">
            <p id="choose">{t('account:singleSignOn.choose')}</p>
            {offered.map((one, index) => (
              <Button
                key={`${one.tenantId}/${one.userId}`}
                className="offered"
                autoFocus={index === 0}
                disabled={choice.isBusy}
                onClick={() => void choose(one)}
              >
                <b>{one.tenantName}</b>
                <span className="muted">{one.username}</span>
              </Button>
            ))}
            <FailureAlert failure={choice.failure} />
            <p className="small">
              <Link to={`/sign-in?${new URLSearchParams({ to })}`}>{t('account:singleSignOn.otherwise')}</Link>
            </p>
          </section>
        ) : (
          <form className="card padded form" onSubmit={(event) => void submit(event)}>
            {isSent ? (
              <p>{t('account:singleSignOn.goOn')}</p>
            ) : (
              <>
                <TextField
                  label={t('fields.username')}
                  name="username"
                  autoComplete="username"
                  autoFocus
                  required
                  value={form.username}
                  onChange={(event) => setForm({ ...form, username: event.target.value })}
                />
                <TextField
                  label={t('fields.password')}
                  name="password"
                  type="password"
                  autoComplete="current-password"
                  required
                  value={form.password}
                  onChange={(event) => setForm({ ...form, password: event.target.value })}
                />
              </>
            )}
            {isCodeAsked && <CodeField isFirst value={form.code} onChange={(code) => setForm({ ...form, code })} />}
            {failure?.code === 'session.code_missing' ? (
              <p className="small" role="status">
                {t('account:secondFactor.asked')}
              </p>
            ) : (
              <FailureAlert failure={failure} />
            )}
            <Button type="submit" variant="primary" disabled={isBusy}>
              {t('actions.signIn')}
            </Button>
            {singleSignOn && !isSent && (
              <>
                <p className="small muted or">{t('account:singleSignOn.or')}</p>
                <a className="button" href={`/sso/start?${new URLSearchParams({ to })}`}>
                  {t('account:singleSignOn.signIn')}
                </a>
              </>
            )}
          </form>
        )}
        <p className="small">
          <Link to="/published">{t('publicReports')}</Link>
        </p>
      </div>
    </main>
  );
}
