import { localize, type FormDefinition, type Locale } from '@huibao/domain';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { formatInstant, useLocale } from '../dates.ts';
import { differencesOf, isText, nameOf, type Difference } from './differences.ts';
import type { PartConflict } from './draft-store.ts';
import { usePartName } from './part-name.ts';
import { shortened } from './shortened.ts';
import type { DraftHandle } from './use-draft.ts';

/** Two texts of a part, a colleague's or one's own of another window: nothing is merged and nothing lost. */
export function ConflictBanner({ draft }: { draft: DraftHandle }) {
  return (
    <>
      {draft.state.conflicts.map((conflict) => (
        <Conflict key={conflict.theirs.name} draft={draft} conflict={conflict} />
      ))}
    </>
  );
}

function Conflict({ draft, conflict }: { readonly draft: DraftHandle; readonly conflict: PartConflict }) {
  const { t } = useTranslation('designer');
  const partName = usePartName(draft.state.parts);
  const { name, by, at, content = null } = conflict.theirs;
  const { yours = null, isOwn } = conflict;
  const here = partName(name);
  const theirs = partName(name, content as FormDefinition | null);
  const part = theirs === here || here === name ? theirs : t('conflict.calledHere', { theirs, here });
  const values = { by, at: formatInstant(at, 'instant'), part };
  return (
    <section className="banner warn designer-conflict" role="alert">
      <div>
        <p>{t(isOwn ? 'conflict.ownText' : 'conflict.text', values)}</p>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('conflict.place')}</th>
              <th scope="col">{t(isOwn ? 'conflict.otherWindow' : 'conflict.theirs', { by })}</th>
              <th scope="col">{t(isOwn ? 'conflict.thisWindow' : 'conflict.yours')}</th>
            </tr>
          </thead>
          <tbody>
            {differencesOf(content, yours).map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <PlaceName difference={one} />
                </th>
                <td>
                  <Shown value={one.theirs} />
                </td>
                <td>
                  <Shown value={one.yours} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="end row">
        <Button size="small" onClick={() => draft.store.settle(name, 'theirs')}>
          {t(isOwn ? 'conflict.takeOtherWindow' : 'conflict.takeTheirs')}
        </Button>
        <Button size="small" variant="primary" onClick={() => draft.store.settle(name, 'mine')}>
          {t(isOwn ? 'conflict.keepThisWindow' : 'conflict.keepMine')}
        </Button>
      </div>
    </section>
  );
}

function PlaceName({ difference: { within, key, id } }: { readonly difference: Difference }) {
  const { t, i18n } = useTranslation('designer');
  const locale = useLocale();
  const names = within.map((name) => shortened(localize(name, locale), longestName)).filter(Boolean);
  // Names of properties as the panes have them; what has none there is told by its key.
  const property = key === null ? [] : [i18n.exists(`designer:fields.${key}`) ? t(`fields.${key as 'label'}`) : key];
  const words = [...names, ...property];
  return words.length > 0 ? words.join(t('conflict.within')) : id;
}

const longest = 120;
const longestName = 60;

function Shown({ value }: { readonly value: unknown }) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  if (value === undefined || value === null) return <span className="muted">{t('conflict.nothing')}</span>;
  if (typeof value === 'boolean') return t(value ? 'conflict.yes' : 'conflict.no');
  const text = Array.isArray(value)
    ? value.map((one) => textOf(one, locale)).join(t('kept.separator'))
    : textOf(value, locale);
  return shortened(text, longest);
}

function textOf(value: unknown, locale: Locale): string {
  if (typeof value === 'string') return value;
  const name = isText(value) ? value : nameOf(value);
  if (!name) return JSON.stringify(value);
  // Where they differ may be in the language that isn't read here.
  const [first, second] = locale === 'en' ? [name.en, name.zh] : [name.zh, name.en];
  return first === second ? first : `${first} / ${second}`;
}
