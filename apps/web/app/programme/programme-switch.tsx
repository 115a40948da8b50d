import { localize } from '@huibao/domain';
import { useLocation, useNavigate } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { useProgramme, type ListedProgramme } from './use-programme.ts';

/** Remembers in the browser which programme was chosen last. */
export const programmeCookie = 'programme';

/** Pages that span all programmes stay as they are. */
const spanning = new Set([
  'todo',
  'term',
  'register',
  'history',
  'units',
  'programmes',
  'accounts',
  'audit',
  'password',
]);

function remember(name: string): void {
  document.cookie = `${programmeCookie}=${name}; path=/; max-age=31536000; samesite=lax`;
}

/** Which programme the pages are about; nothing where there is only one. */
export function ProgrammeSwitch({
  programmes,
  leave,
}: {
  programmes: readonly ListedProgramme[];
  leave: (exit: () => Promise<void>) => Promise<void>;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const programme = useProgramme();
  // Whoever opens a report of another programme goes on from there within that one.
  useEffect(() => {
    if (programmes.some(({ name }) => name === programme)) remember(programme);
  }, [programmes, programme]);
  if (programmes.length < 2) return null;
  const change = (name: string): Promise<void> => {
    remember(name);
    // What lies below a list, one report, one district's delivery, is of the programme that it is of.
    const [page = ''] = pathname.split('/').filter(Boolean);
    navigate(spanning.has(page) ? pathname + search : `/${page}?${new URLSearchParams({ programme: name })}`);
    return Promise.resolve();
  };
  return (
    <select
      className="select compact programme-switch"
      aria-label={t('programme')}
      value={programme}
      onChange={(event) => {
        const { value } = event.target;
        void leave(() => change(value));
      }}
    >
      {programmes.map(({ name, title }) => (
        <option key={name} value={name}>
          {localize(title, locale)}
        </option>
      ))}
    </select>
  );
}
