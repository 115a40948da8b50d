import { localize } from '@huibao/domain';
import { Banner, Button, Empty, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { useLocale } from '../dates.ts';
import { RowDialog, type RegisterRow } from '../register/row-dialog.tsx';
import { titleOf } from '../title.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('menu.register'));

export async function loader({ request }: LoaderFunctionArgs) {
  return load(request, (client) => client.register.get.query());
}

/** The school's own register of pupils at risk; nothing of it but counts leaves the school. */
export default function Register() {
  const { registers, rows } = useLoaderData<typeof loader>();
  const { t } = useTranslation('register');
  const locale = useLocale();
  const [isAll, setAll] = useState(false);
  const [editing, setEditing] = useState<{ row: RegisterRow | null; mode: 'edit' | 'end' } | null>(null);
  const register = registers[0];
  if (!register)
    return (
      <>
        <PageHead title={t('title')} />
        <div className="card">
          <Empty>{t('noRegister')}</Empty>
        </div>
      </>
    );
  const own = rows.filter((row) => row.register === register.code);
  const standing = own.filter((row) => row.endedOn === null);
  const shown = isAll ? own : standing;
  const labels = new Map(register.categories.map((category) => [category.code, localize(category.label, locale)]));
  return (
    <>
      <PageHead
        title={t('title')}
        note={localize(register.label, locale)}
        actions={
          <Button variant="primary" onClick={() => setEditing({ row: null, mode: 'edit' })}>
            {t('add')}
          </Button>
        }
      />
      <Banner>{t('privacy')}</Banner>
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
    </>
  );
}
