import { localize } from '@huibao/domain';
import { Banner, Button, Empty, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { useLocale } from '../dates.ts';
import { RowDialog, type KeptRegister, type RegisterRow } from '../register/row-dialog.tsx';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('deskErrors', 'register');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('menu.register'));

export async function loader({ request }: LoaderFunctionArgs) {
  return load(request, (client) => client.register.get.query());
}

/** The unit's own registers, programme by programme; nothing of them but counts leaves it. */
export default function Registers() {
  const { registers, rows } = useLoaderData<typeof loader>();
  const { t } = useTranslation('register');
  return (
    <>
      <PageHead title={t('title')} />
      {registers.length === 0 ? (
        <div className="card">
          <Empty>{t('noRegister')}</Empty>
        </div>
      ) : (
        <Banner>{t('privacy')}</Banner>
      )}
      {registers.map((register) => (
        <Register
          key={`${register.programme} ${register.code}`}
          register={register}
          rows={rows.filter((row) => row.programme === register.programme && row.register === register.code)}
        />
      ))}
    </>
  );
}

function Register({ register, rows }: { register: KeptRegister; rows: readonly RegisterRow[] }) {
  const { t } = useTranslation('register');
  const locale = useLocale();
  const [isAll, setAll] = useState(false);
  const [editing, setEditing] = useState<{ row: RegisterRow | null; mode: 'edit' | 'end' } | null>(null);
  const standing = rows.filter((row) => row.endedOn === null);
  const shown = isAll ? rows : standing;
  const labels = new Map(register.categories.map((category) => [category.code, localize(category.label, locale)]));
  const name = localize(register.label, locale);
  return (
    <section aria-label={name}>
      <div className="card-title row">
        <h2>{name}</h2>
        <span className="muted small">{localize(register.programmeTitle, locale)}</span>
        <span className="spacer" />
        <Button variant="primary" onClick={() => setEditing({ row: null, mode: 'edit' })}>
          {t('add')}
        </Button>
      </div>
      <section className="card" aria-label={t('counts')}>
        <dl className="counts">
          <div>
            <dt>{t('total')}</dt>
            <dd>{standing.length}</dd>
          </div>
          {register.categories.map((category) => (
            <div key={category.code}>
              <dt>{labels.get(category.code)}</dt>
              <dd>{standing.filter((row) => row.category === category.code).length}</dd>
            </div>
          ))}
        </dl>
      </section>
      <label className="check">
        <input type="checkbox" checked={isAll} onChange={(event) => setAll(event.target.checked)} />
        {t('all')}
      </label>
      <div className="card table-scroll">
        {shown.length === 0 ? (
          <Empty>{t('none')}</Empty>
        ) : (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('pupil')}</th>
                <th scope="col">{t('category')}</th>
                <th scope="col">{t('note')}</th>
                <th scope="col">{t('since')}</th>
                <th scope="col">{t('endedOn')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('action')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.pupil}</th>
                  <td>{labels.get(row.category) ?? row.category}</td>
                  <td>{row.note}</td>
                  <td className="nowrap">{row.since}</td>
                  <td className="nowrap">{row.endedOn ?? t('standing')}</td>
                  <td className="num nowrap">
                    <Button size="small" variant="plain" onClick={() => setEditing({ row, mode: 'edit' })}>
                      {t('edit')}
                    </Button>
                    {row.endedOn === null && (
                      <Button size="small" variant="plain" onClick={() => setEditing({ row, mode: 'end' })}>
                        {t('end')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <RowDialog
        key={editing ? `${editing.mode}/${editing.row?.id ?? ''}` : ''}
        register={register}
        editing={editing}
        onClose={() => setEditing(null)}
      />
    </section>
  );
}
