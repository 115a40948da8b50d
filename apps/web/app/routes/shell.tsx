import { readPaces, type ToldPace } from '@huibao/domain';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { NavLink, Link, Outlet, useLoaderData, useNavigate, useRouteError } from '@remix-run/react';
import { useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { client } from '../client.ts';
import { PageFailure } from '../page-failure.tsx';
import { chooseProgramme } from '../programme/chosen.server.ts';
import { ProgrammeSwitch } from '../programme/programme-switch.tsx';
import type { ListedProgramme } from '../programme/use-programme.ts';
import { useRootData } from '../root.tsx';
import { DialogWordsContext } from '@huibao/ui';
import { LanguageSwitch } from '../session/language-switch.tsx';
import { LeaveGuard } from '../shell/leave-guard.tsx';
import { menuOf, startOf } from '../shell/menu.ts';
import { NearPaces } from '../shell/near-paces.tsx';
import { statusSlot } from '../shell/page-status.tsx';
import { useFoldedMenu } from '../shell/use-folded-menu.ts';
import { UnitSwitch } from '../shell/unit-switch.tsx';
import { useSafeExit } from '../shell/use-safe-exit.tsx';
import { titleOf } from '../title.ts';

/** Each page names itself; this stands where a page can't be shown. */
export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('problem'));

/**
 * What waits for the actor, for the count at 待办, and what they near of what they may do in a time. Each page's own
 * loader asks for its own session: a layout guards nothing.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const told = readPaces(request.headers.get('cookie') ?? '');
  return load(request, async (client) => {
    // Who must choose a password or enrol first is let in to that page alone, where nothing else can be asked.
    const isPasswordPage = new URL(request.url).pathname === '/password';
    const profile = isPasswordPage ? await client.session.current.query() : null;
    if (profile?.awaits) return { todo: 0, programmes: [], programme: '', told };
    const [{ total }, chosen] = await Promise.all([client.todo.get.query(), chooseProgramme(request, client)]);
    return { todo: total, ...chosen, told };
  });
}

export default function Shell() {
  const { todo, programmes, told } = useLoaderData<typeof loader>();
  return (
    <Frame todo={todo} programmes={programmes} told={told}>
      <Outlet />
    </Frame>
  );
}

/** An error keeps the frame, so that there is a way on. */
export function ErrorBoundary() {
  const error = useRouteError();
  const { t } = useTranslation();
  return (
    <Frame todo={0} programmes={[]} told={[]}>
      <h1>{t('problem')}</h1>
      <PageFailure error={error} />
    </Frame>
  );
}

function Frame({
  todo,
  programmes,
  told,
  children,
}: {
  todo: number;
  programmes: readonly ListedProgramme[];
  told: readonly ToldPace[];
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const profile = useRootData()?.profile;
  const navigate = useNavigate();
  const { leave, dialog } = useSafeExit();
  const menuButton = useRef<HTMLButtonElement>(null);
  const menu = useFoldedMenu(menuButton);
  const words = useMemo(
    () => ({ unsent: t('dialog.unsent'), discard: t('dialog.discard'), goOn: t('dialog.goOn') }),
    [t],
  );
  if (!profile)
    return (
      <main className="centred">
        <div className="stack">
          {children}
          <Link to="/sign-in">{t('actions.signIn')}</Link>
        </div>
      </main>
    );
  const { tenant, membership, awaits } = profile;
  const signOut = async (): Promise<void> => {
    const { location } = await client.session.signOut.mutate();
    if (location === null) navigate('/sign-in');
    else window.location.assign(location);
  };
  return (
    <DialogWordsContext.Provider value={words}>
      <div className={['shell', tenant.isDemo && 'with-ribbon', menu.isOpen && 'menu-open'].filter(Boolean).join(' ')}>
        <a className="skip-link" href="#page">
          {t('skipToContent')}
        </a>
        {tenant.isDemo && (
          <section className="ribbon" aria-label={t('demo')}>
            {t('demoRibbon')}
          </section>
        )}
        <header className="topbar">
          <button
            ref={menuButton}
            type="button"
            className="button small menu-button"
            aria-expanded={menu.isOpen}
            aria-controls="menu"
            onClick={menu.toggle}
          >
            {t('menu.short')}
          </button>
          <Link className="brand" to={startOf(membership.role)}>
            {t('product')}
            <small>{t('productLatin')}</small>
          </Link>
          <UnitSwitch profile={profile} leave={leave} />
          {membership.role !== 'platform_operator' && <ProgrammeSwitch programmes={programmes} leave={leave} />}
          <span className="spacer" />
          <span id={statusSlot} className="topbar-status" />
          <div className="account">
            {awaits === null && <LanguageSwitch />}
            <span className="who">
              <b>{profile.userName}</b> {t(`roles.${membership.role}`)}
            </span>
            <button type="button" className="button plain" onClick={() => void leave(signOut)}>
              {t('actions.signOut')}
            </button>
          </div>
        </header>
        <aside className="sidenav" id="menu">
          <nav aria-label={t('menu.label')}>
            {awaits === null &&
              menuOf(membership.role, membership.unitKind).map(({ group, items }) => (
                <div key={group ?? ''} role="group" {...(group ? { 'aria-label': t(`menu.groups.${group}`) } : {})}>
                  {group && (
                    <p className="group" aria-hidden>
                      {t(`menu.groups.${group}`)}
                    </p>
                  )}
                  {items.map((item) => (
                    <NavLink key={item.href} to={item.href} onClick={menu.close}>
                      {t(`menu.${item.key}`)}
                      {item.key === 'todo' && todo > 0 && (
                        <>
                          <span className="visually-hidden">{t('waitingCount', { count: todo })}</span>
                          <span className="count" aria-hidden>
                            {todo}
                          </span>
                        </>
                      )}
                    </NavLink>
                  ))}
                </div>
              ))}
          </nav>
        </aside>
        <main className="page" id="page" tabIndex={-1} onFocus={menu.close}>
          {children}
          <NearPaces told={told} userId={profile.userId} />
        </main>
        {dialog}
        <LeaveGuard />
      </div>
    </DialogWordsContext.Provider>
  );
}
